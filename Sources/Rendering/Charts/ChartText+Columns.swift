import Calculus
import Diagnostics

extension ChartText {
  /// Upright columns, time running to the right; where they are more than a line takes, they go on below.
  mutating func drawColumns(_ panel: ChartPanel, height: Int? = nil) {
    let ticks = panel.tickLabels
    let margin = ticks.map(\.count).max() ?? 0
    let room = max(4, width - margin - 2)
    let each = min(12, max(1, room / max(1, panel.categories.count)))
    let perLine = max(1, room / each)
    var start = 0
    while start < panel.categories.count {
      let range = start..<min(panel.categories.count, start + perLine)
      drawColumns(panel, range, each: each, margin: margin, height: height ?? columnHeight)
      start = range.upperBound
    }
  }

  private mutating func drawColumns(_ panel: ChartPanel, _ range: Range<Int>, each: Int, margin: Int, height: Int) {
    let scale = panel.scale
    let grid = ChartGrid(scale, height: height)
    // A blank between columns where there is room for one.
    let filled = each > 2 ? each - 1 : each
    let ticks = panel.ticks(apart: 2, in: Double(grid.above + grid.below))
    var labels: [Int: String] = [:]
    for tick in ticks { labels[grid.line(of: tick)] = panel.tickLabel(tick) }

    for line in stride(from: grid.above, through: -grid.below, by: -1) {
      let label = labels[line] ?? ""
      let mark = line == 0 ? glyphs.corner : labels[line] == nil ? glyphs.vertical : glyphs.tick
      var text = padded(label, to: margin, right: true) + " " + String(mark)
      for category in range {
        if line == 0 {
          text += String(repeating: glyphs.horizontal, count: each)
          continue
        }
        let (cell, color) = cell(panel, category, line: line, grid)
        // What has no colour is a sign: one is enough.
        let drawn = color == nil ? centred(String(cell), filled) : String(repeating: cell, count: filled)
        text += colored(drawn, color) + String(repeating: " ", count: each - filled)
      }
      lines.append(text)
    }
    addCategories(panel, range, each: each, margin: margin)
  }

  /// What stands in a line of a column. Lines above zero count up from 1, those below down from -1.
  private func cell(_ panel: ChartPanel, _ category: Int, line: Int, _ grid: ChartGrid) -> (Character, Int?) {
    if panel.isStacked {
      let stack = panel.series.stack(category)
      // A line shows the part that has most of it, where half of it is filled.
      let (least, most) = line > 0 ? (Double(line) - 1, Double(line)) : (Double(line), Double(line) + 1)
      var (largest, largestShare, filled) = (0, 0.0, 0.0)
      for (index, part) in stack.enumerated() {
        guard let part else { continue }
        let ends = [grid.lines(part.from), grid.lines(part.to)].sorted()
        let share = max(0, min(most, ends[1]) - max(least, ends[0]))
        filled += share
        if share > largestShare { (largest, largestShare) = (index, share) }
      }
      if filled >= 0.5 {
        let color = panel.series[largest].color
        return (glyphs.fillings[color], ChartGlyphs.colors[color])
      }
    }
    let marks = panel.series.map { $0.marks[category] }
    let gaps = marks.compactMap { ChartGap($0?.figure) }.filter { $0 != .noRow }
    if !panel.isStacked, let value = marks[0]?.figure.number {
      return (cell(grid.lines(value), line: line), ChartGlyphs.colors[panel.series[0].color])
    }
    // Above the parts that are known stands why the others are not.
    let known =
      panel.isStacked ? panel.series.stack(category).compactMap { $0.map { grid.lines($0.to) } }.max() ?? 0 : 0
    let place = min(grid.above, Int(max(0, known).rounded()) + 1)
    return (line == place ? gaps.first.map { Character(glyphs.sign($0)) } ?? " " : " ", nil)
  }

  private func cell(_ length: Double, line: Int) -> Character {
    let full = glyphs.upwards[glyphs.upwards.count - 1]
    if line < 0 {
      let part = -length + Double(line) + 1
      return part >= 0.75 ? full : part >= 0.25 || (part > 0 && line == -1) ? glyphs.upperHalf : " "
    }
    let part = length - Double(line - 1)
    if part >= 1 { return full }
    let steps = glyphs.upwards.count
    let eighths = Int((part * Double(steps)).rounded())
    if eighths >= 1 { return glyphs.upwards[eighths - 1] }
    return length > 0 && line == 1 ? glyphs.upwards[0] : " "
  }

  /// Names below the columns, as many as fit, and the figures below them where all of them do.
  private mutating func addCategories(_ panel: ChartPanel, _ range: Range<Int>, each: Int, margin: Int) {
    let names = range.map { panel.categories[$0] }
    let widest = names.map { DisplayWidth.of($0) }.max() ?? 0
    let step = max(1, (widest + 1 + each - 1) / each)
    let start = String(repeating: " ", count: margin + 2)
    var line = start
    var used = 0
    for (index, name) in names.enumerated() where index % step == 0 {
      let place = index * each
      guard place + DisplayWidth.of(name) <= width - margin - 2 || index == 0 else { continue }
      line += String(repeating: " ", count: place - used) + name
      used = place + DisplayWidth.of(name)
    }
    lines.append(line)
    let texts = range.map { category in
      panel.isStacked ? panel.sumText(category) ?? "" : panel.series[0].marks[category]?.text ?? ""
    }
    guard texts.allSatisfy({ DisplayWidth.of($0) < each }), texts.contains(where: { !$0.isEmpty }) else { return }
    lines.append(start + texts.map { padded($0, to: each) }.joined())
  }
}

/// Lines of characters above and below zero, each of the same worth.
private struct ChartGrid {
  let above: Int
  let below: Int
  private let worth: Double

  init(_ scale: ChartScale, height: Int) {
    let (low, high) = (scale.lower.approximation, scale.upper.approximation)
    worth = (high - low) / Double(height)
    above = Int((high / worth - 1e-9).rounded(.up))
    below = Int((-low / worth - 1e-9).rounded(.up))
  }

  /// How many lines a value is from zero.
  func lines(_ value: Rational) -> Double { value.approximation / worth }

  /// The line whose end a value is next to.
  func line(of value: Rational) -> Int { Int(lines(value).rounded()) }
}
