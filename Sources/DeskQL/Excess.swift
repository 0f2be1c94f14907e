import Calculus
import Execution
import Planning
import Store

/// Why a per cent is over 100: the rows of which more is taken than there is, and what goes the other way, so that both
/// together are what is too much.
struct Excess {
  private let explanation: Explanation
  private let cell: ExplainedCell
  private let snapshot: Snapshot
  private let words: QueryWords

  init(_ explanation: Explanation, _ cell: ExplainedCell, _ snapshot: Snapshot, _ words: QueryWords) {
    self.explanation = explanation
    self.cell = cell
    self.snapshot = snapshot
    self.words = words
  }

  /// The parts of a sum by resource, and what is of none.
  private struct Parts {
    var ofResource: [Int: Rational] = [:]
    /// By figure.
    var ofNone: [Int: Rational] = [:]
  }

  func section(limit: Int) -> ReportSection {
    let (name, title) = ("over_100_percent", "why it is over 100 %")
    // Where a sum does not fit, nothing is told: a part of it would be wrong.
    guard let table = try? table() else { return ReportSection(name, title: title) }
    return table.section(name, title: title, limit: limit)
  }

  private func table() throws(ArithmeticError) -> PartTable {
    let names = RowNames(snapshot: snapshot, table: .resources, showsPersons: false)
    var table = PartTable(
      labels: names.titles + ["because"], figures: [("taken", .none), ("there", .none), ("excess", .none)], part: 2)
    for (index, column) in explanation.columns.enumerated() {
      guard column.isPercent, case .value(let value) = cell.figures[index], value > .one,
        case .arithmetic(.divide, let above, let below) = column.value, let taken = try parts(of: above),
        let there = try parts(of: below)
      else { continue }
      var rest = (taken: Rational.zero, there: Rational.zero)
      for row in Set(taken.ofResource.keys).union(there.ofResource.keys).sorted() {
        let (own, available) = (taken.ofResource[row] ?? .zero, there.ofResource[row] ?? .zero)
        guard own > available else {
          rest = (try rest.taken.adding(own), try rest.there.adding(available))
          continue
        }
        table.add(names.labels(of: row) + [because(row, below)], [own, available, try own.subtracting(available)])
      }
      for (atom, part) in taken.ofNone.sorted(by: { $0.key < $1.key }) where !part.isZero {
        table.add(names.titles.map { _ in nil } + ["of no one resource: \(words.atoms[atom])"], [part, .zero, part])
      }
      for part in there.ofNone.values { rest.there = try rest.there.adding(part) }
      if rest.taken != rest.there {
        table.add(
          names.titles.map { _ in nil } + ["all others, of which less is taken"],
          [rest.taken, rest.there, try rest.taken.subtracting(rest.there)])
      }
    }
    return table
  }

  /// Nil of what is no sum of figures with their rows.
  private func parts(of value: CellExpression) throws(ArithmeticError) -> Parts? {
    guard let terms = value.terms else { return nil }
    var result = Parts()
    for (number, factor) in terms {
      guard let atom = cell.atoms.first(where: { $0.number == number }), !atom.divisor.isZero else { return nil }
      for element in atom.parts {
        guard let part = element.part else { continue }
        let scaled = try part.divided(by: atom.divisor).multiplied(by: factor)
        if let resource = resource(of: element, atom) {
          result.ofResource[resource] = try (result.ofResource[resource] ?? .zero).adding(scaled)
        } else {
          result.ofNone[number] = try (result.ofNone[number] ?? .zero).adding(scaled)
        }
      }
    }
    return result
  }

  /// The resource that a part is of: its row, or its booking's.
  private func resource(of part: ExplainedPart, _ atom: ExplainedAtom) -> Int? {
    let row: Int? =
      switch part.source {
      case .row(let row), .stay(let row, _, _): row
      case .inner(_, let rows): atom.innerKeys.contains("resource") ? rows.first : nil
      case .day: nil
      }
    guard let row else { return nil }
    if atom.table == .resources { return row }
    guard atom.table == .bookings, let code = snapshot.table(.bookings).codes("resource")?[row], code > 0 else {
      return nil
    }
    return code - 1
  }

  /// Why a row is not there, or not on all days.
  private func because(_ row: Int, _ below: CellExpression) -> String {
    for atom in cell.atoms where atom.table == .resources && below.atoms.contains(atom.number) {
      if let reason = atom.left.reason(of: row) { return reason }
      let partly = atom.left.partly.filter { $0.row == row }
      if !partly.isEmpty {
        return partly.map { "\($0.reason) \(DaySpan.text(from: $0.from, to: $0.to))" }.joined(separator: ", ")
      }
    }
    return ""
  }
}

extension CellExpression {
  /// The figures of which it is a sum, each with its factor; nil of what is no such sum.
  fileprivate var terms: [(atom: Int, factor: Rational)]? {
    switch self {
    case .atom(let index): return [(index, .one)]
    case .stated(_, let inner): return inner.terms
    case .arithmetic(.add, let left, let right):
      guard let first = left.terms, let second = right.terms else { return nil }
      return first + second
    case .arithmetic(.divide, let left, .number(let number)):
      guard let factor = try? Rational.one.divided(by: number) else { return nil }
      return left.terms?.scaled(by: factor)
    case .arithmetic(.multiply, let left, .number(let factor)): return left.terms?.scaled(by: factor)
    case .number, .count, .negate, .arithmetic, .moment, .total, .split, .rounded, .folded: return nil
    }
  }
}

extension [(atom: Int, factor: Rational)] {
  fileprivate func scaled(by factor: Rational) -> [(atom: Int, factor: Rational)]? {
    var result: [(atom: Int, factor: Rational)] = []
    for term in self {
      guard let scaled = try? term.factor.multiplied(by: factor) else { return nil }
      result.append((term.atom, scaled))
    }
    return result
  }
}
