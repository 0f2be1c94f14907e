import Diagnostics

/// Words of a script that are said from outside: `$month` is what `--set month=2024-03` says. They stand in the place of
/// whole words; within quotes and comments a `$` is a `$`.
public struct Parameters: Sendable {
  private var values: [String: String] = [:]

  public init() {}

  /// - Parameters:
  ///   - name: letters, digits and `_`, a letter first; `isName` tells.
  ///   - value: within one line: a time, names in quotes, several words.
  public mutating func set(_ name: String, to value: String) { values[name] = value }

  /// What was said, in the order of the names: `month`, `2024-03`.
  public var all: [(name: String, value: String)] { values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }

  public static func isName(_ text: String) -> Bool {
    text.utf8.first.map(Lexer.isLetter) ?? false
      && text.utf8.allSatisfy { Lexer.isLetter($0) || 48...57 ~= $0 || $0 == UInt8(ascii: "_") }
  }

  /// Whether a value is read to its end as words of one statement: no comment, no `;`, no quotes left open.
  public static func isValue(_ text: String) -> Bool {
    let end = "x"
    let source = SourceText(text: text + " " + end)
    let tokens = Lexer.scan(source).tokens.dropLast()  // the end of the text is one
    return tokens.last?.range.lower == text.utf8.count + 1
      && tokens.allSatisfy { $0.kind != .unreadable && $0.kind != .semicolon && $0.kind != .newline }
  }

  /// A text with what was said in the place of its parameters. What nobody said stays, and the parser refuses it.
  ///
  /// - Complexity: O(n).
  public func expanded(_ source: SourceText) -> SourceText {
    guard !values.isEmpty, source.text.utf8.contains(UInt8(ascii: "$")) else { return source }
    let bytes = Array(source.text.utf8)
    var text: [UInt8] = []
    var end = 0
    for token in Lexer.scan(source).tokens where token.kind == .unreadable {
      let word = String(decoding: bytes[token.range.lower..<token.range.upper], as: UTF8.self)
      guard let name = Parameters.name(in: word), let value = values[name] else { continue }
      text += bytes[end..<token.range.lower]
      text += value.utf8
      end = token.range.upper
    }
    text += bytes[end...]
    return SourceText(name: source.name, text: String(decoding: text, as: UTF8.self), firstLine: source.firstLine)
  }

  /// `month` of the word `$month`; nil for any other.
  static func name(in word: String) -> String? {
    guard word.utf8.first == UInt8(ascii: "$") else { return nil }
    let name = String(word.dropFirst())
    return isName(name) ? name : nil
  }
}
