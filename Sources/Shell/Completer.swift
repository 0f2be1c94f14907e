import Calculus
import DeskQL
import Diagnostics
import Language
import Rendering
import Store

/// Offers what the parser would accept, with the names that the session knows. Messages and completion ask the same
/// parser, so they cannot disagree.
struct Completer {
  let session: Session

  /// - Parameter text: all that is typed of the statements at hand, up to the cursor.
  func completion(of text: String) -> Completion {
    let site = Parser.site(at: text.utf8.count, in: SourceText(text: text))
    let isQuoted = site.prefix.hasPrefix("\"")
    let prefix = isQuoted ? String(site.prefix.dropFirst()) : site.prefix

    var seen: Set<String> = []
    var candidates: [Completion.Candidate] = []
    for expectation in expectations(at: site) {
      let isName = Completer.isName(expectation)
      if isQuoted, !isName { continue }  // quotes always make a name
      for name in names(for: expectation, prefix: prefix, site: site, in: text)
      where Completer.begins(name, with: prefix) {
        guard seen.insert(name).inserted else { continue }
        let quoted = isQuoted ? "\"" + name + "\"" : isName ? Printer.name(name) : name
        candidates.append(Completion.Candidate(name: name, text: quoted))
      }
    }
    return Completion(typed: site.prefix, candidates: candidates)
  }

  /// What is worth offering. After the first words of a metric's name only its rest makes sense, though the grammar,
  /// which does not know the names, would have a time or a clause there as well.
  private func expectations(at site: CompletionSite) -> [Expectation] {
    guard !site.run.isEmpty, site.expectations.contains(.metric) else { return site.expectations }
    let run = site.run.joined(separator: " ").lowercased()
    if session.metricNames.contains(where: { $0.lowercased() == run }) {
      return [.metric] + site.expectations.filter { $0 != .metric }
    }
    return metricRests(after: site.run, orModes: true).isEmpty ? site.expectations : [.metric]
  }

  /// Whether a candidate is a name of somebody's data, which may need quotes.
  private static func isName(_ expectation: Expectation) -> Bool {
    switch expectation {
    case .name, .file, .loadedFile, .library: true
    default: false
    }
  }

  private static func begins(_ name: String, with prefix: String) -> Bool {
    prefix.isEmpty || name.lowercased().hasPrefix(prefix.lowercased())
  }

  private func names(
    for expectation: Expectation, prefix: String, site: CompletionSite, in text: String
  ) -> [String] {
    switch expectation {
    case .keyword(let word): [word]
    case .metric: metricRests(after: site.run, orModes: true)
    case .definition: metricRests(after: site.run) + (site.run.isEmpty ? session.describedNames : [])
    case .topic: site.run.isEmpty ? session.helpTopics + session.metricNames : metricRests(after: site.run)
    case .state: session.stateNames(ofTable: Completer.word(before: site, in: text))
    case .key: Completer.calendarKeys + Keyword.keys.map(\.rawValue)
    case .name(let key): session.names(ofKey: key, prefix: prefix)
    case .frame: Completer.frames(beginning: prefix)
    case .table: TableName.allCases.map(\.rawValue)
    case .finding: Session.checkedNames
    case .setting: Settings.definitions.filter(\.isForSessions).map(\.name)
    case .format: Format.allCases.map(\.rawValue)
    case .unit: Session.unitNames
    case .value: Completer.values(of: Completer.word(before: site, in: text))
    case .basis: ["hours", "bookings", "days"]
    case .file: FileNames.beginning(prefix)
    case .loadedFile: session.fileNames
    case .library: Completer.rests(of: session.definitionNames(ofMetric: site.metric), after: site.run)
    case .symbol, .column, .number, .currency, .clock, .header, .rule, .newName, .end: []
    }
  }

  /// What is left of the metrics' names that begin with the words of a run: `desks`, `spaces` after `occupancy`. After
  /// a whole name, the modes.
  private func metricRests(after run: [String], orModes: Bool = false) -> [String] {
    let rests = Completer.rests(of: session.metricNames, after: run)
    let words = run.joined(separator: " ").lowercased()
    let isWhole = session.metricNames.contains { $0.lowercased() == words }
    return orModes && isWhole && !run.isEmpty ? rests + Completer.modes : rests
  }

  /// What is left of names that begin with the words of a run.
  private static func rests(of names: [String], after run: [String]) -> [String] {
    let words = run.map { $0.lowercased() }
    return names.compactMap { name in
      let parts = name.split(separator: " ")
      guard parts.count > words.count, zip(parts, words).allSatisfy({ $0.lowercased() == $1 }) else { return nil }
      return parts.dropFirst(words.count).joined(separator: " ")
    }
  }

  /// The word in front of the one that is being typed.
  private static func word(before site: CompletionSite, in text: String) -> String {
    Substring(text.utf8.prefix(site.lower)).split(whereSeparator: \.isWhitespace).last.map(String.init) ?? ""
  }

  /// What a setting can be: `prorated` for `mode`.
  private static func values(of setting: String) -> [String] {
    switch Settings.definition(setting)?.kind {
    case .choice(let values): values
    case .flag: ["on", "off"]
    case .month: (1...12).map(String.init)
    case .number, .count, .zone, .hours, .logFile, .text, nil: []
    }
  }

  private static let modes = Mode.allCases.map(\.rawValue) + ["peak", "low"]

  private static let calendarKeys = ["day", "week", "month", "quarter", "year", "weekday", "hour"]

  private static let wordsOfTime = [
    "today", "yesterday", "last7", "last30", "last90", "next30", "next90", "last3months", "next3months", "thismonth",
    "lastmonth", "thisquarter", "lastquarter", "ytd",
  ]

  /// The words, and after a year its quarters and months.
  private static func frames(beginning prefix: String) -> [String] {
    let year = prefix.prefix(4)
    guard year.count == 4, year.allSatisfy(\.isWholeNumber), prefix.count > 4 else { return wordsOfTime }
    return (1...4).map { "\(year)-Q\($0)" } + (1...12).map { "\(year)-" + ($0 < 10 ? "0\($0)" : "\($0)") }
  }
}
