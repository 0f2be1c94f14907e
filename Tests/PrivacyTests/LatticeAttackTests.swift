import Calculus
import Foundation
import Store
import Testing

@testable import Execution

/// An attacker who asks everything that can be asked, and calculates.
@Suite("nobody is singled out by any sum or difference of what is shown")
struct LatticeAttackTests {
  /// More of them where `DESKQL_ATTACK_SEEDS` says so.
  static let randomWorlds = ProcessInfo.processInfo.environment["DESKQL_ATTACK_SEEDS"].flatMap { Int($0) } ?? 60

  private static let day = Day(iso: "2024-01-30")!

  @Test("every small world: up to two people in each of eight cells, groups of two", arguments: 0..<3)
  func everySmallWorld(shape: Int) {
    // Two cost centres in two locations over a month's end; of two types over the end of a quarter; three cost centres.
    let worlds: [SmallWorld] = [
      SmallWorld(
        costCenters: 2, locations: 2, categories: [0], days: [Self.day, Day(iso: "2024-02-01")!], size: 2),
      SmallWorld(
        costCenters: 2, locations: 1, categories: [0, 0], days: [Day(iso: "2024-03-29")!, Day(iso: "2024-04-02")!],
        size: 2),
      SmallWorld(
        costCenters: 3, locations: 1, categories: [0], days: [Self.day, Day(iso: "2024-02-12")!], size: 2),
    ]
    let empty = worlds[shape]
    let questions = empty.questions.map { ($0, empty.cells($0)) }
    var worldCount = 1
    for _ in empty.people { worldCount *= 3 }
    var (found, foundWithoutHiding, foundWithPrimaryAlone, shown) = (0, 0, 0, 0)
    for number in 0..<worldCount {
      var world = empty
      var rest = number
      for cell in world.people.indices {
        world.people[cell] = (0..<rest % 3).map { UInt32(cell * 2 + $0 + 1) }
        rest /= 3
      }
      let suppression = world.suppression
      let attack = world.attack(questions) { question, _ in !suppression.hides(world.slice(question), question.span) }
      shown += attack.shown
      if !attack.found.isEmpty {
        found += 1
        Issue.record("world \(number): \(attack.found)")
        if found > 3 { return }
      }
      // The attacker is worth something: without hiding, and where small cells alone are hidden, it finds some.
      if number % 37 == 0 {
        foundWithoutHiding += world.attack(questions) { _, _ in true }.found.count
        foundWithPrimaryAlone += world.attack(questions) { !world.isSmall($1) }.found.count
      }
    }
    #expect(found == 0)
    #expect(foundWithoutHiding > 0)
    #expect(foundWithPrimaryAlone > 0)
    #expect(shown > worldCount)
  }

  @Test(
    "random worlds: several cost centres, locations, types and weeks, groups of two to five",
    arguments: 0..<randomWorlds)
  func randomWorld(seed: Int) {
    var dice = Seeded(seed)
    let first = Day(iso: "2023-12-11")!
    let days = (0..<dice.below(5) + 2).map { first.adding(days: $0 * (3 + seed % 17)) }
    var world = SmallWorld(
      costCenters: dice.below(3) + 1, locations: dice.below(3) + 1,
      categories: [[0], [0, 0], [0, 1], [0, 0, 1]][seed % 4],
      days: days, size: dice.below(4) + 2)
    let density = dice.below(4)
    for cell in world.people.indices where dice.below(4) >= density {
      world.people[cell] = (0..<dice.below(world.size * 2)).map { _ in UInt32(dice.below(30) + 1) }
    }
    let questions = world.questions.map { ($0, world.cells($0)) }
    let suppression = world.suppression
    let attack = world.attack(questions) { question, _ in !suppression.hides(world.slice(question), question.span) }
    #expect(attack.found.isEmpty)
    #expect(world.attack(questions) { _, _ in true }.found.count == questions.filter { world.isSmall($0.1) }.count)
  }
}
