/// How a text separates its cells and rows.
public struct CSVDialect: Hashable, Sendable {
  public let delimiter: UInt8
  public let lineBreak: LineBreak

  public enum LineBreak: Hashable, Sendable {
    /// With or without a carriage return before it, which is a blank; one that stands alone is a part of its cell.
    case feed
    /// Carriage returns alone, as old Macs write them; line feeds out of quotes end a line too.
    case carriageReturn
  }

  public init(delimiter: UInt8, lineBreak: LineBreak = .feed) {
    self.delimiter = delimiter
    self.lineBreak = lineBreak
  }

  /// In the order in which they are tried.
  public static let delimiters: [UInt8] = [",", ";", "\t", "|"].map { UInt8(ascii: $0) }

  /// A byte that ends a line out of quotes; the same twice where there is one.
  var breaks: (UInt8, UInt8) {
    switch lineBreak {
    case .feed: (UInt8(ascii: "\n"), UInt8(ascii: "\n"))
    case .carriageReturn: (UInt8(ascii: "\r"), UInt8(ascii: "\n"))
    }
  }

  /// The dialect of a text from its start: the delimiter that cuts the header and the rows after it into the same
  /// number of cells, the largest number counting. Where the first line is a title, the one that cuts most lines alike.
  ///
  /// - Parameters:
  ///   - sample: without byte order mark, and without a line `sep=;`.
  ///   - isWhole: it is the whole text, so that its last line is a whole one.
  ///   - delimiter: the one to take, where it is known.
  public static func sniff(_ sample: [UInt8], isWhole: Bool = false, delimiter: UInt8? = nil) -> CSVDialect {
    if let delimiter {
      return CSVDialect(delimiter: delimiter, lineBreak: lineBreak(of: sample, delimiter: delimiter))
    }
    // Only with the right delimiter does it show which line feeds stand in quotes.
    let hasReturns = delimiters.contains { lineBreak(of: sample, delimiter: $0) == .carriageReturn }
    let candidates = delimiters.map { delimiter in
      let dialect = CSVDialect(delimiter: delimiter, lineBreak: hasReturns ? .carriageReturn : .feed)
      return (dialect, CellCounts(of: sample, in: dialect, isWhole: isWhole))
    }
    func best(_ rank: (CellCounts) -> (Int, Int)) -> (dialect: CSVDialect, rank: Int) {
      let ranked = candidates.enumerated().map { ($0.element.0, rank($0.element.1), -$0.offset) }
      let best = ranked.max { ($0.1.0, $0.1.1, $0.2) < ($1.1.0, $1.1.1, $1.2) }!
      return (best.0, best.1.0)
    }
    let steady = best { ($0.isSteady ? $0.header : 0, $0.header) }
    if steady.rank > 0 { return steady.dialect }
    let titled = best { ($0.common, $0.header) }
    return titled.rank > 0 ? titled.dialect : steady.dialect
  }

  /// Line feeds, unless those that there are all stand in quotes.
  private static func lineBreak(of sample: [UInt8], delimiter: UInt8) -> LineBreak {
    let (feed, carriageReturn) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
    guard sample.contains(carriageReturn) else { return .feed }
    guard sample.contains(feed) else { return .carriageReturn }
    let dialect = CSVDialect(delimiter: delimiter, lineBreak: .carriageReturn)
    var state = CSVQuoteState.cellStart
    var hasReturn = false
    for byte in sample {
      state = state.after(byte, dialect)
      guard state == .cellStart else { continue }
      if byte == feed { return .feed }
      if byte == carriageReturn { hasReturn = true }
    }
    return hasReturn ? .carriageReturn : .feed
  }

  /// The delimiter that a first line `sep=;` names, as spreadsheets understand it, and the bytes of that line.
  static func named(in sample: [UInt8]) -> (delimiter: UInt8, lineBytes: Int)? {
    var line = sample.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    let content = line.count
    if line.first == UInt8(ascii: "\""), line.last == UInt8(ascii: "\""), line.count > 2 {
      line = line.dropFirst().dropLast()
    }
    guard line.count == 5, String(decoding: line.prefix(4), as: UTF8.self).lowercased() == "sep=" else { return nil }
    let delimiter = line.last!
    let isMark = delimiter == UInt8(ascii: "\t") || (0x21..<0x7F).contains(delimiter)
    guard isMark, delimiter != UInt8(ascii: "\""), !Unicode.Scalar(delimiter).properties.isAlphabetic,
      !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(delimiter)
    else { return nil }
    let rest = sample[content...]
    let breakBytes = rest.starts(with: Array("\r\n".utf8)) ? 2 : rest.isEmpty ? 0 : 1
    return (delimiter, content + breakBytes)
  }
}

/// Into how many cells a delimiter cuts the first lines of a text.
private struct CellCounts {
  let header: Int
  /// More than half of the records have as many as the header, and more than one.
  let isSteady: Bool
  /// What more than half of the records have, if that is more than one; else 0.
  let common: Int

  init(of sample: [UInt8], in dialect: CSVDialect, isWhole: Bool) {
    var cutter = CSVCutter(sample, dialect: dialect)
    var counts: [Int] = []
    while counts.count < 20, (try? cutter.next()) == true {
      // The last record of a sample may not be all of it.
      if cutter.isAtEnd, !isWhole, !counts.isEmpty { break }
      if cutter.cellCount == 0, !isWhole { break }
      if cutter.cellCount > 0 { counts.append(cutter.cellCount) }
    }
    let header = counts.first ?? 1
    self.header = header
    isSteady = header > 1 && counts.count { $0 == header } * 2 > counts.count
    common = counts.first { count in count > 1 && counts.count { $0 == count } * 2 > counts.count } ?? 0
  }
}

/// Where a byte stands, to the letter of RFC 4180, with blanks allowed around quotes.
enum CSVQuoteState {
  /// At the start of a cell, blanks passed over.
  case cellStart
  case blanks
  /// After the first byte of what may be a no-break space.
  case hardBlank
  case unquoted
  case quoted
  /// After a quote within quotes: the end of the cell, or the first of a doubled quote.
  case closed

  /// The state after one more byte; `cellStart` after a delimiter or a line break.
  func after(_ byte: UInt8, _ dialect: CSVDialect) -> CSVQuoteState {
    let quote = UInt8(ascii: "\"")
    switch self {
    case .quoted: return byte == quote ? .closed : .quoted
    case .hardBlank where byte == 0xA0: return .blanks
    case .hardBlank: return CSVQuoteState.unquoted.after(byte, dialect)
    case .cellStart, .blanks, .unquoted, .closed:
      if byte == dialect.delimiter || byte == dialect.breaks.0 || byte == dialect.breaks.1 { return .cellStart }
      if byte == quote { return self == .unquoted ? .unquoted : .quoted }
      if self == .cellStart || self == .blanks {
        return CSVCutter.isBlank(byte) ? .blanks : byte == 0xC2 ? .hardBlank : .unquoted
      }
      return .unquoted
    }
  }
}
