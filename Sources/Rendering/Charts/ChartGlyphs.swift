/// The characters of a chart.
struct ChartGlyphs {
  /// From an eighth to a whole, growing to the right.
  let across: [Character]
  /// From an eighth to a whole, growing upwards.
  let upwards: [Character]
  /// The upper half, the right half, of a cell; for what is below zero.
  let upperHalf: Character
  let rightHalf: Character
  /// Fillings of series, told apart without colours.
  let fillings: [Character]
  /// From little to much, above zero.
  let shades: [Character]
  /// From little to much, above zero, for columns of one line.
  let sparks: [Character]
  let zero: Character
  let horizontal: Character
  let vertical: Character
  let corner: Character
  /// A mark on the line below bars.
  let upTick: Character
  /// A mark on the line beside columns.
  let tick: Character
  private let isASCII: Bool

  static let blocks = ChartGlyphs(
    across: Array("▏▎▍▌▋▊▉█"), upwards: Array("▁▂▃▄▅▆▇█"), upperHalf: "▀", rightHalf: "▐", fillings: Array("█▒╱░▓╳━•"),
    shades: Array("░▒▓█"), sparks: Array("▁▂▃▄▅▆▇█"), zero: "·", horizontal: "─", vertical: "│", corner: "└",
    upTick: "┴", tick: "┤", isASCII: false)

  static let ascii = ChartGlyphs(
    across: Array("####"), upwards: Array("_.##"), upperHalf: "#", rightHalf: "#", fillings: Array("#=/:%@~o"),
    shades: Array(":+*#"), sparks: Array("_,:;=+*#"), zero: ".", horizontal: "-", vertical: "|", corner: "+",
    upTick: "+", tick: "+", isASCII: true)

  /// Colours 16 … 255 of terminals next to those of ``ChartPalette``.
  static let colors = [32, 214, 36, 175, 74, 166, 143, 102]
  /// One hue: it is the filling that tells little from much, on dark and on light ground.
  static let shadeColors = [32, 32, 32, 32]

  func sign(_ gap: ChartGap) -> String {
    switch gap {
    case .undefined: isASCII ? "-" : "–"
    case .noData: "?"
    case .hidden: isASCII ? "x" : "×"
    case .noRow: " "
    }
  }
}
