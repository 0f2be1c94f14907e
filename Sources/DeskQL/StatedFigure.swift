import Calculus
import Diagnostics
import Language
import Planning
import Store

/// What `expect` states of a figure: a number, a per cent or a word for no number, and how far off it may be.
struct StatedFigure {
  private enum Wanted {
    case number(Rational)
    case undefined, noData, hidden
    /// `none`: either of them.
    case nothing
  }

  private let wanted: Wanted
  private let text: String
  /// How far off the figure may be, and as it is told.
  private let tolerance: Rational
  private let toleranceText: String
  /// The figure is one of per cents, and is told as such.
  private let isPercent: Bool

  /// - Parameters:
  ///   - within: `0.5` is in the figure's own unit. `5%` is a part of the figure, and percentage points of a per cent.
  ///   - column: the figure's.
  /// - Throws: what is no figure, and a tolerance below nothing.
  init(_ value: Value, within: Value?, of column: AnswerColumn, in source: SourceText) throws(Rejection) {
    text = value.text.text
    isPercent = column.isPercent || text.hasSuffix("%")
    switch (literalNumber(text), text.lowercased()) {
    case (let number?, _): wanted = .number(number)
    case (nil, "undefined"): wanted = .undefined
    case (nil, "nodata"): wanted = .noData
    case (nil, "hidden"): wanted = .hidden
    case (nil, "none"): wanted = .nothing
    default: throw Rejection(.badExpectation(value, in: source))
    }
    guard let within else {
      (tolerance, toleranceText) = (.zero, "")
      return
    }
    let written = within.text.text
    guard let number = literalNumber(written), !within.text.quoted else {
      throw Rejection(.badTolerance(within, in: source))
    }
    guard number >= .zero else { throw Rejection(.negativeTolerance(within, in: source)) }
    guard case .number(let figure) = wanted else { throw Rejection(.toleranceOfNothing(within, in: source)) }
    guard written.hasSuffix("%") else {
      if text.hasSuffix("%"), number > .zero {
        throw Rejection(.toleranceWithoutPercent(within, of: value, in: source))
      }
      (tolerance, toleranceText) = (number, " within \(written)")
      return
    }
    if isPercent {
      let points = written.dropLast()
      (tolerance, toleranceText) = (number, " within \(points) percentage \(points == "1" ? "point" : "points")")
      return
    }
    guard let part = try? figure.magnitude.multiplied(by: number) else {
      throw Rejection(.badTolerance(within, in: source))
    }
    (tolerance, toleranceText) = (part, " within \(written)")
  }

  /// Whether a figure is as stated.
  func holds(of cell: AnswerCell) -> Bool {
    switch (wanted, cell) {
    case (.number(let number), .figure(.value(let value))):
      ((try? value.subtracting(number).magnitude).map { $0 <= tolerance }) ?? false
    case (.undefined, .figure(.undefined)), (.noData, .figure(.noData)), (.hidden, .figure(.hidden)),
      (.nothing, .figure(.undefined)),
      (.nothing, .figure(.noData)):
      true
    default: false
    }
  }

  /// `160 within 5% (152 to 168)`
  var description: String {
    guard case .number(let number) = wanted, !toleranceText.isEmpty,
      let low = try? number.subtracting(tolerance), let high = try? number.adding(tolerance)
    else { return text + toleranceText }
    return "\(text)\(toleranceText) (\(figure(low)) to \(figure(high)))"
  }

  func text(of cell: AnswerCell) -> String {
    switch cell {
    case .figure(.value(let value)): figure(value)
    case .figure(.undefined): "undefined"
    case .figure(.noData): Wording.noData
    case .figure(.hidden): Wording.hidden
    case .figure(.minute(let minute)): String(minute)
    case .label(let text): text
    case .missing: Wording.missingKey
    case .day(let day), .figure(.day(let day)): day.description
    }
  }

  private func figure(_ value: Rational) -> String {
    guard isPercent, let hundredths = try? value.multiplied(by: Rational(100)) else { return value.decimal }
    return hundredths.decimal + "%"
  }
}
