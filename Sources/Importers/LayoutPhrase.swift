import Diagnostics
import Formats

/// The tokens of one line of a layout, read from left to right.
struct LayoutPhrase {
  typealias Problem = LayoutParser.Problem

  private let tokens: [LayoutToken]
  private let line: Int
  private var index = 0

  init(_ text: String, line: Int) throws(Problem) {
    tokens = try LayoutToken.tokens(of: text, line)
    self.line = line
  }

  // MARK: - Columns

  /// `"A" + "B" as dmy where "C" = x or "D"`
  mutating func column(_ name: String, written: String) throws(Problem) -> ColumnMapping {
    var alternatives: [ColumnMapping.Alternative] = []
    // Those without rules and conditions of their own have the last one's rules.
    var isPlain: [Bool] = []
    repeat {
      var alternative = ColumnMapping.Alternative(parts: [try part()])
      while skip("+") { alternative.parts.append(try part()) }
      let start = index
      var isText = false
      if skip(word: "as") { (alternative.rules, isText) = try rules() }
      if isText { alternative.parts = alternative.parts.map { .constant($0.text) } }
      if skip(word: "where") { alternative.conditions = try conditions() }
      isPlain.append(index == start)
      alternatives.append(alternative)
    } while skip(word: "or")
    for index in alternatives.indices where isPlain[index] { alternatives[index].rules = alternatives.last!.rules }
    try expectEnd()
    var mapping = ColumnMapping(name, alternatives)
    mapping.written = written
    return mapping
  }

  private mutating func part() throws(Problem) -> ColumnMapping.Part {
    if case .constant(let text)? = peek {
      index += 1
      return .constant(text)
    }
    return .header(try alternatives())
  }

  /// - Returns: also whether what stands in quotes is meant as it is, and no header.
  private mutating func rules() throws(Problem) -> (CellRules, isText: Bool) {
    var rules = CellRules()
    var words: [WordMap.Rule] = []
    var isText = false
    repeat {
      if skip(word: LayoutRule.text.rawValue) { isText = true } else { try readRule(&rules, &words) }
    } while skip(",")
    if !words.isEmpty { rules.words = WordMap(words) }
    return (rules, isText)
  }

  private mutating func readRule(_ rules: inout CellRules, _ words: inout [WordMap.Rule]) throws(Problem) {
    if index + 1 < tokens.count, tokens[index + 1] == .symbol("=") {
      words.append(try wordRule())
      return
    }
    let word = try self.word("a rule")
    guard let rule = LayoutRule(rawValue: word) else {
      let all = LayoutRule.allCases.map(\.rawValue)
      let help = NearestName.find(word, in: all).map(NearestName.question)
      throw Problem(
        line: line, message: "there is no rule “\(word)”",
        help: help ?? "the rules are \(all.joined(separator: ", ")), and pairs of words such as 1 = Desk")
    }
    switch rule {
    case .dmy, .mdy, .ymd: rules.order = DateOrder(rawValue: word)
    case .utc: rules.zone = .utc
    case .local: rules.zone = .local
    case .zone:
      rules.zone = skip(word: "of") ? .column(try alternatives()) : .named(try text("the name of a zone"))
    case .day: if skip(word: "before") { rules.isDayBefore = true } else { rules.isDay = true }
    case .epoch: rules.isEpoch = true
    case .hours: rules.duration = try duration(in: .hours)
    case .minutes: rules.duration = try duration(in: .minutes)
    case .seconds: rules.duration = try duration(in: .seconds)
    case .at: rules.time = try text("a time of day")
    case .date:
      guard skip(word: "with") else { throw problem("“date” is followed by “with”") }
      rules.timeColumn = try alternatives()
    case .like: rules.pattern = try header()
    case .named: rules.dictionary = try phrase("a dictionary")
    case .text: break  // what stands in quotes is no header
    case .first: rules.isFirst = true
    case .whole: rules.isWhole = true
    case .list: rules.isList = true
    case .sqft: rules.isSquareFeet = true
    case .minor: rules.isMinor = true
    case .over: rules.divisor = try alternatives()
    }
  }

  /// `"Meeting Room" = nothing`, `* = Desk`
  private mutating func wordRule() throws(Problem) -> WordMap.Rule {
    let isWord = if case .word? = peek { true } else { false }
    let word = try text("a word")
    index += 1
    let source: WordMap.Source =
      switch word {
      case "empty" where isWord: .empty
      case "*" where isWord: .others
      default: .word(word)
      }
    if skip(word: "nothing") { return .init(source, nil) }
    return .init(source, try text("a word"))
  }

  private mutating func duration(in unit: MomentColumn.DurationUnit) throws(Problem) -> CellRules.Duration {
    guard skip(word: "after") else { throw problem("\(tokens[index - 1]) is followed by “after”") }
    if case .word(let name)? = peek {
      index += 1
      return .init(unit: unit, start: .mapped(name))
    }
    return .init(unit: unit, start: .cells(try alternatives()))
  }

  // MARK: - Conditions

  /// `"A" = x, y and "B" filled`
  mutating func conditions() throws(Problem) -> [RowCondition] {
    var conditions = [try condition()]
    while skip(word: "and") { conditions.append(try condition()) }
    return conditions
  }

  private mutating func condition() throws(Problem) -> RowCondition {
    let subject: RowCondition.Subject
    if case .word(let name)? = peek {
      index += 1
      subject = .mapped(name)
    } else {
      var parts = [try alternatives()]
      while skip("+") { parts.append(try alternatives()) }
      subject = .cells(parts)
    }
    if skip(word: "filled") { return RowCondition(subject: subject, test: .filled) }
    if skip(word: "empty") { return RowCondition(subject: subject, test: .empty) }
    if skip(word: "yes") { return RowCondition(subject: subject, test: .yes) }
    if skip(word: "no") { return RowCondition(subject: subject, test: .no) }
    if skip(word: "begins") {
      return RowCondition(
        subject: subject, test: .begins(try list { phrase throws(Problem) in try phrase.text("a beginning") }))
    }
    if skip(">") { return RowCondition(subject: subject, test: .above(try text("a number"))) }
    let isEqual = skip("=")
    guard isEqual || skip("<>") else { throw problem("a condition is filled, empty, yes, no, begins, =, <> or >") }
    let words = try list { phrase throws(Problem) in try phrase.text("a word") }
    return RowCondition(subject: subject, test: isEqual ? .among(words) : .notAmong(words))
  }

  // MARK: - Tokens

  private var peek: LayoutToken? { index < tokens.count ? tokens[index] : nil }

  private func problem(_ message: String) -> Problem { Problem(line: line, message: message) }

  mutating func skip(_ symbol: String) -> Bool { skip(.symbol(symbol)) }

  mutating func skip(word: String) -> Bool { skip(.word(word)) }

  private mutating func skip(_ token: LayoutToken) -> Bool {
    guard peek == token else { return false }
    index += 1
    return true
  }

  mutating func word(_ what: String) throws(Problem) -> String {
    guard case .word(let word)? = peek else { throw problem("\(what) is missing") }
    index += 1
    return word
  }

  /// Words to the next sign.
  private mutating func phrase(_ what: String) throws(Problem) -> String {
    var words = [try word(what)]
    while case .word(let word)? = peek, word != "or", word != "where" {
      index += 1
      words.append(word)
    }
    return words.joined(separator: " ")
  }

  /// A word, in quotes or not.
  private mutating func text(_ what: String) throws(Problem) -> String {
    switch peek {
    case .word(let text)?, .header(let text)?, .constant(let text)?:
      index += 1
      return text
    case .symbol?, nil: throw problem("\(what) is missing")
    }
  }

  mutating func header() throws(Problem) -> String {
    guard case .header(let name)? = peek else { throw problem("a header in quotes is missing") }
    index += 1
    return name
  }

  /// `"Begin" | "Beginn"`
  mutating func alternatives() throws(Problem) -> [String] {
    var names = [try header()]
    while skip("|") { names.append(try header()) }
    return names
  }

  mutating func list<Item>(_ item: (inout LayoutPhrase) throws(Problem) -> Item) throws(Problem) -> [Item] {
    var items = [try item(&self)]
    while skip(",") { items.append(try item(&self)) }
    return items
  }

  func expectEnd() throws(Problem) {
    guard index == tokens.count else { throw problem("there is more than expected after \(tokens[index - 1])") }
  }
}

/// The words that begin a rule behind `as`.
enum LayoutRule: String, CaseIterable {
  case dmy, mdy, ymd, utc, local, zone, day, epoch, hours, minutes, seconds, at, date, like, named, first, whole, list
  case sqft, minor, over, text
}
