import Diagnostics

/// Elements of an SVG picture as they are drawn, in pixels from its upper left corner.
///
/// - SeeAlso: SVG 1.1, §7 “Coordinate Systems”, §10 “Text”.
struct SVGCanvas {
  private(set) var elements = ""
  let width: Double

  /// What a character of the usual size takes, at most on average.
  static let characterWidth = 7.0

  init(width: Double) {
    self.width = width
  }

  static func width(of text: String) -> Double { Double(DisplayWidth.of(text)) * characterWidth }

  /// A length with two decimals at most.
  static func length(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
    let fraction = rest == 0 ? "" : rest % 10 == 0 ? ".\(rest / 10)" : rest < 10 ? ".0\(rest)" : ".\(rest)"
    return (hundredths < 0 ? "-" : "") + "\(whole)" + fraction
  }

  /// ` name="value"` for each, escaped.
  static func attributes(_ pairs: [(name: String, value: String)]) -> String {
    pairs.map { " \($0.name)=\"\(XMLText.escaped($0.value))\"" }.joined()
  }

  mutating func open(_ element: String, _ pairs: [(name: String, value: String)]) {
    elements += "<\(element)\(SVGCanvas.attributes(pairs))>\n"
  }

  mutating func close(_ element: String) {
    elements += "</\(element)>\n"
  }

  mutating func text(
    _ text: String, x: Double, y: Double, class name: String = "", _ pairs: [(name: String, value: String)] = []
  ) {
    let names = name.isEmpty ? [] : [("class", name)]
    elements += "<text" + SVGCanvas.attributes(place(x, y) + names + pairs) + ">" + XMLText.escaped(text) + "</text>\n"
  }

  mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, class name: String) {
    let ends = [("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2)].map { ($0, SVGCanvas.length($1)) }
    elements += "<line" + SVGCanvas.attributes(ends + [("class", name)]) + "/>\n"
  }

  mutating func polyline(_ points: [(x: Double, y: Double)], class name: String) {
    let text = points.map { SVGCanvas.length($0.x) + "," + SVGCanvas.length($0.y) }.joined(separator: " ")
    elements += "<polyline" + SVGCanvas.attributes([("points", text), ("class", name)]) + "/>\n"
  }

  /// - Parameter title: what a pointer on it, and a screen reader, tells.
  mutating func rectangle(
    x: Double, y: Double, width: Double, height: Double, class name: String,
    _ pairs: [(name: String, value: String)] = [], title: String? = nil
  ) {
    let size = [("width", SVGCanvas.length(width)), ("height", SVGCanvas.length(height)), ("class", name)]
    add("rect", place(x, y) + size + pairs, title)
  }

  mutating func circle(
    x: Double, y: Double, radius: Double, class name: String, _ pairs: [(name: String, value: String)], title: String
  ) {
    let place = [("cx", x), ("cy", y), ("r", radius)].map { ($0, SVGCanvas.length($1)) }
    add("circle", place + [("class", name)] + pairs, title)
  }

  private mutating func add(_ element: String, _ pairs: [(name: String, value: String)], _ title: String?) {
    elements += "<\(element)" + SVGCanvas.attributes(pairs)
    elements += title.map { "><title>\(XMLText.escaped($0))</title></\(element)>\n" } ?? "/>\n"
  }

  private func place(_ x: Double, _ y: Double) -> [(name: String, value: String)] {
    [("x", SVGCanvas.length(x)), ("y", SVGCanvas.length(y))]
  }
}
