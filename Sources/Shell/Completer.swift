import Calculus
import DeskQL
import Diagnostics
import Language
import Planning
import Rendering
import Store

/// Offers what the parser would accept, with the names that the session knows and without what the metric at hand
/// cannot be asked by. Messages and completion ask the same parser and binder, so they cannot disagree.
struct Completer {
  let assistant: Assistant
  /// Whether only what begins with the word is wanted: a hint needs no more, and quickly.
  var beginningOnly = false
  /// The words of the metric that `_` stands for.
  var lastMetric: [String] = []
  /// What words such as `$month` stand for.
  var parameters = Parameters()
  /// Words of the text that somebody has read already.
  var known: [TypedWord] = []

  var session: Session { assistant.session }

  init(
    _ assistant: Assistant, beginningOnly: Bool = false, lastMetric: [String] = [],
    parameters: Parameters = Parameters()
  ) {
    self.assistant = assistant
    self.beginningOnly = beginningOnly
    self.lastMetric = lastMetric
    self.parameters = parameters
  }

  /// - Parameter text: all that is typed of the statements at hand, up to the cursor.
  func completion(of text: String) -> Completion {
    completion(at: Parser.site(at: text.utf8.count, in: SourceText(text: text)), in: text)
  }

  func completion(at site: CompletionSite, in text: String) -> Completion {
    let isQuoted = site.prefix.hasPrefix("\"")
    let prefix = Completion.unquoted(site.prefix)
    if prefix.hasPrefix("$"), !isQuoted { return Completion(typed: prefix, candidates: parameters(beginning: prefix)) }

    var seen: Set<String> = []
    var candidates: [Completion.Candidate] = []
    for expectation in namingValues(expectations(at: site), at: site, in: text) {
      let isName = Completer.isName(expectation)
      if isQuoted, !isName { continue }  // quotes always make a name
      for known in names(for: expectation, prefix: prefix, site: site, in: text) {
        guard isName || Completer.begins(known.name, with: prefix), seen.insert(known.name).inserted else { continue }
        let typed = isQuoted ? Printer.quoted(known.name) : isName ? Printer.name(known.name) : known.name
        candidates.append(Completion.Candidate(name: known.name, text: typed, note: known.note))
      }
    }
    return Completion(typed: site.prefix, candidates: candidates)
  }

  /// What is worth offering, the likeliest first. After the first words of a metric's name only its rest makes sense,
  /// though the grammar, which does not know the names, would have a time or a clause there as well.
  private func expectations(at site: CompletionSite) -> [Expectation] {
    var expectations = site.expectations
    guard expectations.contains(.metric) else { return expectations }
    if site.run.isEmpty {
      // A query is asked more often than anything else is said.
      return [.metric] + expectations.filter { $0 != .metric }
    }
    let run = site.run.joined(separator: " ").lowercased()
    if assistant.isMetric(site.run) {
      expectations.removeAll { $0 == .metric }
      let isNameAlone = assistant.metricNames.contains { $0.lowercased() == run }
      // A query wants a time before anything else.
      if expectations.contains(.frame) {
        expectations.removeAll { if case .keyword(let word) = $0 { word != "since" } else { false } }
      }
      return (isNameAlone ? [.metric] : []) + expectations
    }
    return metricRests(after: site.run, in: site, orModes: true).isEmpty ? expectations : [.metric]
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
  ) -> [KnownName] {
    func plain(_ names: [String]) -> [KnownName] { names.map { KnownName($0) } }
    let before = Completer.word(before: site, in: text)
    switch expectation {
    case .keyword(let word):
      // A filter that the metric cannot be asked by is refused.
      let isStatement = word == Keyword.source.rawValue && Completer.beginsStatement(site)
      if let keyword = Keyword(spelling: word), Keyword.keys.contains(keyword), !isStatement,
        let reach = reach(at: site), !reach.filters.contains(word)
      {
        return []
      }
      let note = isStatement ? CompletionNotes.sourceStatement : CompletionNotes.keywords[word] ?? ""
      return [KnownName(word, note: note)]
    case .metric: return metricRests(after: site.run, in: site, orModes: true)
    case .definition: return definitions(site, in: text)
    case .topic:
      return (site.run.isEmpty ? plain(session.helpTopics) : []) + metricRests(after: site.run, in: site)
    case .state: return plain(session.stateNames(ofTable: before))
    case .key:
      return plain(reach(at: site)?.keys ?? CalendarKey.allCases.map(\.rawValue) + Keyword.keys.map(\.rawValue))
    case .name(let key): return matches(prefix, ofKey: key)
    case .frame: return frames(beginning: prefix)
    case .table: return plain(TableName.allCases.map(\.rawValue))
    case .finding: return plain(Session.checkedNames)
    case .setting:
      return Settings.definitions.filter(\.isForSessions).map { KnownName($0.name, note: $0.help) }
        + (before == "set" ? ShellSettings.all.map { KnownName($0.name, note: $0.help) } : [])
    case .format: return Format.allCases.map { KnownName($0.rawValue) }
    case .unit: return plain(Session.unitNames)
    case .value: return values(of: before)
    case .column: return columns(site, in: text)
    case .basis: return plain(session.definitionNames(ofMetric: metric(of: site)))
    // A hint is no reason to look at a folder.
    case .file: return beginningOnly ? [] : plain(FileNames.beginning(prefix))
    case .loadedFile: return plain(session.fileNames.filter { Completer.begins($0, with: prefix) })
    case .library:
      let rests = Completer.rests(of: session.definitionNames(ofMetric: metric(of: site)), after: site.run)
      return plain(rests.filter { Completer.begins($0, with: prefix) })
    case .symbol, .number, .currency, .clock, .header, .rule, .newName, .end: return []
    }
  }

  // MARK: What the metric can be asked by

  private func metric(of site: CompletionSite) -> [String] { site.metric == ["_"] ? lastMetric : site.metric }

  func reach(at site: CompletionSite) -> Assistant.Reach? {
    guard let (name, _) = assistant.metric(of: metric(of: site)) else { return nil }
    return beginningOnly ? assistant.knownReach(ofMetric: name) : assistant.reach(ofMetric: name)
  }

  /// What is left of the metrics' names that begin with the words of a run: `desks`, `spaces` after `occupancy`. After
  /// a whole name, the modes that it can take. Behind filters, without metrics that these cannot narrow.
  func metricRests(after run: [String], in site: CompletionSite, orModes: Bool = false) -> [KnownName] {
    let words = run.map { $0.lowercased() }
    let name = words.joined(separator: " ")
    var own: [KnownName] = []
    var vendors: [KnownName] = []
    for (index, parts) in assistant.metricWords.enumerated()
    where parts.count > words.count && zip(parts, words).allSatisfy({ $0 == $1[...] }) {
      let metric = assistant.metricNames[index]
      if !site.filters.isEmpty, let reach = assistant.knownReach(ofMetric: metric),
        !site.filters.allSatisfy({ $0 == "source" || reach.filters.contains($0) })
      {
        continue
      }
      let rest = metric.split(separator: " ").dropFirst(words.count).joined(separator: " ")
      let known = KnownName(rest, note: assistant.remark(onMetric: metric))
      if assistant.vendorMetrics.contains(metric) { vendors.append(known) } else { own.append(known) }
    }
    // What vendors publish comes where nothing of deskql's own is meant.
    let isOwn = own.contains { Completer.begins($0.name, with: site.prefix) }
    guard orModes, !run.isEmpty, let whole = assistant.metricNames.first(where: { $0.lowercased() == name }) else {
      return isOwn ? own : own + vendors
    }
    let possible = beginningOnly ? assistant.knownReach(ofMetric: whole) : assistant.reach(ofMetric: whole)
    let modes = possible?.modes ?? Catalogue.modeWords
    return own + modes.map { KnownName($0, note: CompletionNotes.modes[$0] ?? "") } + vendors
  }

  /// What is left of names that begin with the words of a run.
  static func rests(of names: [String], after run: [String]) -> [String] {
    let words = run.map { $0.lowercased() }
    return names.compactMap { name in
      let parts = name.split(separator: " ")
      guard parts.count > words.count, zip(parts, words).allSatisfy({ $0.lowercased() == $1 }) else { return nil }
      return parts.dropFirst(words.count).joined(separator: " ")
    }
  }

  func matches(_ prefix: String, ofKey key: String) -> [KnownName] {
    if key == "weekday" { return Weekday.names.filter { Completer.begins($0, with: prefix) }.map { KnownName($0) } }
    let found = assistant.names(ofKey: key).matches(prefix, most: 100)
    return beginningOnly ? found.filter { Completer.begins($0.name, with: prefix) } : found
  }

  // MARK: Words and values

  /// The word in front of the one that is being typed.
  static func word(before site: CompletionSite, in text: String) -> String {
    Substring(text.utf8.prefix(site.lower)).split(whereSeparator: \.isWhitespace).last.map(String.init) ?? ""
  }

  /// What a setting can be: `prorated` for `mode`.
  private func values(of word: String) -> [KnownName] {
    if let setting = ShellSettings.all.first(where: { $0.name == word.lowercased() }) {
      return setting.values.map { KnownName($0) }
    }
    let values: [String] =
      switch Settings.definition(word)?.kind {
      case .choice(let values): values
      case .flag: ["on", "off"]
      case .month: (1...12).map(String.init)
      case .number, .count, .zone, .hours, .logFile, .text, nil: word.lowercased() == "timing" ? ["on", "off"] : []
      }
    return values.map { KnownName($0) }
  }
}
