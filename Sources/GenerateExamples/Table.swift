/// One row as its columns name it; a column that is missing is an empty cell.
typealias Row = [String: String]

/// A table under its canonical name and columns (DESIGN §2), filled from hand-written sections and generated rows.
struct Table {
  let name: String
  let columns: [String]
  private(set) var rows: [Row] = []

  init(_ name: String, _ columns: String) {
    self.name = name
    self.columns = columns.split(separator: " ").map(String.init)
  }

  /// Appends a hand-written section: a heading that names its columns, then a row a line, cells between bars.
  ///
  ///     membership | resource | from       | to
  ///     M-013      | B-D05    | 2022-02-01 | 2023-06-30
  mutating func add(_ section: String) {
    for row in Self.rows(of: section) { add(row) }
  }

  /// Appends one row; every column must be one of the table's.
  mutating func add(_ row: Row) {
    for column in row.keys {
      precondition(columns.contains(column), "\(name) has no column \(column)")
    }
    rows.append(row)
  }

  /// The rows of a hand-written section; empty cells are left out.
  static func rows(of section: String) -> [Row] {
    let lines = section.split(separator: "\n").map(cells)
    guard let heading = lines.first else { return [] }
    return lines.dropFirst().map { line in
      precondition(line.count == heading.count, "\(line) does not fit \(heading)")
      return Row(uniqueKeysWithValues: zip(heading, line).filter { !$0.1.isEmpty })
    }
  }

  /// The text of the CSV file: RFC 4180 quoting, lines ended by a bare newline.
  var csv: String {
    var text = columns.joined(separator: ",") + "\n"
    for row in rows {
      text += columns.map { Self.quoted(row[$0] ?? "") }.joined(separator: ",") + "\n"
    }
    return text
  }

  private static func quoted(_ cell: String) -> String {
    guard cell.contains(where: { $0 == "," || $0 == "\"" || $0 == "\n" }) else { return cell }
    return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }

  private static func cells(of line: Substring) -> [String] {
    line.split(separator: "|", omittingEmptySubsequences: false).map { cell in
      let start = cell.drop { $0 == " " }
      return String(start.reversed().drop { $0 == " " }.reversed())
    }
  }
}
