import Formats
import Store

/// What answers that come page by page say of those that are not there.
struct PageCheck {
  /// Files of one kind from one system.
  private struct Kind: Hashable {
    let source: String?
    let layout: String
  }

  private struct Pages {
    let table: TableName
    var names: [String] = []
    var rows = 0
    /// How many there are, by what a page says.
    var total = 0
    var pageCount = 0
    /// Pages that are not the last one.
    var continued = 0
  }

  private var order: [Kind] = []
  private var pages: [Kind: Pages] = [:]

  /// Folded names of what an answer says of its whole.
  private static let totals: Set<String> = ["totalresults", "totalcount", "total", "totalitems", "recordcount"]
  /// What leads to the next page.
  private static let cursors: Set<String> = [
    "next", "cursornext", "nextcursor", "nextpage", "nextpagetoken", "nextpageurl", "nextlink", "@odata.nextlink",
  ]
  /// What says that there is one.
  private static let marks: Set<String> = ["hasmore", "hasnext", "hasnextpage"]
  private static let none: Set<String> = ["null", "false", "none", "0"]

  mutating func add(_ known: KnownRecords) {
    let (records, layout) = (known.records, known.layout)
    let kind = Kind(source: known.export.source, layout: layout.name)
    if pages[kind] == nil {
      order.append(kind)
      pages[kind] = Pages(table: layout.tables.first?.table ?? .bookings)
    }
    pages[kind]!.names.append(known.name)
    // What goes along with the longest list is no page of its own.
    pages[kind]!.rows += known.mostRows
    pages[kind]!.pageCount += records.pageCount
    var continued = 0
    for (path, text) in records.envelope where !Self.none.contains(text.lowercased()) {
      let word = Layout.folded(path)
      let last = word.hasPrefix("@") ? word : String(word.split(separator: ".").last ?? "")
      if Self.totals.contains(last), let total = Int(text) { pages[kind]!.total = max(pages[kind]!.total, total) }
      if Self.cursors.contains(last) || word.hasSuffix(".next.href") || Self.marks.contains(last) { continued += 1 }
    }
    // A page may say it in two ways.
    pages[kind]!.continued += min(continued, records.pageCount)
  }

  /// Told of each kind whose pages are not all there.
  var findings: [Finding] {
    order.compactMap { kind in
      let pages = pages[kind]!
      let name = pages.names.count == 1 ? pages.names[0] : "\(pages.names[0]) and \(pages.names.count - 1) more"
      let verb = pages.names.count == 1 ? "has" : "have"
      if pages.rows < pages.total {
        return Finding(
          kind: .pagesMissing, message: "\(name) \(verb) \(pages.rows) of \(pages.total) rows: pages are missing",
          table: pages.table, rows: [], count: pages.total - pages.rows)
      }
      // The last page leads nowhere.
      guard pages.total == 0, pages.continued > 0, pages.continued >= pages.pageCount else { return nil }
      return Finding(
        .pagesMissing, "\(name) \(verb) a next page that is not there", table: pages.table)
    }
  }
}
