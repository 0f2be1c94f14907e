import Calculus

/// The figures of one atom: for every group and cell an integer, to be divided by the cell's denominator.
struct AtomValues {
  /// Groups in the order of `GroupIndex`; `groups × cells` values, a group's cells side by side.
  var sums: [Int128]
  /// What the cell's sums are divided by; 0 is undefined. One for each cell.
  var denominators: [Int128]
  /// Cells that lie outside the data.
  var noData: [Bool]
  /// Values that would tell of too few people, laid out like the sums; empty where none are hidden.
  var hidden: [Bool] = []
  /// For folds over instants: the minute of the extreme, `Int32.min` where there is none.
  var moments: [Int32]?
  /// For means and extremes: how many parts each figure has; a mean is divided by it, none at all is undefined.
  var parts: [Int]?
  /// Whether the sums are divided by the parts.
  var isMean = false
  let cellCount: Int

  init(groups: Int, cells: Int, denominator: Int128) {
    sums = [Int128](repeating: 0, count: groups * cells)
    denominators = [Int128](repeating: denominator, count: cells)
    noData = [Bool](repeating: false, count: cells)
    cellCount = cells
  }

  func figure(group: Int, cell: Int, seesHidden: Bool) -> Figured {
    if noData[cell] { return .noData }
    if !seesHidden, isHidden(group: group, cell: cell) { return .hidden }
    if denominators[cell] == 0 { return .undefined }
    let place = group * cellCount + cell
    if let parts {
      if parts[place] == 0 { return .undefined }
      if isMean { return .value(sums[place], denominators[cell] * Int128(parts[place])) }
    }
    return .value(sums[place], denominators[cell])
  }

  func isHidden(group: Int, cell: Int) -> Bool { !hidden.isEmpty && hidden[group * cellCount + cell] }

  enum Figured {
    case value(Int128, Int128)
    case hidden
    case undefined
    case noData
  }
}
