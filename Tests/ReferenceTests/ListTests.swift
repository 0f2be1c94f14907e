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
        let found = rows(of: table, column: state.column)
        #expect(found == reference.rows(in: state, days, types: types), "seed \(seed): \(line)")
      case .refusal(_, let text): Issue.record("seed \(seed): \(line): \(text)")
      }
    }
  }

  /// The figure of the column by id; 1 where there is no such column.
  private func rows(of table: EngineAnswer.Table, column: String?) -> [String: Fraction] {
    let place = column.flatMap { table.columns.firstIndex(of: $0) }
    var result: [String: Fraction] = [:]
    for row in table.rows {
      guard case .text(let id) = row[0] else { continue }
      if let place, case .number(let figure) = row[place] {
        result[id] = figure
      } else {
        result[id] = Fraction(1)
      }
    }
    return result
  }
}
