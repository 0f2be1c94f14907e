import Calculus
import Diagnostics
import Store

/// An answer within a page: its picture, its table, and how it was read.
struct HTMLAnswer {
  private let answer: Answer
  /// What the ids of its elements begin with.
  private let id: String
  private static let narrowWidth = 358.0
  /// More rows than these fold up where there is a picture of them.
  private static let mostOpenRows = 31

  init(_ answer: Answer, id: String) {
    self.answer = answer
    self.id = id
  }

  func text(as shown: Format?) -> String {
    var text = ""
    var notes: [String] = []
    let wantsPicture = shown == .chart || shown == .sparklines || shown == .svg
    do throws(ChartRefusal) {
      switch shown {
      case .sparklines: text += sparklines(try Chart(sparklinesOf: answer))
      case .table: break
      case .csv, .tsv, .json, .jsonl, .markdown, .chart, .svg, .html, nil:
        let chart = try Chart(answer)
        // One figure needs no picture, unless somebody asks for it.
        if answer.rowCount > 1 || wantsPicture {
          text += figure(chart)
          notes = wantsPicture ? chart.notes : []
        }
      }
    } catch {
      if let shown, wantsPicture { notes.append("no \(shown.rawValue): " + error.reason + "; " + error.help) }
    }
    if text.isEmpty || !wantsPicture { text += table(foldsUp: !text.isEmpty) }
    let reading = (notes + answer.reading.map(\.phrase)).joined(separator: " · ")
    return text + (reading.isEmpty ? "" : "<p class=\"reading\">How it was read: \(HTMLText.escaped(reading))</p>\n")
  }

  // MARK: Pictures

  /// Drawn twice, for a wide and a narrow window, so that letters are of a size to read in both.
  private func figure(_ chart: Chart) -> String {
    "<figure>\n"
      + ChartSVG.element(of: chart, width: ChartSVG.usualWidth, id: id + "w", isAlone: false, class: "wide")
      + ChartSVG.element(of: chart, width: HTMLAnswer.narrowWidth, id: id + "n", isAlone: false, class: "narrow")
      + "</figure>\n"
  }

  private func sparklines(_ chart: Chart) -> String {
    chart.panels.enumerated().map { index, panel in
      let titles = [panel.seriesTitle ?? "", panel.measure].map { "<th>\(HTMLText.escaped($0))</th>" }
      let ends = Sparklines.endTitles.map { "<th class=\"number\">\($0)</th>" }
      let rows = panel.series.enumerated().map { row, series in
        let line = Sparklines.Line(name: series.name, panel: panel, series: series)
        return "<tr><td>\(HTMLText.escaped(series.name))</td><td>"
          + SparklineSVG.element(of: panel, row, id: "\(id)s\(index)-\(row)") + "</td>"
          + line.ends.map { "<td class=\"number\">\(HTMLText.escaped($0?.text ?? ""))</td>" }.joined() + "</tr>\n"
      }
      let names = panel.categories
      let span = names.count > 1 ? "\(names[0]) to \(names[names.count - 1])" : names.first ?? ""
      let keys =
        ["\(panel.categoryTitle): \(span)", "height: \(panel.label(.zero)) to \(panel.label(panel.scale.upper))"]
        + panel.gaps.filter { $0 != .noRow }.map { ChartGlyphs.blocks.sign($0) + " " + $0.meaning }
      return box("<thead><tr>\((titles + ends).joined())</tr></thead>\n<tbody>\n\(rows.joined())</tbody>\n")
        + "<ul class=\"keys\">" + keys.map { "<li>\(HTMLText.escaped($0))</li>" }.joined() + "</ul>\n"
    }.joined()
  }

  // MARK: Table

  private func table(foldsUp: Bool) -> String {
    let rows = HTMLAnswer.rows(of: answer)
    guard foldsUp, answer.rowCount > HTMLAnswer.mostOpenRows else { return box(rows) }
    return "<details>\n<summary>Table of \(answer.rowCount) rows</summary>\n\(box(rows))</details>\n"
  }

  /// A table that scrolls by itself where it is wider than the page; reachable by keyboard for that.
  private func box(_ content: String) -> String {
    "<div class=\"box\" tabindex=\"0\" role=\"group\" aria-label=\"table\"><table>\n\(content)</table></div>\n"
  }

  /// The head and the rows, with cells as people see them.
  static func rows(of answer: Answer) -> String {
    let columns = answer.columnsForPeople
    let texts = columns.map { column in
      CellTexts(column, writtenBy: PeopleCells(of: column) { HTMLText.escaped($0) })
    }
    let classes = columns.map { column in
      column.isProse ? " class=\"prose\"" : column.alignsRight ? " class=\"number\"" : ""
    }
    var output: [UInt8] = []
    output.append("<thead><tr>")
    for (column, name) in zip(columns, classes) {
      output.append("<th scope=\"col\"\(name)>\(HTMLText.escaped(answer.titleForPeople(of: column)))</th>")
    }
    output.append("</tr></thead>\n<tbody>\n")
    for row in 0..<answer.rowCount {
      output.append("<tr>")
      for index in columns.indices {
        output.append("<td\(classes[index])>")
        texts[index].append(row: row, to: &output)
        output.append("</td>")
      }
      output.append("</tr>\n")
    }
    if answer.rowCount == 0 { output.append("<tr><td colspan=\"\(columns.count)\">\(Wording.noRows)</td></tr>\n") }
    output.append("</tbody>\n")
    return String(decoding: output, as: UTF8.self)
  }
}

/// Little columns of one series, as high as a line.
enum SparklineSVG {
  static func element(of panel: ChartPanel, _ series: Int, id: String) -> String {
    let (width, height) = (160.0, 26.0)
    var drawing = ChartSVG(canvas: SVGCanvas(width: width))
    let each = width / Double(max(1, panel.categories.count))
    let gap = each > 4 ? 1.0 : 0
    drawing.canvas.line(0, height - 0.5, width, height - 0.5, class: "grid")
    for category in panel.categories.indices {
      let x = each * Double(category)
      if let value = panel.series[series].marks[category]?.figure.number {
        let length = panel.scale.position(value) * (height - 2)
        drawing.canvas.rectangle(
          x: x, y: height - 1 - length, width: each - gap, height: length, class: "s0",
          drawing.data(panel, category, series), title: drawing.title(panel, category, series))
      } else {
        drawing.addGap(panel, category, series, x: x + each / 2, y: height - 3, class: "middle")
      }
    }
    let head: [(name: String, value: String)] = [
      ("xmlns", "http://www.w3.org/2000/svg"), ("class", "chart spark"),
      ("viewBox", "0 0 \(SVGCanvas.length(width)) \(SVGCanvas.length(height))"), ("role", "img"), ("id", id),
      ("preserveAspectRatio", "none"), ("aria-label", panel.series[series].name + ", " + panel.measure),
    ]
    return "<svg" + SVGCanvas.attributes(head) + ">\n" + drawing.canvas.elements + "</svg>"
  }
}
