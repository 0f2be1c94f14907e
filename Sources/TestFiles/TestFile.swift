import Calculus
import Diagnostics

/// A `.test` file: a workspace, a clock, and statements with what they print.
///
///     workspace coworking              # a folder of exports, or files in place:
///     file resources.csv
///     id,type
///     D1,Desk
///
///     today 2024-04-02
///
///     occupancy desks 2024-03
///     ----
///     frame,occupied,available,occupancy
///     2024-03,0,1,0
///
/// A case whose rule is `---- error` expects diagnostics, one a line. An empty line ends what is expected; empty lines
/// that are printed count for nothing.
public struct TestFile: Sendable {
  /// A statement and what it prints.
  public struct Case: Sendable {
    /// Of its first line, from 1.
    public let line: Int
    /// Its lines, joined by line feeds.
    public let statement: String
    public let expectsError: Bool
    let place: SourceRange
    /// The rule of dashes.
    let rule: SourceRange
    /// The lines below the rule.
    let expected: [Line]
  }

  /// A line without its break.
  struct Line: Sendable {
    let text: String
    let range: SourceRange
  }

  /// A setting of the file: what stands behind `workspace`, `today`.
  struct Setting: Sendable {
    let text: String
    let range: SourceRange
  }

  public let source: SourceText
  private(set) var workspace: Setting?
  private(set) var files: [(name: String, text: String)] = []
  private(set) var today: Day?
  public private(set) var cases: [Case] = []

  private var lines: [Line] = []
  /// Lines end in CR LF, as some editors have it.
  private let hasReturns: Bool

  /// Reads a file.
  ///
  /// - Parameter source: the text, named by its path.
  /// - Throws: what cannot be read as a test.
  public init(_ source: SourceText) throws(Rejection) {
    self.source = source
    hasReturns = source.text.utf8.contains(UInt8(ascii: "\r"))
    var lower = 0
    for bytes in source.text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let text = bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes
      let range = SourceRange(lower: lower, upper: lower + text.count)
      lines.append(Line(text: String(Substring(text)), range: range))
      lower += bytes.count + 1
    }
    var index = 0
    while index < lines.count { index = try read(at: index) }
  }

  /// Reads what begins at a line.
  ///
  /// - Returns: the index of the line behind it.
  private mutating func read(at index: Int) throws(Rejection) -> Int {
    let line = lines[index]
    if line.text.isEmpty || line.text.hasPrefix("#") { return index + 1 }
    if let setting = setting("workspace", in: line) {
      if workspace != nil { throw Rejection(.saidTwice("workspace", line.range, in: source)) }
      if !files.isEmpty { throw Rejection(.workspaceAndFiles(line.range, in: source)) }
      workspace = setting
      return index + 1
    }
    if let setting = setting("today", in: line) {
      if today != nil { throw Rejection(.saidTwice("today", line.range, in: source)) }
      guard let day = Day(iso: setting.text) else { throw Rejection(.noDay(setting, in: source)) }
      today = day
      return index + 1
    }
    if let setting = setting("file", in: line) {
      if workspace != nil { throw Rejection(.workspaceAndFiles(line.range, in: source)) }
      guard !setting.text.contains("/"), !setting.text.hasPrefix(".") else {
        throw Rejection(.badFileName(setting, in: source))
      }
      let end = lines[index...].firstIndex { $0.text.isEmpty } ?? lines.count
      files.append((setting.text, lines[index + 1..<end].map { $0.text + "\n" }.joined()))
      return end
    }
    return try readCase(at: index)
  }

  /// `today 2024-04-02`, but not the query `today` nor a metric of that name.
  private func setting(_ word: String, in line: Line) -> Setting? {
    guard line.text.hasPrefix(word + " ") else { return nil }
    let value = line.text.dropFirst(word.count).drop { $0 == " " }
    let text = String(value.reversed().drop { $0 == " " }.reversed())
    let lower = line.range.upper - value.utf8.count
    return Setting(text: text, range: SourceRange(lower: lower, upper: lower + text.utf8.count))
  }

  private mutating func readCase(at start: Int) throws(Rejection) -> Int {
    guard let rule = lines[start...].firstIndex(where: { $0.text.isEmpty || $0.text.hasPrefix("----") }),
      rule > start, !lines[rule].text.isEmpty
    else { throw Rejection(.noRule(lines[start].range, in: source)) }
    let word = lines[rule].text.drop { $0 == "-" }.filter { $0 != " " }
    guard word.isEmpty || word == "error" else { throw Rejection(.badRule(lines[rule].range, in: source)) }
    let end = lines[(rule + 1)...].firstIndex { $0.text.isEmpty } ?? lines.count
    cases.append(
      Case(
        line: start + 1, statement: lines[start..<rule].map(\.text).joined(separator: "\n"),
        expectsError: word == "error", place: lines[start].range.union(lines[rule - 1].range), rule: lines[rule].range,
        expected: Array(lines[(rule + 1)..<end])))
    return end
  }

  /// The file with other expectations.
  ///
  /// - Parameter printed: what each case printed, in their order.
  func text(expecting printed: [Printed]) -> String {
    var result: [String] = []
    var rest = zip(cases, printed).map { (rule: $0.rule, expected: $0.expected.count, printed: $1) }[...]
    var index = 0
    while index < lines.count {
      if let next = rest.first, lines[index].range == next.rule {
        rest.removeFirst()
        result.append(next.printed.isError ? "---- error" : "----")
        result += next.printed.lines.filter { !$0.isEmpty }
        index += 1 + next.expected
      } else {
        result.append(lines[index].text)
        index += 1
      }
    }
    return result.joined(separator: hasReturns ? "\r\n" : "\n")
  }
}
