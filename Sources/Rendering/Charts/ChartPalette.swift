/// The colours of drawn pictures: series by Okabe and Ito, shades of one hue, so that everybody can tell them apart.
///
/// - SeeAlso: Okabe & Ito, “Color Universal Design”, 2008; Brewer, “Blues”, colorbrewer2.org.
enum ChartPalette {
  static let series = ["0072b2", "e69f00", "009e73", "cc79a7", "56b4e9", "d55e00", "7f7f7f", "f0e442"]
  /// From little to much.
  static let shades = ["deebf7", "b6d4ea", "85bcdb", "4a98c9", "1f6fb2", "08468b"]
  /// The same on dark ground, where much is bright.
  private static let darkShades = ["12304d", "1b4a76", "2568a3", "3f8acb", "77b3e3", "bcdcf5"]

  /// What a picture needs, in light, dark and print.
  static let styleSheet: String = {
    let dashes = ["none", "7 3", "2 3", "9 3 2 3", "12 3", "4 2", "1 4", "6 2 1 2"]
    let lines = zip(series.indices, dashes).map { ".l\($0){stroke:#\(series[$0]);stroke-dasharray:\($1)}" }
    return """
      .chart text{font:12px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;fill:#1b1f24}\
      .chart .soft{fill:#57606a}.chart .head{font-weight:600;font-size:13px}\
      .chart .middle{text-anchor:middle}.chart .end{text-anchor:end}\
      .chart .grid{stroke:#e3e7eb}.chart .axis{stroke:#57606a}.chart .paper{fill:#fff}\
      .chart .mark{stroke:#fff;stroke-width:.75}.chart .shade0{fill:#fff;stroke:#c9d1d9}\
      .chart .strip{fill:#8c959f;fill-opacity:.45}.chart .hole{fill:none;stroke:#8c959f;stroke-dasharray:2 2}.chart .line{fill:none;stroke-width:2}\
      \(fills(shades, "shade", from: 1))\(fills(series, "s", from: 0))\(lines.map { ".chart " + $0 }.joined())\
      .chart .s7{stroke:#57606a}\
      @media screen and (prefers-color-scheme:dark){.chart text{fill:#e6edf3}.chart .soft{fill:#a3adb8}\
      .chart .grid{stroke:#2f363d}.chart .axis{stroke:#a3adb8}.chart .paper{fill:#0d1117}.chart .mark{stroke:#0d1117}\
      .chart .shade0{fill:#0d1117;stroke:#3d444d}.chart .s0{fill:#2b8cc9}.chart .l0{stroke:#2b8cc9}\
      \(fills(darkShades, "shade", from: 1))}
      """
  }()

  private static func fills(_ colors: [String], _ name: String, from first: Int) -> String {
    colors.enumerated().map { ".chart .\(name)\($0 + first){fill:#\($1)}" }.joined()
  }
}
