import Store

/// Finds rows of a table that are one thing under several ids: a person whom two systems know, a place that a workspace
/// says is the same.
struct RowMerger {
  /// By row: the first row that is the same thing; itself where it is that.
  private(set) var firsts: [Int]

  init(rowCount: Int) {
    firsts = Array(0..<rowCount)
  }

  var isTrivial: Bool { firsts.indices.allSatisfy { firsts[$0] == $0 } }

  func first(of row: Int) -> Int {
    var row = row
    while firsts[row] != row { row = firsts[row] }
    return row
  }

  /// Makes one of all rows that share a key; empty keys are none.
  mutating func merge(_ keys: (Int) -> [String]) {
    var known: [String: Int] = [:]
    for row in firsts.indices {
      for key in keys(row) where !key.isEmpty {
        if let other = known[key] { join(row, other) } else { known[key] = row }
      }
    }
    for row in firsts.indices { firsts[row] = first(of: row) }
  }

  private mutating func join(_ row: Int, _ other: Int) {
    let (one, two) = (first(of: row), first(of: other))
    firsts[max(one, two)] = min(one, two)
  }

  /// The rows that stay.
  var kept: [Int] { firsts.indices.filter { firsts[$0] == $0 } }

  /// The rows that go into each that stays, itself first.
  var groups: [[Int]] {
    var members: [Int: [Int]] = [:]
    for row in firsts.indices { members[firsts[row], default: []].append(row) }
    return kept.map { members[$0]! }
  }
}

extension Column {
  /// One row for each group: the first cell of its rows that says something.
  ///
  /// - Returns: the column, and the groups whose rows say different things.
  func merged(_ groups: [[Int]]) -> (column: Column, conflicts: [Int]) {
    var conflicts: [Int] = []
    var rows: [Int] = []
    for (number, group) in groups.enumerated() {
      let filled = group.filter { says($0) }
      rows.append(filled.first ?? group[0])
      if let first = filled.first, filled.contains(where: { !isSame($0, first) }) { conflicts.append(number) }
    }
    return (keeping(rows), conflicts)
  }

  /// The same for lists with semicolons: what any of the rows has, each once.
  func united(_ groups: [[Int]]) -> Column {
    guard case .text(let codes, let pool) = self else { return merged(groups).column }
    var builder = PoolBuilder()
    let united = groups.map { group -> UInt32 in
      var known: Set<String> = []
      var parts: [Substring] = []
      for row in group {
        for part in pool[codes[row]].split(separator: ";") where known.insert(LinkIndex.folded(String(part))).inserted {
          parts.append(part)
        }
      }
      return parts.isEmpty ? 0 : builder.code(of: parts.joined(separator: ";"))
    }
    return .text(Codes(united, limit: builder.count), builder.pool())
  }

  private func says(_ row: Int) -> Bool {
    switch self {
    case .identifiers: true
    case .text(let codes, _), .link(let codes, _): codes[row] != 0
    case .number(let numbers): numbers[row] != nil
    case .day(let days): days[row] != .min && days[row] != .max
    case .minute(let minutes): minutes[row] != .min && minutes[row] != .max
    case .flag(let flags): flags[row]
    }
  }

  private func isSame(_ row: Int, _ other: Int) -> Bool {
    switch self {
    case .identifiers: true  // the first one's
    case .text(let codes, let pool):
      codes[row] == codes[other] || LinkIndex.folded(pool[codes[row]]) == LinkIndex.folded(pool[codes[other]])
    case .link(let codes, _): codes[row] == codes[other]
    case .number(let numbers): numbers[row] == numbers[other]
    case .day(let days): days[row] == days[other]
    case .minute(let minutes): minutes[row] == minutes[other]
    case .flag(let flags): flags[row] == flags[other]
    }
  }
}
