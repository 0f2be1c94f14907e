import Foundation
import Testing

/// A fold of any figure is what comes out when its finer cells are asked for and folded by hand; these themselves are held
/// against the reference elsewhere.
@Suite("folds of figures agree with their finer cells")
struct FigureFoldTests {
  /// Figures of each kind: flows, levels, a quotient, a fold; each with what it is asked by.
  private static let figures = [
    "hours of bookings",
    "count of bookings",
    "occupied desks / available desks",
    "count of resources where available",
    "max each instant of bookings",
    "(hours of bookings) / (count of resources where available)",
  ]

  private static let folds = ["sum", "mean", "max", "min", "count", "first", "last"]

  @Test("days, weeks and hours of a figure", arguments: DailyUseTests.seeds)
  func calendar(seed: Int) throws {
    var dice = Dice(seed: seed + 9_000)
    let figure = dice.pick(Self.figures)
    let isHourly = ["hours of bookings", "count of bookings"].contains(figure) && dice.chance(30)
    let units = isHourly ? ["day", "hour"] : [dice.pick(["day", "day", "week", "month"])]
    let fold = dice.pick(isHourly ? ["sum", "mean", "max", "min", "count"] : Self.folds)
    let limit = dice.pick([nil, nil, 1, 2])
    let having = limit.map { " having value > \($0)" } ?? ""
    let definitions = [
      "define finer = figure: \(figure) by \(units.joined(separator: ", "))",
      "define folded = figure: \(fold) each \(units.joined(separator: " and ")) of (1 * (\(figure)))\(having)",
    ]
    try Sample(seed: seed, definitions: definitions).check { sample in
      let key = dice.pick(["", " by location", " by weekday"])
      // A week has no weekday of its own.
      let by = key == " by weekday" && units != ["day"] ? "" : key
      let coarse = try sample.ask("folded \(sample.frame)\(by)")
      let fine = try sample.ask("finer \(sample.frame)" + (by.isEmpty ? "" : by + ", " + units.joined(separator: ", ")))
      let width = by.isEmpty ? 0 : by == " by location" ? 2 : 1
      for row in coarse.rows {
        let cell = by.isEmpty ? [] : Array(row[..<width])
        let parts = fine.rows.filter { by.isEmpty || Array($0[..<width]) == cell }.compactMap(\.last)
        #expect(row.last == Self.fold(fold, parts, limit), "seed \(seed): \(definitions[1])\(by) at \(cell), \(parts)")
      }
    }
  }

  @Test("rows of a figure, and the month before", arguments: DailyUseTests.seeds)
  func rows(seed: Int) throws {
    let definitions = [
      "define resources used = count each resource of (hours of bookings) having value > 2",
      "define most hours = max each resource of (hours of bookings)",
      "define last month = figure: previous(hours of bookings)",
    ]
    try Sample(seed: seed, definitions: definitions).check { sample in
      let hours = try sample.ask("hours \(sample.frame) where not no resource by resource")
      let column = hours.columns.firstIndex(of: "hours")!
      let parts = hours.rows.filter { $0[column - 1] != .number(.zero) }.map { $0[column] }
      let clause = " where not no resource"
      let used = try sample.ask("resources used \(sample.frame)\(clause)").rows[0].last
      #expect(used == Self.fold("count", parts, 2, noData: hours.rows.first?[column]), "seed \(seed)")
      let most = try sample.ask("most hours \(sample.frame)\(clause)").rows[0].last
      #expect(most == Self.fold("max", parts, nil, noData: hours.rows.first?[column]), "seed \(seed)")

      let months = try sample.ask("hours 2023-12..2024-05 by month").rows.map { $0[2] }
      let earlier = try sample.ask("last month 2024-01..2024-06 by month").rows.map { $0[1] }
      #expect(months == earlier, "seed \(seed)")
      let whole = try sample.ask("last month 2024-01..2024-03").rows[0].last
      #expect(whole == (try sample.ask("hours 2023-12..2024-02").rows[0][2]), "seed \(seed)")
    }
  }

  /// - Parameter noData: what there is where there are no parts.
  private static func fold(
    _ fold: String, _ parts: [EngineAnswer.Cell], _ limit: Int?, noData: EngineAnswer.Cell? = nil
  ) -> EngineAnswer.Cell {
    if noData == .noData || !parts.isEmpty && parts.allSatisfy({ $0 == .noData }) { return .noData }
    let all = parts.compactMap { if case .number(let number) = $0 { number } else { nil } }
    let numbers = limit.map { limit in all.filter { Fraction(limit) < $0 } } ?? all
    switch fold {
    case "count": return .number(Fraction(numbers.count))
    case "sum": return .number(numbers.reduce(.zero) { $0 + $1 })
    default: break
    }
    guard let first = numbers.first, let last = numbers.last else { return .undefined }
    switch fold {
    case "mean": return (numbers.reduce(.zero) { $0 + $1 } / Fraction(numbers.count)).map { .number($0) } ?? .undefined
    case "max": return .number(numbers.max()!)
    case "min": return .number(numbers.min()!)
    case "first": return .number(first)
    default: return .number(last)
    }
  }
}
