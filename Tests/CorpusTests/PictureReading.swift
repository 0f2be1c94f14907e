import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What an SVG drawing says: read from its elements alone, with nothing of the program that drew it.
final class PictureReading: NSObject, XMLParserDelegate {
  /// An element that stands for a figure.
  struct Mark {
    let element: String
    let attributes: [String: String]

    var category: String { attributes["data-category"] ?? "" }
    var series: String { attributes["data-series"] ?? "" }
    var value: String { attributes["data-value"] ?? "" }
    var classes: [Substring] { (attributes["class"] ?? "").split(separator: " ") }
    func number(_ name: String) -> Double { Double(attributes[name] ?? "") ?? .nan }
  }

  final class Panel {
    let attributes: [String: String]
    var ticks: [Mark] = []
    var marks: [Mark] = []

    init(_ attributes: [String: String]) { self.attributes = attributes }

    var form: String { attributes["data-form"] ?? "" }
    var measure: String { attributes["data-measure"] ?? "" }
    var isStacked: Bool { attributes["data-stacked"] == "true" }
  }

  private(set) var panels: [Panel] = []
  /// Elements that hold text for screen readers.
  private(set) var elements: Set<String> = []
  let isWellFormed: Bool

  init(_ bytes: [UInt8]) {
    let parser = XMLParser(data: Data(bytes))
    final class Sink: NSObject, XMLParserDelegate {
      var panels: [Panel] = []
      var elements: Set<String> = []
      func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
      ) {
        elements.insert(name)
        let mark = Mark(element: name, attributes: attributes)
        if mark.classes.contains("panel") { panels.append(Panel(attributes)) }
        if mark.classes.contains("tick") { panels.last?.ticks.append(mark) }
        if attributes["data-category"] != nil { panels.last?.marks.append(mark) }
      }
    }
    let sink = Sink()
    parser.delegate = sink
    isWellFormed = parser.parse()
    panels = sink.panels
    elements = sink.elements
  }
}

extension PictureReading.Panel {
  /// Marks whose length or place is not what the round figures beside the axis say it should be.
  var misplaced: [String] {
    let isUpright = form == "columns" || form == "lines"
    let axis = isUpright ? "y" : "x"
    // Text beside columns stands four pixels below its line.
    let shift = isUpright ? -4.0 : 0
    guard form != "heat map" else { return misshaded }
    guard let first = ticks.first, let last = ticks.last, ticks.count > 1 else { return ["no axis"] }
    let unit =
      (last.number(axis) - first.number(axis)) / (last.number("data-value") - first.number("data-value"))
    let zero = first.number(axis) + shift - first.number("data-value") * unit
    var piles: [String: (above: Double, below: Double)] = [:]
    return marks.compactMap { mark in
      let value = mark.number("data-value")
      if mark.element == "text" || mark.classes.contains("strip") {
        return value.isNaN ? nil : "\(mark.category): a figure without a mark"
      }
      guard !value.isNaN else { return "\(mark.category): a mark without a figure" }
      if mark.element == "circle" { return near(mark.number("cy"), zero + value * unit) ? nil : "\(mark)" }
      var from = 0.0
      if isStacked {
        var pile = piles[mark.category] ?? (0, 0)
        from = value < 0 ? pile.below : pile.above
        if value < 0 { pile.below += value } else { pile.above += value }
        piles[mark.category] = pile
      }
      let ends = [zero + from * unit, zero + (from + value) * unit].sorted()
      let start = mark.number(axis)
      let length = mark.number(isUpright ? "height" : "width")
      return near(start, ends[0]) && near(start + length, ends[1]) ? nil : "\(mark) should span \(ends)"
    }
  }

  /// Fields whose shade is not that of their class.
  private var misshaded: [String] {
    var shades: [String: Substring] = [:]
    return marks.compactMap { mark in
      let value = mark.number("data-value")
      guard mark.element == "rect" else { return value.isNaN ? nil : "\(mark.category): a figure without a field" }
      let (end, shade) = (mark.attributes["data-to"] ?? "", mark.classes.first ?? "")
      guard value <= mark.number("data-to"), (value == 0) == (shade == "shade0") else { return "\(mark)" }
      defer { shades[end] = shade }
      return shades[end] == nil || shades[end] == shade ? nil : "\(mark): another shade than the others to \(end)"
    }
  }

  private func near(_ left: Double, _ right: Double) -> Bool { abs(left - right) < 0.06 }
}
