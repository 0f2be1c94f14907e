import Foundation
import Testing

/// Lists of rows in a state against the same found day by day, on the worlds of `ReferenceTests`.
@Suite("lists agree with the slow reference")
struct ListTests {
  @Test("all states and frames on random worlds", arguments: ReferenceTests.seeds.prefix(200))
  func agrees(seed: Int) throws {
    let world = World.random(seed: seed)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("deskql-lists-\(seed)")
    try? FileManager.default.removeItem(at: folder)
    try world.write(to: folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    let engine = try Engine(folder: folder)
    let reference = Reference(world)
    var dice = Dice(seed: seed + 3_000_000)
    for state in Reference.State.allCases {
      let (frame, days) = Question.randomFrame(&dice)
      let type = dice.chance(25) ? dice.pick(world.resources).type : nil
      let asksType = type != nil && state.table == "resources"
      let line =
        "list \(state.table) \(state.rawValue) \(frame)" + (asksType ? " type \"\(type!)\"" : "")
      let types = asksType ? [Reference.typeKey(type!)] : []
      switch engine.list(line) {
      case .table(let table):
        let found = try cells(of: table, column: state.column(over: days))
        let expected = reference.rows(in: state, days, types: types).mapValues { EngineAnswer.Cell.number($0) }
        #expect(found == expected, "seed \(seed): \(line)")
      case .refusal(_, let text): Issue.record("seed \(seed): \(line): \(text)")
      }
    }
  }

  /// The cell of the column by id, whatever it holds; 1 where the state has no column.
  private func cells(of table: EngineAnswer.Table, column: String?) throws -> [String: EngineAnswer.Cell] {
    let place = try column.map { name in
      try #require(table.columns.firstIndex(of: name), "no column \(name) among \(table.columns)")
    }
    if column == nil { #expect(!table.columns.contains("days")) }
    var result: [String: EngineAnswer.Cell] = [:]
    for row in table.rows {
      guard case .text(let id) = row[0] else {
        Issue.record("a row without an id: \(row)")
        continue
      }
      let before = result.updateValue(place.map { row[$0] } ?? .number(Fraction(1)), forKey: id)
      #expect(before == nil, "two rows \(id)")
    }
    return result
  }
}
