import Calculus
import Codecs

/// Columns of dates and times, rewritten into one canonical notation.
///
/// Canonical are `2024-03-15`, `2024-03-15T09:00` and `2024-03-15T09:00:30`, with `Z` or `+02:00` behind where the cell
/// had a mark or the rules give one. Seconds stand where they are not zero, fractions are dropped, 24:00 is the next day's
/// 00:00. `9999-12-31` (“without an end”) stays a date. Cells that cannot be read stay exactly as they are, so that the
/// stage which needs them can reject them with their line.
public enum MomentColumn {
  /// What the cells say about the order of day and month.
  ///
  /// - Parameter lines: by row, for the witnesses; where it is shorter, rows are counted from 1.
  /// - Complexity: O(bytes); a cell equal to the one before it is not read again.
  public static func evidence(of column: TextColumn, lines: [UInt32] = []) -> OrderEvidence {
    var evidence = OrderEvidence()
    var reader = MomentReader()
    let bytes = column.bytes.span
    let ends = column.ends.span
    var last = 0..<0
    var start = 0
    for row in ends.indices {
      let range = bytes.trimmed(start..<Int(ends[row]))
      start = Int(ends[row])
      if range.isEmpty || bytes.areSame(range, last) { continue }
      last = range
      guard let moment = reader.moment(bytes, range), evidence.isNews(moment) else { continue }
      evidence.add(
        moment,
        witness: Witness(text: column.text(row), line: row < lines.count ? Int(lines[row]) : row + 1))
    }
    return evidence
  }

  /// Whether a text is a date, and nothing more: a spreadsheet's may have a midnight behind it.
  public static func isDate(_ text: String) -> Bool {
    let column = TextColumn([text])
    let bytes = column.bytes.span
    var reader = MomentReader()
    guard let moment = reader.moment(bytes, bytes.trimmed(column.range(0))), moment.mark == nil,
      moment.time.map({ $0.hour == 0 && $0.minute == 0 && $0.second == 0 }) ?? true
    else { return false }
    return DateOrder.allCases.contains { moment.date($0) != nil }
  }

  /// Rewrites a column.
  ///
  /// - Parameters:
  ///   - rules: what the layout says; its order goes before the other.
  ///   - order: from ``OrderEvidence/decision``; nil leaves the dates that need one as they are.
  /// - Returns: the column, the very same one if it is canonical already.
  /// - Throws: only if the column comes near the most that a column can hold.
  /// - Complexity: O(bytes).
  public static func rewritten(
    _ column: TextColumn, rules: MomentRules, order: DateOrder?
  ) throws(FormatError) -> (TextColumn, MomentReport) {
    let order = rules.order ?? order
    var writer = MomentWriter(rules)
    var result = try RewrittenColumn(column, growth: 26)
    if let numbers = MomentNumbers(column, rules: rules) {
      numbers.rewrite(column, &writer, &result)
      return (result.column, writer.report)
    }
    let bytes = column.bytes.span
    var reader = MomentReader()
    let keepsCanonicalCells = writer.keepsCanonicalCells
    var last = 0..<0
    var moment: Moment?
    var hasShortYear = false
    var isCanonical = false
    for row in 0..<column.count {
      let whole = column.range(row)
      let range = bytes.trimmed(whole)
      if range.isEmpty {
        // A cell of blanks says nothing.
        if whole.isEmpty { result.keep() } else { result.put([]) }
        continue
      }
      if !bytes.areSame(range, last) {
        last = range
        moment = nil
        if let written = reader.moment(bytes, range), let date = written.date(order) {
          moment = Moment(date: date, time: written.time, mark: written.mark)
          hasShortYear = written.hasShortYear
          isCanonical = written.isCanonical
        }
      }
      guard let moment else {
        writer.report.unread += 1
        result.keep()
        continue
      }
      if hasShortYear { writer.report.twoDigitYears += 1 }
      if isCanonical, keepsCanonicalCells, range == whole, !moment.date.isNever {
        result.keep()
      } else if writer.write(moment, row: row) {
        result.put(writer.text)
      } else {
        writer.report.unread += 1
        result.keep()
      }
    }
    return (result.column, writer.report)
  }
}
