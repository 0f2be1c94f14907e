import Diagnostics
import Formats
import Store

/// Reads `.layout` files, and the right sides of `map`: line by line, `#` comments, a line that ends in a comma goes on.
///
///     layout deskbird-bookings
///     needs "zoneItemId", "bookingStartTime"
///     table bookings
///       id    = "id"
///       start = "bookingStartTime" as epoch
///     derived users
///       id    = "userId"
struct LayoutParser {
  /// What cannot be read, and where.
  struct Problem: Error, Hashable {
    let line: Int
    let message: String
    /// What to write instead.
    var help: String?
  }

  private var layout: ExportLayout
  private var tokens: [LayoutToken] = []
  private var index = 0
  private var line = 0

  private init(name: String) { layout = ExportLayout(name: name) }

  /// A whole layout.
  static func layout(_ text: String) throws(Problem) -> ExportLayout {
    var parser: LayoutParser?
    for (number, line) in statements(of: text) {
      var reader = parser ?? LayoutParser(name: "")
      reader.line = number
      try reader.readStatement(line)
      parser = reader
    }
    guard let layout = parser?.layout, !layout.name.isEmpty else { throw Problem(line: 1, message: "it has no name") }
    guard !layout.tables.isEmpty else { throw Problem(line: 1, message: "it fills no table") }
    return layout
  }

  /// The right side of a column: `"Start Date" or "Start" as dmy`.
  static func column(_ name: String, _ text: String) throws(Problem) -> ColumnMapping {
    var parser = LayoutParser(name: "")
    parser.tokens = try LayoutToken.tokens(of: text, 1)
    parser.line = 1
    var mapping = try parser.column(name)
    mapping.written = text
    return mapping
  }

  /// The lines with something in them, continued ones joined, with their numbers.
  private static func statements(of text: String) -> [(Int, String)] {
    var result: [(Int, String)] = []
    var isOpen = false
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let trimmed = line.trimmed
      if trimmed.isEmpty || trimmed.hasPrefix("#") { continue }
      if isOpen { result[result.count - 1].1 += " " + trimmed } else { result.append((index + 1, String(trimmed))) }
      isOpen = trimmed.hasSuffix(",")
    }
    return result
  }

  // MARK: - Statements

  private mutating func readStatement(_ text: String) throws(Problem) {
    let word = String(text.prefix { !" \t=".contains($0) })
    let rest = String(text.dropFirst(word.count).trimmed)
    if rest.hasPrefix("=") {
      guard !layout.tables.isEmpty else { throw problem("a column stands before its table") }
      try begin(rest.dropFirst())
      var mapping = try column(word)
      mapping.written = String(rest.dropFirst().trimmed)
      layout.tables[layout.tables.count - 1].columns.append(mapping)
      return
    }
    switch word {
    case "layout", "vendor", "about", "note": break  // what follows is text
    default: try begin(rest)
    }
    switch word {
    case "layout": layout = ExportLayout(name: rest)
    case "vendor": layout.vendor = rest
    case "about": layout.about = rest
    case "kinds":
      for word in rest.split(separator: " ") {
        guard let kind = FileKind(rawValue: String(word)) else { throw problem("there is no kind of file “\(word)”") }
        layout.kinds.insert(kind)
      }
    case "sheet": layout.sheets = try alternatives()
    case "needs": layout.needs += try list { parser throws(Problem) in try parser.alternatives() }
    case "without": layout.without = try list { parser throws(Problem) in try parser.header() }
    case "missing": layout.missing = try list { parser throws(Problem) in try parser.header() }
    case "note": try readNote(rest)
    case "table": try readTable(isDerived: false)
    case "derived": try readTable(isDerived: true)
    case "where":
      guard !layout.tables.isEmpty else { throw problem("a condition stands before its table") }
      let condition = try condition()
      layout.tables[layout.tables.count - 1].conditions.append(condition)
    default: throw problem("there is no statement “\(word)”")
    }
  }

  private mutating func begin(_ text: some StringProtocol) throws(Problem) {
    tokens = try LayoutToken.tokens(of: String(text), line)
    index = 0
  }

  private mutating func readNote(_ text: String) throws(Problem) {
    guard text.hasPrefix("where ") else {
      layout.notes.append(.init(text: text, condition: nil))
      return
    }
    try begin(text.dropFirst("where".count))
    let condition = try condition()
    guard skip(":"), let colon = text.firstIndex(of: ":") else { throw problem("a note follows its condition after “:”") }
    layout.notes.append(.init(text: String(text[text.index(after: colon)...].trimmed), condition: condition))
  }

  private mutating func readTable(isDerived: Bool) throws(Problem) {
    let word = try word("a table")
    guard let table = TableName(rawValue: word) else { throw problem("there is no table “\(word)”") }
    var mapping = TableMapping(table: table, isDerived: isDerived)
    if skip(word: "from") { mapping.rows = .list(try header()) }
    if skip(word: "by") {
      guard skip(word: "days") else { throw problem("rows can be “by days” only") }
      mapping.rows = .days
    }
    try expectEnd()
    layout.tables.append(mapping)
  }

  private mutating func condition() throws(Problem) -> RowCondition {
    let isMapped = if case .word? = peek { true } else { false }
    let headers = isMapped ? [try word("a column")] : try alternatives()
    var condition = RowCondition(headers: headers, test: .filled, isMapped: isMapped)
    if skip(word: "filled") { return condition }
    if skip(word: "empty") {
      condition.test = .empty
      return condition
    }
    let isEqual = skip("=")
    guard isEqual || skip("<>") else { throw problem("a condition is filled, empty, = or <>") }
    let words = try list { parser throws(Problem) in Layout.folded(try parser.text("a word")) }
    condition.test = isEqual ? .among(words) : .notAmong(words)
    return condition
  }

  // MARK: - Columns

  private mutating func column(_ name: String) throws(Problem) -> ColumnMapping {
    var mapping = ColumnMapping(name: name, source: try source())
    if skip(word: "as") {
      var words: [WordMap.Rule] = []
      repeat { try readRule(&mapping.rules, &words) } while skip(",")
      if !words.isEmpty { mapping.rules.words = WordMap(words) }
    }
    try expectEnd()
    return mapping
  }

  private mutating func source() throws(Problem) -> CellSource {
    let first = try part()
    if peek == .symbol("+") {
      var parts = [first]
      while skip("+") { parts.append(try part()) }
      return .joined(parts)
    }
    var parts = [first]
    while skip(word: "or") { parts.append(try part()) }
    return parts.count == 1 ? first : .firstOf(parts)
  }

  private mutating func part() throws(Problem) -> CellSource {
    if case .constant(let text)? = peek {
      index += 1
      return .constant(text)
    }
    return .header(try alternatives())
  }

  private mutating func readRule(_ rules: inout CellRules, _ words: inout [WordMap.Rule]) throws(Problem) {
    if index + 1 < tokens.count, tokens[index + 1] == .symbol("=") {
      let isQuoted = if case .header = tokens[index] { true } else { false }
      let word = try text("a word")
      index += 1
      let source: WordMap.Source = isQuoted ? .word(word) : word == "empty" ? .empty : word == "*" ? .others : .word(word)
      let isNothing = peek == .word("nothing")
      let meaning = try text("a word")
      words.append(.init(source, isNothing ? nil : meaning))
      return
    }
    let word = try self.word("a rule")
    guard let rule = LayoutRule(rawValue: word) else {
      let all = LayoutRule.allCases.map(\.rawValue)
      let help = NearestName.find(word, in: all).map { "did you mean “\($0)”?" }
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
    case .day: rules.isDay = true
    case .epoch: rules.isEpoch = true
    case .hours: rules.duration = try duration(in: .hours)
    case .minutes: rules.duration = try duration(in: .minutes)
    case .seconds: rules.duration = try duration(in: .seconds)
    case .at: rules.time = try text("a time of day")
    case .date:
      guard skip(word: "with") else { throw problem("“date” is followed by “with”") }
      rules.timeColumn = try alternatives()
    case .first: rules.isFirst = true
    case .whole: rules.isWhole = true
    case .list: rules.isList = true
    case .sqft: rules.isSquareFeet = true
    case .minor: rules.isMinor = true
    }
  }

  private mutating func duration(in unit: MomentColumn.DurationUnit) throws(Problem) -> CellRules.Duration {
    guard skip(word: "after") else { throw problem("a duration is followed by “after”") }
    return .init(unit: unit, start: try alternatives())
  }

  // MARK: - Tokens

  private var peek: LayoutToken? { index < tokens.count ? tokens[index] : nil }

  private func problem(_ message: String) -> Problem { Problem(line: line, message: message) }

  private mutating func skip(_ symbol: String) -> Bool { skip(.symbol(symbol)) }

  private mutating func skip(word: String) -> Bool { skip(.word(word)) }

  private mutating func skip(_ token: LayoutToken) -> Bool {
    guard peek == token else { return false }
    index += 1
    return true
  }

  private mutating func word(_ what: String) throws(Problem) -> String {
    guard case .word(let word)? = peek else { throw problem("\(what) is missing") }
    index += 1
    return word
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

  private mutating func header() throws(Problem) -> String {
    guard case .header(let name)? = peek else { throw problem("a header in quotes is missing") }
    index += 1
    return name
  }

  private mutating func alternatives() throws(Problem) -> [String] {
    var names = [try header()]
    while skip("|") { names.append(try header()) }
    return names
  }

  private mutating func list<Item>(_ item: (inout LayoutParser) throws(Problem) -> Item) throws(Problem) -> [Item] {
    var items = [try item(&self)]
    while skip(",") { items.append(try item(&self)) }
    return items
  }

  private func expectEnd() throws(Problem) {
    guard index == tokens.count else { throw problem("there is more than expected after \(tokens[index - 1])") }
  }
}

/// The words that begin a rule behind `as`.
enum LayoutRule: String, CaseIterable {
  case dmy, mdy, ymd, utc, local, zone, day, epoch, hours, minutes, seconds, at, date, first, whole, list, sqft, minor
}

/// A piece of a layout's line.
enum LayoutToken: Hashable, CustomStringConvertible {
  /// `"Start Date"`
  case header(String)
  /// `'Desk'`
  case constant(String)
  /// `table`, `09:00`, `*`
  case word(String)
  /// `=`, `,`, `|`, `+`, `<>`, `:`
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
    return start[..<(start.lastIndex { $0 != " " && $0 != "\t" && $0 != "\r" }.map { start.index(after: $0) } ?? start.startIndex)]
  }
}
