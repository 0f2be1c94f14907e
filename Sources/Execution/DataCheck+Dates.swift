import Calculus
import Planning
import Store

extension DataCheck {
  static let ofDates: [Inspection] = [
    Inspection(.impossibleDate, in: TableName.allCases) { (check) throws(EvaluationError) in
      TableName.allCases.flatMap { check.impossibleDates(of: $0) }
    }
  ]

  /// Days on which something in an export of bookings can lie: no such system is older, and what is to happen in a hundred
  /// years is a way to write “never”.
  static let likelyDays = Day(year: 1990, month: 1, day: 1)!.number..<Day(year: 2101, month: 1, day: 1)!.number

  /// Rows with a day or a moment outside of 1990 to 2100. An open beginning or end is none.
  fileprivate func impossibleDates(of name: TableName) -> [Finding] {
    let table = table(name)
    let fields = Schema.fields(of: name).filter { field in
      switch field.type {
      case .firstDay, .lastDay, .minute: table.columns[field.name] != nil
      case .identifier, .text, .link, .number, .flag: false
      }
    }
    var oddities: [Int: [String]] = [:]
    var columns: [String] = []
    for field in fields {
      let odd = impossible(field, of: table)
      if odd.isEmpty { continue }
      columns.append("\(name.rawValue).\(field.name)")
      for (row, text) in odd { oddities[row, default: []].append("\(field.name) \(text)") }
    }
    var found = rows()
    for (row, texts) in oddities.sorted(by: { $0.key < $1.key }) {
      found.add(self.name(row, of: name), texts.joined(separator: ", "))
    }
    return found.finding(.impossibleDate, name).map { finding in
      Finding(
        kind: finding.kind, message: finding.message, table: name, rows: finding.rows, count: finding.count,
        columns: columns, details: finding.details)
    }
  }

  /// The rows of a column with such a day or moment, which is written as people do.
  private func impossible(_ field: Field, of table: Table) -> [(row: Int, text: String)] {
    let days = DataCheck.likelyDays
    if let values = table.days(field.name) {
      // Ends are stored exclusive.
      let shift: Int32 = field.type == .lastDay ? 1 : 0
      return values.indices.lazy.filter {
        values[$0] != .min && values[$0] != .max && !days.contains(values[$0] - shift)
      }
      .map { ($0, Day(number: values[$0] - shift).description) }
    }
    guard let values = table.minutes(field.name) else { return [] }
    let minutes = days.lowerBound * 1440..<days.upperBound * 1440
    return values.indices.lazy.filter { values[$0] != .min && values[$0] != .max && !minutes.contains(values[$0]) }
      .map { ($0, momentText(values[$0])) }
  }
}
