import Store

/// Finds the row that a text names: by id, else by name or e-mail where just one row has it, ignoring case.
///
/// A table that no file gave is open: whatever is named becomes a row of it, so that a folder with bookings alone has its
/// people and objects, too.
final class LinkIndex {
  let table: TableName
  let isOpen: Bool
  private let ids: Identifiers?
  private let names: [(Codes, StringPool)]
  /// Folders within the workspace, by which ids are marked.
  private let sources: Set<String>
  /// What else rows are called: the ids and names of rows that went into them, with the row from 0.
  private let aliases: [(name: String, row: Int)]

  private var rowsByInteger: [Int64: UInt32] = [:]
  /// By integer id less the smallest, where the ids are dense.
  private var rowsByOffset: [UInt32] = []
  private var smallest: Int64 = 0
  private var rowsByText: [String: UInt32] = [:]
  /// Ids in lower case, names, e-mails: built when the first text is no id. 0: several rows have it.
  private lazy var rowsByName = indexNames()
  /// The ids of an open table, in the order in which they were met.
  private(set) var collected: [String] = []
  /// What rows of an open table are called, by what else may stand for them, in lower case.
  private let called: [String: String]

  init(openTable table: TableName, called: [String: String] = [:]) {
    self.table = table
    self.called = called
    isOpen = true
    ids = nil
    names = []
    sources = []
    aliases = []
  }

  init(
    _ table: TableName, ids: Identifiers, names: [(Codes, StringPool)], sources: Set<String> = [],
    aliases: [(name: String, row: Int)] = []
  ) {
    self.sources = sources
    self.aliases = aliases
    called = [:]
    self.table = table
    isOpen = false
    self.ids = ids
    self.names = names
    switch ids {
    case .integers(let values): index(values)
    case .narrowIntegers(let values): index(values.map(Int64.init))
    case .texts(let values):
      rowsByText.reserveCapacity(values.count)
      for (row, id) in values.enumerated() where rowsByText[id] == nil { rowsByText[id] = UInt32(row + 1) }
    }
  }

  private func index(_ ids: [Int64]) {
    guard let least = ids.min(), let most = ids.max() else { return }
    smallest = least
    if most - least < Int64(ids.count) * 4 + 1024 {
      rowsByOffset = [UInt32](repeating: 0, count: Int(most - least) + 1)
      for (row, id) in ids.enumerated() { rowsByOffset[Int(id - least)] = UInt32(row + 1) }
    } else {
      rowsByInteger.reserveCapacity(ids.count)
      for (row, id) in ids.enumerated() { rowsByInteger[id] = UInt32(row + 1) }
    }
  }

  /// How many rows there are.
  var count: Int { isOpen ? collected.count : ids?.count ?? 0 }

  /// Row + 1 of what a cell names; nil if nothing, or more than one thing, has that name.
  func row(_ cell: Cell) -> UInt32? {
    if rowsByText.isEmpty, !isOpen, let id = IntegerText.parse(cell), let row = row(integer: id) { return row }
    return row(text: cell.text)
  }

  private func row(integer id: Int64) -> UInt32? {
    if rowsByOffset.isEmpty { return rowsByInteger[id] }
    let offset = id - smallest
    guard offset >= 0, offset < rowsByOffset.count else { return nil }
    let row = rowsByOffset[Int(offset)]
    return row == 0 ? nil : row
  }

  func row(text: String) -> UInt32? {
    if let row = rowsByText[text] { return row }
    let folded = LinkIndex.folded(text)
    if isOpen {
      if folded.isEmpty { return nil }
      if let row = rowsByText[folded] { return row }
      if let name = called[folded], LinkIndex.folded(name) != folded {
        let row = row(text: name)
        rowsByText[folded] = row
        return row
      }
      collected.append(text)
      rowsByText[folded] = UInt32(collected.count)
      return UInt32(collected.count)
    }
    if let row = rowsByName[folded] { return row == 0 ? nil : row }
    // Of its own source nothing is called so: the workspace's own tables, or another system's people and places.
    let marked = SourceMark.split(text, sources)
    guard marked.source != nil else { return nil }
    if let row = rowsByText[marked.rest] { return row }
    guard let row = rowsByName[LinkIndex.folded(marked.rest)], row != 0 else { return nil }
    return row
  }

  /// Whether a text is an id, a name or an e-mail, be it of several rows. Unlike `row(text:)` it adds nothing.
  func knows(_ text: String) -> Bool {
    let folded = LinkIndex.folded(text)
    return !folded.isEmpty && (isOpen ? rowsByText : rowsByName)[folded] != nil
  }

  static func folded(_ text: String) -> String {
    let lowered = text.lowercased()
    let trimmed = lowered.drop { $0.isWhitespace }
    guard let last = trimmed.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(trimmed[...last])
  }

  private func indexNames() -> [String: UInt32] {
    var byId: [String: UInt32] = [:]
    var byName: [String: UInt32] = [:]
    func add(_ text: String, row: Int, to index: inout [String: UInt32]) {
      let folded = LinkIndex.folded(text)
      guard !folded.isEmpty else { return }
      if let known = index[folded], known != UInt32(row + 1) {
        index[folded] = 0
      } else {
        index[folded] = UInt32(row + 1)
      }
    }
    for row in 0..<count {
      if let ids { add(ids[row], row: row, to: &byId) }
      let source = ids.flatMap { sources.isEmpty ? nil : SourceMark.split($0[row], sources).source }
      for (codes, pool) in names where codes[row] != 0 {
        let name = pool[codes[row]]
        add(name, row: row, to: &byName)
        if let source { add(source + SourceMark.separator + name, row: row, to: &byName) }
      }
    }
    for alias in aliases { add(alias.name, row: alias.row, to: &byName) }
    return byName.merging(byId) { _, id in id }
  }
}
