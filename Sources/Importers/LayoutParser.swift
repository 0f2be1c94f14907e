import Diagnostics
import Formats
import Store

/// Reads `.layout` files, and the right sides of `map`: line by line, `#` comments; a line that ends in a comma, `+` or
/// `or` goes on.
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

  private var layout = ExportLayout(name: "")
  private var line = 0

  private init() {}

  /// A whole layout.
  static func layout(_ text: String) throws(Problem) -> ExportLayout {
    var parser = LayoutParser()
    for (number, line) in statements(of: text) {
      parser.line = number
      try parser.readStatement(line)
    }
    guard !parser.layout.name.isEmpty else { throw Problem(line: 1, message: "it has no name") }
    guard !parser.layout.tables.isEmpty || !parser.layout.notes.isEmpty else {
      throw Problem(line: 1, message: "it fills no table, and does not say why")
    }
    return parser.layout
  }

  /// The right side of a column: `"Start Date" or "Start" as dmy`.
  static func column(_ name: String, _ text: String) throws(Problem) -> ColumnMapping {
    var phrase = try LayoutPhrase(text, line: 1)
    return try phrase.column(name, written: text)
  }

  /// The lines with something in them, continued ones joined, with their numbers.
  private static func statements(of text: String) -> [(Int, String)] {
    var result: [(Int, String)] = []
    var isOpen = false
    // By bytes: a carriage return and a line feed are one character.
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let trimmed = Substring(line).trimmed
      if trimmed.isEmpty || trimmed.utf8.first == UInt8(ascii: "#") { continue }
      if isOpen { result[result.count - 1].1 += " " + trimmed } else { result.append((index + 1, String(trimmed))) }
      isOpen = trimmed.utf8.last == UInt8(ascii: ",") || trimmed.hasSuffix(" or") || trimmed.hasSuffix(" +")
    }
    return result
  }

  // MARK: - Statements

  private enum Keyword: String, CaseIterable {
    case layout, vendor, about, kinds, sheet, needs, without, missing, html, unless, note, ask, offer, table, derived
    case `where`
  }

  private mutating func readStatement(_ text: String) throws(Problem) {
    let first = Substring(
      text.utf8.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") && $0 != UInt8(ascii: "=") })
    let word = String(first)
    let rest = String(text[first.endIndex...].trimmed)
    let keyword = Keyword(rawValue: word)
    if rest.hasPrefix("=") || keyword == nil, let equal = text.utf8.firstIndex(of: UInt8(ascii: "=")),
      !text[..<equal].contains("\"")
    {
      return try readColumn(String(text[..<equal].trimmed), String(text[text.index(after: equal)...].trimmed))
    }
    guard let keyword else {
      throw problem("there is no statement “\(word)”", nearest(word, Keyword.allCases.map(\.rawValue)))
    }
    switch keyword {
    case .layout:
      guard layout.name.isEmpty else { throw problem("it has a name already: “\(layout.name)”") }
      layout = ExportLayout(name: rest)
    case .vendor: layout.vendor = rest
    case .about: layout.about = rest
    case .html: layout.isHTML = true
    case .unless: layout.unless += rest.split(separator: ",").map { String($0.trimmed) }
    case .kinds:
      for word in rest.split(separator: " ") {
        guard let kind = FileKind(rawValue: String(word)) else { throw problem("there is no kind of file “\(word)”") }
        layout.kinds.insert(kind)
      }
    case .sheet: layout.sheets = try whole(rest) { phrase throws(Problem) in try phrase.alternatives() }
    case .needs:
      layout.needs += try whole(rest) { phrase throws(Problem) in
        try phrase.list { phrase throws(Problem) in try phrase.alternatives() }
      }
    case .without: layout.without += try headers(rest)
    case .missing: layout.missing += try headers(rest)
    case .note:
      let (text, conditions) = try toldText(rest)
      layout.notes.append(.init(text: text, conditions: conditions))
    case .ask: try readQuestion(rest, isNeeded: true)
    case .offer: try readQuestion(rest, isNeeded: false)
    case .table: try readTable(rest, isDerived: false)
    case .derived: try readTable(rest, isDerived: true)
    case .where:
      guard !layout.tables.isEmpty else { throw problem("a condition stands before its table") }
      if case .names = layout.tables.last?.target { throw problem("names are read from all rows, without conditions") }
      layout.tables[layout.tables.count - 1].conditions += try whole(rest) { phrase throws(Problem) in
        try phrase.conditions()
      }
    }
  }

  private mutating func readColumn(_ name: String, _ text: String) throws(Problem) {
    guard !layout.tables.isEmpty else { throw problem("a column stands before its table") }
    var phrase = try LayoutPhrase(text, line: line)
    let column = try phrase.column(name, written: text)
    if case .names = layout.tables.last?.target, column.alternatives.contains(where: { !$0.conditions.isEmpty }) {
      throw problem("names are read from all rows, without conditions")
    }
    layout.tables[layout.tables.count - 1].columns.append(column)
  }

  /// `where "to" empty: bookings without an end …`, or the text alone.
  private func toldText(_ text: String) throws(Problem) -> (String, [RowCondition]) {
    guard text.hasPrefix("where ") else { return (text, []) }
    var phrase = try LayoutPhrase(String(text.dropFirst("where ".count)), line: line)
    let conditions = try phrase.conditions()
    guard phrase.skip(":") else { throw problem("what is told follows a condition after “:”") }
    // A colon in quotes is no such mark.
    var quote: Character?
    guard
      let colon = text.indices.first(where: { index in
        let character = text[index]
        if character == quote {
          quote = nil
        } else if quote == nil, character == "\"" || character == "'" {
          quote = character
        }
        return character == ":" && quote == nil
      })
    else { throw problem("what is told follows a condition after “:”") }
    return (String(text[text.index(after: colon)...].trimmed), conditions)
  }

  /// `bookings.start: the file does not say …`
  private mutating func readQuestion(_ text: String, isNeeded: Bool) throws(Problem) {
    let name = text.prefix { $0 != " " && $0 != ":" }
    let parts = name.split(separator: ".")
    guard parts.count == 2, let table = TableName(rawValue: String(parts[0])) else {
      throw problem("“\(name)” is no column of a table")
    }
    var rest = String(text.dropFirst(name.count).trimmed)
    if rest.hasPrefix(":") { rest = String(rest.dropFirst().trimmed) }
    let (told, conditions) = try toldText(rest)
    layout.questions.append(
      .init(table: table, column: String(parts[1]), text: told, conditions: conditions, isNeeded: isNeeded))
  }

  private mutating func readTable(_ text: String, isDerived: Bool) throws(Problem) {
    if text.hasPrefix("names of ") {
      let words = String(text.dropFirst("names of ".count))
      layout.tables.append(TableMapping(target: .names(words), isDerived: isDerived))
      return
    }
    var mapping: TableMapping
    var phrase = try LayoutPhrase(text, line: line)
    let word = try phrase.word("a table")
    guard let table = TableName(rawValue: word) else {
      throw problem("there is no table “\(word)”", nearest(word, TableName.allCases.map(\.rawValue)))
    }
    mapping = TableMapping(target: .table(table), isDerived: isDerived)
    if phrase.skip(word: "from") { mapping.rows = .list(try phrase.header()) }
    if phrase.skip(word: "each") { mapping.rows = .each(try phrase.alternatives()) }
    if phrase.skip(word: "by") {
      guard phrase.skip(word: "days") else { throw problem("rows can be “by days” only") }
      mapping.rows = .days
    }
    try phrase.expectEnd()
    layout.tables.append(mapping)
  }

  private func headers(_ text: String) throws(Problem) -> [String] {
    try whole(text) { phrase throws(Problem) in
      try phrase.list { phrase throws(Problem) in try phrase.header() }
    }
  }

  private func whole<Value>(
    _ text: String, _ body: (inout LayoutPhrase) throws(Problem) -> Value
  ) throws(Problem) -> Value {
    var phrase = try LayoutPhrase(text, line: line)
    let value = try body(&phrase)
    try phrase.expectEnd()
    return value
  }

  private func problem(_ message: String, _ help: String? = nil) -> Problem {
    Problem(line: line, message: message, help: help)
  }

  private func nearest(_ word: String, _ names: [String]) -> String? {
    NearestName.find(word, in: names).map(NearestName.question)
  }
}
