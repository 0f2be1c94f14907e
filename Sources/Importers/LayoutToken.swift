/// A piece of a layout's line.
enum LayoutToken: Hashable, CustomStringConvertible {
  /// `"Start Date"`
  case header(String)
  /// `'Desk'`
  case constant(String)
  /// `table`, `09:00`, `*`
  case word(String)
  /// `=`, `,`, `|`, `+`, `<>`, `>`, `:`
  case symbol(String)

  var description: String {
    switch self {
    case .header(let text), .constant(let text), .word(let text), .symbol(let text): "“\(text)”"
    }
  }

  static func tokens(of line: String, _ number: Int) throws(LayoutParser.Problem) -> [LayoutToken] {
    var tokens: [LayoutToken] = []
    // By bytes: all signs are of ASCII, and a mark that would join one to a letter is none of them.
    var rest = Substring(line).utf8
    while let first = rest.first {
      switch first {
      case UInt8(ascii: " "), UInt8(ascii: "\t"): rest.removeFirst()
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        var text = ""
        while true {
          let body = rest.dropFirst()
          guard let end = body.firstIndex(of: first) else {
            throw LayoutParser.Problem(line: number, message: "a quote is never closed")
          }
          text += Substring(body[..<end])
          rest = body[body.index(after: end)...]
          // A quote within is doubled.
          guard rest.first == first else { break }
          text.unicodeScalars.append(UnicodeScalar(first))
        }
        tokens.append(first == UInt8(ascii: "\"") ? .header(text) : .constant(text))
      case UInt8(ascii: "="), UInt8(ascii: ","), UInt8(ascii: "|"), UInt8(ascii: "+"), UInt8(ascii: ">"):
        tokens.append(.symbol(String(UnicodeScalar(first))))
        rest.removeFirst()
      case UInt8(ascii: "<") where rest.dropFirst().first == UInt8(ascii: ">"):
        tokens.append(.symbol("<>"))
        rest.removeFirst(2)
      case UInt8(ascii: ":"):
        // What follows is a note's text.
        tokens.append(.symbol(":"))
        return tokens
      default:
        var word = rest.prefix { !wordEnds.contains($0) }
        if word.count > 1, word.last == UInt8(ascii: ":") { word.removeLast() }
        rest = rest[word.endIndex...]
        tokens.append(.word(String(Substring(word))))
      }
    }
    return tokens
  }

  private static let wordEnds = Array(" \t=,|+\"'".utf8)
}

extension StringProtocol {
  /// Without outer blanks.
  var trimmed: SubSequence {
    func isBlank(_ scalar: UnicodeScalar) -> Bool { scalar == " " || scalar == "\t" || scalar == "\r" }
    let start = unicodeScalars.firstIndex { !isBlank($0) } ?? endIndex
    let end = unicodeScalars[start...].lastIndex { !isBlank($0) }.map { unicodeScalars.index(after: $0) } ?? start
    return self[start..<end]
  }
}
