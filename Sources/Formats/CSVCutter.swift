// Unsafe: owns a buffer of text and a list of cells in it. Promises: only bytes that came from the stream are read, cells
// lie within their record, and what `content` gives is used before the next record is asked for.
import Codecs

/// Cuts a text into records and those into cells.
///
/// A record is held whole, so memory is bounded by its limit; one that is longer, or begins with a quote that is never
/// closed, gives up its first line, and the next line is the next record. Each byte is looked at a few times at most,
/// whatever the text.
struct CSVCutter: ~Copyable {
  struct Limits: Hashable, Sendable {
    /// Of one record, its line break not counted.
    var recordBytes = 16 << 20
    /// Cells of a record that are kept; those beyond are counted.
    var cells = 16_384
  }

  var dialect: CSVDialect
  /// The line of the record at hand, from 1.
  private(set) var line = 1
  /// Its cells, also those that are not kept.
  var cellCount = 0
  /// One more than the last of its cells that says something.
  var contentCount = 0
  /// None of its cells says anything or is quoted.
  var isEmpty: Bool { contentCount == 0 && !hasQuotes }
  /// Why it has no cells.
  private(set) var failure: String?

  let limits: Limits
  private let stream: (any ByteStream)?
  var hasEnded = false
  var bytes: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  var filled = 0
  var start = 0
  /// Where the next record starts, and on which line.
  private var nextStart = 0
  private var nextLine = 1
  let cells: UnsafeMutablePointer<Cell>
  var hasQuotes = false
  var tornCell: Int?

  /// A quote that is open at the end of a line before `position` is not closed before it; there, all such are in `state`.
  var open: (position: Int, state: CSVQuoteState) = (0, .cellStart)

  struct Cell {
    /// From the record's start.
    var start: UInt32
    var count: UInt32
    var hasDoubledQuotes: Bool
  }

  enum Scan {
    /// A whole record, its line break in front of `end`.
    case record(end: Int, line: Int)
    /// More bytes are needed.
    case hungry
    /// It is too long, or the text ends in quotes.
    case endless(CSVQuoteState)
    /// A line ends in quotes of which `open` knows.
    case open
  }

  init(_ stream: any ByteStream, dialect: CSVDialect, limits: Limits = Limits()) {
    self.init(capacity: 1 << 16, stream: stream, dialect: dialect, limits: limits)
  }

  /// Of a text in memory.
  init(_ text: [UInt8], dialect: CSVDialect) {
    self.init(capacity: text.count, stream: nil, dialect: dialect, limits: Limits())
    append(text)
    hasEnded = true
  }

  private init(capacity: Int, stream: (any ByteStream)?, dialect: CSVDialect, limits: Limits) {
    self.capacity = max(64, capacity)
    self.stream = stream
    self.dialect = dialect
    self.limits = limits
    bytes = .allocate(capacity: self.capacity)
    cells = .allocate(capacity: limits.cells)
  }

  deinit {
    bytes.deallocate()
    cells.deallocate()
  }

  /// Of the record at hand, its line break included.
  var byteCount: Int { nextStart - start }

  /// The record at hand is the last one.
  var isAtEnd: Bool { hasEnded && nextStart >= filled }

  @inline(__always)
  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

  // MARK: - What is asked for

  /// What a kept cell says: trimmed where it is not quoted, to the letter where it is (RFC 4180 §2.5–2.7).
  @inline(__always)
  mutating func content(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    let cell = cells[index]
    let first = bytes + start + Int(cell.start)
    guard cell.hasDoubledQuotes else { return UnsafeBufferPointer(start: first, count: Int(cell.count)) }
    // Made single in place, once.
    let count = Int(cell.count)
    var (read, written) = (0, 0)
    while read < count {
      if first[read] == UInt8(ascii: "\"") { read += 1 }
      first[written] = first[read]
      read += 1
      written += 1
    }
    cells[index].count = UInt32(written)
    cells[index].hasDoubledQuotes = false
    return UnsafeBufferPointer(start: first, count: written)
  }

  mutating func text(_ index: Int) -> String { String(decoding: content(index), as: UTF8.self) }

  /// The bytes from here on, so many if there are as many.
  mutating func sample(_ count: Int) throws(FormatError) -> [UInt8] {
    while filled - nextStart < count, try fill() {}
    return Array(UnsafeBufferPointer(start: bytes + nextStart, count: min(count, filled - nextStart)))
  }

  /// Passes over bytes of a sample that are one line.
  mutating func skip(lineBytes count: Int) {
    nextStart += min(count, filled - nextStart)
    nextLine += 1
  }

  /// Passes over lines, whatever stands in them; false if there are not as many.
  mutating func skip(toLine line: Int) throws(FormatError) -> Bool {
    while nextLine < line {
      try swallowFeed()
      start = nextStart
      guard try passLine() else { return false }
    }
    return true
  }

  /// Goes on to the next record that is no blank line; false at the end.
  mutating func next() throws(FormatError) -> Bool {
    var ignoresOpen = false
    while true {
      try swallowFeed()
      (start, line) = (nextStart, nextLine)
      failure = nil
      switch scan(ignoringOpen: ignoresOpen) {
      case .record(let end, let line):
        guard end > start else { return false }
        (nextStart, nextLine) = (end, line)
        ignoresOpen = false
        if cellCount == 1, isEmpty { continue }
        if let tornCell { failure = "text follows the closing quote of its cell \(tornCell + 1)" }
        return true
      case .hungry: try fillMore()
      case .open:
        switch followOpen() {
        case .record: ignoresOpen = true
        case .hungry, .open: try fillMore()
        case .endless(let state):
          try giveUp(state)
          return true
        }
      case .endless(let state):
        try giveUp(state)
        return true
      }
    }
  }

  // MARK: - Records

  /// What lies behind a carriage return that ended a line belongs to it.
  private mutating func swallowFeed() throws(FormatError) {
    guard dialect.lineBreak == .carriageReturn, nextStart > 0, bytes[nextStart - 1] == UInt8(ascii: "\r") else {
      return
    }
    if nextStart == filled { _ = try fill() }
    if nextStart < filled, bytes[nextStart] == UInt8(ascii: "\n") { nextStart += 1 }
  }

  /// Gives up the first line of the record.
  private mutating func giveUp(_ state: CSVQuoteState) throws(FormatError) {
    let isTooLong = filled - start > limits.recordBytes
    let size = "\(limits.recordBytes >> 20) MiB"
    failure =
      switch state {
      case .quoted:
        isTooLong
          ? "a quote that is opened here is not closed within \(size)" : "a quote that is opened here is never closed"
      case .cellStart, .blanks, .hardBlank, .unquoted, .closed: "it is longer than \(size)"
      }
    (cellCount, contentCount) = (0, 0)
    _ = try passLine()
  }

  /// Goes from `start` to the next line; false if the text ends before.
  private mutating func passLine() throws(FormatError) -> Bool {
    let (lineBreak, otherBreak) = dialect.breaks
    var index = start
    while true {
      while index < filled {
        if bytes[index] == lineBreak || bytes[index] == otherBreak {
          (nextStart, nextLine) = (index + 1, nextLine + 1)
          return true
        }
        index += 1
      }
      // Nothing of it is kept.
      (start, nextStart, filled) = (0, 0, 0)
      open.position = 0
      index = 0
      guard try fill() else { return false }
    }
  }

  // MARK: - Bytes

  /// As many again as the record has so far, lest it be cut anew with each piece.
  private mutating func fillMore() throws(FormatError) {
    let wanted = min(2 * (filled - nextStart), limits.recordBytes) + 1
    repeat {
      guard try fill() else { return }
    } while filled - nextStart < wanted
  }

  /// One more piece; false at the end.
  private mutating func fill() throws(FormatError) -> Bool {
    guard !hasEnded, let piece = try stream?.next() else {
      hasEnded = true
      return false
    }
    append(piece)
    return true
  }

  private mutating func append(_ piece: [UInt8]) {
    // What is passed goes once it is the larger part, so that each byte is moved but a few times. One byte stays: it
    // tells how the last line ended.
    let passed = nextStart - 1
    if passed > filled - nextStart {
      bytes.update(from: bytes + passed, count: filled - passed)
      start = max(0, start - passed)
      nextStart -= passed
      filled -= passed
      open.position = max(0, open.position - passed)
    }
    if filled + piece.count > capacity {
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: max(capacity * 2, filled + piece.count))
      larger.update(from: bytes, count: filled)
      bytes.deallocate()
      bytes = larger
      capacity = max(capacity * 2, filled + piece.count)
    }
    piece.withUnsafeBufferPointer { source in
      if let first = source.baseAddress { (bytes + filled).update(from: first, count: source.count) }
    }
    filled += piece.count
  }
}
