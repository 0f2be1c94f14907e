import Calculus
import Diagnostics

extension ChartSVG {
  /// Horizontal bars: names at the left, figures at the right of what they measure, round figures below.
  mutating func drawBars(_ panel: ChartPanel) {
    let isGrouped = panel.series.count > 1 && !panel.isStacked
    let most = panel.categories.map { SVGCanvas.width(of: $0) }.max() ?? 0
    let names = min(most, canvas.width * 0.34)
    let sums = panel.categories.indices.map { panel.isStacked ? panel.sumText($0) ?? "" : "" }
    let texts = panel.series.flatMap { $0.marks.map { $0?.text ?? "" } } + sums
    let figures = (panel.isStacked ? sums : texts).map { SVGCanvas.width(of: $0) }.max() ?? 0
    let left = 12 + names + 8
    let plot = SVGSpan(start: left, length: max(40, canvas.width - left - figures - 26), panel.scale)
    let lane = isGrouped ? 15.0 : 22.0
    let thickness = isGrouped ? 12.0 : 15.0
    let top = y + 4
    let rows = panel.categories.indices.map { category in
      isGrouped ? max(1, panel.series.count { $0.marks[category] != nil }) : 1
    }
    let bottom = top + rows.reduce(0) { $0 + Double($1) * lane + (isGrouped ? 8 : 0) }
    addGrid(panel, plot, top: top, bottom: bottom)

    y = top
    for (category, name) in panel.categories.enumerated() {
      let height = Double(rows[category]) * lane
      canvas.text(fitted(name, to: names + 3), x: left - 8, y: y + height / 2 + 4, class: "end")
      if panel.isStacked {
        drawStack(panel, category, plot, thickness: thickness, sum: sums[category])
      } else {
        var line = y
        for series in panel.series.indices where panel.series[series].marks[category] != nil || !isGrouped {
          drawBar(panel, category, series, plot, top: line + (lane - thickness) / 2, thickness: thickness)
          line += lane
        }
      }
      y += height + (isGrouped ? 8 : 0)
    }
    canvas.line(plot.zero, top, plot.zero, bottom, class: "axis")
    y = bottom + 16
    addLegend(seriesEntries(panel) + gapEntries(panel))
  }

  private mutating func drawBar(
    _ panel: ChartPanel, _ category: Int, _ series: Int, _ plot: SVGSpan, top: Double, thickness: Double
  ) {
    guard let mark = panel.series[series].marks[category] else { return }
    let base = top + thickness / 2 + 4
    guard let value = mark.figure.number else {
      canvas.text(mark.text, x: plot.zero + 5, y: base, class: "soft gap", data(panel, category, series))
      return
    }
    let ends = [plot.zero, plot.position(value)].sorted()
    canvas.rectangle(
      x: ends[0], y: top, width: ends[1] - ends[0], height: thickness, class: "mark s\(panel.series[series].color)",
      data(panel, category, series), title: title(panel, category, series))
    canvas.text(mark.text, x: ends[1] + 5, y: base)
  }

  private mutating func drawStack(
    _ panel: ChartPanel, _ category: Int, _ plot: SVGSpan, thickness: Double, sum: String
  ) {
    var end = plot.zero
    for (series, part) in panel.series.stack(category).enumerated() {
      guard let part else { continue }
      let ends = [plot.position(part.from), plot.position(part.to)].sorted()
      canvas.rectangle(
        x: ends[0], y: y + 3.5, width: ends[1] - ends[0], height: thickness,
        class: "mark s\(panel.series[series].color)",
        data(panel, category, series), title: title(panel, category, series))
      end = max(end, ends[1])
    }
    for series in panel.series.indices where ChartGap(panel.series[series].marks[category]?.figure) != nil {
      guard panel.series[series].marks[category] != nil else { continue }
      addGap(panel, category, series, x: end + 5, y: y + 15, class: "")
      end += 10
    }
    if !sum.isEmpty { canvas.text(sum, x: end + 5, y: y + 15) }
  }

  /// Round figures below, and lines up from them.
  private mutating func addGrid(_ panel: ChartPanel, _ plot: SVGSpan, top: Double, bottom: Double) {
    let widest = panel.tickLabels.map { SVGCanvas.width(of: $0) }.max() ?? 0
    for tick in panel.ticks(apart: widest + 14, in: plot.length) {
      let x = plot.position(tick)
      canvas.line(x, top, x, bottom, class: "grid")
      canvas.text(
        panel.tickLabel(tick), x: x, y: bottom + 16, class: "soft middle tick",
        [("data-value", NumberFormat.machine(tick))]
      )
    }
  }
}

/// Where values lie on a line of pixels.
struct SVGSpan {
  let start: Double
  /// Below zero where it runs upwards.
  let length: Double
  private let scale: ChartScale

  init(start: Double, length: Double, _ scale: ChartScale) {
    self.start = start
    self.length = length
    self.scale = scale
  }

  func position(_ value: Rational) -> Double { start + scale.position(value) * length }

  var zero: Double { position(.zero) }
}
