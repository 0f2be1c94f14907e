import Calculus
import DeskQL
import Diagnostics
import Foundation
import Store
import Testing

@Suite("several definitions side by side are what each is alone")
struct SideBySideTests {
  /// A workspace, the words of a metric, definitions by what `under` calls them, and what follows.
  static let questions: [(workspace: String, family: String, names: [String], rest: String)] = [
    ("office", "utilization", ["utilization", "utilization days"], "2024-03 by category"),
    ("office", "utilization", ["utilization", "utilization days", "attendance"], "2024-Q1 by month"),
    ("office", "utilization", ["utilization days", "utilization"], "2024-Q1 by resource"),
    ("office", "utilization", ["utilization", "utilization days"], "2024-03 by location, floor"),
    ("office", "hours", ["hours", "bookings", "people", "office days", "avgdays"], "2024-Q1 by costcenter"),
    ("office", "hours", ["hours", "timemap", "weekly"], "2024-Q1 by costcenter, month where weekday in (Mon, Fri)"),
    ("office", "hours", ["hours", "people"], "2024-03 by group"),
    ("office", "hours", ["hours", "people", "checkins"], "2024-05-07..2024-05-20 by week"),
    ("office", "chargeback 100 EUR", ["chargeback hours", "chargeback days"], "2024-03 by costcenter"),
    ("coworking", "occupancy", ["occupancy desks", "occupancy spaces"], "2024-Q1 by month, location"),
    ("coworking", "occupancy eom", ["occupancy desks", "occupancy area", "occupied desks"], "2024 by location"),
    ("coworking", "occupancy", ["occupancy desks", "hours", "memberships"], "2024-Q1 by location, month"),
    ("coworking", "rate", ["rate desks", "rate area", "revenue"], "2024-Q2 by month, currency"),
  ]

  @Test("cell by cell", arguments: questions.indices)
  func agrees(question: Int) throws {
    let (workspace, family, names, rest) = Self.questions[question]
    let options = SessionOptions(today: try #require(Day(iso: "2024-07-01")))
    let session = try Session.open(path: Project.examples.appendingPathComponent(workspace).path, options: options)
    let quoted = names.map { "\"\($0)\"" }.joined(separator: ", ")
    let clauses = rest.split(separator: " ", maxSplits: 1).map(String.init)
    let together = try session.run(
      SourceText(text: "\(family) \(clauses[0]) under \(quoted) " + clauses.dropFirst().joined()))
    let keyCount = together.columns.count { $0.isKey }
    #expect(together.columns.count == keyCount + names.count)
    let mode = family.hasSuffix(" eom") ? " eom" : ""
    let amount = family.contains("EUR") ? " 100 EUR" : ""
    for (number, name) in names.enumerated() {
      let alone = try session.run(SourceText(text: name + mode + amount + " " + rest))
      let column = try #require(alone.valueColumn)
      var figures: [[AnswerCell]: AnswerCell] = [:]
      for row in 0..<alone.rowCount {
        figures[(0..<keyCount).map { alone.cell(row: row, column: $0) }] = alone.cell(row: row, column: column)
      }
      var found = 0
      for row in 0..<together.rowCount {
        let key = (0..<keyCount).map { together.cell(row: row, column: $0) }
        let cell = together.cell(row: row, column: keyCount + number)
        if let figure = figures[key] {
          found += 1
          #expect(cell == figure, "\(name) \(key)")
        } else {
          #expect(cell.isNothing, "\(name) \(key)")
        }
      }
      #expect(found == alone.rowCount, "\(name)")
      let (own, asked) = (together.columns[keyCount + number], alone.columns[column])
      #expect(own.unit == asked.unit && own.isPercent == asked.isPercent && own.decimals == asked.decimals)
    }
  }
}

extension AnswerCell {
  /// No row alone: nothing happened there.
  fileprivate var isNothing: Bool {
    switch self {
    case .figure(.value(let value)): value.isZero
    case .figure(.undefined), .figure(.noData): true
    case .figure(.hidden), .figure(.minute), .figure(.day), .label, .day, .missing: false
    }
  }
}
