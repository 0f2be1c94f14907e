import Calculus
import Diagnostics

/// Figures in a few classes of even width above zero, each of which has a shade.
struct ChartShades {
  /// Where classes end; the first begins above zero.
  let ends: [Rational]

  /// - Parameter most: classes, at most.
  init(_ panel: ChartPanel, most: Int) {
    let scale = ChartScale(
      holding: panel.reach, isWhole: panel.reach.allSatisfy(\.isInteger), steps: most, digits: ChartScale.manyDigits)
    ends = Array(scale.ticks.drop { $0 <= .zero })
  }

  /// The class of a value; nil of zero.
  func place(of value: Rational) -> Int? {
    value > .zero ? ends.firstIndex { value <= $0 } ?? ends.count - 1 : nil
  }

  /// Which of so many shades a class has: the first has the lightest, the last the darkest.
  func shade(ofPlace place: Int, among shades: Int) -> Int {
    let last = ends.count - 1
    return place >= last ? shades - 1 : (2 * place * (shades - 1) + last) / (2 * last)
  }
}

extension ChartText {
  /// A line for each series, a shade for each category.
  mutating func drawHeatMap(_ panel: ChartPanel) {
    let shades = ChartShades(panel, most: glyphs.shades.count)
    let labels = widest(panel.series.map(\.name), most: width / 3)
    let room = max(1, width - labels - 2)
    let names = panel.categories.map { DisplayWidth.of($0) }.max() ?? 0
    let each = min(max(3, names + 1), max(1, room / max(1, panel.categories.count)))
    let perLine = max(1, room / each)
    var start = 0
    while start < panel.categories.count {
      let range = start..<min(panel.categories.count, start + perLine)
      addNames(panel, range, each: each, indent: labels + 2)
      for series in panel.series {
        lines.append(
          padded(series.name, to: labels) + "  " + range.map { cell(series.marks[$0], shades, each) }.joined())
      }
      start = range.upperBound
    }
    addShadeLegend(panel, shades)
  }

  private func cell(_ mark: ChartMark?, _ shades: ChartShades, _ each: Int) -> String {
    guard let value = mark?.figure.number else {
      let sign = ChartGap(mark?.figure).map { glyphs.sign($0) } ?? " "
      return centred(sign, each)
    }
    guard let place = shades.place(of: value) else { return centred(String(glyphs.zero), each) }
    let shade = shades.shade(ofPlace: place, among: glyphs.shades.count)
    return colored(String(repeating: glyphs.shades[shade], count: each), ChartGlyphs.shadeColors[shade])
  }

  /// A sign in the middle of so many columns.
  func centred(_ sign: String, _ each: Int) -> String {
    String(repeating: " ", count: each / 2) + sign + String(repeating: " ", count: each - each / 2 - 1)
  }

  private mutating func addNames(_ panel: ChartPanel, _ range: Range<Int>, each: Int, indent: Int) {
    let widest = range.map { DisplayWidth.of(panel.categories[$0]) }.max() ?? 0
    let step = max(1, (widest + each) / each)
    var (line, used) = (String(repeating: " ", count: indent), 0)
    for index in range where (index - range.lowerBound) % step == 0 {
      let place = (index - range.lowerBound) * each
      let name = panel.categories[index]
      guard indent + place + DisplayWidth.of(name) <= width else { continue }
      line += String(repeating: " ", count: place - used) + name
      used = place + DisplayWidth.of(name)
    }
    lines.append(line)
  }

  private mutating func addShadeLegend(_ panel: ChartPanel, _ shades: ChartShades) {
    var entries: [(sign: String, color: Int?, meaning: String)] = []
    if panel.series.contains(where: { $0.marks.contains { $0?.figure.number?.isZero ?? false } }) {
      entries.append((String(glyphs.zero), nil, panel.label(.zero)))
    }
    for (index, end) in shades.ends.enumerated() {
      let shade = shades.shade(ofPlace: index, among: glyphs.shades.count)
      entries.append(
        (String(repeating: glyphs.shades[shade], count: 2), ChartGlyphs.shadeColors[shade], "to " + panel.label(end)))
    }
    addLegend(entries + gapEntries(panel))
  }
}
