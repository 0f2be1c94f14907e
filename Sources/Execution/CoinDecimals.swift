import Calculus
import Planning
import Store

// Money is shown to the coin of its currency.
extension [AnswerColumn] {
  /// The same with the decimals of money: each row's currency says them, else the one that all memberships pay in.
  ///
  /// - Parameter atoms: what was asked; it can be of one currency alone.
  func withCoins(of snapshot: Snapshot, _ atoms: [Atom]) -> [AnswerColumn] {
    guard contains(where: { $0.isMoney && $0.decimals == .asNeeded }) else { return self }
    let asked = atoms.lazy.flatMap(\.filters).compactMap(\.currency).first
    let decimals = decimalsByRow ?? asked.map { .coin($0.decimals) } ?? snapshot.coinDecimals
    return map { $0.isMoney && $0.decimals == .asNeeded ? $0.showing(decimals) : $0 }
  }

  private var decimalsByRow: AnswerColumn.Decimals? {
    guard let column = first(where: { $0.name == "currency" }), case .labels(let codes, let labels) = column.values
    else { return nil }
    let byLabel = labels.map { $0.flatMap { Currency(code: $0) }?.decimals }
    let byRow = codes.map { byLabel[Int($0)] ?? 2 }
    return Set(byRow).count == 1 ? .coin(byRow[0]) : .coins(byRow)
  }
}

extension AnswerColumn {
  fileprivate var isMoney: Bool {
    if case .figures = values { unit == .money && !isPercent } else { false }
  }

  fileprivate func showing(_ decimals: Decimals) -> AnswerColumn {
    AnswerColumn(
      name: name, isKey: isKey, isIdentifier: isIdentifier, unit: unit, isPercent: isPercent, decimals: decimals,
      addsUp: addsUp, values: values)
  }
}

extension AtomFilter {
  /// The one currency that it leaves.
  fileprivate var currency: Currency? {
    guard case .rows(let predicate) = self else { return nil }
    var condition = predicate.condition
    while case .through(_, let inner) = condition { condition = inner }
    guard case .matches("currency", let names) = condition, names.count == 1 else { return nil }
    return Currency(code: names[0])
  }
}

extension Snapshot {
  /// Of the currencies in which memberships pay, if their coins are alike.
  fileprivate var coinDecimals: AnswerColumn.Decimals {
    guard case .text(let codes, let pool)? = table(.memberships).columns["currency"] else { return .asNeeded }
    let found = Set(Set((0..<codes.count).map { codes[$0] }).compactMap { Currency(code: pool[$0])?.decimals })
    return found.count == 1 ? found.first.map { .coin($0) } ?? .asNeeded : .asNeeded
  }
}

extension CellExpression {
  /// The decimals of an amount that is split.
  var coinDecimals: AnswerColumn.Decimals {
    guard case .split(_, var coins, _) = self else { return .asNeeded }
    var decimals = 0
    while coins > 1 { (coins, decimals) = (coins / 10, decimals + 1) }
    return .coin(decimals)
  }
}
