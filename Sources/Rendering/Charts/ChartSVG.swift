import Calculus
import Diagnostics
import Store

/// A chart as SVG: a drawing that needs nothing else, tells screen readers what it shows, and has every figure in
/// `data-value` as CSV has it.
///
/// - SeeAlso: SVG 1.1; WAI-ARIA Graphics Module 1.0.
struct ChartSVG {
  var canvas: SVGCanvas
  /// Where the next thing is drawn.
  var y = 0.0

  static let usualWidth = 720.0
  static let margin = 12.0
  private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

  /// The file; of what is no picture one that says why, for whoever did not ask ``Renderer/refusal(of:as:)`` before.
  static func bytes(of answer: Answer) -> [UInt8] {
    do throws(ChartRefusal) {
      let chart = try Chart(answer)
      let drawing = element(of: chart, width: usualWidth, id: "chart", isAlone: true)
      return Array((head + drawing).utf8)
    } catch {
      let chart = Chart(
        title: "no picture: \(error.reason)", panels: [], notes: [error.help], reading: answer.reading)
      return Array((head + element(of: chart, width: usualWidth, id: "chart", isAlone: true)).utf8)
    }
  }

  /// The element `svg`.
  ///
  /// - Parameters:
  ///   - id: unlike all others of the page.
  ///   - isAlone: it brings its title, style and ground, as no page has them.
  static func element(of chart: Chart, width: Double, id: String, isAlone: Bool, class name: String = "") -> String {
    var drawing = ChartSVG(canvas: SVGCanvas(width: width))
    drawing.draw(chart, isAlone: isAlone)
    let size = SVGCanvas.length(width)
    let height = SVGCanvas.length(drawing.y + margin)
    let head: [(name: String, value: String)] = [
      ("xmlns", "http://www.w3.org/2000/svg"), ("class", name.isEmpty ? "chart" : "chart " + name),
      ("viewBox", "0 0 \(size) \(height)"), ("width", size), ("height", height), ("role", "img"),
      ("aria-labelledby", "\(id)-title \(id)-desc"),
    ]
    return "<svg" + SVGCanvas.attributes(head) + ">\n"
      + "<title id=\"\(id)-title\">\(XMLText.escaped(chart.title))</title>\n"
      + "<desc id=\"\(id)-desc\">\(XMLText.escaped(chart.description))</desc>\n"
      + (isAlone
        ? "<style>\(ChartPalette.styleSheet)</style>\n<rect width=\"\(size)\" height=\"\(height)\" class=\"paper\"/>\n"
        : "")
      + drawing.canvas.elements + "</svg>\n"
  }

  private mutating func draw(_ chart: Chart, isAlone: Bool) {
    y = 6
    if isAlone {
      y += 18
      canvas.text(fitted(chart.title, to: canvas.width - 2 * ChartSVG.margin), x: ChartSVG.margin, y: y, class: "head")
      y += 4
    }
    for panel in chart.panels { draw(panel) }
    if isAlone { addNotes(chart) }
  }

  private mutating func draw(_ panel: ChartPanel) {
    canvas.open(
      "g",
      [
        ("class", "panel"), ("data-form", panel.form.rawValue), ("data-measure", panel.measure),
        ("data-stacked", panel.isStacked ? "true" : "false"),
      ])
    y += 18
    canvas.text(
      fitted(panel.title, to: canvas.width - 2 * ChartSVG.margin), x: ChartSVG.margin, y: y, class: "soft")
    y += 8
    switch panel.form {
    case .bars: drawBars(panel)
    case .columns, .lines: drawUpright(panel)
    case .heatMap: drawHeatMap(panel)
    }
    canvas.close("g")
    y += 8
  }

  /// How the query was read, in lines below.
  private mutating func addNotes(_ chart: Chart) {
    let text = (chart.notes + chart.reading.map(\.phrase)).joined(separator: " · ").printable
    let most = Int((canvas.width - 2 * ChartSVG.margin) / (SVGCanvas.characterWidth * 0.92))
    var line = ""
    for word in text.split(separator: " ").map(String.init) + [""] {
      if word.isEmpty || !line.isEmpty && DisplayWidth.of(line) + 1 + DisplayWidth.of(word) > most {
        y += 16
        canvas.text(line, x: ChartSVG.margin, y: y, class: "soft")
        line = ""
      }
      line += line.isEmpty ? word : " " + word
    }
  }

  // MARK: Pieces

  func fitted(_ text: String, to width: Double) -> String {
    DisplayWidth.shortened(text, to: max(3, Int(width / SVGCanvas.characterWidth)))
  }

  /// What every mark tells of itself.
  func data(_ panel: ChartPanel, _ category: Int, _ series: Int) -> [(name: String, value: String)] {
    let mark = panel.series[series].marks[category]
    let names = [("data-category", panel.categories[category]), ("data-series", panel.series[series].name)]
    return names + [("data-value", mark?.machineText ?? "")]
  }

  /// `Berlin, 2024-03: 80.0 %`
  func title(_ panel: ChartPanel, _ category: Int, _ series: Int) -> String {
    let mark = panel.series[series].marks[category]
    let name = panel.series.count > 1 || panel.seriesTitle != nil ? panel.series[series].name + ", " : ""
    let figure = mark.map { mark in ChartGap(mark.figure)?.meaning ?? mark.text } ?? ChartGap.noRow.meaning
    return name + panel.categories[category] + ": " + figure
  }

  /// Where there is no figure: a sign, and why in its data.
  mutating func addGap(_ panel: ChartPanel, _ category: Int, _ series: Int, x: Double, y: Double, class name: String) {
    guard let gap = ChartGap(panel.series[series].marks[category]?.figure), gap != .noRow else { return }
    canvas.text(
      ChartGlyphs.blocks.sign(gap), x: x, y: y, class: "soft gap " + name, data(panel, category, series))
  }

  /// The same above an axis: where signs would run into each other there is a strip, and one sign for all of it.
  mutating func addGap(_ panel: ChartPanel, _ category: Int, _ series: Int, x: Double, y: Double, each: Double) {
    let marks = panel.series[series].marks
    guard let gap = ChartGap(marks[category]?.figure), gap != .noRow else { return }
    if each >= 9 {
      addGap(panel, category, series, x: x + each / 2, y: y - 4, class: "middle")
      return
    }
    canvas.rectangle(
      x: x, y: y - 4, width: each, height: 4, class: "strip gap", data(panel, category, series),
      title: title(panel, category, series))
    if category > 0, ChartGap(marks[category - 1]?.figure) == gap { return }
    let run = marks[category...].prefix { ChartGap($0?.figure) == gap }.count
    canvas.text(ChartGlyphs.blocks.sign(gap), x: x + each * Double(run) / 2, y: y - 8, class: "soft middle")
  }

  /// Fields and what they mean, in as many lines as it takes.
  mutating func addLegend(_ entries: [(class: String, sign: String?, meaning: String)]) {
    guard !entries.isEmpty else { return }
    var x = ChartSVG.margin
    y += 20
    for entry in entries {
      let meaning = fitted(entry.meaning, to: canvas.width - 2 * ChartSVG.margin - 24)
      let taken = 20 + SVGCanvas.width(of: meaning) + 14
      if x > ChartSVG.margin, x + taken - 14 > canvas.width - ChartSVG.margin { (x, y) = (ChartSVG.margin, y + 18) }
      if entry.class.hasPrefix("line") {
        canvas.line(x - 4, y - 4, x + 15, y - 4, class: entry.class)
      } else if let sign = entry.sign {
        canvas.text(sign, x: x + 6, y: y, class: "soft middle")
      } else {
        canvas.rectangle(x: x, y: y - 10, width: 13, height: 12, class: entry.class)
      }
      canvas.text(meaning, x: x + 19, y: y)
      x += taken
    }
  }

  func gapEntries(_ panel: ChartPanel) -> [(class: String, sign: String?, meaning: String)] {
    panel.gaps.filter { $0 != .noRow }.map { ("", ChartGlyphs.blocks.sign($0), $0.meaning) }
  }

  func seriesEntries(_ panel: ChartPanel) -> [(class: String, sign: String?, meaning: String)] {
    guard panel.series.count > 1 || panel.seriesTitle != nil else { return [] }
    return panel.series.map { ((panel.form == .lines ? "line l" : "mark s") + "\($0.color)", nil, $0.name) }
  }
}

extension Chart {
  /// For whoever cannot see it: what is drawn, of what, and from where to where.
  var description: String {
    panels.map { panel in
      let figures = panel.series.flatMap { $0.marks.compactMap { $0 } }.filter { $0.figure.number != nil }
      func value(_ mark: ChartMark) -> Rational { mark.figure.number ?? .zero }
      let least = figures.min { value($0) < value($1) }
      let most = figures.max { value($0) < value($1) }
      let range = least.flatMap { least in most.map { " from \(least.text) to \($0.text)" } } ?? " without figures"
      return "\(panel.isStacked ? "stacked " : "")\(panel.form.rawValue) of \(panel.title):\(range)"
    }.joined(separator: "; ")
  }
}
