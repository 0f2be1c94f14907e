import Calculus
import Planning
import Store

extension AtomEvaluator {
  /// What hides small groups in an evaluation; nil where the plan may show all.
  func groupCheck(
    _ space: KeySpace, _ cells: CalendarCells, ways: [[KeySpace.Way?]]
  ) throws(EvaluationError) -> GroupCheck? {
    guard let rule = plan.groups else { return nil }
    let veils = try cache.veils(rule) { () throws(EvaluationError) in
      let failure = FailureNote()
      let counted = try RowMask(rule.counted, evaluator: steps, flag: failure)
      let people = try PeopleLattice(
        BookingSource(snapshot: snapshot, cache: cache), counted: counted, size: rule.size, isCancelled: isCancelled)
      if let error = failure.error { throw error }
      return Veils(people)
    }
    var figures: [GroupCheck.FigureSlice?] = []
    for (atom, ways) in zip(plan.atoms, ways) {
      guard atom.node.isFlow else {
        figures.append(nil)
        continue
      }
      figures.append(
        GroupCheck.FigureSlice(
          slice: try slice(atom, veils.codes),
          keys: zip(atom.keys, ways).enumerated().map { dimension, pair in
            .init(pair.0, pair.1, count: space.dimensions[dimension].size, veils.codes)
          }))
    }
    return GroupCheck(suppression: Suppression(veils: veils), space: space, cells: cells, figures: figures)
  }

  /// Tries a figure's measure on every booking that it could be asked of, whatever the filters, keys and frame: where one
  /// of them has no such number, that is said of any query, and tells nothing of the cell in which it lies.
  func checkMeasure(_ atom: Atom) throws(EvaluationError) {
    let measure: FlowMeasure
    switch atom.node {
    case .flow(_, let own), .foldFlow(_, _, _, let own, _): measure = own
    case .reduce, .accumulate, .openHours, .foldDays: return
    }
    guard plan.groups != nil, case .column(let expression) = measure else { return }
    let failure = FailureNote()
    let number = try RowNumber(expression, evaluator: steps, flag: failure)
    let mask = try RowMask(atom.node.scan.condition, evaluator: steps, flag: failure)
    let table = snapshot.table(.bookings)
    for row in 0..<table.rowCount where mask.holds(row: row, of: table) {
      if row & 0xFFFF == 0, isCancelled() { throw .cancelled }
      _ = number.value(row: row)
    }
    if let error = failure.error { throw error }
  }

  /// The part of the bookings that a figure's conditions and filters leave, by the attributes of cells.
  private func slice(_ atom: Atom, _ codes: GroupCodes) throws(EvaluationError) -> Suppression.Slice {
    var slice = Suppression.Slice()
    if atom.node.isOfResources {
      slice.locations = .some((0..<codes.locationCount).map { $0 != codes.withoutResource })
    }
    var conditions = atom.node.scan.conditions.map(\.condition)
    for case .rows(let predicate) in atom.filters { conditions.append(predicate.condition) }
    let table = snapshot.table(.bookings)
    for condition in conditions {
      guard case .attribute(let attribute) = condition.groupCondition else {
        precondition(condition.groupCondition != .other, "the policy lets no such condition pass")
        continue
      }
      let failure = FailureNote()
      let mask = try RowMask(condition, evaluator: steps, flag: failure)
      func accepted(_ firstRows: [Int?]) -> Suppression.Codes {
        .some(firstRows.map { row in row.map { mask.holds(row: $0, of: table) } ?? false })
      }
      switch attribute {
      case .costCenter: slice.costCenters = slice.costCenters.intersection(accepted(codes.firstOfCostCenter))
      case .location: slice.locations = slice.locations.intersection(accepted(codes.firstOfLocation))
      case .type, .category: slice.types = slice.types.intersection(accepted(codes.firstOfType))
      }
      if let error = failure.error { throw error }
    }
    return slice
  }
}

/// The small groups among the cells of one evaluation.
struct GroupCheck {
  let suppression: Suppression
  let space: KeySpace
  let cells: CalendarCells
  /// Of each of the plan's figures; nil of those that tell of no people.
  let figures: [FigureSlice?]

  /// The bookings that a figure is made of.
  struct FigureSlice: Hashable {
    /// Whatever the group.
    let slice: Suppression.Slice
    let keys: [Key]

    /// What a group's code of a key means for its bookings.
    struct Key: Hashable {
      let attribute: GroupAttribute
      /// By the key's code: the codes of cost centres, locations or types that it stands for.
      let meaning: [[Int]]

      init(_ reach: KeyReach, _ way: KeySpace.Way?, count: Int, _ codes: GroupCodes) {
        guard let attribute = GroupAttribute(reach) else { preconditionFailure("the policy lets no such key pass") }
        self.attribute = attribute
        switch attribute {
        case .costCenter, .category:
          var meaning = [[Int]](repeating: [], count: count)
          for (own, code) in (way?.meaning ?? []).enumerated() { meaning[Int(code)].append(own) }
          self.meaning = meaning
        case .type: meaning = (0..<count).map { [$0] }
        case .location: meaning = (0..<count).map { $0 == 0 ? codes.withoutLocation : [$0] }
        }
      }
    }
  }

  /// Which values of a figure are hidden, for these groups, a group's cells side by side; empty where none are.
  func hidden(_ figure: FigureSlice, _ groups: [UInt32]) -> [Bool] {
    let spans = spans
    var isAny = false
    let hidden = groups.flatMap { group in
      let slice = slice(of: figure, group)
      return spans.map { span in
        let hides = span.map { suppression.hides(slice, $0) } ?? false
        isAny = isAny || hides
        return hides
      }
    }
    return isAny ? hidden : []
  }

  /// All groups with a hidden value, whether or not anything is in them: that nothing is in a hidden cell is hidden, too.
  ///
  /// - Throws: `tooManyCells` where so many would have to be looked at; `cancelled`.
  func groups(_ isCancelled: () -> Bool) throws(EvaluationError) -> Set<UInt32> {
    let codes = suppression.veils.codes
    var candidates: [UInt32] = [0]
    for (dimension, stride) in space.strides.enumerated() {
      var present: Set<Int> = []
      for case let figure? in figures {
        for (code, meaning) in figure.keys[dimension].meaning.enumerated()
        where meaning.contains(where: { codes.has($0, figure.keys[dimension].attribute) }) {
          present.insert(code)
        }
      }
      guard candidates.count * present.count * cells.count <= AtomEvaluator.mostCells else {
        throw .tooManyCells(candidates.count * present.count * cells.count)
      }
      candidates = candidates.flatMap { group in present.map { group + UInt32($0 * stride) } }
    }
    let spans = spans
    var groups: Set<UInt32> = []
    for case let figure? in Set(figures) {
      for group in candidates where !groups.contains(group) {
        if isCancelled() { throw .cancelled }
        let slice = slice(of: figure, group)
        if spans.contains(where: { $0.map { suppression.hides(slice, $0) } ?? false }) { groups.insert(group) }
      }
    }
    return groups
  }

  /// The days of each cell.
  private var spans: [DaySpan?] {
    (0..<cells.count).map { cell in
      let days = cells.days(ofStretch: cells.stretch(ofCell: cell))
      guard !days.isEmpty else { return nil }
      return DaySpan(
        first: cells.span.first.adding(days: days.lowerBound), end: cells.span.first.adding(days: days.upperBound))
    }
  }

  private func slice(of figure: FigureSlice, _ group: UInt32) -> Suppression.Slice {
    var slice = figure.slice
    for (dimension, key) in figure.keys.enumerated() {
      let code = Int(group) / space.strides[dimension] % space.dimensions[dimension].size
      let meant = key.meaning[code]
      switch key.attribute {
      case .costCenter:
        slice.costCenters = slice.costCenters.intersection(.of(meant, count: suppression.veils.codes.costCenterCount))
      case .location:
        slice.locations = slice.locations.intersection(.of(meant, count: suppression.veils.codes.locationCount))
      case .type, .category:
        slice.types = slice.types.intersection(.of(meant, count: suppression.veils.codes.typeCount))
      }
    }
    return slice
  }
}

extension Suppression.Codes {
  /// - Parameter count: how many codes there are.
  static func of(_ codes: [Int], count: Int) -> Suppression.Codes {
    if codes.count == 1 { return .one(codes[0]) }
    var accepted = [Bool](repeating: false, count: count)
    for code in codes { accepted[code] = true }
    return .some(accepted)
  }
}

extension GroupCodes {
  /// Whether any booking has this code.
  func has(_ code: Int, _ attribute: GroupAttribute) -> Bool {
    let first =
      switch attribute {
      case .costCenter: firstOfCostCenter
      case .location: firstOfLocation
      case .type, .category: firstOfType
      }
    return code < first.count && first[code] != nil
  }
}
