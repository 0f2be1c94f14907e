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
        A     #-x        2     4  hidden
        B     ---        2     2       2
        # 4  . 0  x hidden: too few people
        month: 2024-01 to 2024-03
        """ + "\n")
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
