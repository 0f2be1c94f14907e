import Codecs
import Diagnostics
import Store

// What was made of files is kept for the next time.
extension WorkspaceFiles {
  /// For what is read where it lies or taken apart.
  var readingWatch: ReadingWatch {
    ReadingWatch(isCancelled: watch.isCancelled) { [tell = watch.tell] in tell(.bytes($0)) }
  }

  mutating func add(_ piped: PipedExport, _ notebook: inout Notebook) {
    watch.tell(.file)
    let export = Export(path: piped.name, name: piped.name, source: nil, bytes: piped.bytes)
    known += takeIn(export, isAlone: true, &notebook)
  }

  /// What a file holds: as it was taken apart before, where it is still the same.
  mutating func outcomes(of export: Export) throws(SystemError) -> [FileIntake.Outcome] {
    // Looked at before it is read: what is written meanwhile is read the next time.
    let stamp = export.bytes.map { FileStamp(byteCount: $0.count) } ?? FileStamp(path: export.path)
    if let stamp, let outcomes = before.outcomes(export.path, stamp) {
      translated.keep(export.path, of: before)
      return outcomes
    }
    let outcomes = try readOutcomes(of: export)
    // What could not be read may be readable the next time.
    let hasFailed = outcomes.contains { if case .failed = $0 { true } else { false } }
    if let stamp, !hasFailed { translated.add(export.path, stamp, outcomes) }
    return outcomes
  }

  private func readOutcomes(of export: Export) throws(SystemError) -> [FileIntake.Outcome] {
    let file =
      if let bytes = export.bytes {
        FileBytes(bytes, path: export.path)
      } else {
        try FileBytes(path: export.path, watch: readingWatch)
      }
    return FileIntake(export: export, rules: rules).outcomes(of: file)
  }

  /// Ids and their names that a file says for others.
  func names(of records: KnownRecords) -> [String: [String: String]] {
    if let memory = records.memory { return memory.names }
    let translator = Translator(
      rules: rules, context: LayoutContext(stem: records.stem), source: nil, hint: records.hint)
    return translator.names(records.records, records.layout)
  }

  /// The zones of the locations that a file tells of, empty where one has none.
  func zones(of records: KnownRecords) -> [String] {
    if let memory = records.memory { return memory.zones }
    let translator = Translator(
      rules: rules, context: LayoutContext(stem: records.stem), source: nil, hint: records.hint)
    return translator.zones(records.records, records.layout)
  }

  /// On whose clock instants become days: the locations are looked at before any row is translated.
  func dayClock(_ known: [KnownRecords]) -> DayClock {
    var zones: [String] = []
    for index in known.indices { zones += self.zones(of: known[index]) }
    // Those that are read where they lie are read later: their zones are needed now.
    for match in matches[.locations] ?? [] where match.file.lines == nil {
      let export = Export(path: match.account.path, name: match.account.export, source: nil)
      for case .known(let records) in (try? readOutcomes(of: export)) ?? [] { zones += self.zones(of: records) }
    }
    return DayClock(setting: rules.timezone, places: zones)
  }

  /// What the rows of a file become.
  mutating func translation(
    of records: consuming KnownRecords, _ dictionaries: [String: [String: String]], _ clock: DayClock
  ) -> KnownRecords.Translation {
    let clock = records.layout.tellsDaysOfInstants ? clock : DayClock()
    if let known = records.translation(by: dictionaries, clock) { return known }
    if !records.hasRows {
      // Other files say something else than before, and the rows were not kept.
      let (export, number, table) = (records.export, records.number, records.layout.tables.first?.table)
      do throws(SystemError) {
        if case .known(let fresh)? = try readOutcomes(of: export).dropFirst(number).first { records = fresh }
      } catch {
        var lost = KnownRecords.Translation()
        lost.failures.append((table, [.unreadable(path: export.name, error: error)]))
        return lost
      }
    }
    let (path, number) = (records.export.path, records.number)
    var memory = KnownRecords.Memory(names: names(of: records), zones: zones(of: records))
    let translation = records.translated(rules, dictionaries, clock, watch: watch)
    (memory.dictionaries, memory.clock, memory.translation) = (dictionaries, clock, translation)
    if !watch.isCancelled() { translated.settle(path, number, memory) }
    return translation
  }
}
