import Codecs

/// What rewriting a column of numbers met.
public struct NumberReport: Hashable, Sendable {
  /// Of filled cells that could not be read, and stand as they were.
  public var unreadRows: [Int] = []
  /// The currencies that cells name, in the order in which they come, each with the line of the first.
  public var currencies: [(word: CurrencyWord, line: Int)] { found.map { ($0.word, $0.line) } }
  /// Numbers that name a currency.
  public var withCurrency = 0
  var found: [FoundCurrency] = []

  struct FoundCurrency: Hashable, Sendable {
    let word: CurrencyWord
    let line: Int
  }

  public init() {}

  /// How many stand as they were.
  public var unread: Int { unreadRows.count }
}

/// Columns of numbers, rewritten as plain ones: `1234.56`, `-5`, `1200`.
///
/// Read are both decimal marks, thousands grouped by marks, blanks and apostrophes, signs in front, currencies on one
/// side, and exponents. Per cents, parentheses and units are not numbers: such cells, as all that cannot be read, stay
/// exactly as they are.
public enum NumberColumn {
  /// What the cells say about the decimal mark. Those that are numbers by their format say nothing: they have points, even
  /// where texts beside them have commas.
  ///
  /// - Parameter lines: by row, for the witnesses; where it is shorter, rows are counted from 1.
  /// - Complexity: O(bytes).
  public static func evidence(of column: TextColumn, lines: [UInt32] = []) -> NumberEvidence {
    var evidence = NumberEvidence()
    if column.numbers == .all { return evidence }
    var currencies = CurrencyNames()
    var text: [UInt8] = []
    let bytes = column.bytes.span
    for row in 0..<column.count {
      let range = bytes.trimmed(column.range(row))
      guard bytes.hasDecimalMark(range), !column.numbers[row], let number = WrittenNumber(bytes, range), number.hasMark,
        number.currency.isEmpty || currencies.index(bytes, number.currency) != nil
      else { continue }
      evidence.add(
        fitsPoint: number.write(bytes, mark: .point, to: &text),
        fitsComma: number.write(bytes, mark: .comma, to: &text),
        witness: Witness(text: column.text(row), line: row < lines.count ? Int(lines[row]) : row + 1))
    }
    return evidence
  }

  /// Rewrites a column.
  ///
  /// - Parameters:
  ///   - mark: of texts, from ``NumberEvidence/decision(hint:)``; nil leaves the cells that have one.
  ///   - lines: by row, for the currencies.
  /// - Returns: the column, the very same one if its numbers are plain already.
  /// - Throws: only if the column comes near the most that a column can hold.
  public static func rewritten(
    _ column: TextColumn, mark: DecimalMark?, lines: [UInt32] = []
  ) throws(FormatError) -> (TextColumn, NumberReport) {
    var report = NumberReport()
    var result = try RewrittenColumn(column, growth: 40)
    var currencies = CurrencyNames()
    var lineOfCurrency: [Int] = []
    var text: [UInt8] = []
    let bytes = column.bytes.span
    for row in 0..<column.count {
      let whole = column.range(row)
      let mark = column.numbers[row] ? .point : mark
      if bytes.isPlainNumber(whole, withPoint: mark == .point) {
        result.keep()
        continue
      }
      let range = bytes.trimmed(whole)
      if range.isEmpty {
        if whole.isEmpty { result.keep() } else { result.put([]) }
        continue
      }
      guard let number = WrittenNumber(bytes, range), mark != nil || !number.hasMark,
        number.write(bytes, mark: mark ?? .point, to: &text)
      else {
        report.unreadRows.append(row)
        result.keep()
        continue
      }
      if !number.currency.isEmpty {
        guard let index = currencies.index(bytes, number.currency) else {
          report.unreadRows.append(row)
          result.keep()
          continue
        }
        report.withCurrency += 1
        if index == lineOfCurrency.count { lineOfCurrency.append(row < lines.count ? Int(lines[row]) : row + 1) }
      }
      result.put(text)
    }
    report.found = zip(currencies.words, lineOfCurrency).map { NumberReport.FoundCurrency(word: $0, line: $1) }
    return (result.column, report)
  }
}

/// The currencies that a column names, numbered as they come.
private struct CurrencyNames {
  private(set) var words: [CurrencyWord] = []
  /// By the bytes of what was met.
  private var indices: [UInt128: Int] = [:]

  /// Nil if it is no currency.
  mutating func index(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    guard range.count <= 8 else { return nil }
    var key: UInt128 = 0
    for index in range { key = key << 8 | UInt128(bytes[index]) }
    if let index = indices[key] { return index }
    guard let word = CurrencyWord(String(decoding: range.map { bytes[$0] }, as: UTF8.self)) else { return nil }
    indices[key] = words.count
    words.append(word)
    return words.count - 1
  }
}

extension Span<UInt8> {
  fileprivate func hasDecimalMark(_ range: Range<Int>) -> Bool {
    for index in range where self[index] == UInt8(ascii: ".") || self[index] == UInt8(ascii: ",") { return true }
    return false
  }

  /// `12`, `-3`, and with a point as the mark `12.50`.
  @inline(__always)
  fileprivate func isPlainNumber(_ range: Range<Int>, withPoint: Bool) -> Bool {
    var index = range.lowerBound
    let end = range.upperBound
    if index < end, self[index] == UInt8(ascii: "-") { index += 1 }
    guard index < end, self[index] &- 48 <= 9, end - index <= 40 else { return false }
    while index < end, self[index] &- 48 <= 9 { index += 1 }
    if index == end { return true }
    guard withPoint, self[index] == UInt8(ascii: "."), index + 1 < end else { return false }
    index += 1
    while index < end, self[index] &- 48 <= 9 { index += 1 }
    return index == end
  }
}
