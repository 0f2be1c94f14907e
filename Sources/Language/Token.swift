import Diagnostics

/// The smallest piece of a text that has a meaning of its own.
public struct Token: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    /// `occupancy`, `2024-03`, `80%`, `occupied:`
    case word
    /// `"R&D"`
    case quoted = "quoted name"
    /// `"desks per head":`
    case quotedLabel = "quoted label"
    case comma = ","
    case semicolon = ";"
    case open = "("
    case close = ")"
    case dots = ".."
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case plus = "+"
    case minus = "-"
    case times = "*"
    case over = "/"
    /// A line break that ends a statement.
    case newline = "end of line"
    /// Something that is no token; the lexer has said so.
    case unreadable
    case end = "end of text"
  }

  public let kind: Kind
  /// The name itself: without quotes, a doubled quote once. For other kinds, as written.
  public let text: String
  public let range: SourceRange
  /// Whether it is the first token of its line.
  public let startsLine: Bool

  public init(kind: Kind, text: String, range: SourceRange, startsLine: Bool = false) {
    self.kind = kind
    self.text = text
    self.range = range
    self.startsLine = startsLine
  }

  /// A word or a name in quotes.
  var isName: Bool { kind == .word || kind == .quoted }

  /// The relation that the token writes.
  var relation: Predicate.Relation? {
    switch kind {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: Predicate.Relation(rawValue: kind.rawValue)
    default: nil
    }
  }

  /// The operator that the token writes.
  var arithmetic: Expression.Operator? {
    switch kind {
    case .plus, .minus, .times, .over: Expression.Operator(rawValue: kind.rawValue)
    default: nil
    }
  }

  /// Whether a line that ends or begins with it goes on: an operator, a comma, `=`.
  var continuesLine: Bool {
    kind == .comma || kind == .dots || relation != nil || arithmetic != nil
  }
}
