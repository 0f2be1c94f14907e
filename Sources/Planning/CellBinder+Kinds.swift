import Diagnostics
import Language
import Store

// Which figures go together, and what they give.
extension CellBinder {
  /// The shape of a bound figure, found from its nodes.
  func shape(of value: CellExpression) -> Kind.Shape {
    switch value {
    case .number: .scalar
    case .count: .calendar
    case .atom(let index): nodes[index].kind.shape
    case .negate(let inner), .total(let inner), .stated(_, let inner): shape(of: inner)
    case .folded(let index): folds[index].kind.shape
    case .rounded(_, _, let inner):
      switch shape(of: inner) {
      case .scalar: .scalar
      case .calendar: .calendar
      case .level, .flow, .distinct, .ratio, .moment: .ratio
      }
    case .moment: .moment
    case .split: .flow
    case .arithmetic(let operation, let left, let right):
      (try? combine(
        operation, Kind(shape(of: left), .none), Kind(shape(of: right), .none), at: Place(.init(lower: 0, upper: 0))))?
        .shape ?? .ratio
    }
  }

  /// Which kinds go together, and what they give.
  func combine(
    _ operation: RowExpression.Operation, _ left: Kind, _ right: Kind, at place: Place
  ) throws(Rejection) -> Kind {
    let sign = operation.rawValue
    if left.shape == .moment || right.shape == .moment { throw Rejection(.momentInSum(at: place)) }
    switch operation {
    case .add, .subtract, .maximum, .minimum:
      guard left.unit == right.unit || left.unit == .none || right.unit == .none else {
        throw Rejection(.unequalUnits(left.unit, right.unit, sign: sign, at: place))
      }
      if left.shape == .distinct, right.shape == .distinct { throw Rejection(.addingDistinct(at: place)) }
      let pair = Set([left.shape, right.shape])
      if pair == [.level, .flow] || pair == [.level, .distinct] {
        throw Rejection(.levelAndFlow(sign: sign, at: place))
      }
      let shape = left.shape == .scalar ? right.shape : left.shape
      return Kind(shape, left.unit == .none ? right.unit : left.unit)
    case .multiply:
      let shapes = Set([left.shape, right.shape])
      if left.shape == .level, right.shape == .level { throw Rejection(.productOfLevels(at: place)) }
      let shape: Kind.Shape =
        shapes.contains(.scalar) && shapes.count == 2
        ? (left.shape == .scalar ? right.shape : left.shape)
        : shapes == [.level, .calendar] ? .flow : shapes == [.scalar] ? .scalar : .ratio
      return Kind(shape, .product(left.unit, right.unit))
    case .divide:
      let shape: Kind.Shape = right.shape == .scalar ? left.shape : .ratio
      return Kind(shape, .quotient(left.unit, right.unit))
    }
  }
}

extension CellExpression {
  /// Without what it is said to count.
  var unstated: CellExpression { if case .stated(_, let inner) = self { inner.unstated } else { self } }
}
