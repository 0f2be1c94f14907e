import Calculus
import Diagnostics
import Store

extension WorkspaceLoader {
  /// What a workspace says of a column, once that can be read.
  ///
  /// - Parameters:
  ///   - column: of the table, ignoring case, blanks, `_` and `-`; any other name is an attribute's. Not empty.
  ///   - source: where its cells come from, as layouts write it: `"Booked by" or "Gebucht von" as first`.
  /// - Throws: why the source cannot be read, without a place.
  public static func columnMap(
    _ table: TableName, _ column: String, from source: String
  ) throws(Rejection) -> ColumnMap {
    let own = Schema.fields(of: table).first { Layout.folded($0.name) == Layout.folded(column) }
    let name = own?.name ?? column
    do throws(LayoutParser.Problem) {
      try LayoutParser.column(name, source).check()
    } catch {
      throw Rejection(.badMap(table, name, error.message, help: error.help))
    }
    return ColumnMap(table: table, column: name, source: source)
  }
}

extension ColumnMapping {
  /// What its notation cannot tell: headers without a letter, zones and times of day that there are not.
  fileprivate func check() throws(LayoutParser.Problem) {
    if headers.contains(where: \.trimmed.isEmpty) {
      throw .init(line: 1, message: "a header is empty", help: "write a header of the export, as in \"Booked by\"")
    }
    for rules in alternatives.map(\.rules) { try check(rules) }
  }

  private func check(_ rules: CellRules) throws(LayoutParser.Problem) {
    if case .named(let zone) = rules.zone, (try? Zone.load(zone)) == nil {
      throw .init(
        line: 1, message: "there is no zone “\(zone)”", help: "write one of the system's tz data, as in Europe/Berlin")
    }
    if let time = rules.time, ClockRange.minute(time) == nil {
      throw .init(line: 1, message: "“\(time)” is no time of day", help: "write one as in at 09:00")
    }
  }
}
