import Calculus
import Diagnostics

/// Lengths in a picture whose values go upwards.
private enum Upright {
  static let height = 220.0
  /// In a picture narrower than `narrow`.
  static let lowHeight = 170.0
  static let narrow = 500.0
  /// Between round figures.
  static let leastTickGap = 18.0
  /// Columns of less room touch each other.
  static let wideEnoughForGaps = 6.0
  static let widestColumn = 72.0
  /// What a sign for a missing figure takes where several are above each other.
  static let signHeight = 12.0
}

extension ChartSVG {
  /// Columns and lines: time runs to the right, round figures stand at the left.
  mutating func drawUpright(_ panel: ChartPanel) {
    let labels = panel.tickLabels.map { SVGCanvas.width(of: $0) }.max() ?? 0
    let left = ChartSVG.margin + labels + 8
    let top = y + 16
    let height = canvas.width < Upright.narrow ? Upright.lowHeight : Upright.height
    let plot = SVGSpan(start: top + height, length: -height, panel.scale)
    let right = canvas.width - ChartSVG.margin
    for tick in panel.ticks(apart: Upright.leastTickGap, in: height) {
      let line = plot.position(tick)
      canvas.line(left, line, right, line, class: "grid")
      canvas.text(
        panel.tickLabel(tick), x: left - 7, y: line + 4, class: "soft end tick",
        [("data-value", NumberFormat.machine(tick))])
    }
    let each = (right - left) / Double(max(1, panel.categories.count))
    addCategories(panel, left: left, each: each, base: top + height)
    for category in panel.categories.indices {
      let start = left + each * Double(category)
      switch panel.form {
      case .lines: break
      case .bars, .columns, .heatMap:
        if panel.isStacked {
          drawStack(panel, category, plot, start: start, each: each)
        } else {
          drawColumns(panel, category, plot, start: start, each: each)
        }
      }
    }
    canvas.line(left, plot.zero, right, plot.zero, class: "axis")
    if panel.form == .lines { drawLines(panel, plot, left: left, each: each) }
    y = top + height + 18
    addLegend(seriesEntries(panel) + gapEntries(panel))
  }

  /// Names below, as many as fit.
  private mutating func addCategories(_ panel: ChartPanel, left: Double, each: Double, base: Double) {
    let widest = panel.categories.map { SVGCanvas.width(of: $0) }.max() ?? 0
    let step = max(1, Int(((widest + 8) / each).rounded(.up)))
    for (category, name) in panel.categories.enumerated() where category % step == 0 {
      let middle = left + each * (Double(category) + 0.5)
      let half = SVGCanvas.width(of: name) / 2
      canvas.text(
        name, x: min(max(middle, half + 2), canvas.width - half - 2), y: base + 17, class: "soft middle")
    }
  }

  /// Between columns; those of few categories are no walls.
  private static func gap(_ each: Double, series: Int) -> Double {
    guard each > Upright.wideEnoughForGaps else { return 0 }
    return max(min(10, each * 0.2), each - Upright.widestColumn * Double(series))
  }

  private mutating func drawColumns(
    _ panel: ChartPanel, _ category: Int, _ plot: SVGSpan, start: Double, each: Double
  ) {
    let gap = ChartSVG.gap(each, series: panel.series.count)
    let width = (each - gap) / Double(panel.series.count)
    for (series, marks) in panel.series.enumerated() {
      guard let mark = marks.marks[category] else { continue }
      let x = start + gap / 2 + width * Double(series)
      guard let value = mark.figure.number else {
        addGap(panel, category, series, x: x, y: plot.zero, each: width)
        continue
      }
      let ends = [plot.zero, plot.position(value)].sorted()
      canvas.rectangle(
        x: x, y: ends[0], width: width, height: ends[1] - ends[0],
        class: (each > Upright.wideEnoughForGaps ? "mark " : "") + "s\(panel.series[series].color)",
        data(panel, category, series),
        title: title(panel, category, series))
      if SVGCanvas.width(of: mark.text) + 2 <= width + (panel.series.count == 1 ? gap : 0) {
        canvas.text(mark.text, x: x + width / 2, y: ends[0] - 4, class: "middle")
      }
    }
  }

  private mutating func drawStack(
    _ panel: ChartPanel, _ category: Int, _ plot: SVGSpan, start: Double, each: Double
  ) {
    let gap = ChartSVG.gap(each, series: 1)
    var end = plot.zero
    for (series, part) in panel.series.stack(category).enumerated() {
      guard let part else { continue }
      let ends = [plot.position(part.from), plot.position(part.to)].sorted()
      canvas.rectangle(
        x: start + gap / 2, y: ends[0], width: each - gap, height: ends[1] - ends[0],
        class: "mark s\(panel.series[series].color)",
        data(panel, category, series), title: title(panel, category, series))
      end = min(end, ends[0])
    }
    for series in panel.series.indices where panel.series[series].marks[category]?.figure.number == nil {
      guard panel.series[series].marks[category] != nil else { continue }
      addGap(panel, category, series, x: start + each / 2, y: end - 4, class: "middle")
      end -= Upright.signHeight
    }
    if let sum = panel.sumText(category), SVGCanvas.width(of: sum) + 2 <= each {
      canvas.text(sum, x: start + each / 2, y: end - 4, class: "middle")
    }
  }

  /// A line breaks where there is no figure; a point that stands alone shows as one.
  private mutating func drawLines(_ panel: ChartPanel, _ plot: SVGSpan, left: Double, each: Double) {
    func middle(_ category: Int) -> Double { left + each * (Double(category) + 0.5) }
    for (series, marks) in panel.series.enumerated() {
      var run: [(x: Double, y: Double)] = []
      for category in panel.categories.indices {
        if let value = marks.marks[category]?.figure.number {
          run.append((middle(category), plot.position(value)))
        } else {
          if run.count > 1 { canvas.polyline(run, class: "line l\(panel.series[series].color)") }
          run = []
        }
      }
      if run.count > 1 { canvas.polyline(run, class: "line l\(panel.series[series].color)") }
    }
    for (series, marks) in panel.series.enumerated() {
      for category in panel.categories.indices {
        guard let value = marks.marks[category]?.figure.number else {
          let x = left + each * Double(category)
          addGap(panel, category, series, x: x, y: plot.zero - Upright.signHeight * Double(series), each: each)
          continue
        }
        canvas.circle(
          x: middle(category), y: plot.position(value), radius: each > 8 ? 3 : 1.5,
          class: "s\(panel.series[series].color)", data(panel, category, series),
          title: title(panel, category, series))
      }
    }
  }
}
