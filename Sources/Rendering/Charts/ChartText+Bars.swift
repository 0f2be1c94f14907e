import Calculus
import Diagnostics

extension ChartText {
  /// A line for each figure: what it is of, the figure as tables have it, its bar.
  ///
  ///     Berlin  80.0 %  ████████████████▌
  ///     Sofia        –
  mutating func drawBars(_ panel: ChartPanel) {
    let names = panel.series.count > 1 ? panel.series.map(\.name) : []
    let labels = widest(panel.categories, most: width / 3)
    let seriesWidth = names.isEmpty ? 0 : widest(names, most: width / 5) + 2
    let texts = panel.series.flatMap { $0.marks.map { $0?.text ?? "" } }
    let figures = texts.map { DisplayWidth.of($0) }.max() ?? 0
    let start = labels + 2 + seriesWidth + figures + 2
    let room = max(4, width - start)
    for (category, label) in panel.categories.enumerated() {
      for (number, series) in panel.series.enumerated() {
        let mark = series.marks[category]
        if mark == nil, panel.series.count > 1 { continue }
        let drawn = mark?.figure.number.map { bar($0, panel.scale, room: room) } ?? ""
        let name = names.isEmpty ? "" : padded(names[number], to: seriesWidth - 2) + "  "
        lines.append(
          padded(number == 0 ? label : "", to: labels) + "  " + name
            + padded(mark?.text ?? "", to: figures, right: true)
            + "  " + colored(drawn, ChartGlyphs.colors[series.color]))
      }
    }
    addValueAxis(panel, start: start, room: room)
  }

  /// Parts laid end to end, and their sum where all of them are known.
  mutating func drawStackedBars(_ panel: ChartPanel) {
    let sums = panel.categories.indices.map { panel.sumText($0) ?? "" }
    let labels = widest(panel.categories, most: width / 3)
    let figures = sums.map { DisplayWidth.of($0) }.max() ?? 0
    let start = labels + 2 + (figures > 0 ? figures + 2 : 0)
    let room = max(4, width - start)
    for (category, label) in panel.categories.enumerated() {
      let bar = stackedBar(panel, category, room: room)
      lines.append(
        padded(label, to: labels) + "  " + (figures > 0 ? padded(sums[category], to: figures, right: true) + "  " : "")
          + bar)
    }
    addValueAxis(panel, start: start, room: room)
    addSeriesLegend(panel)
  }

  mutating func addSeriesLegend(_ panel: ChartPanel) {
    addLegend(
      panel.series.map { series in
        (String(repeating: glyphs.fillings[series.color], count: 2), ChartGlyphs.colors[series.color], series.name)
      } + gapEntries(panel))
  }

  func widest(_ texts: [String], most: Int) -> Int {
    min(max(6, most), texts.map { DisplayWidth.of($0) }.max() ?? 0)
  }

  /// From zero to the value; whatever is not zero shows.
  private func bar(_ value: Rational, _ scale: ChartScale, room: Int) -> String {
    let zero = scale.zero * Double(room)
    let end = scale.position(value) * Double(room)
    if value.isZero { return "" }
    if value.isNegative {
      let first = Int(end.rounded(.down))
      let last = max(first + 1, Int(zero.rounded()))
      let isHalf = end - Double(first) >= 0.5
      return String(repeating: " ", count: first)
        + String(isHalf ? glyphs.rightHalf : glyphs.across[glyphs.across.count - 1])
        + String(repeating: glyphs.across[glyphs.across.count - 1], count: last - first - 1)
    }
    let start = Int(zero.rounded())
    let steps = glyphs.across.count
    let length = max(1, Int(((end - Double(start)) * Double(steps)).rounded()))
    let rest = length % steps
    return String(repeating: " ", count: start) + String(repeating: glyphs.across[steps - 1], count: length / steps)
      + (rest > 0 ? String(glyphs.across[rest - 1]) : "")
  }

  private func stackedBar(_ panel: ChartPanel, _ category: Int, room: Int) -> String {
    var cells = [Int?](repeating: nil, count: room)
    for (index, part) in panel.series.stack(category).enumerated() {
      guard let part, part.from != part.to else { continue }
      let ends = [part.from, part.to].map { Int((panel.scale.position($0) * Double(room)).rounded()) }.sorted()
      for cell in ends[0]..<min(room, ends[1]) { cells[cell] = panel.series[index].color }
    }
    var bar = ""
    var cell = 0
    while cell < room {
      var end = cell
      while end < room, cells[end] == cells[cell] { end += 1 }
      let filling = cells[cell].map { glyphs.fillings[$0] } ?? " "
      bar += colored(String(repeating: filling, count: end - cell), cells[cell].map { ChartGlyphs.colors[$0] })
      cell = end
    }
    let signs = panel.series.compactMap { series in
      ChartGap(series.marks[category]?.figure).flatMap { $0 == .noRow ? nil : glyphs.sign($0) }
    }
    return bar.withoutTrailingBlanks + (signs.isEmpty ? "" : " " + signs.distinct.joined())
  }

  /// A line and, below it, the round figures where they stand.
  private mutating func addValueAxis(_ panel: ChartPanel, start: Int, room: Int) {
    var axis = [Character](repeating: glyphs.horizontal, count: room + 1)
    var labels = [Character](repeating: " ", count: width)
    for tick in panel.scale.ticks {
      let place = Int((panel.scale.position(tick) * Double(room)).rounded())
      axis[place] = tick.isZero ? glyphs.corner : glyphs.upTick
    }
    let widest = panel.tickLabels.map(\.count).max() ?? 0
    for tick in panel.ticks(apart: Double(widest + 2), in: Double(room)) {
      let place = Int((panel.scale.position(tick) * Double(room)).rounded())
      let text = Array(panel.tickLabel(tick))
      let first = max(0, min(start + place - text.count / 2, width - text.count))
      for (offset, character) in text.enumerated() where first + offset < width { labels[first + offset] = character }
    }
    lines.append(String(repeating: " ", count: start) + String(axis.prefix(room)))
    lines.append(String(labels))
  }
}

extension ChartPanel {
  /// The sum of a category's parts; nil where one is not known.
  func sumText(_ category: Int) -> String? {
    guard hasSums else { return nil }
    var (sum, places) = (Rational.zero, 0)
    for series in series {
      guard let mark = series.marks[category] else { continue }
      guard let value = mark.figure.number, let next = try? sum.adding(value) else { return nil }
      sum = next
      places = max(places, mark.text.drop { $0 != "." }.dropFirst().count)
    }
    return sum.rounded(places: places)
  }
}
