import DeskQL
import Diagnostics
import Foundation
import Store
import Testing

/// What `explain` prints must add up to the figure that it explains, from the printed rows alone.
///
/// `DESKQL_EXPLAIN_SEEDS=500 swift test --filter ExplainTests` asks more worlds.
@Suite("what is explained can be added up again by hand")
struct ExplainTests {
  static let seeds = Dice.batches(
    of: 5, ProcessInfo.processInfo.environment["DESKQL_EXPLAIN_SEEDS"].flatMap(Int.init) ?? 90)

  @Test("random questions on random worlds", arguments: seeds)
  func addsUp(seeds: Range<Int>) throws {
    var redone = 0
    for seed in seeds { redone += try addUp(seed: seed) }
    // In one world there may be nothing, but not in several.
    #expect(redone > 0, "seeds \(seeds): nothing was added up")
  }

  /// - Returns: how many figures were added up.
  private func addUp(seed: Int) throws -> Int {
    let world = World.random(seed: seed)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("deskql-explain-\(seed)")
    try? FileManager.default.removeItem(at: folder)
    try world.write(to: folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    let engine = try Engine(folder: folder)
    // What a list has of each table: what could not be read is in none of them.
    let rows = ["bookings", "memberships", "resources"].reduce(into: [String: Int]()) { counts, name in
      if case .table(let table) = engine.list("list \(name)") { counts[name] = table.rows.count }
    }
    var dice = Dice(seed: seed + 3_000_000)
    var redone = 0
    for _ in 0..<12 {
      var question = Question.random(about: world, &dice)
      question.versus = nil
      guard case .table(let table) = engine.ask(question.text) else { continue }
      let line = "explain \(question.text) with explain_rows 0"
      switch engine.report(line) {
      case .failure(let problem):
        #expect(
          problem.codes == ["explain-which"] && table.rows.count > 12, "seed \(seed), \(line): \(problem.text)")
      case .success(let report):
        let again = Redone(report, rows: rows, table: table)
        redone += again.figures
        for difference in again.differences {
          Issue.record("seed \(seed), \(folder.path): \(line)\n  \(difference)")
        }
      }
    }
    return redone
  }
}

/// A report added up again.
private struct Redone {
  private(set) var differences: [String] = []
  /// How many figures were added up.
  private(set) var figures = 0
  /// By table, how many there are.
  private let rows: [String: Int]

  init(_ report: Report, rows: [String: Int], table: EngineAnswer.Table) {
    self.rows = rows
    let answers = report.sections.filter { $0.name == "answer" }.compactMap(\.table)
    if answers.count != 1 || Engine.table(answers[0]).rows != table.rows { differences.append("another answer") }
    let cells = report.sections.filter { $0.name == "cells" }
    if cells.count != table.rows.count { differences.append("\(cells.count) cells of \(table.rows.count) rows") }
    for cell in cells { for atom in cell.sections where atom.name == "atoms" { redo(atom) } }
  }

  private func fact(_ name: String, of section: ReportSection) -> String? {
    for fact in section.facts where fact.name == name {
      switch fact.value {
      case .text(let text), .label(let text): return text
      case .number, .machine, .shown: return nil
      }
    }
    return nil
  }

  private mutating func redo(_ atom: ReportSection) {
    guard let exact = fact("exact", of: atom).map({ Fraction(fraction: $0) }) else { return }
    figures += 1
    let name = fact("of", of: atom) ?? ""
    let rows = atom.sections.first { $0.name == "rows_in" }?.table
    // By hand: value times weight, or the part itself; then divided.
    var sum = Fraction.zero
    if let rows {
      for row in 0..<rows.rowCount {
        guard let part = figure("part", row, rows) else { continue }
        sum += part
        if let value = figure("value", row, rows), let weight = figure("weight", row, rows), value * weight != part {
          differences.append("\(name): \(value) × \(weight) is not \(part)")
        }
      }
    }
    let divisor = Fraction(fraction: fact("divisor", of: atom) ?? "1")
    if sum / divisor != exact { differences.append("\(name): \(sum) / \(divisor) is not \(exact)") }

    // Every row of the table is in or out, once.
    let rowsOut = atom.sections.first { $0.name == "rows_out" }?.table
    var out = 0
    if let rowsOut {
      for row in 0..<rowsOut.rowCount {
        out += Int(truncatingIfNeeded: figure("rows", row, rowsOut)?.top ?? 0)
      }
    }
    let within = Int(fact("rows_in_count", of: atom) ?? "") ?? -1
    if let rows,
      let column = rows.columns.firstIndex(where: { ["resource", "membership", "booking"].contains($0.name) }),
      !rows.columns.contains(where: { $0.name == "bookings" }),
      Set((0..<rows.rowCount).map { rows.cell(row: $0, column: column) }).count != within
    {
      // Bookings name their resource, too: their own id stands first.
      differences.append("\(name): not \(within) rows are printed")
    }
    let table =
      ["bookings", "memberships"].first { name.contains("of \($0)") || name.contains("of all \($0)") } ?? "resources"
    let all = self.rows[table] ?? 0
    if within + out != all { differences.append("\(name): \(within) in and \(out) out of \(all)") }
  }

  private func figure(_ name: String, _ row: Int, _ table: Answer) -> Fraction? {
    guard let column = table.columns.firstIndex(where: { $0.name == name }),
      case .figure(.value(let value)) = table.cell(row: row, column: column)
    else { return nil }
    return Fraction(value.numerator, over: value.denominator)
  }
}

extension Fraction {
  /// `33/40`, `12`
  init(fraction text: String) {
    let parts = text.split(separator: "/")
    self.init(Int128(parts[0])!, over: parts.count > 1 ? Int128(parts[1])! : 1)
  }
}
