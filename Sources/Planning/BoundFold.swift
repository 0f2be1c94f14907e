import Calculus
import Diagnostics
import Language
import Store

/// A fold of a figure with its keys still as they are written.
struct BoundFold {
  let fold: Fold
  /// It is the figure of the month before, and folds nothing.
  var isPrevious = false
  let calendarKeys: [CalendarKey]
  let keys: [Name]
  /// Over the figures and folds of the definition.
  let value: CellExpression
  let having: [NumberTest]
  let kind: Kind
  let place: Place
  /// The text in which it stands.
  let source: SourceText

  /// Whether it gives the same figures, wherever it is written.
  func isSame(as other: BoundFold) -> Bool {
    fold == other.fold && isPrevious == other.isPrevious && calendarKeys == other.calendarKeys && value == other.value
      && having == other.having
      && keys.map { $0.text.lowercased() } == other.keys.map { $0.text.lowercased() }
  }

  func renumbered(_ numbers: PlanNumbers) -> BoundFold {
    BoundFold(
      fold: fold, isPrevious: isPrevious, calendarKeys: calendarKeys, keys: keys, value: value.renumbered(numbers),
      having: having, kind: kind, place: place, source: source)
  }
}

extension Binder {
  /// The folds of a definition, each with the ways on which its figures reach its keys. A key that leads to a person is
  /// noted as one of `by` is.
  mutating func bindFolds(_ cells: CellBinder) throws(Rejection) -> [FigureFold] {
    var result: [FigureFold] = []
    foldsRows = true
    defer { foldsRows = false }
    for fold in cells.folds {
      var parts = PlanParts()
      fold.value.addParts(to: &parts, folds: cells.folds)
      let atoms = parts.atoms.sorted()
      let nodes = atoms.map { cells.nodes[$0] }
      let keys = try located(in: fold.source) { () throws(Rejection) in
        try checkCells(of: fold, nodes: nodes)
        let within = parts.folds.contains { cells.folds[$0].isPrevious }
        if within, let key = fold.calendarKeys.first(where: { $0 != .month }) {
          throw Rejection(.previousOfNoMonth(key.rawValue, at: fold.place))
        }
        return try bindKeys(fold.keys.map { Written($0, in: fold.source) }, nodes: nodes)
      }
      let ways = keys.map { key in
        var reach = [KeyReach](repeating: .unreachable("it is not folded"), count: cells.nodes.count)
        for (atom, way) in zip(atoms, key.reach ?? []) { reach[atom] = way }
        return FoldKey(key: key.key, reach: reach)
      }
      result.append(
        FigureFold(
          fold: fold.fold, isPrevious: fold.isPrevious, calendarKeys: fold.calendarKeys, keys: ways, value: fold.value,
          having: fold.having,
          atoms: atoms))
    }
    return result
  }

  /// What goes by the month before has it in whole months alone.
  func checkMonths(
    _ cells: CellBinder, _ keys: [PlanKey], _ conditions: [CalendarCondition], _ mode: WeightMode, frames: [DaySpan]
  ) throws(Rejection) {
    guard let fold = cells.folds.first(where: \.isPrevious) else { return }
    var obstacle: String?
    for case .calendar(let key) in keys where key != .month { obstacle = key.rawValue }
    for condition in conditions where condition.key.isContiguous { obstacle = condition.label }
    switch mode {
    case .weighted: break
    case .peak, .low: obstacle = mode.name
    }
    for span in frames where !span.isWholeMonths { obstacle = "\(span)" }
    if let obstacle {
      throw Rejection(Diagnostic.previousOfNoMonth(obstacle, at: fold.place).located(in: fold.source))
    }
  }

  /// Levels have no hours, and weeks are not counted in months.
  private func checkCells(of fold: BoundFold, nodes: [BoundNode]) throws(Rejection) {
    if fold.calendarKeys.contains(.hour), nodes.contains(where: { $0.node.isOfDays }) {
      throw Rejection(.levelByHour(Name(text: CalendarKey.hour.rawValue, place: fold.place)))
    }
    if let long = fold.calendarKeys.first(where: { [.month, .quarter, .year].contains($0) }), fold.value.counts(.weeks)
    {
      throw Rejection(.weeksInMonths(Name(text: long.rawValue, place: fold.place)))
    }
  }
}

extension Unit {
  /// What a definition may say that a figure counts.
  static let stateable: [Unit] = [
    .hours, .days, .weeks, .months, .desks, .spaces, .resources, .people, .bookings, .memberships,
  ]
}
