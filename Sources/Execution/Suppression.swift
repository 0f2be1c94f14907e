import Calculus
import Planning
import Store

/// Which cells of figures are hidden, as they would tell of too few people.
struct Suppression {
  let veils: Veils

  /// The codes of an attribute that some bookings have.
  enum Codes: Hashable, Sendable {
    case all
    case one(Int)
    /// By code.
    case some([Bool])

    func accepts(_ code: Int) -> Bool {
      switch self {
      case .all: true
      case .one(let own): own == code
      case .some(let codes): code < codes.count && codes[code]
      }
    }

    /// Those of both.
    func intersection(_ other: Codes) -> Codes {
      switch (self, other) {
      case (.all, _): other
      case (_, .all): self
      case (.one(let code), _): other.accepts(code) ? self : .some([])
      case (_, .one(let code)): accepts(code) ? other : .some([])
      case (.some(let left), .some(let right)): .some(zip(left, right).map { $0 && $1 })
      }
    }

    /// Whether it takes each code that any booking has, or else none of them, or some.
    fileprivate func extent(_ firstRows: some RandomAccessCollection<Int?>) -> Extent {
      var (isIn, isOut) = (false, false)
      for (code, row) in firstRows.enumerated() where row != nil {
        if accepts(code) { isIn = true } else { isOut = true }
      }
      return isOut ? isIn ? .some : .none : .all
    }

    /// Whether it has all of a pool, or nothing.
    fileprivate func isWhole(_ pool: some Sequence<Int>) -> Bool {
      if case .all = self { return true }
      var (isIn, isOut) = (false, false)
      for code in pool { if accepts(code) { isIn = true } else { isOut = true } }
      return !(isIn && isOut)
    }
  }

  fileprivate enum Extent { case none, some, all }

  /// A part of the bookings.
  struct Slice: Hashable, Sendable {
    var costCenters = Codes.all
    var locations = Codes.all
    var types = Codes.all
  }

  /// Whether figures of the slice in these days are hidden: unless the days can be put together of stretches in all of
  /// which the slice is put together of blocks.
  ///
  /// - Complexity: O(stretches × pools); veils are made once.
  func hides(_ slice: Slice, _ span: DaySpan) -> Bool {
    guard span.dayCount > 0 else { return false }
    let years = Year(containing: span.first).index...Year(containing: span.last).index
    return !Cut.parts(of: slice, veils.codes).allSatisfy { cut in years.allSatisfy { isShown(cut, .year($0), span) } }
  }

  private func isShown(_ cut: Cut, _ time: LatticeTime, _ span: DaySpan) -> Bool {
    let days = time.span
    if days.end <= span.first || span.end <= days.first { return true }
    if span.first <= days.first, days.end <= span.end, isShown(cut, time) { return true }
    return time.level != .part && time.children.allSatisfy { isShown(cut, $0, span) }
  }

  private func isShown(_ cut: Cut, _ time: LatticeTime) -> Bool {
    if !veils.isOccupied(time) { return true }
    let veil = veils.veil(cut.table, around: time)
    return !veil.isClosed && !veil.times.contains(time) && cut.isMadeOfBlocks(veil, veils.codes)
  }
}

/// A part of a slice that is made of one table's cells.
private struct Cut {
  private(set) var table = LatticeTable()
  private let costCenters: Suppression.Codes
  private let locations: Suppression.Codes
  /// By kind.
  private let kinds: [Bool]

  /// The slice itself, or where it is cut by location, its bookings with and without a resource. Where no booking can be,
  /// whoever it is of, there is no part.
  static func parts(of slice: Suppression.Slice, _ codes: GroupCodes) -> [Cut] {
    let kinds = codes.hasKind.indices.map { codes.hasKind[$0] && slice.types.accepts($0 / 2) }
    switch slice.locations.extent(codes.firstOfLocation) {
    case .none: return []
    case .all: return [Cut(slice, kinds, byLocation: false, codes)].compactMap { $0 }
    case .some:
      let isOfAllPlaces = slice.locations.extent(codes.firstOfLocation.dropLast()) == .all
      var parts = [Cut(slice, kinds.enumerated().map { $1 && $0 % 2 == 0 }, byLocation: !isOfAllPlaces, codes)]
      if slice.locations.accepts(codes.withoutResource) {
        parts.append(Cut(slice, kinds.enumerated().map { $1 && $0 % 2 == 1 }, byLocation: false, codes))
      }
      return parts.compactMap { $0 }
    }
  }

  private init?(_ slice: Suppression.Slice, _ kinds: [Bool], byLocation: Bool, _ codes: GroupCodes) {
    guard kinds.contains(true) else { return nil }
    self.kinds = kinds
    costCenters = slice.costCenters
    locations = slice.locations
    table.byLocation = byLocation
    if byLocation, slice.locations.extent(codes.firstOfLocation.dropLast()) == .none { return nil }
    switch slice.costCenters.extent(codes.firstOfCostCenter) {
    case .none: return nil
    case .some: table.byCostCenter = true
    case .all: break
    }
    let depths: [LatticeTable.Depth] =
      byLocation ? [.presence, .category, .type] : [.all, .presence, .category, .type]
    table.depth =
      depths.first { depth in
        // Whether it takes whole groups.
        let groups = Set(kinds.indices.filter { kinds[$0] }.map { codes.group(ofKind: $0, depth) })
        return kinds.indices.allSatisfy {
          kinds[$0] || !codes.hasKind[$0] || !groups.contains(codes.group(ofKind: $0, depth))
        }
      } ?? .type
  }

  /// Whether it has all of each pool, or nothing.
  func isMadeOfBlocks(_ veil: Veil, _ codes: GroupCodes) -> Bool {
    if table.byCostCenter, !costCenters.isWhole(veil.costCenters) { return false }
    if table.byLocation, !locations.isWhole(veil.locations) { return false }
    return veil.kinds.allSatisfy { depth, groups in
      let present = codes.hasKind.indices.filter {
        codes.hasKind[$0] && groups.contains(codes.group(ofKind: $0, depth))
      }
      let pools = Dictionary(grouping: present) {
        codes.parent(ofGroup: codes.group(ofKind: $0, depth), depth)
      }
      return pools.values.allSatisfy { pool in pool.allSatisfy { kinds[$0] } || !pool.contains { kinds[$0] } }
    }
  }
}
