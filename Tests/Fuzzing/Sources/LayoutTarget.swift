import Formats
import Store

@testable import Importers

/// A layout that can be read makes tables of rows, with a cell in each row and column, or says why not. What is written of
/// them is read again, all of it.
enum LayoutTarget {
  static func run(_ input: FuzzInput) {
    let text = String(decoding: input.bytes, as: UTF8.self)
    _ = try? LayoutParser.column("start", text)
    guard let layout = try? LayoutParser.layout(text) else { return }
    for records in [plain, nested] {
      _ = LayoutMatcher(corrections: [], layouts: [layout]).choice(records, kind: .csv, stem: "input")
      translate(records, layout)
    }
  }

  static func translate(
    _ records: RecordSet, _ layout: ExportLayout, source: String? = nil, hint: NumberHint = .none
  ) {
    let translator = Translator(
      rules: ReadingRules(), context: LayoutContext(stem: "input"), source: source, hint: hint)
    _ = translator.names(records, layout)
    guard let result = try? translator.result(records, layout) else { return }
    for table in result.tables {
      table.text.check()
      guard let layout = try? table.layout(file: "input") else { continue }
      let file = table.file(name: "input", path: "input")
      var limits = ReadingLimits()
      limits.workers = 1
      switch TableReader(name: table.table, sources: [file], layouts: [layout], limits: limits).read() {
      case .success(let raw): compare(raw, with: table, layout)
      case .failure(let failure):
        let messages = failure.rejection.diagnostics.map(\.message)
        expect(table.text.columns.contains { $0.bytes.contains(0) }, "what was written is refused: \(messages)")
      }
    }
  }

  private static func compare(_ raw: RawTable, with written: MappedTable, _ layout: Layout) {
    let rejected = raw.segments.reduce(0) { $0 + $1.rejectedCount }
    let rows = raw.rowCount + rejected
    expect(rows == written.text.rowCount, "\(rows) rows are read of \(written.text.rowCount)")
    guard rejected == 0 else { return }
    for (column, cells) in zip(layout.columns, written.text.columns) {
      guard let column, column.isAttribute, let place = raw.index(of: column.name) else { continue }
      var row = 0
      raw.forEachRow { slot, _ in
        let (read, cell) = (trimmed(raw.text(place, slot: slot)), trimmed(cells.text(row)))
        expect(read == cell, "\(column.name) is read as \(read), not as \(cell)")
        row += 1
      }
    }
  }

  /// The bytes without blanks around them.
  private static func trimmed(_ text: String) -> ArraySlice<UInt8> {
    let bytes = Array(text.utf8)
    guard let first = bytes.firstIndex(where: { !Cell.isBlank($0) }) else { return [] }
    return bytes[first...bytes.lastIndex { !Cell.isBlank($0) }!]
  }

  private static let plain: RecordSet = {
    let headers = ["id", "user", "start", "end", "2024-03-04", "price"]
    let rows = [
      ["1", "Ann, Bo", "2024-03-04 09:00", "2", "x", "1.234,50 €"], ["2", "", "1709542800", "1:30", "", "12"],
      ["2", "Bo \"B\"", "31/03/2024", "", "y;z", "179.0"], ["", "null", "", "x", "\n", "-"],
    ]
    return RecordSet(
      table: TextTable(
        headers: headers, columns: headers.indices.map { index in TextColumn(rows.map { $0[index] }) },
        lines: [2, 3, 4, 5]))
  }()

  private static let nested: RecordSet = {
    var set = plain
    set.name = "data"
    set.children["list"] = RecordSet.Children(
      table: TextTable(
        headers: ["id", "from"], columns: [TextColumn(["7", "8", "9"]), TextColumn(["2024-01-01", "", "x"])],
        lines: [2, 2, 4]), parents: [0, 0, 2])
    return set
  }()
}
