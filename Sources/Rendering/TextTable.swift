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
  /// More names than this are not compared with each other.
  private static let mostToldApart = 2_000
  /// Rows of a table that is cut into blocks, where no window says how long it is.
  private static let mostBlockRows = 40

  static func bytes(of answer: Answer, style: TableStyle) -> [UInt8] {
    let shown = answer.columnsForPeople
    var columns = shown.filter { !$0.isProse }.map { Column($0, title: answer.titleForPeople(of: $0)) }
    var empty: [String] = []
    if answer.isList, answer.rowCount > 0, let width = style.width, lineWidth(of: columns) > width {
      empty = columns.filter(\.isEmpty).map(\.title)
      columns.removeAll(where: \.isEmpty)
    }
    let blocks = blocks(of: columns, rows: answer.rowCount, style)

    var output: [UInt8] = []
    output.reserveCapacity((answer.rowCount + 4) * blocks.reduce(0) { $0 + lineWidth(of: $1) + 2 })
    for (index, columns) in blocks.enumerated() {
      if index > 0 { output.append(UInt8(ascii: "\n")) }
      line(of: columns, to: &output, width: { DisplayWidth.of($0.title) }, append: { $1.append($0.title) })
      line(of: columns, to: &output, width: \.width, append: { $1.append(String(repeating: "─", count: $0.width)) })
      for row in 0..<answer.rowCount {
        line(
          of: columns, to: &output, width: { $0.texts.width(row: row) },
          append: { $0.texts.append(row: row, to: &$1) })
      }
    }
    if answer.rowCount == 0 { output.append(Wording.noRows + "\n") }
    let prose = shown.filter(\.isProse)
    if !prose.isEmpty, let title = columns.first {
      let rows = (0..<answer.rowCount).filter { row in prose.contains { $0.hasText(row) } }
      for row in rows { append(blockOf: row, title, prose, style: style, to: &output) }
      if !rows.isEmpty { output.append(UInt8(ascii: "\n")) }
    }
    let left = empty.isEmpty ? [] : ["empty: " + empty.joined(separator: ", ")]
    let reading = ([answer.readingLine] + left).filter { !$0.isEmpty }
    append(reading: reading.joined(separator: " · "), style: style, to: &output)
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

    /// No row says anything.
    var isEmpty: Bool {
      switch source.values {
      case .labels(let codes, let labels): codes.allSatisfy { labels[Int($0)] == nil }
      case .days: false
      case .figures(let figures): figures.allSatisfy { $0 == .noData || $0 == .undefined }
      }
    }

    /// Names can be cut as far as they can be told apart; figures cannot: half a number is another number.
    func narrowest() -> Int {
      guard case .labels(let codes, let labels) = source.values, !alignsRight else { return width }
      var (low, high) = (min(width, max(leastWidth, DisplayWidth.of(title))), width)
      let names = Set(Set(codes).compactMap { labels[Int($0)]?.printable })
      guard names.count <= mostToldApart else { return low }
      while low < high {
        let middle = (low + high) / 2
        let cut = Set(names.map { DisplayWidth.shortened($0, to: middle) })
        if cut.count == names.count { high = middle } else { low = middle + 1 }
      }
      return low
    }

    mutating func narrow(to newWidth: Int) {
      width = newWidth
      texts = CellTexts(
        source, measured: true,
        writtenBy: PeopleCells(of: source) { DisplayWidth.shortened($0.printable, to: newWidth) })
    }
  }

  private static func lineWidth(of columns: [Column]) -> Int { columns.reduce(-gap) { $0 + $1.width + gap } }

  /// Cuts the widest columns of names until a line fits.
  ///
  /// - Returns: whether it does; else nothing is cut.
  private static func fit(_ columns: inout [Column], in width: Int) -> Bool {
    var excess = lineWidth(of: columns) - width
    if excess <= 0 { return true }
    var widths = columns.map(\.width)
    let narrowest = columns.map { $0.narrowest() }
    while excess > 0 {
      let candidates = columns.indices.filter { widths[$0] > narrowest[$0] }
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { return false }
      widths[widest] -= 1
      excess -= 1
    }
    for index in columns.indices where widths[index] < columns[index].width { columns[index].narrow(to: widths[index]) }
    return true
  }

  /// Columns side by side as far as the window goes; the others follow below, each time behind what tells the rows apart.
  /// A table that is longer than the window stays whole: its lines go on at the side of a pager.
  private static func blocks(of columns: [Column], rows: Int, _ style: TableStyle) -> [[Column]] {
    var columns = columns
    guard let width = style.width, !fit(&columns, in: width), rows < style.height ?? mostBlockRows else {
      return [columns]
    }
    let keys = columns.prefix { $0.source.isKey }
    let ahead = keys.isEmpty || lineWidth(of: Array(keys)) > width / 2 ? Array(columns.prefix(1)) : Array(keys)
    var blocks = [ahead]
    for column in columns.dropFirst(ahead.count) {
      let last = blocks.count - 1
      if blocks[last].count > ahead.count, lineWidth(of: blocks[last]) + gap + column.width > width {
        blocks.append(ahead + [column])
      } else {
        blocks[last].append(column)
      }
    }
    return blocks
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

extension Answer {
  /// Rows as they are, and no figures of groups.
  fileprivate var isList: Bool { valueColumn == nil && !columns.contains(where: \.isKey) }
}

extension AnswerColumn {
  /// Whether a row has a label here.
  fileprivate func hasText(_ row: Int) -> Bool {
    guard case .labels(let codes, let labels) = values else { return false }
    return labels[Int(codes[row])] != nil
  }
}
