/// Which cells of a column are numbers by their format: those of JSON, and those of workbooks, which have points whatever
/// else the file writes. Cells that say nothing are neither.
public enum NumberCells: Hashable, Sendable {
  /// All that is there are texts, and what mark they have must show.
  case none
  /// All filled cells.
  case all
  /// By row; those behind the last are texts.
  case rows([Bool])

  @inline(__always)
  public subscript(row: Int) -> Bool {
    switch self {
    case .none: false
    case .all: true
    case .rows(let areNumbers): row < areNumbers.count && areNumbers[row]
    }
  }

  /// Of some of the rows, in the order given.
  public func gathered(_ rows: [Int]) -> NumberCells {
    if case .rows = self { .rows(rows.map { self[$0] }) } else { self }
  }
}

/// The same while the cells come in one by one: few columns have both, so only the changes are kept.
struct NumberRuns {
  /// Rows from which on filled cells are of the other kind; texts come first.
  private var changes: [UInt32] = []
  private(set) var isNumber = false

  /// To be called of filled cells only, row by row.
  @inline(__always)
  mutating func note(isNumber: Bool, row: Int) {
    if isNumber != self.isNumber { change(row) }
  }

  @inline(never)
  private mutating func change(_ row: Int) {
    changes.append(UInt32(truncatingIfNeeded: row))
    isNumber.toggle()
  }

  /// Forgets the rows from one on.
  mutating func cut(to row: Int) {
    while let last = changes.last, last >= row {
      changes.removeLast()
      isNumber.toggle()
    }
  }

  /// - Parameter ends: of the column's cells.
  func cells(_ ends: [UInt32]) -> NumberCells {
    guard let first = changes.first else { return .none }
    if changes.count == 1, first == 0 || ends[Int(first) - 1] == 0 { return .all }
    var rows = [Bool](repeating: false, count: ends.count)
    for (change, start) in changes.enumerated() where change.isMultiple(of: 2) {
      let end = change + 1 < changes.count ? Int(changes[change + 1]) : ends.count
      for row in Int(start)..<end { rows[row] = true }
    }
    return .rows(rows)
  }
}
