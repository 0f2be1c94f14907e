import Calculus
import Planning
import Store

extension FigureFold {
  /// What each finer figure is of the whole: all of a sum or a mean, 1 of a count, and of an extreme the first that is.
  public func shares(of all: [FoldedPart]) -> [Rational?] {
    var own = all.map { part in part.figure.number.flatMap { isPrevious || keeps($0) ? $0 : nil } }
    if isPrevious { return own }
    func only(_ chosen: Int?) { for index in own.indices where index != chosen { own[index] = nil } }
    switch fold {
    case .sum, .mean: break
    case .count: own = own.map { $0.map { _ in .one } }
    case .maximum: only(own.compactMap(\.self).max().flatMap { best in own.firstIndex { $0 == best } })
    case .minimum: only(own.compactMap(\.self).min().flatMap { best in own.firstIndex { $0 == best } })
    case .first: only(own.firstIndex { $0 != nil })
    case .last: only(own.lastIndex { $0 != nil })
    }
    return own
  }
}

extension FigureFold {
  /// The shares must come to the figure: else nothing is told.
  func check(_ parts: [FoldedPart], _ figure: Figure) throws(EvaluationError) {
    guard case .value(let value) = figure else { return }
    let shares = shares(of: parts).compactMap(\.self)
    var sum = Rational.zero
    for share in shares { sum = try sum.plus(share) }
    if fold == .mean, !isPrevious {
      guard !shares.isEmpty, let mean = try? sum.divided(by: Rational(shares.count)) else { throw .unexplained }
      sum = mean
    }
    guard sum == value else { throw .unexplained }
  }
}
