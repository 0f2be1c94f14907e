import Calculus
import Diagnostics

extension ChartSVG {
  /// A field for each figure; those without one are hollow, and say why.
  mutating func drawHeatMap(_ panel: ChartPanel) {
    let shades = ChartShades(panel, most: ChartPalette.shades.count)
    let most = panel.series.map { SVGCanvas.width(of: $0.name) }.max() ?? 0
    let names = min(most, canvas.width * 0.3)
    let left = 12 + names + 8
    let each = min(64, (canvas.width - 12 - left) / Double(max(1, panel.categories.count)))
    let height = min(26, max(15, each))
    y += 14
    let widest = panel.categories.map { SVGCanvas.width(of: $0) }.max() ?? 0
    let step = max(1, Int(((widest + 4) / each).rounded(.up)))
    for (category, name) in panel.categories.enumerated() where category % step == 0 {
      canvas.text(name, x: left + each * (Double(category) + 0.5), y: y, class: "soft middle")
    }
    y += 5
    for (series, row) in panel.series.enumerated() {
      canvas.text(fitted(row.name, to: names + 3), x: left - 8, y: y + height / 2 + 4, class: "end")
      for category in panel.categories.indices {
        drawField(panel, category, series, shades, x: left + each * Double(category), width: each, height: height)
      }
      y += height
    }
    addShadeLegend(panel, shades)
  }

  private mutating func drawField(
    _ panel: ChartPanel, _ category: Int, _ series: Int, _ shades: ChartShades, x: Double, width: Double, height: Double
  ) {
    guard let mark = panel.series[series].marks[category] else { return }
    guard let value = mark.figure.number else {
      canvas.rectangle(
        x: x + 1, y: y + 1, width: width - 2, height: height - 2, class: "hole", title: title(panel, category, series))
      addGap(panel, category, series, x: x + width / 2, y: y + height / 2 + 4, class: "middle")
      return
    }
    let place = shades.place(of: value)
    let shade = place.map { shades.shade(ofPlace: $0, among: ChartPalette.shades.count) + 1 } ?? 0
    let end = place.map { NumberFormat.machine(shades.ends[$0]) } ?? "0"
    canvas.rectangle(
      x: x + 0.5, y: y + 0.5, width: width - 1, height: height - 1, class: "shade\(shade)",
      data(panel, category, series) + [("data-to", end)], title: title(panel, category, series))
  }

  private mutating func addShadeLegend(_ panel: ChartPanel, _ shades: ChartShades) {
    let hasZero = panel.series.contains { $0.marks.contains { $0?.figure.number?.isZero ?? false } }
    var entries: [(class: String, sign: String?, meaning: String)] =
      hasZero ? [("shade0", nil, panel.label(.zero))] : []
    for (index, end) in shades.ends.enumerated() {
      entries.append(
        ("shade\(shades.shade(ofPlace: index, among: ChartPalette.shades.count) + 1)", nil, "to " + panel.label(end)))
    }
    addLegend(entries + gapEntries(panel))
  }
}
