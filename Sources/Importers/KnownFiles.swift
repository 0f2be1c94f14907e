import Codecs
import Formats
import Store

/// Files that were translated: while they stay as they are, and are read by the same rules, they are not taken apart again.
///
/// Their rows are kept as the loader reads them, not as the files had them. What of them depends on other files is kept
/// with what these said.
public struct KnownFiles: Sendable {
  /// What one file gave.
  struct Entry: Sendable {
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
  func entry(_ path: String, _ stamp: FileStamp) -> Entry? {
    entries[path].flatMap { $0.stamp == stamp ? $0 : nil }
  }

  mutating func add(_ path: String, _ stamp: FileStamp, _ outcomes: [FileIntake.Outcome]) {
    entries[path] = Entry(stamp: stamp, outcomes: outcomes)
  }

  /// Keeps what rows became in the place of the rows.
  mutating func settle(_ records: KnownRecords) {
    entries[records.export.path]?.outcomes[records.number] = .known(records.withoutRows)
  }
}

extension KnownRecords {
  /// What its rows became, and what depends on nothing else.
  struct Memory: Sendable {
    /// Ids and their names that it says for other files.
    let names: [String: [String: String]]
    /// What other files said when it was translated; nil where its rows were not of use.
    var dictionaries: [String: [String: String]]?
    var translation: Translation?
  }

  fileprivate var withoutRows: KnownRecords {
    var records = self
    records.records = RecordSet(table: TextTable(headers: self.records.table.headers, columns: [], lines: []))
    records.content = ExportReader.Content(
      kind: content.kind, records: Records(sets: []), encoding: content.encoding, hint: content.hint)
    records.hasRows = false
    return records
  }

  /// What its rows became, as far as other files say the same as then.
  func translation(by dictionaries: [String: [String: String]]) -> Translation? {
    memory?.dictionaries == dictionaries ? memory?.translation : nil
  }
}
