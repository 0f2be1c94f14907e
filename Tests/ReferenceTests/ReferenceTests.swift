import Foundation
import Testing

/// Engine and reference, two readings of one DESIGN, must give the same figures to the last digit.
///
/// `DESKQL_REFERENCE_SEED=17 swift test --filter Reference` runs one seed again, `DESKQL_REFERENCE_SEEDS=5000` more.
@Suite("the engine agrees with the slow reference")
struct ReferenceTests {
  static let seeds: [Int] = {
    let environment = ProcessInfo.processInfo.environment
    if let seed = environment["DESKQL_REFERENCE_SEED"].flatMap(Int.init) { return [seed] }
    return Array(0..<(environment["DESKQL_REFERENCE_SEEDS"].flatMap(Int.init) ?? 500))
  }()

  /// The folder of a seed stays for looking at when something differs.
  @Test("all metrics, filters, keys and frames on random worlds", arguments: seeds)
  func agrees(seed: Int) throws {
    let world = World.random(seed: seed)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("deskql-reference-\(seed)")
    try? FileManager.default.removeItem(at: folder)
    try world.write(to: folder)
    let engine = try Engine(folder: folder)
    let reference = Reference(world)
    var dice = Dice(seed: seed + 1_000_000)
    var agreed = true
    for _ in 0..<12 {
      let question = Question.random(about: world, &dice)
      let differences: [String]
      switch engine.ask(question.text) {
      case .table where question.hasOneEmptyFrame:
        differences = ["answered, though nothing is left of one frame"]
      case .table where reference.isOutOfScope(question):
        differences = ["answered, though nothing of the category is in scope"]
      case .table where reference.hasNoBasis(question):
        differences = ["answered, though there is nothing to split by"]
      case .table(let table):
        differences =
          Comparison(question: question, reference: reference.rows(for: question), table: table).differences
      case .refusal(let codes, let text):
        let isMeant =
          reference.isOutOfScope(question) && codes == ["type-out-of-scope"]
          || reference.hasNoBasis(question) && codes == ["no-basis"]
          || question.hasOneEmptyFrame && codes == ["no-days-to-compare"]
        differences = isMeant ? [] : ["refused: \(text)"]
      }
      guard !differences.isEmpty else { continue }
      agreed = false
      let shown = differences.prefix(3).joined(separator: "\n  ")
      Issue.record("seed \(seed), \(folder.path): \(question.text)\n  \(shown)\n  (\(differences.count) in all)")
    }
    if agreed { try? FileManager.default.removeItem(at: folder) }
  }

  @Test(
    "what has no meaning is refused",
    arguments: [
      // line, code, why
      ("occupancy hotdesks 2024-03 by floor", "key-not-reached"),  // hotdesk memberships have no floor
      ("memberships 2024-03 by hour", "level-by-hour"),  // a level has days
      ("hours bom 2024-03", "mode-on-flow"),  // a flow has no mode
      ("occupancy desks bom 2024-03-05..2024-03-10", "no-month-start"),
      ("location Atlantis bookings 2024-03", "unknown-name"),
      ("bookings 2024-02-30", "no-such-day"),
      ("occupancy spaces 2024-03 where category = home_office", "type-out-of-scope"),
    ])
  func refuses(line: String, code: String) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("deskql-reference-\(UUID())")
    try World.random(seed: 5).write(to: folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    switch try Engine(folder: folder).ask(line) {
    case .table(let table): Issue.record("\(line): \(table)")
    case .refusal(let codes, let text): #expect(codes == [code], "\(line): \(text)")
    }
  }
}
