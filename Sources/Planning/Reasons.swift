import Language
import Store

extension Inner {
  var countUnit: Unit {
    switch (keys.map(\.name), time) {
    case (["user"], nil): .people
    case (["user"], .day?): .personDays
    case (["resource"], .day?): .objectDays
    case (["resource"], nil): .resources
    case ([], .day?): .days
    case ([], .week?): .weeks
    default: .other
    }
  }
}

extension Expression {
  /// A column of a row that is a condition, as a condition.
  var asPredicate: Predicate? {
    switch self {
    case .predicate(let predicate): predicate
    case .name(let phrase): .test(phrase)
    default: nil
    }
  }
}

extension Predicate {
  /// Why a row that fails it is left out: `cancelled` for `not cancelled`.
  var reason: String {
    switch self {
    case .not(.test(let phrase), _): phrase.text
    case .not(.missing(let phrase, _), _): "no " + phrase.text
    case .not(let inner, _): Printer.text(of: inner)
    case .test(let phrase): "not " + phrase.text
    case .missing(let phrase, _): "has " + phrase.text
    case .or, .and: "not (" + Printer.text(of: self) + ")"
    case .comparison, .member, .any: "not " + Printer.text(of: self)
    }
  }
}
