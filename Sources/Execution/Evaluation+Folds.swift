import Calculus
import Planning
import Store

/// What of a plan is computed in the finer cells of a fold.
struct FoldParts {
  /// nil is all of them.
  let atoms: Set<Int>?
  let folds: Set<Int>

  func takes(atom: Int) -> Bool { atoms?.contains(atom) ?? true }
}

/// The cells of an answer, in which finer ones are folded.
struct CoarseCells {
  let cells: CalendarCells
  let space: KeySpace
  let index: GroupIndex
}

extension AtomEvaluator {
  /// The figures of all folds that are asked for, by fold; a group's cells side by side.
  func folds(
    _ coarse: CoarseCells, _ calendarKeys: [CalendarKey], keyed: Bool, mode: Mode?, listing: Set<UInt32>,
    parts: FoldParts?, atoms: [AtomValues]
  ) throws(EvaluationError) -> [[Figure]] {
    var result: [[Figure]] = []
    for (number, fold) in plan.folds.enumerated() {
      let isAsked = parts?.folds.contains(number) ?? true
      var figures = isAsked ? try self.figures(of: fold, coarse, calendarKeys, keyed: keyed, mode, listing) : []
      // Where nothing is known of all that it is made of, nothing is known of it.
      for place in figures.indices {
        let cell = place % coarse.cells.count
        if !fold.isPrevious, !fold.atoms.isEmpty, fold.atoms.allSatisfy({ atoms[$0].noData[cell] }) {
          figures[place] = .noData
        }
      }
      result.append(figures)
    }
    return result
  }

  /// Computes a fold's figure in finer cells, and folds those that lie in one of the answer's.
  private func figures(
    of fold: FigureFold, _ coarse: CoarseCells, _ calendarKeys: [CalendarKey], keyed: Bool, _ mode: Mode?,
    _ listing: Set<UInt32>
  ) throws(EvaluationError) -> [Figure] {
    let count = coarse.index.count * coarse.cells.count
    if fold.isPrevious {
      var result = [Figure](repeating: .undefined, count: count)
      try forEachCell(of: fold, coarse, calendarKeys, keyed: keyed, mode, listing) { cell throws(EvaluationError) in
        result[cell.target] = cell.figure
      }
      return result
    }
    var folded = [FoldedFigure](repeating: FoldedFigure(), count: count)
    try forEachCell(of: fold, coarse, calendarKeys, keyed: keyed, mode, listing) { cell throws(EvaluationError) in
      switch cell.figure {
      case .value(let value):
        folded[cell.target].isKnown = true
        guard fold.keeps(value) else { return }
        guard (try? folded[cell.target].add(value, fold.fold)) != nil else { throw .overflow }
      case .noData: folded[cell.target].lacksData = true
      case .undefined, .hidden, .minute, .day: folded[cell.target].isKnown = true
      }
    }
    var result: [Figure] = []
    result.reserveCapacity(folded.count)
    for one in folded {
      guard let figure = try? one.figure(fold.fold) else { throw .overflow }
      result.append(figure)
    }
    return result
  }

  /// Calls `body` with each finer cell of a fold, in their order; of what `previous` is about, with that of the month before.
  private func forEachCell(
    of fold: FigureFold, _ coarse: CoarseCells, _ calendarKeys: [CalendarKey], keyed: Bool, _ mode: Mode?,
    _ listing: Set<UInt32>, _ body: (FineCell) throws(EvaluationError) -> Void
  ) throws(EvaluationError) {
    let keys = calendarKeys + fold.calendarKeys.filter { !calendarKeys.contains($0) }
    let isByAttribute = !fold.keys.isEmpty
    let finer = AtomEvaluator(
      plan: plan.finer(fold, keyed: keyed), snapshot: snapshot, cache: cache, isCancelled: isCancelled)
    // Without keys of its own there are the same groups, and all that tells which.
    let used = FoldParts(atoms: isByAttribute ? Set(fold.atoms) : nil, folds: plan.folds(in: fold.value))
    let fine = try finer.evaluate(
      fold.isPrevious ? coarse.cells.span.monthEarlier : coarse.cells.span, calendarKeys: keys,
      keyed: keyed || isByAttribute, mode: keys.contains(.day) ? nil : mode, listing: isByAttribute ? [] : listing,
      parts: used)
    let groups = FineGroups(fine, in: coarse)
    // Months stand beside months, in turn.
    let cells = fold.isPrevious ? Array(0..<fine.cells.count) : fine.cells.cells(in: coarse.cells)
    let arithmetic = CellArithmetic(evaluation: fine, totals: nil)
    for group in 0..<fine.index.count {
      if isCancelled() { throw .cancelled }
      guard let own = groups.coarse(group) else { continue }
      for cell in 0..<fine.cells.count where cells[cell] >= 0 && cells[cell] < coarse.cells.count {
        // Days on which nothing was are days; a person who was not there is none.
        if isByAttribute, !fine.holds(fold, group: group, cell: cell) { continue }
        try body(
          FineCell(
            target: own * coarse.cells.count + cells[cell], evaluation: fine, group: group, cell: cell,
            figure: try arithmetic.figure(fold.value, group: group, cell: cell)))
      }
    }
  }

  /// What one cell of an answer is folded from: each finer cell by its keys, with the figures that it is made of.
  func parts(
    of fold: FigureFold, in evaluation: Evaluation, group: Int, cell: Int, keyed: Bool
  ) throws(EvaluationError) -> [FoldedPart] {
    let coarse = CoarseCells(cells: evaluation.cells, space: evaluation.space, index: evaluation.index)
    let target = group * evaluation.cells.count + cell
    let known = evaluation.space.dimensions.count
    var parts: [FoldedPart] = []
    try forEachCell(
      of: fold, coarse, evaluation.cells.keys, keyed: keyed, evaluation.mode, evaluation.occurring
    ) { fine throws(EvaluationError) in
      guard fine.target == target else { return }
      let space = fine.evaluation.space
      let number = Int(fine.evaluation.index.groups[fine.group])
      var labels = (keyed ? known..<space.dimensions.count : 0..<space.dimensions.count).map { dimension in
        space.label(number / space.strides[dimension] % space.dimensions[dimension].size, of: dimension)?.name
      }
      labels += fold.calendarKeys.map { $0.label(fine.evaluation.cells.value(of: $0, cell: fine.cell)) }
      if fold.isPrevious { labels.append(fine.evaluation.cells.span.description) }
      let arithmetic = CellArithmetic(evaluation: fine.evaluation, totals: nil)
      var atoms: [Figure] = []
      for atom in fold.atoms { atoms.append(try arithmetic.figure(.atom(atom), group: fine.group, cell: fine.cell)) }
      parts.append(FoldedPart(labels: labels, atoms: atoms, figure: fine.figure))
    }
    return parts
  }
}

/// A cell of a fold, with the one of the answer that it lies in.
private struct FineCell {
  let target: Int
  let evaluation: Evaluation
  let group: Int
  let cell: Int
  let figure: Figure
}

/// A finer cell behind a figure that is folded.
public struct FoldedPart: Sendable {
  /// One for each of the fold's keys.
  public let labels: [String?]
  /// One for each figure that the fold is made of.
  public let atoms: [Figure]
  public let figure: Figure
}

extension FigureFold {
  /// Whether a finer figure meets all that `having` asks.
  public func keeps(_ value: Rational) -> Bool { having.allSatisfy { $0.comparison.holds(value, $0.value) } }
}

extension DaySpan {
  /// Whole months, each the one before.
  fileprivate var monthEarlier: DaySpan {
    func before(_ day: Day) -> Day { Month(index: Month(containing: day).index - 1).span.first }
    return DaySpan(first: before(first), end: before(end))
  }
}

/// Finer figures of one cell, folded.
private struct FoldedFigure {
  private var count = 0
  private var value: Rational?
  /// One of them lies outside of the data, one of them within.
  var lacksData = false
  var isKnown = false

  mutating func add(_ other: Rational, _ fold: Fold) throws(ArithmeticError) {
    count += 1
    guard let known = value else {
      value = other
      return
    }
    switch fold {
    case .sum, .mean: value = try known.adding(other)
    case .maximum: value = max(known, other)
    case .minimum: value = min(known, other)
    case .last: value = other
    case .first, .count: break
    }
  }

  func figure(_ fold: Fold) throws(ArithmeticError) -> Figure {
    if lacksData, !isKnown { return .noData }
    switch fold {
    case .count: return .value(Rational(count))
    case .sum: return .value(value ?? .zero)
    case .mean:
      guard let value else { return .undefined }
      return .value(try value.divided(by: Rational(count)))
    case .maximum, .minimum, .first, .last: return value.map { .value($0) } ?? .undefined
    }
  }
}

/// For groups of an evaluation with more keys the group of one without them.
private struct FineGroups {
  private let fine: Evaluation
  private let coarse: CoarseCells
  private let strides: [Int]
  /// Of each of the coarse keys, by the finer evaluation's code.
  private let codes: [[Int?]]

  init(_ fine: Evaluation, in coarse: CoarseCells) {
    self.fine = fine
    self.coarse = coarse
    strides = fine.space.strides
    codes = coarse.space.dimensions.enumerated().map { dimension, own in
      let other = fine.space.dimensions[dimension]
      if own.entity != nil { return (0..<other.size).map { $0 } }
      var codes = [Int?](repeating: nil, count: other.size)
      codes[0] = 0
      for (text, code) in other.codes { codes[code] = own.codes[text] }
      return codes
    }
  }

  /// - Parameter group: by its dense number; the result is one, too.
  func coarse(_ group: Int) -> Int? {
    guard fine.occurs[group] else { return nil }
    var result = 0
    let number = Int(fine.index.groups[group])
    for (dimension, stride) in coarse.space.strides.enumerated() {
      let code = number / strides[dimension] % fine.space.dimensions[dimension].size
      guard let own = codes[dimension][code] else { return nil }
      result += own * stride
    }
    let dense = coarse.index.index(of: UInt32(result))
    return dense == GroupIndex.none ? nil : Int(dense)
  }
}

extension Evaluation {
  /// Whether there is anything in a cell of what a fold is made of.
  fileprivate func holds(_ fold: FigureFold, group: Int, cell: Int) -> Bool {
    fold.atoms.contains { atoms[$0].sums[group * cells.count + cell] != 0 }
  }
}

extension CalendarCells {
  /// For each cell the one of coarser keys that it lies in; −1 where it has no day.
  fileprivate func cells(in coarse: CalendarCells) -> [Int] {
    var result = [Int](repeating: -1, count: count)
    for day in 0..<span.dayCount where takesDay[day] {
      for hour in hasHour ? (0..<24).filter({ takesHour[$0] }) : [0] {
        result[cell(day: day, hour: hour)] = coarse.cell(day: day, hour: hour)
      }
    }
    return result
  }
}

extension LogicalPlan {
  /// The folds that a figure is made of, those within them included.
  fileprivate func folds(in value: CellExpression) -> Set<Int> {
    var found: Set<Int> = []
    value.walk { part in
      if case .folded(let fold) = part { found.formUnion(folds(in: folds[fold].value).union([fold])) }
      return true
    }
    return found
  }
}
