/// Splits an amount into whole units in proportion to weights, so that the parts add up to it exactly.
///
/// Every part first gets the whole units of its exact share; the units that are left go, one each, to the largest
/// remainders, equal ones in the order given.
///
/// - Parameters:
///   - units: the amount, in its smallest unit (cents).
///   - weights: one per part, not negative.
/// - Returns: one part per weight, in the same order; their sum is `units`.
/// - Throws: `divisionByZero` if the weights add up to nothing: there is no basis to split by. `overflow` for weights
///   whose exact shares need more than 128 bits.
/// - Complexity: O(n log n).
/// - SeeAlso: the method of Hamilton and Hare–Niemeyer.
public func largestRemainder(_ units: Int128, by weights: [Rational]) throws(ArithmeticError) -> [Int128] {
  var total = Rational.zero
  for weight in weights { total = try total.adding(weight) }
  guard !total.isZero else { throw .divisionByZero }

  var parts: [Int128] = []
  var remainders: [(index: Int, share: Rational)] = []
  var left = units
  for (index, weight) in weights.enumerated() {
    let share = try weight.divided(by: total).multiplied(by: Rational(units))
    let whole = share.floor
    let (rest, overflow) = left.subtractingReportingOverflow(whole)
    guard !overflow else { throw .overflow }
    left = rest
    parts.append(whole)
    remainders.append((index, try share.subtracting(Rational(whole))))
  }
  remainders.sort { $0.share != $1.share ? $0.share > $1.share : $0.index < $1.index }
  // The shares add up to the amount, so fewer units are left than there are parts with a remainder.
  for (index, _) in remainders.prefix(Int(left)) { parts[index] += 1 }
  return parts
}
