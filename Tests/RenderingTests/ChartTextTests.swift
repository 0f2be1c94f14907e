import Calculus
import Store
import Testing

@testable import Rendering

@Suite("Chart as text")
struct ChartTextTests {
  static func text(_ answer: Answer, _ format: Format = .chart, width: Int = 40, isASCII: Bool = false) -> String {
    Renderer.text(of: answer, as: format, style: TableStyle(width: width, height: 14, isASCII: isASCII))
  }

  static let bars = picture(
    key("type", ["日本", "Desk", "Room", "Box", "Car"]),
    measure("occupancy", ["1/2", "0", "–", "?", "#"], isPercent: true, addsUp: false),
    reading: [ReadingItem(.metric, "occupancy")])

  static let byMonth = pairs(["A", "B"], months)
  static let week = pairs(["Mon", "Tue"], ["8", "9", "10"])

  /// Small answers of every form.
  static let small: [(name: String, answer: Answer)] = [
    ("bars", bars),
    ("bars below zero", picture(key("type", ["a", "b", "c"]), measure("net", ["-3", "0", "5"]))),
    ("columns", picture(key("month", months), measure("hours", ["0", "12.5", "?"]))),
    ("columns below zero", picture(key("month", months), measure("net", ["-2", "4", "1"]))),
    (
      "stacked columns",
      picture(
        key("type", byMonth.first), key("month", byMonth.second), measure("hours", ["4", "2", "#", "2", "2", "2"]))
    ),
    (
      "stacked bars",
      picture(
        key("type", ["Desk", "Room"]), measure("office", ["30", "10"]), measure("home", ["10", "0"]), parts: [1, 2])
    ),
    (
      "lines",
      picture(
        key("type", byMonth.first), key("month", byMonth.second),
        measure("people", ["4", "2", "–", "1", "1", "4"], unit: .people, addsUp: false))
    ),
    (
      "heat map",
      picture(key("weekday", week.first), key("hour", week.second), measure("value", ["0", "1", "4", "–", "?", "8"]))
    ),
  ]

  @Test("a narrow window leaves out names, then figures")
  func narrow() {
    #expect(
      Self.text(Self.small[2].answer, width: 24) == """
        hours, by month
           │      ▃▃▃▃▃
        10 ┤      █████
           │      █████
           │      █████   ?
         0 └──────────────────
            2024-01     2024-03
        ? no data
        """ + "\n")
  }

  @Test("sparklines are a line for each thing, with its least, most and last figure")
  func sparklines() {
    #expect(
      Self.text(Self.small[4].answer, .sparklines) == """
        type  hours  least  most    last
        ────  ─────  ─────  ────  ──────
        A     █▄×        2     4  hidden
        B     ▄▄▄        2     2       2
        █ 4  · 0  × hidden: too few people
        month: 2024-01 to 2024-03
        """ + "\n")
    #expect(
      Self.text(Self.small[4].answer, .sparklines, isASCII: true) == """
        type  hours  least  most    last
        ----  -----  -----  ----  ------
        A     #;x        2     4  hidden
        B     ;;;        2     2       2
        # 4  . 0  x hidden: too few people
        month: 2024-01 to 2024-03
        """ + "\n")
  }

  @Test("no filling is the sign of a gap", arguments: [ChartGlyphs.ascii, .blocks])
  func fillings(glyphs: ChartGlyphs) {
    let gaps = Set([ChartGap.undefined, .noData, .hidden].map { glyphs.sign($0) })
    #expect(gaps.count == 3)
    #expect(gaps.isDisjoint(with: (glyphs.sparks + glyphs.fillings + glyphs.shades).map { String($0) }))
  }

  @Test("a line of a stacked column is the part that has most of it")
  func largest() {
    // A line is 10: from 10 to 20 the middle lies in the smallest part.
    let answer = picture(
      key("type", ["A", "B", "C"]), key("month", ["2024-01", "2024-01", "2024-01"]),
      measure("hours", ["14.8", "0.4", "24.8"]))
    let text = Renderer.text(of: answer, as: .chart, style: TableStyle(width: 40, height: 14, isASCII: true))
    let column = text.split(separator: "\n").filter { $0.contains("|") || $0.contains("+") }
    #expect(!column.contains { $0.contains("==") }, "\(text)")
  }

  @Test("rows whose keys are told in the same words are a bar each")
  func alike() {
    let answer = picture(
      key("location", ["X · Y", "X"]), key("type", ["Z", "Y · Z"]), measure("rate", ["1", "2"], addsUp: false))
    let bars = Self.text(answer).split(separator: "\n").filter { $0.hasPrefix("X · Y · Z") }
    #expect(bars.count == 2, "\(bars)")
  }

  @Test("numbers whose round neighbours nothing holds are drawn", arguments: [Format.chart, .svg])
  func immense(format: Format) {
    let most = "-" + String(repeating: "9", count: 37)
    #expect(!Self.text(picture(key("type", ["A", "B"]), measure("x", [most, "1"])), format).isEmpty)
  }

  @Test("ASCII has no other letters than the data's", arguments: [Format.chart, .sparklines, .table])
  func ascii(format: Format) {
    let text = Self.text(Self.bars, format, isASCII: true)
    #expect(text.filter { !$0.isASCII } == "日本")
    #expect(text.contains(/Room +-\n/))
    #expect(Self.text(Self.bars, format, isASCII: false).contains(/Room +–\n/))
  }

  @Test("nothing is wider than the window", arguments: [24, 30, 40, 80, 120], [true, false])
  func width(width: Int, isASCII: Bool) {
    for (answer, _) in ChartFormTests.answers() {
      for format in [Format.chart, .sparklines] {
        let text = Self.text(answer, format, width: width, isASCII: isASCII)
        guard !text.contains("no sparklines") else { continue }
        for line in text.split(separator: "\n") {
          #expect(line.count <= width, "\(format.rawValue) at \(width): \(line)")
        }
      }
    }
  }

  @Test("colours only where they are asked for, and the same picture without them")
  func colors() {
    for (answer, _) in ChartFormTests.answers() {
      let plain = Self.text(answer, width: 60)
      let colored = Renderer.text(
        of: answer, as: .chart, style: TableStyle(width: 60, color: true, height: 14))
      #expect(!plain.contains("\u{1B}"))
      #expect(colored.contains("\u{1B}[38;5;"))
      let stripped = colored.replacing(/\u{1B}\[[0-9;]*m/, with: "")
      #expect(stripped == plain)
    }
  }

  @Test("hostile names steer no terminal and break no line")
  func hostile() {
    let answer = picture(key("type", ["\u{1B}[2J\nx", "b"]), measure("hours", ["1", "2"]))
    for format in [Format.chart, .sparklines] {
      let text = Self.text(answer, format)
      #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && !(0x7F..<0xA0 ~= $0.value) })
    }
  }
}
