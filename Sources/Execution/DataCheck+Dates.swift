import Calculus
import Planning
import Store

extension DataCheck {
  static let ofDates: [Question] = [
    Question(kind: .impossibleDate, tables: TableName.allCases) { (check) throws(EvaluationError) in
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
    var found = rows()
    var columns: [String] = []
    for field in fields {
      // Ends are stored exclusive.
      let shift: Int32 = field.type == .lastDay ? 1 : 0
      let days = DataCheck.likelyDays
      let before = found.count
      if let values = table.days(field.name) {
        for row in values.indices where values[row] != .min && values[row] != .max {
          let day = values[row] - shift
          if !days.contains(day) { found.add(self.name(row, of: name), "\(field.name) \(Day(number: day))") }
        }
      } else if let values = table.minutes(field.name) {
        let minutes = days.lowerBound * 1440..<days.upperBound * 1440
        for row in values.indices where values[row] != .min && values[row] != .max && !minutes.contains(values[row]) {
          found.add(self.name(row, of: name), "\(field.name) \(momentText(values[row]))")
        }
      }
      if found.count > before { columns.append("\(name.rawValue).\(field.name)") }
    }
    return found.finding(.impossibleDate, name).map { finding in
      Finding(
        code: finding.code, message: finding.message, table: name, rows: finding.rows, count: finding.count,
        columns: columns, details: finding.details)
    }
  }
}
