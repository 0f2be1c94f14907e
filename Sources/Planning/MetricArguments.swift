import Calculus
import Diagnostics
import Language
import Store

/// What a query gives to the parameters of its metric: `chargeback 12000 EUR`, `with threshold 8`.
struct MetricArguments {
  struct Value {
    let number: Rational
    /// As it was written.
    let text: String
    /// Of an amount of money.
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
    let amounts = definition.amounts
    let names = definition.parameters.map { $0.text.lowercased() }
    var result: [String: Value] = [:]
    guard let metric else {
      for name in names {
        result[name] = Value(number: .one, text: "1", currency: amounts.contains(name) ? Currency(code: "EUR") : nil)
      }
      return result
    }
    for (name, value) in named {
      let word = name.text.lowercased()
      guard names.contains(word) else { throw Rejection(.unknownSetting(name, parameters: names)) }
      if amounts.contains(word) { throw Rejection(.amountByWith(name, value, metric: metric)) }
      guard let number = literalNumber(value.text) else { throw Rejection(.badNumber(value)) }
      result[word] = Value(number: number, text: value.text, currency: nil)
    }
    if let amount {
      // What is split is money; where nothing is, the amount goes to the one parameter that is not given otherwise.
      let open = names.filter { result[$0] == nil }
      let wanted = amounts.isEmpty ? open : open.filter(amounts.contains)
      guard let word = wanted.first else { throw Rejection(.amountNotExpected(amount)) }
      guard wanted.count == 1 else { throw Rejection(.amountOfWhich(amount, wanted)) }
      result[word] = try value(of: amount)
    }
    let missing = definition.parameters.filter { result[$0.text.lowercased()] == nil }
    guard missing.isEmpty else {
      // The question as it should be, with what was given.
      let money = definition.parameters.filter { amounts.contains($0.text.lowercased()) }
      let numbers = definition.parameters.filter { !amounts.contains($0.text.lowercased()) }
      let given = money.map { _ in amount.map { " \($0.number.text) \($0.currency.text)" } ?? " 12000 EUR" }
      let clauses = numbers.map { " with \(Printer.text(of: $0)) \(result[$0.text.lowercased()]?.text ?? "8")" }
      let example = metric.text + given.joined() + " 2024-03" + clauses.joined()
      throw Rejection(.parametersMissing(missing, metric: metric, example: example))
    }
    return result
  }

  private func value(of amount: Amount) throws(Rejection) -> Value {
    guard let currency = Currency(code: amount.currency.text) else { throw Rejection(.unknownCurrency(amount)) }
    guard let number = Rational(decimal: amount.number.text) else { throw Rejection(.badNumber(amount.number)) }
    guard number > .zero else { throw Rejection(.amountNotPositive(amount)) }
    return Value(number: number, text: amount.number.text, currency: currency)
  }

  /// `amount 12000 EUR`, `limit 4`: what the reading says of them.
  func reading(of definition: Definition) throws(Rejection) -> [ReadingItem] {
    let values = try values(of: definition, isOutermost: true)
    return definition.parameters.compactMap { parameter in
      values[parameter.text.lowercased()].map { value in
        let unit = value.currency.map { " " + $0.code } ?? ""
        return ReadingItem(.given, "\(parameter.text) \(value.text)\(unit)")
      }
    }
  }

  /// An amount in the smallest coin.
  func coins(of value: Value, _ currency: Currency) throws(Rejection) -> Int128 {
    let place = amount?.place ?? metric?.place ?? Place(.init(lower: 0, upper: 0))
    guard value.number < MetricArguments.most, let units = try? value.number.multiplied(by: Rational(currency.coins))
    else {
      throw Rejection(Diagnostic.amountTooLarge(at: place).located(in: source))
    }
    guard units.isInteger else {
      throw Rejection(Diagnostic.amountBelowCoin(value.text, currency, at: place).located(in: source))
    }
    return units.numerator
  }

  /// A quadrillion of anything: nobody splits more.
  private static let most = Rational(Int128(1_000_000_000_000_000))
}

extension BoundDefinition {
  /// Without the nodes that no column needs.
  func compacted(_ cells: inout CellBinder) -> BoundDefinition {
    var used = PlanParts()
    for column in columns { column.value.addParts(to: &used, folds: cells.folds) }
    let kept = used.atoms.sorted()
    let folds = used.folds.sorted()
    let numbers = PlanNumbers(
      atoms: Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) }),
      folds: Dictionary(uniqueKeysWithValues: folds.enumerated().map { ($1, $0) }))
    cells.keep(kept, folds: folds.map { cells.folds[$0].renumbered(numbers) })
    var result = self
    result.columns = columns.map {
      PlanColumn(name: $0.name, value: $0.value.renumbered(numbers), unit: $0.unit, isPercent: $0.isPercent)
    }
    return result
  }
}

/// Figures and folds by number.
struct PlanParts {
  var atoms: Set<Int> = []
  var folds: Set<Int> = []
}

/// New numbers of figures and folds.
struct PlanNumbers {
  let atoms: [Int: Int]
  let folds: [Int: Int]
}

extension CellExpression {
  /// Adds all that it is made of, what its folds are made of included.
  func addParts(to used: inout PlanParts, folds: [BoundFold]) {
    walk { part in
      switch part {
      case .atom(let atom), .moment(let atom): used.atoms.insert(atom)
      case .folded(let fold):
        used.folds.insert(fold)
        folds[fold].value.addParts(to: &used, folds: folds)
      case .number, .count, .negate, .arithmetic, .total, .split, .rounded, .stated: break
      }
      return true
    }
  }

  func renumbered(_ numbers: PlanNumbers) -> CellExpression {
    switch self {
    case .atom(let atom): .atom(numbers.atoms[atom] ?? atom)
    case .moment(let atom): .moment(ofAtom: numbers.atoms[atom] ?? atom)
    case .folded(let fold): .folded(numbers.folds[fold] ?? fold)
    case .number, .count: self
    case .rounded(let rounding, let places, let inner):
      .rounded(rounding, places: places, inner.renumbered(numbers))
    case .stated(let unit, let inner): .stated(unit, inner.renumbered(numbers))
    case .negate(let inner): .negate(inner.renumbered(numbers))
    case .total(let inner): .total(inner.renumbered(numbers))
    case .split(let units, let coins, let basis): .split(units: units, coins: coins, by: basis.renumbered(numbers))
    case .arithmetic(let operation, let left, let right):
      .arithmetic(operation, left.renumbered(numbers), right.renumbered(numbers))
    }
  }
}
