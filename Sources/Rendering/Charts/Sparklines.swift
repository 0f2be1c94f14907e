import Calculus
import Diagnostics
import Store

/// A table with a line for each thing and its figures over time as little columns.
///
///     location  occupancy     least    most    last
///     ────────  ──────────  ───────  ──────  ──────
///     Berlin    ▆▇▇█▇▆      75.0 %  88.2 %  80.6 %
///
/// The columns of a line stand for the cells of the calendar key, and all lines are on one scale that begins at zero.
enum Sparklines {
  /// One line: whose it is, and its figures.
  struct Line {
    let name: String
    /// The panel that the line is of, for its axes.
    let panel: ChartPanel
    let series: ChartSeries

    /// Those with the least and the most, and the last one; nil where there is none.
    var ends: [ChartMark?] {
      let marks = series.marks.compactMap { $0 }.filter { $0.figure.number != nil }
      func value(_ mark: ChartMark) -> Rational { mark.figure.number ?? .zero }
      return [
        marks.min { value($0) < value($1) }, marks.max { value($0) < value($1) }, series.marks.last ?? nil,
      ]
    }
  }

  static let endTitles = ["least", "most", "last"]

  static func bytes(of answer: Answer, style: TableStyle) -> [UInt8] {
    do throws(ChartRefusal) {
      return try bytes(of: try Chart(sparklinesOf: answer), style: style)
    } catch {
      return TextTable.bytes(of: answer.saying("no sparklines: \(error.reason); \(error.help)"), style: style)
    }
  }

  private static func bytes(of chart: Chart, style: TableStyle) throws(ChartRefusal) -> [UInt8] {
    var text = ChartText(style)
    for (index, panel) in chart.panels.enumerated() {
      if index > 0 { text.lines.append("") }
      try text.drawSparklines(panel)
    }
    return Array(text.lines.map { $0.withoutTrailingBlanks + "\n" }.joined().utf8) + ChartText.reading(chart, style)
  }
}

extension ChartText {
  fileprivate mutating func drawSparklines(_ panel: ChartPanel) throws(ChartRefusal) {
    let rows = panel.series.map { Sparklines.Line(name: $0.name, panel: panel, series: $0) }
    let ends = rows.map { $0.ends.map { $0?.text ?? "" } }
    var endWidths = Sparklines.endTitles.indices.map { column in
      max(Sparklines.endTitles[column].count, ends.map { DisplayWidth.of($0[column]) }.max() ?? 0)
    }
    let title = panel.seriesTitle ?? ""
    let names = max(min(DisplayWidth.of(title), width / 3), widest(panel.series.map(\.name), most: width / 3))
    let length = panel.categories.count
    func room() -> Int { width - names - 2 - endWidths.reduce(0) { $0 + $1 + 2 } }
    // In a narrow window the lines matter most.
    if room() < length { endWidths = [] }
    guard room() >= length else {
      throw ChartRefusal(
        reason: "\(length) cells are wider than the window", help: "take longer stretches, such as by month")
    }
    let lineWidth = max(length, min(DisplayWidth.of(panel.measure), room()))
    func line(_ name: String, _ middle: String, _ ends: [String]) -> String {
      padded(name, to: names) + "  " + middle
        + zip(ends, endWidths).map { "  " + padded($0, to: $1, right: true) }.joined()
    }
    lines.append(line(title, padded(panel.measure, to: lineWidth), Sparklines.endTitles))
    let rule = String(glyphs.horizontal)
    lines.append(
      ([names, lineWidth] + endWidths).map { String(repeating: rule, count: $0) }.joined(separator: "  "))
    for (row, ends) in zip(rows, ends) {
      let drawn = row.series.marks.map { self.sparkline($0, panel.scale) }
      let blanks = String(repeating: " ", count: max(0, lineWidth - drawn.count))
      lines.append(line(row.name, colored(String(drawn), ChartGlyphs.colors[0]) + blanks, ends))
    }
    let first = panel.categories.first ?? ""
    let span = length > 1 ? "\(first) to \(panel.categories[length - 1])" : first
    let top = String(glyphs.sparks[glyphs.sparks.count - 1])
    addLegend(
      [
        (top, ChartGlyphs.colors[0], panel.label(panel.scale.upper)),
        (String(glyphs.zero), nil, panel.label(.zero)),
      ] + gapEntries(panel) + [(panel.categoryTitle + ":", nil, span)])
  }

  private func sparkline(_ mark: ChartMark?, _ scale: ChartScale) -> Character {
    guard let value = mark?.figure.number else {
      return Character(ChartGap(mark?.figure).map { glyphs.sign($0) } ?? " ")
    }
    guard value > .zero else { return glyphs.zero }
    let steps = glyphs.sparks.count
    return glyphs.sparks[min(steps, max(1, Int((scale.position(value) * Double(steps)).rounded()))) - 1]
  }
}
