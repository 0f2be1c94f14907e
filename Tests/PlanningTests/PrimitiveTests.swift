import Calculus
import Diagnostics
import Language
import Store
import Testing

@testable import Planning

@Suite("definitions are made of a few things only")
struct PrimitiveTests {
  @Test("some 25")
  func few() {
    #expect(Primitive.all.count <= 28)
    #expect(Set(Primitive.all.map(\.name)).count == Primitive.all.count)
  }

  @Test("each has an example that makes sense", arguments: Primitive.all.map(\.name))
  func example(name: String) throws {
    let primitive = try #require(Primitive.all.first { $0.name == name })
    #expect(try !Self.bound(primitive).isEmpty)
  }

  @Test("whatever plans can say, some example says")
  func complete() throws {
    let text = try Primitive.all.map { try Self.bound($0) }.joined(separator: "\n")
    var wanted: [String] = []
    wanted += Fold.allCases.map { String(reflecting: $0) }
    wanted += RowFold.allCases.map { String(reflecting: $0) }
    wanted += RowEdge.allCases.map { String(reflecting: $0) }
    wanted += InnerTime.allCases.map { String(reflecting: $0) }
    wanted += Rounding.allCases.map { String(reflecting: $0) }
    wanted += HourWindow.allCases.map { String(reflecting: $0) }
    wanted += CalendarCount.allCases.map { String(reflecting: $0) }
    wanted += RowExpression.Operation.allCases.map { String(reflecting: $0) }
    wanted += RowExpression.Comparison.allCases.map { String(reflecting: $0) }
    wanted += Self.nodes.map { "Planning.PlanNode.\($0)(" }
    wanted += Self.measures.map { "Planning.FlowMeasure.\($0)" }
    wanted += Self.figures.map { "Planning.CellExpression.\($0)(" }
    wanted += Self.rows.map { "Planning.RowExpression.\($0)(" }
    #expect(wanted.filter { !text.contains($0) } == [])
  }

  @Test("each word of definitions is in some example")
  func words() {
    let words = Set(
      Primitive.all.flatMap { $0.example.split { !$0.isLetter && $0 != "_" }.map { $0.lowercased() } })
    let wanted =
      Keyword.folds + [
        .widen, .during, .percent, .of, .each, .all, .and, .or, .not, .no, .if, .then, .else, .total, .split, .where,
        .having, .by, .in,
      ]
    for keyword in wanted { #expect(words.contains(keyword.rawValue), "no example has “\(keyword.rawValue)”") }
  }

  /// What the examples of a primitive become, as text; checks them as `define` does.
  private static func bound(_ primitive: Primitive) throws -> String {
    let source = SourceText(name: primitive.name, text: primitive.example)
    let (statements, problems) = Parser.script(source)
    #expect(problems.isEmpty, "\(primitive.name): \(problems.map(\.message))")
    var catalogue = try Catalogue.prelude()
    var parts: [String] = []
    for (statement, _) in statements {
      guard case .define(let definition) = statement else {
        Issue.record("\(primitive.name): an example defines something")
        continue
      }
      try catalogue.define(definition, from: source)
      try Binder.check(definition, catalogue: catalogue, snapshot: empty, settings: Settings(), source: source)
      let binder = Binder(
        catalogue: catalogue, snapshot: empty, settings: Settings(), today: Day.min, source: source)
      let words = definition.name.text.split(separator: ".").map(String.init)
      if definition.name.names.count == 1, words.count == 2, let table = TableName(rawValue: words[0]) {
        var rows = binder.rowBinder()
        rows.frame = DaySpan(first: Day.min, through: Day.min)
        parts.append(String(reflecting: try rows.resolve(words[1], on: table, place: definition.place) as Any))
      } else {
        var cells = CellBinder(binder: binder, arguments: .probe)
        let columns = try cells.definition(named: definition.name).columns
        parts.append(
          String(reflecting: columns) + String(reflecting: cells.nodes) + String(reflecting: cells.folds.map(\.value)))
      }
    }
    return parts.joined(separator: "\n")
  }

  private static let empty = Snapshot(
    tables: [:], loaded: [], bookingOrder: .empty,
    calendar: BookingCalendar(
      places: [.init(zone: .utc, openHours: 540..<1020, holidays: [])], irregularRows: [], shapes: []),
    findings: [], rejected: [], files: [])

  // MARK: cases with values, by name; the switches below make a new case be added here

  private static let nodes = ["reduce", "accumulate", "openHours", "foldDays", "flow", "foldFlow"]
  private static let measures = ["count", "minutes", "column", "busy", "within"]
  private static let figures = [
    "number", "atom", "count", "negate", "arithmetic", "moment", "total", "split", "rounded", "stated", "folded",
  ]
  private static let rows = [
    "number", "column", "flag", "matches", "lists", "within", "missing", "minutes", "touches", "touchesDay", "through",
    "split", "fold",
    "inForce", "and", "or", "not", "compare", "conditional", "arithmetic", "recursive", "recur",
  ]

  private func isListed(_ node: PlanNode) {
    switch node {
    case .reduce, .accumulate, .openHours, .foldDays, .flow, .foldFlow: break
    }
  }

  private func isListed(_ measure: FlowMeasure) {
    switch measure {
    case .count, .minutes, .column, .busy, .within: break
    }
  }

  private func isListed(_ figure: CellExpression) {
    switch figure {
    case .number, .atom, .count, .negate, .arithmetic, .moment, .total, .split, .rounded, .stated, .folded: break
    }
  }

  private func isListed(_ row: RowExpression) {
    switch row {
    // No text makes the truth itself, which stands where there is no condition.
    case .truth: break
    case .number, .column, .flag, .matches, .lists, .within, .missing, .minutes, .touches, .touchesDay, .through,
      .split, .fold, .inForce, .and, .or, .not, .compare, .conditional, .arithmetic, .recursive, .recur:
      break
    }
  }
}
