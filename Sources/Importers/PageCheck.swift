import Formats
import Store

/// What answers that come page by page say of those that are not there.
///
/// Pages that name the same whole are those of one answer; a file that holds all of what it names is an answer of its own.
struct PageCheck {
  private struct Answer: Hashable {
    let source: String?
    let layout: String
    /// How many rows there are, by what its pages say.
    let total: Int?
    /// How many pages.
    let pageTotal: Int?
  }

  private struct Pages {
    let table: TableName
    var names: [String] = []
    var rows = 0
    /// What the rows say: of a page that was fetched twice each stands here once.
    var rowNumbers: Set<Int> = []
    var count = 0
    /// The numbers of pages that have one.
    var numbers: Set<String> = []
    /// Pages that are not the last one.
    var continued = 0
  }

  private var order: [Answer] = []
  private var pages: [Answer: Pages] = [:]

  /// Folded names of what a page says of the whole.
  private static let totals: Set<String> = ["totalresults", "totalcount", "total", "totalitems", "recordcount"]
  private static let pageTotals: Set<String> = ["totalpages", "pagecount", "pagestotal", "lastpage", "numpages"]
  private static let pageNumbers: Set<String> = ["currentpage", "page", "pagenumber", "pageno"]
  /// What leads to the next page.
  private static let cursors: Set<String> = [
    "next", "cursornext", "nextcursor", "nextpage", "nextpagetoken", "nextpageurl", "nextlink", "@odata.nextlink",
  ]
  /// What says that there is one.
  private static let marks: Set<String> = ["hasmore", "hasnext", "hasnextpage"]
  private static let none: Set<String> = ["null", "false", "none", "0"]

  mutating func add(_ known: KnownRecords) {
    let (records, layout) = (known.records, known.layout)
    var (total, pageTotal): (Int?, Int?) = (nil, nil)
    var numbers: [String] = []
    var continued = 0
    for (path, text) in records.envelope where !Self.none.contains(text.lowercased()) {
      let word = Layout.folded(path)
      let last = word.hasPrefix("@") ? word : String(word.split(separator: ".").last ?? "")
      if Self.totals.contains(last), let count = Int(text) { total = max(total ?? 0, count) }
      if Self.pageTotals.contains(last), let count = Int(text) { pageTotal = max(pageTotal ?? 0, count) }
      if Self.pageNumbers.contains(last) { numbers.append(text) }
      if Self.cursors.contains(last) || word.hasSuffix(".next.href") || Self.marks.contains(last) { continued += 1 }
    }
    // What goes along with the longest list is no page of its own.
    if let total, Set(known.page.rows).count >= total { return }
    let answer = Answer(source: known.export.source, layout: layout.name, total: total, pageTotal: pageTotal)
    if pages[answer] == nil { order.append(answer) }
    var pages = pages[answer] ?? Pages(table: layout.tables.first?.table ?? .bookings)
    pages.names.append(known.name)
    let news = known.page.rows.filter { !pages.rowNumbers.contains($0) }
    pages.rows += known.page.rows.isEmpty ? known.page.rowCount : news.count
    pages.rowNumbers.formUnion(news)
    pages.count += records.pageCount
    pages.numbers.formUnion(numbers)
    // A page may say it in two ways.
    pages.continued += min(continued, records.pageCount)
    self.pages[answer] = pages
  }

  /// Told of each answer whose pages are not all there.
  var findings: [Finding] {
    order.compactMap { answer in
      let pages = pages[answer]!
      let name = pages.names.count == 1 ? pages.names[0] : "\(pages.names[0]) and \(pages.names.count - 1) more"
      let verb = pages.names.count == 1 ? "has" : "have"
      if let total = answer.total {
        guard pages.rows < total else { return nil }
        return Finding(
          kind: .pagesMissing, message: "\(name) \(verb) \(pages.rows) of \(total) rows: pages are missing",
          table: pages.table, rows: [], count: total - pages.rows)
      }
      if let total = answer.pageTotal {
        let count = pages.numbers.isEmpty ? pages.count : pages.numbers.count
        guard count < total else { return nil }
        return Finding(
          kind: .pagesMissing, message: "\(name) \(verb) \(count) of \(total) pages", table: pages.table, rows: [],
          count: total - count)
      }
      // The last page leads nowhere.
      guard pages.continued > 0, pages.continued >= pages.count else { return nil }
      return Finding(
        .pagesMissing, "\(name) \(verb) a next page that is not there", table: pages.table)
    }
  }
}
