import Calculus
import DeskQL
import Diagnostics
import Language
import Rendering
import Store

/// Looks at a line while it is typed. What a word is says the parser, whether it is known the session's names, and at
/// rest the binder.
struct Highlighter {
  let assistant: Assistant
  /// The lines before this one, each with its line break.
  let before: String
  private var completer: Completer
  private var words: [TypedWord] = []

  init(_ assistant: Assistant, before: String, lastMetric: [String] = [], parameters: Parameters = Parameters()) {
    self.assistant = assistant
    self.before = before
    completer = Completer(assistant, beginningOnly: true, lastMetric: lastMetric, parameters: parameters)
  }

  /// - Parameters:
  ///   - cursor: in bytes of the line.
  ///   - isAtRest: whether nothing was typed for a while: then the binder is asked.
  ///   - recalled: what was entered before and begins with the line, if anything.
  mutating func look(at line: String, cursor: Int, isAtRest: Bool, recalled: (String) -> String?) -> LineLook {
    let source = SourceText(text: before + line)
    words = TypedWord.words(of: source, knowing: words)
    completer.known = words
    let offset = before.utf8.count
    let end = source.text.utf8.count
    let isAtEnd = cursor == line.utf8.count
    var look = LineLook()
    var run: [String] = []
    var unknown = false
    var isRunUnknown = false
    for (index, word) in words.enumerated() {
      run = word.role == .metric ? run + [word.token.text] : []
      let isRunOver = index + 1 >= words.count || words[index + 1].role != .metric
      let isBeingTyped = isAtEnd && word.token.range.upper == end
      var isUnknown = isUnknown(word, index, run, isRunOver: isRunOver, isBeingTyped: isBeingTyped, in: source)
      // Of a metric's words the first wrong one is enough.
      if word.role == .metric, isRunUnknown { isUnknown = false }
      isRunUnknown = word.role == .metric && (isRunUnknown || isUnknown)
      unknown = unknown || isUnknown
      guard let style = isUnknown ? .unknown : Highlighter.style(of: word) else { continue }
      let range = max(0, word.token.range.lower - offset)..<max(0, word.token.range.upper - offset)
      if !range.isEmpty { look.marks.append(.init(range: range, style: style)) }
    }
    let ghost = isAtEnd && !unknown && !line.isEmpty ? ghost(behind: line, in: source, recalled: recalled) : ""
    if isAtRest, !unknown, let problem = problem(of: source), problem.severity == .error,
      // A word that goes on as the hint says is not wrong yet.
      ghost.isEmpty || line.last == " " || (problem.range?.upper ?? 0) < end
    {
      // What asks for more is told by what it asks for, and nothing is wrong with the words so far.
      let isQuestion = problem.code == "frame-missing"
      look.remark = [isQuestion ? nil : problem.message, problem.help].compactMap { $0 }.joined(separator: "; ")
      if !isQuestion, let range = problem.range { look.markUnknown(range, below: offset) }
    }
    guard isAtEnd, !unknown, look.remark.isEmpty, !line.isEmpty else { return look }
    look.ghost = ghost
    if ghost.isEmpty, line.last == " ", isAtRest {
      let site = Parser.site(at: end, in: source)
      if site.prefix.isEmpty { look.remark = Expectation.brief(Highlighter.told(site.expectations)) }
    }
    return look
  }

  /// What the line may go on with: what was entered before, or the likeliest rest of its last word.
  private func ghost(behind line: String, in source: SourceText, recalled: (String) -> String?) -> String {
    if before.isEmpty, let entry = recalled(line) { return String(entry.utf8.dropFirst(line.utf8.count)) ?? "" }
    let site = Parser.site(at: source.text.utf8.count, in: source)
    guard !site.prefix.isEmpty, let best = completer.completion(at: site, in: source.text).candidates.first,
      best.text.utf8.starts(with: site.prefix.utf8)
    else { return "" }
    return String(best.text.utf8.dropFirst(site.prefix.utf8.count)) ?? ""
  }

  /// What is worth telling of what may come next: clauses are told together by one of them.
  private static func told(_ expectations: [Expectation]) -> [Expectation] {
    expectations.filter { if case .end = $0 { false } else if case .symbol = $0 { false } else { true } }
  }

  private static func style(of word: TypedWord) -> LineLook.Style? {
    switch word.role {
    case .keyword(let text): Keyword(spelling: text).map { Keyword.keys.contains($0) ? .key : .keyword } ?? .keyword
    case .metric, .definition: .metric
    case .frame, .clock: .time
    case .key, .column, .setting, .table, .state, .unit, .basis, .format: .key
    case .name, .library, .file, .loadedFile, .header: .name
    case .number, .currency: .number
    case .value: word.token.text.first?.isNumber ?? false ? .number : .name
    case .symbol, .finding, .rule, .newName, .topic, .end, nil: nil
    }
  }

  /// Whether a word is wrong whatever follows. One that is being typed is, where nothing begins with it.
  private func isUnknown(
    _ word: TypedWord, _ index: Int, _ run: [String], isRunOver: Bool, isBeingTyped: Bool, in source: SourceText
  ) -> Bool {
    let text = word.token.text
    let written = source.text(of: word.token.range)
    // What a parameter stands for may be many words.
    if written.hasPrefix("$") {
      return !completer.parameters.all.contains {
        isBeingTyped ? ("$" + $0.name).hasPrefix(written) : "$" + $0.name == written
      }
    }
    // Quotes that are not closed yet.
    if isBeingTyped, written.hasPrefix("\""), word.token.kind == .unreadable { return false }
    if isBeingTyped, word.token.kind == .word, word.isUnexpected || word.role == .format || word.role == .table {
      let site = Parser.site(at: word.token.range.upper, in: source)
      return completer.completion(at: site, in: source.text).candidates.isEmpty
    }
    if word.isUnexpected { return true }
    switch word.role {
    case .metric:
      guard text != "_", !word.token.text.hasSuffix(":"), isQuery(index) else { return false }
      if isBeingTyped { return !assistant.mayBecomeMetric(run) }
      // While more may come, the words so far need only begin a name.
      return isRunOver && index + 1 < words.count ? !assistant.isMetric(run) : !assistant.beginsMetric(run)
    case .name(let key): return !isBeingTyped && !assistant.session.knows(text, ofKey: key)
    case .format: return Format(rawValue: text.lowercased()) == nil
    case .table: return TableName.named(text) == nil
    case .frame:
      return !isBeingTyped && text.lowercased() != "since" && assistant.session.days(ofFrame: text) == nil
    default: return false
    }
  }

  /// Whether a word is of a query, and not of a definition, where columns stand besides metrics.
  private func isQuery(_ index: Int) -> Bool {
    let start = words[..<index].lastIndex { $0.token.kind == .newline || $0.token.kind == .semicolon }.map { $0 + 1 }
    switch words[start ?? 0].role {
    case .keyword("define"), .keyword("check"), .keyword("map"): return false
    default: return true
    }
  }

  /// What the binder says to the one statement that can be read.
  private func problem(of source: SourceText) -> Diagnostic? {
    if source.text.utf8.contains(UInt8(ascii: "$")) { return nil }
    let script = Parser.script(source)
    guard script.diagnostics.isEmpty, script.statements.count == 1 else { return nil }
    return assistant.session.problem(of: script.statements[0].0, in: source)
  }
}

extension LineLook {
  /// Marks a place of the source, on this line or not.
  fileprivate mutating func markUnknown(_ range: SourceRange, below offset: Int) {
    let range = max(0, range.lower - offset)..<max(0, range.upper - offset)
    guard !range.isEmpty else { return }
    marks.removeAll { $0.range.overlaps(range) }
    marks.append(Mark(range: range, style: .unknown))
    marks.sort { $0.range.lowerBound < $1.range.lowerBound }
  }
}
