import Diagnostics

// What could stand at a place: the statement is read up to there, and every rule that looks on notes what it looks for.
extension Parser {
  /// What may stand at a UTF-8 offset, the likeliest first; a word that touches it counts as not yet typed.
  public static func expectations(at offset: Int, in source: SourceText) -> [Expectation] {
    site(at: offset, in: source).expectations
  }

  /// As `expectations(at:in:)`, with the word that is being typed and the run of words in front of it.
  public static func site(at offset: Int, in source: SourceText) -> CompletionSite {
    let end = max(0, min(offset, source.text.utf8.count))
    let typed = SourceText(name: source.name, text: String(source.text(of: SourceRange(lower: 0, upper: end))))
    var tokens = Lexer.scan(typed).tokens
    var lower = end
    if tokens.count > 1 {
      let last = tokens[tokens.count - 2]
      let isWord = last.kind == .word || last.kind == .quoted || last.kind == .unreadable
      if isWord, last.range.upper == typed.text.utf8.count {
        lower = last.range.lower
        tokens.remove(at: tokens.count - 2)
      }
    }
    var parser = Parser(source: typed, tokens: tokens)
    let piece = parser.lastPiece
    let expectations = parser.expectations(from: piece.lowerBound, at: piece.upperBound)
    let run = parser.run.upperBound == piece.upperBound ? parser.tokens[parser.run].map(\.text) : []
    let prefix = typed.text(of: SourceRange(lower: lower, upper: end))
    return CompletionSite(
      lower: lower, upper: end, prefix: String(prefix), run: run, metric: parser.tokens[parser.metricRun].map(\.text),
      filters: parser.filterKeys.map(\.rawValue), expectations: expectations)
  }

  /// What may stand in the place of a token, given those of its statement before it.
  mutating func expectations(from start: Int, at index: Int) -> [Expectation] {
    cursor = index
    noted = []
    notedInRun = []
    defer { cursor = -1 }
    _ = try? parse(start..<index)
    return noted + notedInRun.filter { !noted.contains($0) }
  }
}

extension Expectation {
  /// Expectations as a sentence for people: at most five, words of one role told by an example or two.
  static func sentence(_ expectations: [Expectation]) -> String {
    var parts: [String] = []
    var last: [String] = []
    func add(_ part: String) {
      if !parts.contains(part) { parts.append(part) }
    }
    let keywords = expectations.compactMap { if case .keyword(let word) = $0 { Keyword(spelling: word) } else { nil } }
    func isGroup(_ role: Keyword.Roles) -> Bool { keywords.count { $0.roles.contains(role) } > 3 }
    for expectation in expectations {
      switch expectation {
      case .keyword(let word):
        guard let keyword = Keyword(spelling: word) else { continue }
        if keyword.roles.contains(.key), isGroup(.key) {
          last.append("a filter such as “user alice”")
        } else if keyword.roles.contains(.clause), isGroup(.clause) {
          add("a clause such as “by week” or “where …”")
        } else if keyword.roles.contains(.statement), isGroup(.statement) {
          last.append("a statement such as “explain …”")
        } else if keyword.roles.contains(.fold), isGroup(.fold) {
          add("something like “count of bookings”")
        } else {
          add("“\(word)”")
        }
      case .symbol("+") where !expectations.contains(.symbol("-")): add("“+”")
      case .symbol("*") where !expectations.contains(.symbol("/")): last.append("“*”")
      case .symbol("+"), .symbol("-"), .symbol("*"), .symbol("/"): last.append("an operator such as “+”")
      case .symbol("="), .symbol("<"), .symbol("!="), .symbol("<="), .symbol(">"), .symbol(">="):
        add(expectations.contains(.symbol("<")) ? "a comparison such as “= …”" : "“=”")
      case .symbol(","), .symbol("("): last.append("“\(expectation.word)”")
      case .symbol(let symbol): add("“\(symbol)”")
      case .end: last.append("the end of the line")
      default: add(expectation.example)
      }
    }
    for part in last { add(part) }
    parts = Array(parts.prefix(5))
    guard let final = parts.popLast() else { return "" }
    return parts.isEmpty ? final : parts.joined(separator: ", ") + " or " + final
  }

  private var word: String {
    if case .symbol(let word) = self { word } else { "" }
  }

  private var example: String {
    switch self {
    case .keyword(let word), .symbol(let word): "“\(word)”"
    case .metric: "a metric such as “occupancy desks”"
    case .key: "a key such as “week” or “costcenter”"
    case .name(let key): "the name of a \(key)"
    case .frame: "a time such as “2024-03” or “last90”"
    case .table: "a table such as “bookings”"
    case .finding: "a finding such as “dangling-link”"
    case .state: "a state such as “vacant”"
    case .setting: "a setting such as “mode”"
    case .value: "a value"
    case .column: "a name"
    case .number: "a number such as “5”"
    case .currency: "a currency such as “EUR”"
    case .unit: "a unit such as “ft2”"
    case .basis: "a basis such as “days”"
    case .format: "a format such as “csv”"
    case .clock: "a time of day such as “09:00”"
    case .library: "a library such as “Robin”"
    case .file: "a file"
    case .loadedFile: "a file of the workspace"
    case .header: "a header such as “Booked by”"
    case .rule: "a rule such as “dmy”"
    case .definition: "the name of a metric"
    case .newName: "a name"
    case .topic: "a topic"
    case .end: "the end of the line"
    }
  }
}
