import Diagnostics

/// Text → tokens. It knows no keywords: a word is a word, and quotes always make a name. Only the few keywords of two
/// words (`cost centre`) are one word to it.
///
/// A word runs to a blank or one of `, ; = ( ) < > !`; `..` always splits; `+ - * /` are operators where they stand alone
/// as a word. `#` begins a comment at the start of a line or after a blank. A newline ends a statement unless a
/// bracket is open, or the line ends, or the next one begins, with an operator, a comma or `=`.
///
/// - SeeAlso: DESIGN §3
public struct Lexer {
  /// What a text holds, with whatever is wrong with it.
  struct Result {
    var tokens: [Token] = []
    var diagnostics: [Diagnostic] = []
    /// The text ends inside a bracket or after an operator: more is to come.
    var isOpen = false
    /// The text ends behind an empty line, which no operator goes on after.
    var endsHard = false
  }

  /// The tokens of a text, an `end` last.
  ///
  /// - Complexity: O(n).
  public static func tokens(of source: SourceText) throws(Rejection) -> [Token] {
    let result = scan(source)
    guard result.diagnostics.isEmpty else { throw Rejection(result.diagnostics) }
    return result.tokens
  }

  /// As `tokens(of:)`, with `unreadable` tokens where something is wrong.
  ///
  /// - Parameter offset: where to begin, in UTF-8.
  static func scan(_ source: SourceText, from offset: Int = 0) -> Result {
    var lexer = Lexer(source)
    lexer.offset = offset
    lexer.run()
    return lexer.result
  }

  private let bytes: [UInt8]
  private let source: SourceText
  private var offset = 0
  private var result = Result()
  private var openBrackets = 0
  private var startsLine = true
  /// A line break that may yet turn out to end a statement; `hard` after an empty line.
  private var lineBreak: (range: SourceRange, hard: Bool)?

  private init(_ source: SourceText) {
    self.source = source
    bytes = Array(source.text.utf8)
  }

  private mutating func run() {
    if offset == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    while offset < bytes.count { step() }
    if let last = result.tokens.last { result.isOpen = openBrackets > 0 || last.continuesLine }
    result.endsHard = lineBreak?.hard ?? false
    if let pending = lineBreak { result.tokens.append(Token(kind: .newline, text: "\n", range: pending.range)) }
    result.tokens.append(Token(kind: .end, text: "", range: range(from: offset), startsLine: true))
  }

  private mutating func step() {
    let start = offset
    switch bytes[offset] {
    case UInt8(ascii: " "), UInt8(ascii: "\t"):
      offset += 1
    case UInt8(ascii: "\n"):
      offset += 1
      endLine(from: start)
    case UInt8(ascii: "\r"):
      offset += 1
      if peek() == UInt8(ascii: "\n") {
        offset += 1
      } else {
        complain(.loneCarriageReturn(at: range(from: start)))
      }
      endLine(from: start)
    case UInt8(ascii: "#") where startsLine || isBlank(before: offset):
      while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n"), bytes[offset] != UInt8(ascii: "\r") {
        offset += 1
      }
    case UInt8(ascii: "\""):
      quotedName()
    case UInt8(ascii: ","): symbol(.comma)
    case UInt8(ascii: ";"):
      openBrackets = 0
      symbol(.semicolon)
    case UInt8(ascii: "("):
      openBrackets += 1
      symbol(.open)
    case UInt8(ascii: ")"):
      openBrackets = max(0, openBrackets - 1)
      symbol(.close)
    case UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "!"):
      relation()
    case UInt8(ascii: ".") where peek(1) == UInt8(ascii: "."):
      symbol(.dots)
    case 0..<0x20, 0x7F:
      while offset < bytes.count, Self.isControl(bytes[offset]) { offset += 1 }
      unreadable(from: start, .controlCharacter(bytes[start], at: range(from: start)))
    default:
      let (special, length) = special(at: offset)
      switch special {
      case .blank?: offset += length
      case .invisible?:
        offset += length
        unreadable(from: start, .invisibleCharacter(source.text(of: range(from: start)), at: range(from: start)))
      case .doubleQuote?: typographicName(opening: .doubleQuote, length)
      case .singleQuote?: typographicName(opening: .singleQuote, length)
      case nil: word()
      }
    }
  }

  // MARK: Lines

  private mutating func endLine(from start: Int) {
    if startsLine {
      if lineBreak != nil { lineBreak?.hard = true }
    } else if openBrackets == 0, let last = result.tokens.last, !last.continuesLine {
      lineBreak = (range(from: start), false)
    }
    startsLine = true
  }

  private mutating func append(_ kind: Token.Kind, _ text: String, from start: Int) {
    let token = Token(kind: kind, text: text, range: range(from: start), startsLine: startsLine)
    if let pending = lineBreak {
      lineBreak = nil
      if pending.hard || !token.continuesLine {
        result.tokens.append(Token(kind: .newline, text: "\n", range: pending.range))
      }
    }
    result.tokens.append(token)
    startsLine = false
  }

  // MARK: Tokens

  private mutating func symbol(_ kind: Token.Kind) {
    let start = offset
    offset += kind.rawValue.utf8.count
    append(kind, kind.rawValue, from: start)
  }

  private mutating func relation() {
    let start = offset
    switch (bytes[offset], peek(1)) {
    case (UInt8(ascii: "!"), UInt8(ascii: "=")): symbol(.notEqual)
    case (UInt8(ascii: "<"), UInt8(ascii: "=")): symbol(.lessOrEqual)
    case (UInt8(ascii: ">"), UInt8(ascii: "=")): symbol(.greaterOrEqual)
    case (UInt8(ascii: "<"), UInt8(ascii: ">")): foreign("<>", "!=")
    case (UInt8(ascii: "="), UInt8(ascii: "=")): foreign("==", "=")
    case (UInt8(ascii: "="), _): symbol(.equal)
    case (UInt8(ascii: "<"), _): symbol(.less)
    case (UInt8(ascii: ">"), _): symbol(.greater)
    default:
      offset += 1
      unreadable(from: start, .foreignOperator("!", instead: "not", at: range(from: start)))
    }
  }

  private mutating func foreign(_ text: String, _ instead: String) {
    let start = offset
    offset += text.utf8.count
    unreadable(from: start, .foreignOperator(text, instead: instead, at: range(from: start)))
  }

  private mutating func word() {
    let start = offset
    if bytes[offset] == UInt8(ascii: "'") { return typographicName(opening: .singleQuote, 1) }
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte >= 0x80 {
        let (special, length) = special(at: offset)
        if special != nil, special != .singleQuote { break }
        offset += length
        continue
      }
      if Self.endsWord(byte) || byte == UInt8(ascii: ".") && peek(1) == UInt8(ascii: ".") { break }
      offset += 1
    }
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    if peek() == UInt8(ascii: "\"") || special(at: offset).0 == .doubleQuote {
      return unreadable(from: start, .quoteInWord(text, at: range(from: start)))
    }
    switch text {
    case "+": append(.plus, text, from: start)
    case "-": append(.minus, text, from: start)
    case "*": append(.times, text, from: start)
    case "/": append(.over, text, from: start)
    case ":": unreadable(from: start, .colonAlone(at: range(from: start)))
    default:
      if let name = Parameters.name(in: text) {
        unreadable(from: start, .unknownParameter(name, at: range(from: start)))
      } else if let instead = Self.typographicOperators[text] {
        unreadable(from: start, .foreignOperator(text, instead: instead, at: range(from: start)))
      } else {
        append(.word, text, from: start)
        if Keyword.isSecond(text) { joinWords() }
      }
    }
  }

  static func isLetter(_ byte: UInt8) -> Bool { 97...122 ~= byte | 0x20 }

  /// Makes one word of the last two, if they stand on one line and are a keyword together.
  private mutating func joinWords() {
    guard let last = result.tokens.popLast() else { return }
    if let first = result.tokens.last, first.kind == .word, !last.startsLine {
      let text = first.text + " " + last.text
      let isBlank = bytes[first.range.upper..<last.range.lower].allSatisfy {
        $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t")
      }
      if isBlank, Keyword(spelling: text) != nil {
        let range = first.range.union(last.range)
        result.tokens[result.tokens.count - 1] = Token(
          kind: .word, text: text, range: range, startsLine: first.startsLine)
        return
      }
    }
    result.tokens.append(last)
  }

  private mutating func quotedName() {
    let start = offset
    var name: [UInt8] = []
    offset += 1
    while true {
      guard let byte = peek(), byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") else {
        return unreadable(from: start, .unterminatedQuote(at: range(from: start)))
      }
      if Self.isControl(byte), byte != UInt8(ascii: "\t") {
        let inside = range(from: offset)
        skipQuoted()
        return unreadable(from: start, .controlCharacter(byte, at: inside))
      }
      offset += 1
      if byte != UInt8(ascii: "\"") {
        name.append(byte)
      } else if peek() == UInt8(ascii: "\"") {
        name.append(byte)
        offset += 1
      } else {
        break
      }
    }
    let text = String(decoding: name, as: UTF8.self)
    if text.allSatisfy(\.isWhitespace) {
      return unreadable(from: start, .emptyName(at: range(from: start)))
    }
    if peek() == UInt8(ascii: ":") {
      offset += 1
      append(.quotedLabel, text, from: start)
    } else if let next = peek(), !endsName(next) {
      let name = range(from: start)
      while let byte = peek(), !Self.endsWord(byte) { offset += 1 }
      unreadable(from: start, .noBlankAfterQuote(source.text(of: name), at: range(from: start)))
    } else {
      append(.quoted, text, from: start)
    }
  }

  /// Skips the rest of a quoted name after something unreadable in it.
  private mutating func skipQuoted() {
    while let byte = peek(), byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") {
      offset += 1
      if byte == UInt8(ascii: "\"") { break }
    }
  }

  /// `“R&D”`, `'R&D'`: says which quotes to use, and reads on behind the closing one.
  private mutating func typographicName(opening: Special, _ length: Int) {
    let start = offset
    offset += length
    let inside = offset
    var end = offset
    var closed = false
    while let byte = peek(), byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") {
      let (special, length) = byte == UInt8(ascii: "'") ? (.singleQuote, 1) : special(at: offset)
      end = offset
      offset += length
      if special == opening || byte == UInt8(ascii: "\"") && opening == .doubleQuote {
        closed = true
        break
      }
      end = offset
    }
    if !closed {
      // No closing quote: only the first word is meant.
      offset = inside
      while let byte = peek(), !Self.endsWord(byte) { offset += 1 }
      end = offset
    }
    let name = String(decoding: bytes[inside..<end], as: UTF8.self)
    unreadable(from: start, .typographicQuotes(name, at: range(from: start)))
  }

  // MARK: Characters

  private enum Special {
    case blank, invisible, doubleQuote, singleQuote
  }

  /// What a character beyond ASCII is, if it is not just part of a word, and how many bytes it has.
  private func special(at offset: Int) -> (Special?, length: Int) {
    guard offset < bytes.count, bytes[offset] >= 0x80 else { return (nil, 1) }
    let lead = bytes[offset]
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard length < 4, offset + length <= bytes.count else { return (nil, min(length, bytes.count - offset)) }
    var scalar = UInt32(lead & (length == 2 ? 0x1F : 0x0F))
    for byte in bytes[offset + 1..<offset + length] { scalar = scalar << 6 | UInt32(byte & 0x3F) }
    switch scalar {
    case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: return (.blank, length)
    case 0x80...0x9F, 0xAD, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF: return (.invisible, length)
    case 0x201C...0x201F, 0xAB, 0xBB, 0xFF02: return (.doubleQuote, length)
    case 0x2018...0x201B, 0x2039, 0x203A: return (.singleQuote, length)
    default: return (nil, length)
    }
  }

  private static let typographicOperators = [
    "−": "-", "–": "-", "—": "-", "×": "*", "·": "*", "÷": "/", "≤": "<=", "≥": ">=", "≠": "!=", "&&": "and",
    "||": "or",
    "&": "and",
  ]

  private static func isControl(_ byte: UInt8) -> Bool {
    byte == 0x7F
      || byte < 0x20 && byte != UInt8(ascii: "\t") && byte != UInt8(ascii: "\n") && byte != UInt8(ascii: "\r")
  }

  private static func endsWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, 0x7F, UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "="), UInt8(ascii: "("), UInt8(ascii: ")"),
      UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "!"), UInt8(ascii: "\""):
      true
    default: false
    }
  }

  private func endsName(_ byte: UInt8) -> Bool {
    if byte >= 0x80 { return special(at: offset).0 == .blank }
    return byte != UInt8(ascii: "\"") && Self.endsWord(byte)
      || byte == UInt8(ascii: ".") && peek(1) == UInt8(ascii: ".")
  }

  private func isBlank(before offset: Int) -> Bool {
    guard offset > 0 else { return true }
    switch bytes[offset - 1] {
    case 0...0x20: return true
    case 0x80...: return [2, 3].contains { offset >= $0 && special(at: offset - $0) == (.blank, $0) }
    default: return false
    }
  }

  private func peek(_ ahead: Int = 0) -> UInt8? {
    offset + ahead < bytes.count ? bytes[offset + ahead] : nil
  }

  private func range(from start: Int) -> SourceRange {
    SourceRange(lower: start, upper: offset)
  }

  // MARK: Complaints

  /// A text of nothing but rubbish gets this many diagnostics, not a million.
  private static let most = 50

  private mutating func complain(_ diagnostic: Diagnostic) {
    guard result.diagnostics.count < Self.most else { return }
    result.diagnostics.append(diagnostic.located(in: source))
  }

  private mutating func unreadable(from start: Int, _ diagnostic: Diagnostic) {
    append(.unreadable, "", from: start)
    complain(diagnostic)
  }
}
