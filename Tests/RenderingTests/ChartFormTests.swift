import Calculus
import Store
import Testing

@testable import Rendering

@Suite("Chart")
struct ChartFormTests {
  static func ones(_ count: Int) -> [String] { [String](repeating: "1", count: count) }

  /// What a panel is, as one line: form, categories, series.
  static func shape(_ answer: Answer) throws -> [String] {
    try Chart(answer).panels.map { panel in
      (panel.isStacked ? "stacked " : "") + panel.form.rawValue
        + ", \(panel.categoryTitle) \(panel.categories.count), \(panel.seriesTitle ?? "-") \(panel.series.count)"
    }
  }

  @Test(
    "stacked bars go by their length where their figures sort the rows",
    arguments: [
      // A, B, B, A                          the order
      (["5", "4", "3", "1"], true, ["B", "A"]),  // 7 and 6
      (["1", "2", "3", "5"], true, ["B", "A"]),  // the shortest first
      (["5", "4", "3", "1"], false, ["A", "B"]),
    ])
  func order(figures: [String], isSorted: Bool, categories: [String]) throws {
    let answer = picture(
      key("location", ["A", "B", "B", "A"]), key("type", ["x", "x", "y", "y"]), measure("hours", figures),
      isSorted: isSorted)
    #expect(try Chart(answer).panels[0].categories == categories)
  }

  static func answers() -> [(answer: Answer, shapes: [String])] {
    let timeMap = pairs(weekdays, (0..<24).map(String.init))
    let byMonth = pairs(["A", "B"], months)
    let many = pairs((1...9).map { "thing \($0)" }, months)
    let things = pairs(["A", "B"], ["x", "y", "z"])
    let currencies = pairs(months, ["EUR", "BGN"])
    return [
      // a time map
      (
        picture(key("weekday", timeMap.first), key("hour", timeMap.second), measure("value", ones(168))),
        ["heat map, hour 24, weekday 7"]
      ),
      // one key: things, time, time that somebody sorted, more days than columns
      (picture(key("type", ["A", "B"]), measure("hours", ["2", "1"])), ["bars, type 2, - 1"]),
      (picture(key("frame", ["2024-03"]), measure("hours", ["2"])), ["bars, frame 1, - 1"]),
      (picture(key("month", months), measure("hours", ["2", "1", "3"])), ["columns, month 3, - 1"]),
      (picture(key("month", months.reversed()), measure("hours", ["2", "1", "0"])), ["bars, month 3, - 1"]),
      (picture(key("month", ["March"]), measure("hours", ["2"])), ["bars, month 1, - 1"]),  // a column of an export
      (picture(days(62), measure("hours", ones(62))), ["columns, day 62, - 1"]),
      (picture(days(63), measure("hours", ones(63))), ["lines, day 63, - 1"]),
      // things over time: parts, what is no part, more than there are colours, below zero
      (
        picture(key("type", byMonth.first), key("month", byMonth.second), measure("hours", ones(6))),
        ["stacked columns, month 3, type 2"]
      ),
      (
        picture(
          key("type", byMonth.first), key("month", byMonth.second),
          measure("occupancy", ones(6), isPercent: true, addsUp: false)),
        ["lines, month 3, type 2"]
      ),
      (
        picture(key("type", many.first), key("month", many.second), measure("hours", ones(27))),
        ["heat map, month 3, type 9"]
      ),
      (
        picture(key("type", many.first), key("month", many.second), measure("net", ["-1"] + ones(26))),
        ["bars, type, month 27, - 1"]
      ),
      // things within things
      (
        picture(key("location", things.first), key("type", things.second), measure("hours", ones(6))),
        ["stacked bars, location 2, type 3"]
      ),
      (
        picture(key("location", things.first), key("type", things.second), measure("people", ones(6), addsUp: false)),
        ["bars, location, type 6, - 1"]
      ),
      // columns that share out one figure, and those that do not
      (
        picture(key("month", months), measure("office", ones(3)), measure("home", ones(3)), parts: [1, 2]),
        ["stacked columns, month 3, column 2"]
      ),
      (picture(key("month", months), measure("a", ones(3)), measure("b", ones(3))), ["columns, month 3, - 1"]),
      // money of two currencies never shares an axis
      (
        picture(
          key("month", currencies.first), key("currency", currencies.second),
          measure("revenue", ones(6), unit: .money)),
        ["columns, month 3, - 1", "columns, month 3, - 1"]
      ),
    ]
  }

  @Test("the form follows from the shape of the answer", arguments: answers().indices)
  func forms(index: Int) throws {
    let (answer, shapes) = ChartFormTests.answers()[index]
    #expect(try ChartFormTests.shape(answer) == shapes)
  }

  @Test("definitions side by side are drawn by unit")
  func sideBySide() throws {
    let answer = Answer(
      columns: [
        key("month", months), measure("a", Self.ones(3)), measure("b", Self.ones(3)),
        measure("c", Self.ones(3), unit: .days),
      ], rowCount: 3, reading: [])
    #expect(try Self.shape(answer) == ["columns, month 3, column 2", "columns, month 3, - 1"])
  }

  @Test("the other frame stands beside the value; the column that sorts is drawn")
  func chosen() throws {
    let compared = Answer(
      columns: [
        key("month", months), measure("occupied", Self.ones(3)), measure("hours", Self.ones(3)),
        measure("other", Self.ones(3)), measure("difference", Self.ones(3)),
      ], rowCount: 3, reading: [ReadingItem(.comparison, "against 2023-Q1")], valueColumn: 2)
    let chart = try Chart(compared)
    #expect(chart.panels[0].series.map(\.name) == ["hours", "other"])
    #expect(
      chart.notes == [
        "not drawn, as table shows them: occupied, difference", "“other” stands at the time that it is compared with",
      ])
    let sorted = Answer(
      columns: compared.columns, rowCount: 3, reading: [], valueColumn: 2, sortColumn: 1)
    #expect(try Chart(sorted).panels[0].measure == "occupied (hours)")
  }

  @Test("two things of one name stay two")
  func sameNames() throws {
    let answer = answer(names: ["Desk 1", "Desk 1", "Desk 2"], figures: ["1", "2", "3"])
    #expect(try Chart(answer).panels[0].categories == ["Desk 1 (r0)", "Desk 1 (r1)", "Desk 2"])
  }

  @Test("what is no picture is refused, with a way out")
  func refused() {
    let list = Answer(
      columns: [AnswerColumn(name: "id", values: .labels(codes: [0], labels: ["b1"])), measure("hours", ["1"])],
      rowCount: 1, reading: [])
    let empty = picture(key("type", []), measure("hours", []))
    let large = picture(key("type", (0..<2001).map { "\($0)" }), measure("hours", Self.ones(2001)))
    for answer in [list, empty, large] {
      #expect(throws: ChartRefusal.self) { try Chart(answer) }
      #expect(Renderer.refusal(of: answer, as: .svg) != nil)
      #expect(Renderer.refusal(of: answer, as: .chart) == nil)
      #expect(Renderer.text(of: answer, as: .chart).contains("no chart: "))
      #expect(Renderer.text(of: answer, as: .html).contains("<table>"))
    }
  }

  @Test(
    "scales hold zero, and their marks are round",
    arguments: [
      // values, whole, marks
      (["3", "7"], false, "0 2 4 6 8"), (["0"], true, "0 1"), (["1"], true, "0 1"), (["3"], true, "0 1 2 3"),
      (["4/5"], false, "0 0.2 0.4 0.6 0.8"), (["-3", "5"], false, "-4 -2 0 2 4 6"),
      (["-3"], false, "-3 -2 -1 0"), (["123456"], false, "0 50000 100000 150000"),
      (["0.0003"], false, "0 0.0001 0.0002 0.0003"),
      (
        ["1000000000000000000"], false,
        "0 200000000000000000 400000000000000000 600000000000000000 800000000000000000 1000000000000000000"
      ),
    ])
  func scales(values: [String], isWhole: Bool, marks: String) {
    let scale = ChartScale(holding: values.map(fraction), isWhole: isWhole)
    #expect(scale.ticks.map(\.decimal).joined(separator: " ") == marks)
    #expect(scale.zero >= 0 && scale.zero <= 1)
    for value in values { #expect((0...1).contains(scale.position(fraction(value)))) }
  }

  @Test(
    "the marks of an axis have as many decimals each",
    arguments: [
      (["0", "1/2", "1", "3/2"], false, "0.0|0.5|1.0|1.5"), (["0", "1/4", "1/2"], true, "0 %|25 %|50 %"),
      (["-1/4", "0", "1/4"], false, "-0.25|0.00|0.25"), (["0", "1/1000"], true, "0.0 %|0.1 %"),
      (["0", "200"], false, "0|200"), ([], false, ""),
    ])
  func marks(values: [String], isPercent: Bool, labels: String) {
    #expect(NumberFormat.marks(values.map(fraction), isPercent: isPercent).joined(separator: "|") == labels)
  }

  @Test("a scale of numbers at the end of what 128 bits hold has ends all the same")
  func farScale() {
    let scale = ChartScale(holding: [Rational(Int128.max)], isWhole: true)
    #expect(scale.ticks.first == .zero)
    #expect(scale.upper >= Rational(Int128.max))
  }
}
