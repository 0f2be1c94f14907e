import Codecs
import Formats
import Store

/// Files that were translated: while they stay as they are, and are read by the same rules, they are not taken apart again.
///
/// Their rows are kept as the loader reads them, not as the files had them. What of them depends on other files is kept
/// with what these said.
public struct KnownFiles: Sendable {
  /// What one file gave.
  private struct Entry: Sendable {
    let stamp: FileStamp
    var outcomes: [FileIntake.Outcome]
  }

  /// The settings that they were read by.
  private let settings: [String]
  private var entries: [String: Entry] = [:]

  public init() {
    settings = []
  }

  /// Those that are still good under other settings: all or none.
  init(_ other: KnownFiles, for settings: Settings) {
    self.settings =
      ["date_order", "decimal_mark", "timezone"].map(settings.value) + settings.columnMaps.map { "\($0)" }
    if other.settings == self.settings { entries = other.entries }
  }

  /// The same rules, and no files yet.
  var emptied: KnownFiles {
    var files = self
    files.entries = [:]
    return files
  }

  /// What a file gave, if it is still the same.
  func outcomes(_ path: String, _ stamp: FileStamp) -> [FileIntake.Outcome]? {
    entries[path].flatMap { $0.stamp == stamp ? $0.outcomes : nil }
  }

  mutating func add(_ path: String, _ stamp: FileStamp, _ outcomes: [FileIntake.Outcome]) {
    let outcomes = outcomes.map { outcome in
      if case .known(let records) = outcome { FileIntake.Outcome.known(records.withoutRows) } else { outcome }
    }
    entries[path] = Entry(stamp: stamp, outcomes: outcomes)
  }

  mutating func keep(_ path: String, of other: KnownFiles) { entries[path] = other.entries[path] }

  /// Keeps what rows of a file became.
  mutating func settle(_ path: String, _ number: Int, _ memory: KnownRecords.Memory) {
    guard case .known(var records)? = entries[path]?.outcomes[number] else { return }
    records.memory = memory
    entries[path]?.outcomes[number] = .known(records)
  }
}

extension KnownRecords {
  /// What its rows became.
  struct Memory: Sendable {
    /// Ids and their names that it says for other files.
    let names: [String: [String: String]]
    /// The zones of the locations that it tells of.
    let zones: [String]
    /// What other files said when it was translated; nil where it was passed over.
    var dictionaries: [String: [String: String]]?
    var clock: DayClock?
    var translation: Translation?
  }

  fileprivate var withoutRows: KnownRecords {
    var records = self
    records.records.table = TextTable(headers: records.records.table.headers)
    records.records.children = [:]
    records.records.rejects = []
    records.hasRows = false
    return records
  }

  /// What its rows became, as far as other files say the same as then.
  func translation(by dictionaries: [String: [String: String]], _ clock: DayClock) -> Translation? {
    memory?.dictionaries == dictionaries && memory?.clock == clock ? memory?.translation : nil
  }
}
