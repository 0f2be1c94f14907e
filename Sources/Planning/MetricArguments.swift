import Calculus
import Diagnostics
import Language

/// What a query gives to the parameters of its metric: `chargeback 12000 EUR`, `with threshold 8`.
struct MetricArguments {
  struct Value {
    let number: Rational
    let currency: Currency?
  }

  private let amount: Amount?
  private let named: [(Name, Name)]
  /// `nil` is nobody's: any value, to look at a definition without asking it anything.
  private let metric: Phrase?
  /// The query's text.
  private let source: SourceText

  init(amount: Amount?, named: [(Name, Name)], metric: Phrase, in source: SourceText) {
    self.amount = amount
    self.named = named
    self.metric = metric
    self.source = source
  }

  static let probe = MetricArguments()

  private init() {
    amount = nil
    named = []
    metric = nil
    source = SourceText(text: "")
  }

  /// The value of each parameter.
  ///
  /// - Parameter isOutermost: the definition is the query's own metric; those that it uses are given nothing.
  func values(of definition: Definition, isOutermost: Bool) throws(Rejection) -> [String: Value] {
    guard isOutermost || definition.parameters.isEmpty else {
      throw Rejection(.parameterInside(definition.parameters[0], metric: definition.name.text))
    }
    guard isOutermost else { return [:] }
    return try located(in: source) { () throws(Rejection) in try values(of: definition) }
  }

  private func values(of definition: Definition) throws(Rejection) -> [String: Value] {
    var result: [String: Value] = [:]
    let names = definition.parameters.map { $0.text.lowercased() }
    if let (name, _) = named.first(where: { !names.contains($0.0.text.lowercased()) }) {
      throw Rejection(.unknownSetting(name, parameters: names))
    }
    if let amount, definition.parameters.count != 1 { throw Rejection(.amountNotExpected(amount)) }
    for parameter in definition.parameters {
      let word = parameter.text.lowercased()
      guard let metric else {
        result[word] = Value(number: .one, currency: Currency(code: "EUR"))
        continue
      }
      if let amount {
        guard let number = Rational(decimal: amount.number.text) else { throw Rejection(.badNumber(amount.number)) }
        guard number > .zero else { throw Rejection(.amountNotPositive(amount)) }
        result[word] = Value(number: number, currency: Currency(code: amount.currency.text))
      } else if let (_, value) = named.last(where: { $0.0.text.lowercased() == word }) {
        guard let number = literalNumber(value.text) else { throw Rejection(.badNumber(value)) }
        result[word] = Value(number: number, currency: nil)
      } else {
        throw Rejection(.parameterMissing(parameter, metric: metric))
      }
    }
    return result
  }

  /// An amount in the smallest coin.
  func coins(of value: Value, _ coins: Int) throws(Rejection) -> Int128 {
    let place = amount?.place ?? metric?.place ?? Place(.init(lower: 0, upper: 0))
    guard value.number < MetricArguments.most, let units = try? value.number.multiplied(by: Rational(coins)) else {
      throw Rejection(Diagnostic.amountTooLarge(at: place).located(in: source))
    }
    guard units.isInteger else { throw Rejection(Diagnostic.amountBelowCoin(value, at: place).located(in: source)) }
    return units.numerator
  }

  /// A quadrillion of anything: nobody splits more.
  private static let most = Rational(Int128(1_000_000_000_000_000))
}

/// A currency by its ISO 4217 code.
struct Currency: Hashable {
  let code: String

  /// How many of its smallest coins make one.
  var coins: Int {
    switch code {
    case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF":
      1
    case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": 1000
    default: 100
    }
  }
}

extension BoundDefinition {
  /// Without the nodes that no column needs.
  func compacted(_ cells: inout CellBinder) -> BoundDefinition {
    var used: Set<Int> = []
    for column in columns { column.value.addAtoms(to: &used) }
    let kept = used.sorted()
    let numbers = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
    cells.keep(kept)
    var result = self
    result.columns = columns.map {
      PlanColumn(name: $0.name, value: $0.value.renumbered(numbers), unit: $0.unit, isPercent: $0.isPercent)
    }
    return result
  }
}

extension CellExpression {
  fileprivate func addAtoms(to used: inout Set<Int>) {
    switch self {
    case .atom(let atom), .moment(let atom): used.insert(atom)
    case .number, .count: break
    case .negate(let inner), .total(let inner), .split(_, _, let inner): inner.addAtoms(to: &used)
    case .arithmetic(_, let left, let right):
      left.addAtoms(to: &used)
      right.addAtoms(to: &used)
    }
  }

  fileprivate func renumbered(_ numbers: [Int: Int]) -> CellExpression {
    switch self {
    case .atom(let atom): .atom(numbers[atom] ?? atom)
    case .moment(let atom): .moment(ofAtom: numbers[atom] ?? atom)
    case .number, .count: self
    case .negate(let inner): .negate(inner.renumbered(numbers))
    case .total(let inner): .total(inner.renumbered(numbers))
    case .split(let units, let coins, let basis): .split(units: units, coins: coins, by: basis.renumbered(numbers))
    case .arithmetic(let operation, let left, let right):
      .arithmetic(operation, left.renumbered(numbers), right.renumbered(numbers))
    }
  }

  /// An amount is split among all rows: it is a column of its own, no part of a calculation.
  var hasInnerSplit: Bool {
    switch self {
    case .number, .atom, .count, .moment: false
    case .negate(let inner), .total(let inner): inner.isSplit || inner.hasInnerSplit
    case .split(_, _, let basis): basis.isSplit || basis.hasInnerSplit
    case .arithmetic(_, let left, let right):
      left.isSplit || right.isSplit || left.hasInnerSplit || right.hasInnerSplit
    }
  }

  private var isSplit: Bool { if case .split = self { true } else { false } }
}
