import Calculus
import Diagnostics
import Language
import Store

// Amounts and parameters that do not go together with their metric.
extension Diagnostic {
  static func amountBelowCoin(_ number: String, _ currency: Currency, at place: Place) -> Diagnostic {
    let most = currency.decimals == 0 ? "no decimals" : "at most \(currency.decimals) decimals"
    return Diagnostic(
      code: "amount-below-coin", message: "\(number) \(currency.code) is finer than its smallest coin",
      range: place.range, help: "an amount in \(currency.code) has \(most)")
  }

  /// `chargeback 2024-03 with amount 100`
  static func amountByWith(_ name: Name, _ value: Name, metric: Phrase) -> Diagnostic {
    Diagnostic(
      code: "amount-by-with", message: "“\(name.text)” is an amount of money", range: name.place.range,
      help: "write it with its currency behind the metric: \(metric.text) \(value.text) EUR")
  }

  /// `count of bookings where quantity >= n`, asked with `5 EUR`
  static func amountInRows(_ phrase: Phrase) -> Diagnostic {
    Diagnostic(
      code: "amount-in-rows", message: "“\(phrase.text)” is given as money, and rows are compared with plain numbers",
      range: phrase.place.range, help: "give it without a currency: with \(phrase.text) 5")
  }

  static func amountNotPositive(_ amount: Amount) -> Diagnostic {
    Diagnostic(
      code: "amount-not-positive", message: "\(amount.number.text) \(amount.currency.text) cannot be split",
      range: amount.place.range, help: "give an amount above 0")
  }

  /// `shares 12 EUR 2024-03` where two parameters could be that
  static func amountOfWhich(_ amount: Amount, _ parameters: [String]) -> Diagnostic {
    let text = "\(amount.number.text) \(amount.currency.text)"
    return Diagnostic(
      code: "amount-of-which",
      message: "“\(text)” can be " + parameters.map { "“\($0)”" }.joined(separator: " or "),
      range: amount.place.range, help: "give the others behind the time: with \(parameters[0]) 8")
  }

  static func amountTooLarge(at place: Place) -> Diagnostic {
    Diagnostic(
      code: "amount-too-large", message: "that is more money than there is", range: place.range,
      help: "give an amount below a quadrillion")
  }

  static func parameterInside(_ parameter: Name, metric: String) -> Diagnostic {
    Diagnostic(
      code: "parameter-inside", message: "“\(metric)” wants “\(parameter.text)”, which a definition cannot give it",
      range: parameter.place.range, help: "ask for it by itself")
  }

  /// `define x (n) = n: count of bookings`
  static func parameterIsColumn(_ parameter: Name) -> Diagnostic {
    Diagnostic(
      code: "bad-parameter", message: "“\(parameter.text)” is a column of this definition, too",
      range: parameter.place.range, help: "give one of them another name")
  }

  /// `define dear (price) = count of memberships where price >= price`
  static func parameterIsColumn(_ parameter: Name, of table: TableName) -> Diagnostic {
    Diagnostic(
      code: "bad-parameter", message: "“\(parameter.text)” is a column of \(table.rawValue), too",
      range: parameter.place.range, help: "take another word, so that both can be read")
  }

  /// `define x (coefficient) = …`
  static func parameterIsSetting(_ parameter: Name) -> Diagnostic {
    Diagnostic(
      code: "bad-parameter", message: "“\(parameter.text)” is a setting, so “with \(parameter.text) …” would set that",
      range: parameter.place.range, help: "take another word")
  }

  /// `define resources.large (n) = size >= n`
  static func parameterOfRow(_ parameter: Name) -> Diagnostic {
    Diagnostic(
      code: "bad-parameter", message: "a column of rows takes no parameters: no query could give them",
      range: parameter.place.range, help: "put it into a metric: define … (\(parameter.text)) = count of … where …")
  }

  /// `chargeback 2024-03`, `over 2024-03`
  static func parametersMissing(_ parameters: [Name], metric: Phrase, example: String) -> Diagnostic {
    Diagnostic(
      code: "parameter-missing",
      message: "“\(metric.text)” wants " + parameters.map { "“\($0.text)”" }.joined(separator: " and "),
      range: metric.place.range, help: example)
  }

  /// `define x (n, n) = …`
  static func parameterTwice(_ parameter: Name) -> Diagnostic {
    Diagnostic(
      code: "bad-parameter", message: "“\(parameter.text)” is a parameter already", range: parameter.place.range)
  }

  /// `define x (n) = count of bookings`
  static func parameterUnused(_ parameter: Name) -> Diagnostic {
    Diagnostic(
      code: "bad-parameter", message: "nothing in this definition uses “\(parameter.text)”",
      range: parameter.place.range, help: "leave it out, or write it where its number should stand")
  }

  static func splitByNoFlow(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "split-by-no-flow", message: "an amount is split by what adds up over the rows", range: place.range,
      help: "split amount by basis, where basis is hours or a count of bookings")
  }

  static func splitInside(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "split-inside", message: "a split amount is a column of its own", range: place.range,
      help: "amount: split amount by basis")
  }

  static func splitOfNoAmount(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "split-of-no-amount", message: "what is split is an amount of money that the query gives",
      range: place.range, help: "define chargeback (amount) = …, amount: split amount by basis")
  }

  static func splitOfOwn(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "split-of-own", message: "a row shares what the row has that it names", range: place.range,
      help: "define assignments.price = split membership.price by desks")
  }

  /// `define x (a, b) = one: split a by basis, two: split b by basis`
  static func twoAmounts(_ parameter: Name, after first: Name) -> Diagnostic {
    Diagnostic(
      code: "bad-parameter",
      message: "“\(first.text)” and “\(parameter.text)” are both split, and a query gives one amount",
      range: parameter.place.range, help: "split one amount twice, or make two definitions")
  }

  static func unknownBasis(_ name: Name, metric: String, known: [String]) -> Diagnostic {
    Diagnostic(
      code: "unknown-basis", message: "“\(metric)” knows no basis “\(name.text)”", range: name.place.range,
      help: known.isEmpty ? "leave out the clause `on`" : "it knows \(known.joined(separator: ", "))")
  }

  /// `chargeback 100 XXQ 2024-03`, `hours 2024 bom`
  static func unknownCurrency(_ amount: Amount) -> Diagnostic {
    let (number, code) = (amount.number.text, amount.currency.text)
    let isLikeTime = number.utf8.count == 4 && code.lowercased() == code
    var help = "write a code of ISO 4217, as in \(number) EUR"
    var suggestion: String?
    if Catalogue.modeWords.contains(code.lowercased()) {
      help = "a mode stands in front of the time: \(code) \(number)"
    } else if isLikeTime {
      help = "behind a time stands a clause, as in “by week”; an amount is written as in “\(number) EUR”"
    } else {
      suggestion = NearestName.find(code.uppercased(), in: Currency.codes)
    }
    return Diagnostic(
      code: "unknown-currency", message: "there is no currency “\(code)”", range: amount.currency.place.range,
      suggestion: suggestion, help: help)
  }

  static func unknownSetting(_ name: Name, parameters: [String]) -> Diagnostic {
    let names = Settings.definitions.map(\.name) + parameters
    return Diagnostic(
      code: "unknown-setting", message: "there is no setting or parameter “\(name.text)”", range: name.place.range,
      suggestion: NearestName.find(name.text, in: names),
      help: "show settings lists them")
  }
}
