import Formats
import Store

/// Finds out what a table of text is: by the name of its file, by the layouts of known systems, by its headers.
struct LayoutMatcher {
  /// Says how rows become rows of tables.
  enum Choice {
    /// The canonical form, or near enough; by its headers alone, or by its name, too.
    case canonical(TableName, isNamed: Bool)
    case layout(ExportLayout)
    /// Several fit alike.
    case ambiguous([ExportLayout])
    case none
  }

  let corrections: [ColumnCorrection]
  /// Nil: those of the library, which are not read before they are needed.
  private let given: [ExportLayout]?
  private var layouts: [ExportLayout] { given ?? LayoutLibrary.all }

  init(corrections: [ColumnCorrection], layouts: [ExportLayout]? = nil) {
    self.corrections = corrections
    given = layouts
  }

  /// - Parameter stem: the name of the file or sheet, without its extension.
  func choice(_ records: RecordSet, kind: FileKind, stem: String) -> Choice {
    let headers = records.table.headers
    let named = [records.name, stem].lazy.compactMap(WorkspaceFiles.table(stem:)).first
    // No layout fits what has the names of one table alone.
    if let named, LayoutMatcher.hasOwnNames(records, of: named), missing(of: named, headers).isEmpty {
      return .canonical(named, isNamed: true)
    }
    let fitting = fitting(records, kind: kind)
    // What asks for more knows more.
    if let most = fitting.map(\.needs.count).max() {
      let best = fitting.filter { $0.needs.count == most }
      let known = best.map { $0.known(of: headers) }
      let top = zip(best, known).filter { $0.1 == known.max() }.map(\.0)
      return top.count == 1 ? .layout(top[0]) : .ambiguous(top)
    }
    if let named, missing(of: named, headers).isEmpty { return .canonical(named, isNamed: true) }
    if named == nil, let table = WorkspaceFiles.table(headers: headers) { return .canonical(table, isNamed: false) }
    return .none
  }

  /// Whether all headers are names of columns of a table, and no synonyms.
  private static func hasOwnNames(_ records: RecordSet, of table: TableName) -> Bool {
    let names = Set(Schema.fields(of: table).map { Layout.folded($0.name) })
    return records.children.isEmpty && records.table.headers.allSatisfy { names.contains(Layout.folded($0)) }
  }

  /// The layouts whose headers are all there.
  func fitting(_ records: RecordSet, kind: FileKind) -> [ExportLayout] {
    let there = HeaderSet(of: records)
    return layouts.filter { $0.fits(there, kind: kind) }
  }

  /// The line of the header where titles stand above it: of lines whose first fits nothing, the first that fits a layout,
  /// or names several columns of a table. Nil: the first line is the header.
  ///
  /// - Parameter opening: the first lines with something in them.
  func headerLine(of opening: [(line: Int, cells: [String])], sheet: String, kind: FileKind, stem: String) -> Int? {
    func isHeader(_ cells: [String]) -> Bool {
      let headers = cells.filter { !$0.isEmpty }
      let records = RecordSet(name: sheet, table: TextTable(headers: headers))
      switch choice(records, kind: kind, stem: stem) {
      case .none: return false
      case .layout, .ambiguous: return headers.count > 1
      case .canonical(let table, _):
        let known =
          Layout.matches(of: table, headers: headers).count
          + corrections.count { $0.table == table && $0.applies(to: headers) }
        return known > 1 && known * 3 >= headers.count
      }
    }
    guard let first = opening.first else { return nil }
    let records = RecordSet(name: sheet, table: TextTable(headers: first.cells.filter { !$0.isEmpty }))
    guard case .none = choice(records, kind: kind, stem: stem) else { return nil }
    return opening.dropFirst().first { isHeader($0.cells) }?.line
  }

  /// The columns that a table needs, and neither headers nor the workspace's own `map` give.
  func missing(of table: TableName, _ headers: [String]) -> [Field] {
    Layout.missing(of: table, headers: headers).filter { field in
      !corrections.contains {
        $0.table == table && $0.mapping.name == field.name && ($0.isGeneral || $0.applies(to: headers))
      }
    }
  }

  /// The layout whose headers are there but for the fewest, and those.
  func nearest(_ headers: [String], kind: FileKind) -> (layout: ExportLayout, missing: [String])? {
    let folded = Set(headers.map(Layout.folded))
    let hasDays = headers.contains { MomentColumn.isDate($0) }
    let candidates = layouts.filter { $0.kinds.isEmpty || $0.kinds.contains(kind) }.map { layout in
      (
        layout: layout,
        missing: layout.needs.filter { !$0.contains { $0 == "^day" && hasDays || folded.contains(Layout.folded($0)) } }
          .map { $0[0] == "^day" ? "a date" : $0[0] }
      )
    }
    return candidates.filter { $0.missing.count < $0.layout.needs.count }.min { $0.missing.count < $1.missing.count }
  }
}

/// What a table of text is told by, made once for all layouts.
struct HeaderSet {
  /// The name of the sheet; empty where a file is one table.
  let sheet: String
  /// Headers and lists within the rows, folded.
  let folded: Set<String>
  /// Some headers are dates.
  let hasDays: Bool

  init(of records: RecordSet) {
    sheet = records.name
    folded = Set((records.table.headers + records.children.keys).map(Layout.folded))
    hasDays = records.table.headers.contains { MomentColumn.isDate($0) }
  }
}

extension ExportLayout {
  /// Whether a table of text is of this kind.
  func fits(_ there: HeaderSet, kind: FileKind) -> Bool {
    if !kinds.isEmpty, !kinds.contains(kind) { return false }
    // A text has no sheets: who saves one as text drops its name.
    if kind != .csv, !sheets.isEmpty, !sheets.contains(where: { Layout.folded($0) == Layout.folded(there.sheet) }) {
      return false
    }
    return needs.allSatisfy { alternatives in
      alternatives.contains { header in
        header == "^day" ? there.hasDays : there.folded.contains(Layout.folded(header))
      }
    }
      && !without.contains { there.folded.contains(Layout.folded($0)) }
  }

  /// How many of the headers it reads.
  func known(of headers: [String]) -> Int {
    let own = Set(tables.flatMap { $0.columns.flatMap(\.headers) }.map(Layout.folded))
    return headers.count { own.contains(Layout.folded($0)) }
  }
}

/// `map bookings.user = "Booked by"`: what a workspace says of a column, whatever the layout has it to be.
struct ColumnCorrection: Sendable, Hashable {
  let table: TableName
  let mapping: ColumnMapping

  /// Whether a file has one of its headers.
  func applies(to headers: [String]) -> Bool {
    let folded = Set(headers.map(Layout.folded))
    return mapping.sources.contains { folded.contains(Layout.folded($0)) }
  }

  /// It fills a column of rows that such a layout makes.
  func fills(_ layout: ExportLayout, _ headers: [String]) -> Bool {
    (isGeneral || applies(to: headers)) && layout.tables.contains { $0.table == table }
  }

  /// It reads no header of a file: the same text in each row, or the day that a column is of.
  var isGeneral: Bool { mapping.sources.allSatisfy { $0.hasPrefix("^") } }
}
