import Diagnostics
import Store

/// A chart of characters: blocks of an eighth each where the terminal has them, else ASCII.
struct ChartText {
  let style: TableStyle
  let glyphs: ChartGlyphs
  /// Columns of the terminal that the picture takes.
  let width: Int
  var lines: [String] = []

  /// Where no terminal says how wide and high it is.
  private static let (usualWidth, usualHeight) = (80, 24)
  /// Below this nothing can be told apart; lines are then longer than the terminal is wide.
  private static let leastWidth = 24

  /// The picture; of what is none the table, and why.
  static func bytes(of answer: Answer, style: TableStyle) -> [UInt8] {
    do throws(ChartRefusal) {
      return bytes(of: try Chart(answer), style: style)
    } catch {
      return TextTable.bytes(of: answer.saying("no chart: \(error.reason); \(error.help)"), style: style)
    }
  }

  private static func bytes(of chart: Chart, style: TableStyle) -> [UInt8] {
    var text = ChartText(style)
    text.draw(chart)
    return Array(text.lines.map { $0.withoutTrailingBlanks + "\n" }.joined().utf8) + reading(chart, style)
  }

  /// What was not drawn, and how the query was read, as under a table.
  static func reading(_ chart: Chart, _ style: TableStyle) -> [UInt8] {
    let line = (chart.notes + chart.reading.map(\.phrase)).joined(separator: " · ").printable
    var output: [UInt8] = []
    TextTable.append(reading: line, style: style, to: &output)
    return output
  }

  init(_ style: TableStyle) {
    self.style = style
    glyphs = style.isASCII ? .ascii : .blocks
    width = max(ChartText.leastWidth, style.width ?? ChartText.usualWidth)
  }

  /// Lines that upright columns are high.
  var columnHeight: Int { min(12, max(4, (style.height ?? ChartText.usualHeight) - 10)) }

  private mutating func draw(_ chart: Chart) {
    for (index, panel) in chart.panels.enumerated() {
      if index > 0 { lines.append("") }
      lines.append(fitted(panel.title))
      switch panel.form {
      case .bars: panel.isStacked ? drawStackedBars(panel) : drawBars(panel)
      case .columns where panel.isStacked:
        drawColumns(panel)
        addSeriesLegend(panel)
      case .columns: drawEach(panel)
      case .lines: drawEach(panel)
      case .heatMap: drawHeatMap(panel)
      }
    }
  }

  /// Several series that share no line: columns for each in turn, all on one scale.
  private mutating func drawEach(_ panel: ChartPanel) {
    for (index, series) in panel.series.enumerated() {
      if panel.series.count > 1 { lines.append(fitted(series.name)) }
      drawColumns(panel.showing(index), height: panel.series.count > 1 ? max(4, columnHeight / 2) : columnHeight)
    }
    addLegend(gapEntries(panel))
  }

  // MARK: Pieces

  func fitted(_ text: String) -> String { DisplayWidth.shortened(text, to: width) }

  /// A text of exactly so many columns.
  func padded(_ text: String, to width: Int, right: Bool = false) -> String {
    let short = DisplayWidth.shortened(text, to: width)
    let blanks = String(repeating: " ", count: max(0, width - DisplayWidth.of(short)))
    return right ? blanks + short : short + blanks
  }

  func colored(_ text: String, _ color: Int?) -> String {
    guard style.color, let color, text.contains(where: { $0 != " " }) else { return text }
    return "\u{1B}[38;5;\(color)m\(text)\u{1B}[0m"
  }

  /// What fillings mean, broken between entries.
  mutating func addLegend(_ entries: [(sign: String, color: Int?, meaning: String)]) {
    guard !entries.isEmpty else { return }
    var (line, used) = ("", 0)
    for entry in entries {
      let meaning = DisplayWidth.shortened(entry.meaning, to: max(1, width - DisplayWidth.of(entry.sign) - 1))
      let taken = DisplayWidth.of(entry.sign) + 1 + DisplayWidth.of(meaning)
      if used > 0, used + 2 + taken > width {
        lines.append(line)
        (line, used) = ("", 0)
      }
      line += (used > 0 ? "  " : "") + colored(entry.sign, entry.color) + " " + meaning
      used += taken + (used > 0 ? 2 : 0)
    }
    lines.append(line)
  }

  func gapEntries(_ panel: ChartPanel) -> [(sign: String, color: Int?, meaning: String)] {
    panel.gaps.filter { $0 != .noRow }.map { (glyphs.sign($0), nil, $0.meaning) }
  }
}

extension ChartPanel {
  /// One of the series alone, on the scale of all of them.
  fileprivate func showing(_ index: Int) -> ChartPanel {
    ChartPanel(self, series: [series[index]])
  }
}

extension Answer {
  /// With one note more in its reading.
  func saying(_ note: String) -> Answer {
    Answer(
      columns: columns, rowCount: rowCount, reading: [ReadingItem(.note, note)] + reading, valueColumn: valueColumn,
      parts: parts, sortColumn: sortColumn, extremeDay: extremeDay, isWhole: isWhole)
  }
}

extension String {
  var withoutTrailingBlanks: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
