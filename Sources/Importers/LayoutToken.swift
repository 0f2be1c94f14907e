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
    var rest = Substring(line)
    while let first = rest.first {
      switch first {
      case " ", "\t": rest.removeFirst()
      case "\"", "'":
        var text = ""
        while true {
          let body = rest.dropFirst()
          guard let end = body.firstIndex(of: first) else {
            throw LayoutParser.Problem(line: number, message: "a quote is never closed")
          }
          text += body[..<end]
          rest = body[body.index(after: end)...]
          // A quote within is doubled.
          guard rest.first == first else { break }
          text.append(first)
        }
        tokens.append(first == "\"" ? .header(text) : .constant(text))
      case "=", ",", "|", "+":
        tokens.append(.symbol(String(first)))
        rest.removeFirst()
      case "<" where rest.hasPrefix("<>"):
        tokens.append(.symbol("<>"))
        rest.removeFirst(2)
      case ">":
        tokens.append(.symbol(">"))
        rest.removeFirst()
      case ":":
        // What follows is a note's text.
        tokens.append(.symbol(":"))
        return tokens
      default:
        var word = rest.prefix { !" \t=,|+\"'".contains($0) }
        if word.count > 1, word.last == ":" { word.removeLast() }
        tokens.append(.word(String(word)))
        rest = rest[word.endIndex...]
      }
    }
    return tokens
  }
}

extension StringProtocol {
  /// Without outer blanks.
  var trimmed: SubSequence {
    let start = drop { $0 == " " || $0 == "\t" || $0 == "\r" }
    return start[
      ..<(start.lastIndex { $0 != " " && $0 != "\t" && $0 != "\r" }.map { start.index(after: $0) } ?? start.startIndex)]
  }
}
