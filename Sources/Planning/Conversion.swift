import Calculus
import Diagnostics
import Language
import Store

/// A unit that the clause `in` can name, and how it is made of the one in which figures come.
struct AskedUnit {
  /// What can be measured in several units. Days, weeks and months are dates that are counted, not time that passes.
  enum Dimension: String {
    case area, time
  }

  /// What people write, the word of messages first.
  let words: [String]
  let dimension: Dimension
  /// How many of it make one of the dimension's own unit: ft² in a m².
  let factor: Rational
  let unit: Unit
  /// What it is, where that is not plain.
  let remark: String?

  /// By 1 ft = 0.3048 m exactly (the international foot of 1959), a square foot is 0.09290304 m².
  static let all: [AskedUnit] = [
    AskedUnit(["m2", "m²", "sqm"], .area, .one, .squareMetres),
    AskedUnit(["ft2", "ft²", "sqft"], .area, quotient(100_000_000, 9_290_304), .squareFeet, "1 ft = 0.3048 m"),
    AskedUnit(["hours", "hour", "hrs", "h"], .time, .one, .hours),
    AskedUnit(["minutes", "minute", "mins", "min"], .time, Rational(60), .minutes),
    AskedUnit(["days", "day", "d"], .time, quotient(1, 24), .days, "a day is 24 hours"),
  ]

  private init(
    _ words: [String], _ dimension: Dimension, _ factor: Rational, _ unit: Unit, _ remark: String? = nil
  ) {
    self.words = words
    self.dimension = dimension
    self.factor = factor
    self.unit = unit
    self.remark = remark
  }

  private static func quotient(_ above: Int128, _ below: Int128) -> Rational {
    guard let value = try? Rational(above, over: below) else {
      preconditionFailure("a quotient of two literals above 0 is a number")
    }
    return value
  }

  static func named(_ word: String) -> AskedUnit? {
    all.first { $0.words.contains(word.lowercased()) }
  }

  /// The unit in which figures of the dimension come.
  fileprivate var base: Unit { dimension == .area ? .squareMetres : .hours }

  /// `ft²`
  fileprivate var title: String { unit.rawValue }
}

extension Binder {
  /// What may stand behind `in`, each unit by its first word.
  public static var unitNames: [String] { AskedUnit.all.map { $0.words[0] } }
}

extension Binder {
  /// `hours 2024-03 in Berlin` asks for a place, and `in` takes a unit.
  func checkUnit(of query: Query) throws(Rejection) {
    for clause in query.clauses {
      guard case .in(let name) = clause.kind, AskedUnit.named(name.text) == nil,
        !snapshot.rows(named: name.text, in: .locations).isEmpty
      else { continue }
      throw Rejection(.locationAsUnit(name, at: clause.place))
    }
  }
}

extension BoundDefinition {
  /// Gives the columns the unit that `in` asks for, exactly. Everything after it sees the new values.
  ///
  /// - Returns: for the reading: what was converted, and what was left as it is though it might measure the same.
  /// - Throws: an unknown unit, money, or no column that the unit could measure.
  mutating func convert(
    to name: Name?, metric: Phrase, nodes: [BoundNode]
  ) throws(Rejection) -> [ReadingItem] {
    guard let name else { return [] }
    guard let asked = AskedUnit.named(name.text) else {
      let measuresMoney = nodes.contains { $0.kind.unit == .money } || columns.contains { $0.unit == .money }
      throw Rejection(.unknownUnit(name, measuresMoney: measuresMoney))
    }
    var powers: [Power] = []
    for column in columns { powers.append(column.value.power(of: asked.base, nodes)) }
    guard powers.contains(where: { $0.isConverted }) else {
      throw Rejection(.unitNotMeasured(name, asked.dimension.rawValue, metric: metric, columns.map(\.unit)))
    }
    var items: [ReadingItem] = []
    for (index, power) in powers.enumerated() {
      let column = columns[index]
      switch power {
      case .unknown(let reason): items.append(ReadingItem(.note, "\(column.name) is left as it is: \(reason)"))
      case .of(let exponent):
        guard exponent != 0 else { continue }
        guard let factor = asked.factor.raised(to: exponent) else { throw Rejection(.conversionTooLarge(name)) }
        columns[index] = PlanColumn(
          name: column.name, value: .arithmetic(.multiply, column.value, .number(factor)),
          unit: exponent == 1 && column.unit == asked.base ? asked.unit : column.unit, isPercent: column.isPercent)
      }
    }
    func names(where fits: (Int) -> Bool) -> String {
      zip(columns, powers).compactMap { column, power in
        if case .of(let exponent) = power, fits(exponent) { column.name } else { nil }
      }.joined(separator: ", ")
    }
    var parts: [String] = []
    for (columns, word) in [(names { $0 > 0 }, "in"), (names { $0 < 0 }, "per")] where !columns.isEmpty {
      parts.append("\(columns) \(word) \(asked.title)")
    }
    let remark = asked.remark.map { ", \($0)" } ?? ""
    return [ReadingItem(.note, parts.joined(separator: ", ") + remark)] + items
  }
}

/// How often a figure has a unit in it: money per m² has m² −1 times.
private enum Power: Equatable {
  case of(Int)
  /// It cannot be told, and why.
  case unknown(String)

  static let none = Power.of(0)

  var isConverted: Bool {
    switch self {
    case .of(let exponent): exponent != 0
    case .unknown: false
    }
  }
}

extension CellExpression {
  /// - Parameter base: `hours` or `squareMetres`.
  fileprivate func power(of base: Unit, _ nodes: [BoundNode]) -> Power {
    switch self {
    case .number, .count, .moment, .split: return .none
    case .stated(let unit, _): return unit == base ? .of(1) : .none
    case .rounded(_, _, let inner):
      return inner.power(of: base, nodes) == .none ? .none : .unknown("it is rounded, to a number of its own unit")
    case .folded: return .unknown("it folds figures, whose unit nothing says")
    case .atom(let atom):
      let unit = nodes[atom].kind.unit
      if unit == .other, nodes[atom].node.measuresColumn { return .unknown("it has a unit without a name in it") }
      return unit == base ? .of(1) : .none
    case .negate(let inner), .total(let inner): return inner.power(of: base, nodes)
    case .arithmetic(.divide, .atom(let atom), .number) where nodes[atom].kind.unit == .minutes:
      // The binder makes hours of what is measured in minutes.
      return base == .hours ? .of(1) : .none
    case .arithmetic(let operation, let left, let right):
      let (first, second) = (left.power(of: base, nodes), right.power(of: base, nodes))
      guard case .of(let above) = first else { return first }
      guard case .of(let below) = second else { return second }
      switch operation {
      case .add, .subtract, .maximum, .minimum:
        // What is added has the same unit, or none, as a bare number.
        return .of(above == 0 ? below : above)
      case .multiply, .divide:
        // `lead_hours / 24` are days: a number may change the unit, and nothing says whether it does.
        if case .number = right, above != 0 { return .unknown("it is scaled by a number, which may change its unit") }
        if case .number = left, below != 0 { return .unknown("it is scaled by a number, which may change its unit") }
        return .of(operation == .multiply ? above + below : above - below)
      }
    }
  }
}

extension PlanNode {
  /// It adds a column or what is made of columns, and does not just count.
  fileprivate var measuresColumn: Bool {
    let measure: RowExpression? =
      switch self {
      case .reduce(let step), .accumulate(let step), .openHours(let step, _), .foldDays(_, let step, _): step.measure
      case .flow(_, .column(let value)), .foldFlow(_, _, _, .column(let value), _): value
      case .flow, .foldFlow: nil
      }
    if case .number = measure { return false }
    return measure != nil
  }
}

extension Rational {
  /// Nil where it does not fit.
  fileprivate func raised(to exponent: Int) -> Rational? {
    var result = Rational.one
    for _ in 0..<exponent.magnitude {
      guard let next = exponent > 0 ? try? result.multiplied(by: self) : try? result.divided(by: self) else {
        return nil
      }
      result = next
    }
    return result
  }
}

extension Diagnostic {
  static func conversionTooLarge(_ name: Name) -> Diagnostic {
    Diagnostic(
      code: "conversion-too-large", message: "figures of this metric do not fit when converted to “\(name.text)”",
      range: name.place.range, help: "leave out the clause `in`")
  }

  /// `hours 2024-03 in Berlin`
  static func locationAsUnit(_ name: Name, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "unknown-unit", message: "“in” takes a unit, and “\(name.text)” is a location", range: place.range,
      suggestion: "location \(Printer.name(name.text))")
  }

  /// `occupancy desks 2024-03 in ft2`
  static func unitNotMeasured(_ name: Name, _ dimension: String, metric: Phrase, _ units: [Unit]) -> Diagnostic {
    var titles: [String] = []
    for unit in units where !titles.contains(unit.title) { titles.append(unit.title) }
    return Diagnostic(
      code: "unit-not-measured",
      message: "“\(metric.text)” measures no \(dimension), so nothing of it can be in “\(name.text)”",
      range: name.place.range, help: "its columns are \(titles.joined(separator: ", "))")
  }

  /// `revenue 2024-03 in EUR`, `hours 2024-03 in fortnights`
  static func unknownUnit(_ name: Name, measuresMoney: Bool) -> Diagnostic {
    let nearest = NearestName.find(name.text, in: AskedUnit.all.flatMap(\.words))
    let isCurrency = name.text.count == 3 && name.text.allSatisfy { $0.isASCII && $0.isUppercase }
    if isCurrency || measuresMoney && nearest == nil {
      return Diagnostic(
        code: "money-not-converted",
        message: "money stays in its own currency: no export says what “\(name.text)” was worth on which day",
        range: name.place.range, help: "by currency gives each a row; areas and hours can be in another unit")
    }
    return Diagnostic(
      code: "unknown-unit", message: "there is no unit “\(name.text)”", range: name.place.range,
      suggestion: nearest,
      help: "there are \(Binder.unitNames.joined(separator: ", "))")
  }
}
