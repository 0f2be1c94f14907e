import Diagnostics
import Store

/// Aligned columns for people: titles, a thin rule, rows, and how the query was read.
///
///     frame    occupied  available  occupancy
///     ───────  ────────  ─────────  ─────────
///     2024-03      12.5         20     62.5 %
///     occupancy desks · 2024-03-01 to 2024-03-31 · mode prorated
enum TextTable {
  /// Blanks between columns.
  private static let gap = 2
  /// A text column is never cut to less than this.
  private static let leastWidth = 8

  static func bytes(of answer: Answer, style: TableStyle) -> [UInt8] {
    let shown = answer.columnsForPeople
    var columns = shown.filter { !$0.isProse }.map { Column($0, title: answer.titleForPeople(of: $0)) }
    if let width = style.width { fit(&columns, in: width) }

    let lineWidth = columns.reduce(0) { $0 + $1.width + gap }
    var output: [UInt8] = []
    output.reserveCapacity((answer.rowCount + 4) * (lineWidth + 2))
    line(of: columns, to: &output, width: { DisplayWidth.of($0.title) }, append: { $1.append($0.title) })
    line(of: columns, to: &output, width: \.width, append: { $1.append(String(repeating: "─", count: $0.width)) })
    for row in 0..<answer.rowCount {
      line(
        of: columns, to: &output, width: { $0.texts.width(row: row) }, append: { $0.texts.append(row: row, to: &$1) })
    }
    if answer.rowCount == 0 { output.append(Wording.noRows + "\n") }
    let prose = shown.filter(\.isProse)
    if !prose.isEmpty, let title = columns.first {
      let rows = (0..<answer.rowCount).filter { row in prose.contains { $0.hasText(row) } }
      for row in rows { append(blockOf: row, title, prose, style: style, to: &output) }
      if !rows.isEmpty { output.append(UInt8(ascii: "\n")) }
    }
    append(reading: answer.readingLine, style: style, to: &output)
    return output
  }

  /// What a row has to say at length: its first column, and below it each text beside its title, broken between words.
  ///
  ///     office-without-size
  ///       what   1 office has neither a size nor desks in it, and so no desks
  ///       where  B-105
  private static func append(
    blockOf row: Int, _ title: Column, _ prose: [AnswerColumn], style: TableStyle, to output: inout [UInt8]
  ) {
    output.append(UInt8(ascii: "\n"))
    title.texts.append(row: row, to: &output)
    output.append(UInt8(ascii: "\n"))
    let widest = prose.map { DisplayWidth.of($0.name) }.max() ?? 0
    for column in prose {
      guard case .labels(let codes, let labels) = column.values, let text = labels[Int(codes[row])] else { continue }
      output.append("  " + column.name)
      output.append(" ", count: widest - DisplayWidth.of(column.name) + gap)
      append(words: text.printable, indent: 2 + widest + gap, width: style.width ?? widestProse, to: &output)
      output.append(UInt8(ascii: "\n"))
    }
  }

  /// Columns of prose where no terminal says how wide it is.
  private static let widestProse = 110

  /// Words in lines of a width, the first of which is begun already; nil is one line.
  private static func append(words text: String, indent: Int, width: Int?, to output: inout [UInt8]) {
    let lines = WrappedText.lines(of: text, behind: indent, width: width)
    output.append(lines.joined(separator: "\n" + String(repeating: " ", count: indent)))
  }

  private struct Column {
    let source: AnswerColumn
    let title: String
    let alignsRight: Bool
    var texts: CellTexts
    var width: Int

    init(_ source: AnswerColumn, title: String) {
      self.source = source
      self.title = title.printable
      alignsRight = source.alignsRight
      texts = CellTexts(source, measured: true, writtenBy: PeopleCells(of: source) { $0.printable })
      width = max(DisplayWidth.of(self.title), texts.widest)
    }

    /// Names can be cut, figures cannot: half a number is another number.
    var narrowest: Int {
      guard case .labels = source.values, !alignsRight else { return width }
      return min(width, max(leastWidth, DisplayWidth.of(title)))
    }

    mutating func narrow(to newWidth: Int) {
      width = newWidth
      texts = CellTexts(
        source, measured: true,
        writtenBy: PeopleCells(of: source) { DisplayWidth.shortened($0.printable, to: newWidth) })
    }
  }

  /// Cuts the widest columns of names until a line fits, or nothing is left to cut.
  private static func fit(_ columns: inout [Column], in width: Int) {
    var excess = columns.reduce(-gap) { $0 + $1.width + gap } - width
    var widths = columns.map(\.width)
    while excess > 0 {
      let candidates = columns.indices.filter { widths[$0] > columns[$0].narrowest }
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
      excess -= 1
    }
    for index in columns.indices where widths[index] < columns[index].width { columns[index].narrow(to: widths[index]) }
  }

  /// One line; `width` is what a column's text takes, `append` writes it.
  private static func line(
    of columns: [Column], to output: inout [UInt8], width: (Column) -> Int, append: (Column, inout [UInt8]) -> Void
  ) {
    var owed = 0  // blanks come only before something, so that no line ends in them
    for column in columns {
      let taken = width(column)
      let blanks = column.width - taken
      if column.alignsRight { owed += blanks }
      if taken > 0 {
        output.append(" ", count: owed)
        append(column, &output)
        owed = 0
      }
      owed += gap + (column.alignsRight ? 0 : blanks)
    }
    output.append(UInt8(ascii: "\n"))
  }

  /// The line under the table, broken between words where the terminal ends, dim where colours are wanted.
  static func append(reading: String, style: TableStyle, to output: inout [UInt8]) {
    guard !reading.isEmpty else { return }
    if style.color { output.append("\u{1B}[2m") }
    append(words: reading, indent: 0, width: style.width, to: &output)
    if style.color { output.append("\u{1B}[0m") }
    output.append(UInt8(ascii: "\n"))
  }
}

extension AnswerColumn {
  /// Whether a row has a label here.
  fileprivate func hasText(_ row: Int) -> Bool {
    guard case .labels(let codes, let labels) = values else { return false }
    return labels[Int(codes[row])] != nil
  }
}
