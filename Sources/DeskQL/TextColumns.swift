/// Rows of texts as aligned columns.
enum TextColumns {
  /// Left-aligned; the last text of a row is not padded.
  static func text(_ rows: [[String]]) -> String {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
    return rows.map { row in
      row.enumerated().map { index, text in
        index == row.count - 1 ? text : text + String(repeating: " ", count: widths[index] - text.count)
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }

  /// A title and aligned rows below it; nothing where there are no rows.
  static func section(_ title: String, _ rows: [[String]]) -> [String] {
    let texts = rows.map { $0.last == "" ? Array($0.dropLast()) : $0 }.filter { !$0.isEmpty }
    guard !texts.isEmpty else { return [] }
    return [title] + text(texts).split(separator: "\n").map { "  \($0)" }
  }
}
