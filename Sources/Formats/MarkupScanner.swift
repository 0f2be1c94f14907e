import Codecs

/// Cuts XML into tags and texts as its bytes come in: for large documents of a few known elements.
///
/// Names are local names; prefixes are passed over, as are comments and processing instructions. The document must be
/// in UTF-8. It reads no DOCTYPE, so it knows the five entities of XML 1.0 §4.6 and no others. Memory stays bounded: a
/// window of a few pieces, however large the document.
struct MarkupScanner: ~Copyable {
  enum Token {
    /// `<c r="A1">` or `<c/>`: `name`, `attributes`, and `isEmpty` tell the rest.
    case start
    /// `</c>`: `name` tells the rest.
    case end
    /// What stands between tags: `text` tells where, `isLiteral` whether entities are to be replaced.
    case text
    /// The document is over.
    case finished
  }

  struct Attribute {
    /// With its prefix, and where the local name begins.
    var name: Range<Int>
    var local: Int
    var value: Range<Int>
  }

  /// The name of the document, for messages.
  let part: String
  private let source: any ByteStream
  /// Ranges are of this window, and hold until the next token is read.
  private(set) var window: [UInt8] = []
  /// Where the next token begins.
  var at = 0
  private var isSourceOver = false
  private var isBegun = false

  private(set) var name = 0..<0
  private(set) var attributes: [Attribute] = []
  private(set) var isEmpty = false
  private(set) var text = 0..<0
  private(set) var isLiteral = false

  /// Bytes of one tag, or of one text between tags.
  static let tokenLimit = 4 << 20
  private static let attributeLimit = 256

  init(_ source: any ByteStream, part: String) {
    self.source = source
    self.part = part
  }

  func error(_ message: String, line: Int? = nil, help: String? = nil) -> FormatError {
    FormatError("\(part): \(message)", line: line, help: help)
  }

  /// Whether the tag just read has this local name.
  func isNamed(_ expected: StaticString) -> Bool { matches(name, expected) }

  /// The value of an attribute by its local name, as it stands.
  func attribute(_ expected: StaticString) -> Range<Int>? {
    for attribute in attributes where matches(attribute.local..<attribute.name.upperBound, expected) {
      return attribute.value
    }
    return nil
  }

  func matches(_ range: Range<Int>, _ expected: StaticString) -> Bool {
    guard range.count == expected.utf8CodeUnitCount else { return false }
    return expected.withUTF8Buffer { expected in
      for index in expected.indices where expected[index] != window[range.lowerBound + index] { return false }
      return true
    }
  }

  /// A few bytes of the window, for messages.
  func string(_ range: Range<Int>) -> String { String(decoding: window[range].prefix(60), as: UTF8.self) }

  mutating func next() throws(FormatError) -> Token {
    if !isBegun { try begin() }
    while true {
      if at == window.count, try !refill(keeping: at) { return .finished }
      guard window[at] == UInt8(ascii: "<") else { return try readText() }
      switch try byte(1) {
      case UInt8(ascii: "/"): return try readEnd()
      case UInt8(ascii: "?"): try skip(past: "?>", from: 2)
      case UInt8(ascii: "!"):
        switch try byte(2) {
        case UInt8(ascii: "-"):
          guard try byte(3) == UInt8(ascii: "-") else { throw error("a comment does not begin as comments do") }
          try skip(past: "-->", from: 4)
        case UInt8(ascii: "["): return try readLiteral()
        default:
          throw error("it has a document type, which is not read", help: "save the workbook anew")
        }
      default: return try readStart()
      }
    }
  }

  // MARK: The window

  /// Appends the next piece; what stands before `start` goes, and `at` stays where it was in the text.
  ///
  /// - Returns: whether there was one.
  private mutating func refill(keeping start: Int) throws(FormatError) -> Bool {
    guard !isSourceOver else { return false }
    guard window.count - start <= MarkupScanner.tokenLimit else {
      throw error("a tag or a text is longer than \(MarkupScanner.tokenLimit >> 20) MiB")
    }
    guard let piece = try source.next(of: part) else {
      isSourceOver = true
      return false
    }
    window.removeSubrange(..<start)
    window += piece
    at -= start
    return true
  }

  /// The byte so far behind `at`, which is within a tag.
  private mutating func byte(_ offset: Int) throws(FormatError) -> UInt8 {
    while at + offset >= window.count {
      guard try refill(keeping: at) else { throw endedEarly }
    }
    return window[at + offset]
  }

  private var endedEarly: FormatError { error("it ends within a tag") }

  /// The mark of UTF-8 and the declaration, which may name another encoding.
  private mutating func begin() throws(FormatError) {
    isBegun = true
    while window.count < 3, try refill(keeping: 0) {}
    if window.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
    if window.starts(with: [0xFE, 0xFF]) || window.starts(with: [0xFF, 0xFE]) {
      throw error("it is in UTF-16, and only UTF-8 is read", help: "save the workbook anew")
    }
    while window.count < at + 200, try refill(keeping: 0) {}
    let mark: StaticString = "<?xml"
    let key: StaticString = "encoding"
    guard at + mark.utf8CodeUnitCount < window.count, matches(at..<at + mark.utf8CodeUnitCount, mark) else { return }
    var index = at
    while index + key.utf8CodeUnitCount < min(window.count, at + 200), window[index] != UInt8(ascii: ">") {
      if matches(index..<index + key.utf8CodeUnitCount, key) {
        let name = window[(index + key.utf8CodeUnitCount)...].drop { !$0.isXMLName }.prefix { $0.isXMLName }
        let encoding = String(decoding: name, as: UTF8.self).lowercased()
        guard ["utf-8", "utf8", "us-ascii"].contains(encoding) else {
          throw error("it is in \(encoding.prefix(40)), and only UTF-8 is read", help: "save the workbook anew")
        }
        return
      }
      index += 1
    }
  }

  /// Passes over a comment or an instruction, keeping nothing of it.
  private mutating func skip(past mark: StaticString, from offset: Int) throws(FormatError) {
    var start = at + offset
    let size = mark.utf8CodeUnitCount
    while true {
      while start + size <= window.count {
        if matches(start..<start + size, mark) {
          at = start + size
          return
        }
        start += 1
      }
      at = min(start, window.count)
      guard try refill(keeping: at) else { throw error("it ends within a comment") }
      start = at
    }
  }

  // MARK: Tokens

  private mutating func readText() throws(FormatError) -> Token {
    var index = at
    while true {
      while index < window.count, window[index] != UInt8(ascii: "<") { index += 1 }
      if index < window.count { break }
      let length = index - at
      guard try refill(keeping: at) else { break }
      index = at + length
    }
    text = at..<index
    isLiteral = false
    at = index
    return .text
  }

  private mutating func readLiteral() throws(FormatError) -> Token {
    let open: StaticString = "<![CDATA["
    let close: StaticString = "]]>"
    _ = try byte(open.utf8CodeUnitCount - 1)
    guard matches(at..<at + open.utf8CodeUnitCount, open) else { throw error("a section begins as none does") }
    var length = open.utf8CodeUnitCount
    while true {
      _ = try byte(length + 2)
      if matches(at + length..<at + length + 3, close) { break }
      length += 1
    }
    text = at + open.utf8CodeUnitCount..<at + length
    isLiteral = true
    at += length + 3
    return .text
  }

  private mutating func readEnd() throws(FormatError) -> Token {
    var length = 2
    while try byte(length) != UInt8(ascii: ">") { length += 1 }
    var end = at + length
    while window[end - 1].isXMLBlank { end -= 1 }
    name = localName(at + 2..<end)
    guard !name.isEmpty else { throw error("a closing tag has no name") }
    at += length + 1
    return .end
  }

  private mutating func readStart() throws(FormatError) -> Token {
    while true {
      if let end = try scanStart() {
        at = end
        return .start
      }
      guard try refill(keeping: at) else { throw endedEarly }
    }
  }

  /// Reads the tag at `at`; nil if it goes on behind the window.
  ///
  /// - Returns: where it ends.
  private mutating func scanStart() throws(FormatError) -> Int? {
    var index = at + 1
    let count = window.count
    attributes.removeAll(keepingCapacity: true)
    while index < count, window[index].isXMLName { index += 1 }
    guard index < count else { return nil }
    name = localName(at + 1..<index)
    guard !name.isEmpty else { throw error("a tag has no name") }
    while true {
      let hasBlank = window[index].isXMLBlank
      while index < count, window[index].isXMLBlank { index += 1 }
      guard index < count else { return nil }
      if window[index] == UInt8(ascii: ">") {
        isEmpty = false
        return index + 1
      }
      if window[index] == UInt8(ascii: "/") {
        guard index + 1 < count else { return nil }
        guard window[index + 1] == UInt8(ascii: ">") else { throw malformed }
        isEmpty = true
        return index + 2
      }
      guard hasBlank, attributes.count < MarkupScanner.attributeLimit else { throw malformed }
      guard let end = try scanAttribute(at: index) else { return nil }
      index = end
      guard index < count else { return nil }
    }
  }

  private var malformed: FormatError { error("the tag <\(string(name))> is not well-formed") }

  /// `name="value"`; nil if it goes on behind the window.
  ///
  /// - Returns: where it ends.
  private mutating func scanAttribute(at start: Int) throws(FormatError) -> Int? {
    let count = window.count
    var index = start
    var local = start
    while index < count, window[index].isXMLName {
      if window[index] == UInt8(ascii: ":") { local = index + 1 }
      index += 1
    }
    let name = start..<index
    while index < count, window[index].isXMLBlank { index += 1 }
    guard index < count else { return nil }
    guard window[index] == UInt8(ascii: "="), local < name.upperBound else { throw malformed }
    index += 1
    while index < count, window[index].isXMLBlank { index += 1 }
    guard index < count else { return nil }
    let quote = window[index]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { throw malformed }
    index += 1
    let valueStart = index
    while index < count, window[index] != quote {
      guard window[index] != UInt8(ascii: "<") else { throw malformed }
      index += 1
    }
    guard index < count else { return nil }
    for other in attributes where other.name.count == name.count {
      guard !window[other.name].elementsEqual(window[name]) else { throw malformed }
    }
    attributes.append(Attribute(name: name, local: local, value: valueStart..<index))
    return index + 1
  }

  private func localName(_ range: Range<Int>) -> Range<Int> {
    var index = range.upperBound
    while index > range.lowerBound, window[index - 1] != UInt8(ascii: ":") { index -= 1 }
    return index..<range.upperBound
  }
}

extension UInt8 {
  /// White space as XML 1.0 §2.3 has it.
  var isXMLBlank: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }

  /// What may stand in a name, as far as it takes to find its end.
  var isXMLName: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ":"), UInt8(ascii: "_"), UInt8(ascii: "-"),
      UInt8(ascii: "."), 0x80...:
      true
    default: false
    }
  }
}

extension ByteStream {
  /// The next piece; what is wrong with it is said of the part that it belongs to.
  func next(of part: String) throws(FormatError) -> [UInt8]? {
    do throws(FormatError) {
      return try next()
    } catch {
      throw FormatError("\(part): \(error.message)", help: error.help)
    }
  }
}
