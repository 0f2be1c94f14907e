import Calculus

// Exact numbers where figures are computed: what does not fit ends the evaluation.
extension Rational {
  func plus(_ other: Rational) throws(EvaluationError) -> Rational {
    guard let sum = try? adding(other) else { throw .overflow }
    return sum
  }

  func minus(_ other: Rational) throws(EvaluationError) -> Rational {
    guard let difference = try? subtracting(other) else { throw .overflow }
    return difference
  }

  func times(_ other: Rational) throws(EvaluationError) -> Rational {
    guard let product = try? multiplied(by: other) else { throw .overflow }
    return product
  }
}

/// A fraction of whole numbers, exactly.
func exactly(_ above: Int128, over below: Int128) throws(EvaluationError) -> Rational {
  guard let value = try? Rational(above, over: below) else { throw .overflow }
  return value
}
