import Calculus
import DeskQL
import Diagnostics
import Foundation
import Rendering
import Store
import Testing

@Suite("pictures")
struct PictureTests {
  /// The figures of an answer as its CSV has them: what they are of, and what they are.
  static func figures(ofCSV answer: Answer, drawn: Set<String>) -> [String] {
    let lines = Renderer.text(of: answer, as: .csv).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map { unquoted(String($0)) }
    }
    let identifiers = Set(answer.columns.filter(\.isIdentifier).map(\.name))
    return lines.dropFirst().flatMap { cells in
      zip(answer.columns, cells).filter { drawn.contains($0.0.name) }.map { column, cell in
        let keys = zip(answer.columns, cells).filter { $0.0.isKey && !identifiers.contains($0.0.name) }.map(\.1)
        return (keys + [column.name]).sorted().joined(separator: "|") + " = " + cell
      }
    }.sorted()
  }

  private static func unquoted(_ field: String) -> String {
    guard field.count > 1, field.hasPrefix("\""), field.hasSuffix("\"") else { return field }
    return String(field.dropFirst().dropLast()).replacing("\"\"", with: "\"")
  }

  /// The same from the drawing.
  static func figures(of picture: PictureReading, hasCurrency: Bool) -> [String] {
    picture.panels.flatMap { panel in
      let measure = panel.measure.split(separator: " (")
      let columns = measure[0].split(separator: ", ").map(String.init)
      let currency = hasCurrency && measure.count > 1 ? [String(measure[1].dropLast())] : []
      return panel.marks.map { mark -> String in
        let keys = mark.category.split(separator: " · ").map(String.init)
        let isColumn = columns.contains(mark.series) || mark.series == "other"
        let things = mark.series.split(separator: " · ").map(String.init)
        let names = isColumn ? [mark.series] : things + [columns[0]]
        return (keys + names + currency.filter { !keys.contains($0) }).sorted().joined(separator: "|") + " = "
          + mark.value
      }
    }.sorted()
  }

  @Test(
    "the numbers of a drawing, and its lengths, are those of the CSV",
    arguments: [
      ("office", "timemap last90"), ("office", "user alice timemap last90"), ("office", "weekly last90"),
      ("office", "daily last30"), ("office", "avghours last90"), ("office", "checkins last90"),
      ("office", "hours 2024 by day"), ("office", "hours 2024-03 by group"),
      ("office", "people last90 by month, location"),
      ("office", "hours last90 by costcenter, type"), ("office", "hours last90 by costcenter, week"),
      ("office", "hours last90 by costcenter, month vs previous"), ("office", "favorites last90"),
      ("office", "utilization 2024-Q1 under utilization, days by month"), ("office", "concurrency 2024-03"),
      ("coworking", "occupancy desks 2024 by month vs lastyear"), ("coworking", "revenue 2024-Q1 by month, location"),
      ("coworking", "occupancy desks 2024-Q1 by month, location"), ("coworking", "rate desks 2024-Q1 by location"),
      ("coworking", "movement 2024-Q1 by month"), ("coworking", "occupancy desks 2024-03"),
    ])
  func examples(workspace: String, query: String) throws {
    let answer = try Project.session(workspace).run(SourceText(text: query))
    try check(answer, query)
  }

  @Test("so they are of answers that nobody thought of", arguments: 0..<120)
  func random(seed: Int) throws {
    try check(RandomAnswer.answer(seed: seed), "seed \(seed)")
  }

  private func check(_ answer: Answer, _ name: String) throws {
    #expect(Renderer.refusal(of: answer, as: .svg) == nil, "\(name)")
    let picture = PictureReading(Renderer.bytes(of: answer, as: .svg))
    #expect(picture.isWellFormed, "\(name)")
    #expect(picture.elements.isSuperset(of: ["title", "desc"]))
    for panel in picture.panels { #expect(panel.misplaced.isEmpty, "\(name): \(panel.misplaced)") }
    let hasCurrency = answer.columns.contains { $0.name == "currency" }
    let drawn = Set(
      picture.panels.flatMap { panel in
        let names = panel.measure.split(separator: " (")[0].split(separator: ", ").map(String.init)
        return names + (panel.marks.contains { $0.series == "other" } ? ["other"] : [])
      })
    // A sign within a hollow field has the figure's data as well as the field.
    #expect(
      Self.figures(of: picture, hasCurrency: hasCurrency) == Self.figures(ofCSV: answer, drawn: drawn), "\(name)")
  }
}

/// Answers of every shape, with figures of every kind.
enum RandomAnswer {
  static func answer(seed: Int) -> Answer {
    var dice = Dice(seed: seed)
    let names = ["Berlin & Sofia", "<b>", "\"quoted\"", "日本", "a b", "x'y", "(none)", "R&D", "é"]
    let things = Array(names.prefix(1 + dice.roll(names.count)))
    let others = ["one", "two", "three"].prefix(1 + dice.roll(3))
    let months = (1...9).map { "2024-0\($0)" }.prefix(1 + dice.roll(9))
    let hours = (0..<24).map(String.init)
    let keys: [(name: String, texts: [String])] =
      switch dice.roll(6) {
      case 0: [("type", things)]
      case 1: [("month", Array(months))]
      case 2: [("type", things), ("month", Array(months))]
      case 3: [("type", things), ("kind", Array(others))]
      case 4: [("weekday", ["Mon", "Wed"]), ("hour", hours)]
      default: [("type", things), ("kind", Array(others)), ("weekday", ["Tue", "Sun"])]
      }
    var rows: [[String]] = [[]]
    for key in keys { rows = rows.flatMap { row in key.texts.map { row + [$0] } } }
    // Not every cell has a row.
    rows = rows.filter { _ in dice.roll(10) > 0 }
    if rows.isEmpty { rows = [keys.map { $0.texts[0] }] }
    let isNegative = dice.roll(4) == 0
    let figures = rows.map { _ in figure(&dice, isNegative: isNegative) }
    let columns = keys.indices.map { index in
      AnswerColumn(
        name: keys[index].name, isKey: true,
        values: .labels(codes: rows.indices.map { UInt32($0) }, labels: rows.map { $0[index] }))
    }
    let value = AnswerColumn(
      name: "value", unit: .hours, isPercent: dice.roll(3) == 0, addsUp: dice.roll(2) == 0, values: .figures(figures))
    return Answer(
      columns: columns + [value], rowCount: rows.count, reading: [ReadingItem(.metric, "a < b & \"c\"")],
      valueColumn: columns.count)
  }

  private static func figure(_ dice: inout Dice, isNegative: Bool) -> Figure {
    switch dice.roll(12) {
    case 0: return .undefined
    case 1: return .noData
    case 2: return .hidden
    case 3: return .value(.zero)
    default:
      let value = (try? Rational(Int128(dice.roll(100_000)), over: Int128(1 + dice.roll(400)))) ?? .one
      return .value(isNegative && dice.roll(3) == 0 ? (try? value.negated) ?? value : value)
    }
  }
}

/// The same throws for the same seed.
private struct Dice {
  private var state: UInt64

  init(seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func roll(_ sides: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(sides))
  }
}
