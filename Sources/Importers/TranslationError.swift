import Formats

/// Why a file cannot be translated without somebody's word.
struct TranslationError: Error {
  let line: Int?
  let message: String
  let help: String
}

extension TranslationError {
  /// Somebody ended the loading.
  static let cancelled = TranslationError(line: nil, message: "cancelled", help: "")

  /// `03/04/2024`, and nothing that shows which is the month.
  ///
  /// - Parameter orders: those that are possible, two at least.
  static func undecidedOrder(
    _ column: String, _ example: Witness, _ other: Witness?, among orders: [DateOrder]
  ) -> TranslationError {
    let question =
      switch orders {
      case [.dmy, .mdy]: "whether the day or the month comes first"
      case [.dmy, .ymd]: "whether the day or the year comes first"
      case [.mdy, .ymd]: "whether the month or the year comes first"
      default: "which of day, month and year comes first"
      }
    let names = orders.map(\.rawValue)
    return TranslationError(
      line: example.line,
      message: other.map {
        "in \(column), “\(example.text)” and “\($0.text)” (line \($0.line)) cannot both have day and month in one order"
      }
        ?? "in \(column), “\(example.text)” can be two days: nothing in the file shows \(question)",
      help: "say it in settings.deskql: set date_order \(names.dropLast().joined(separator: ", ")), or \(names.last!)"
        + (other == nil ? "" : "; of one column alone: map bookings.created = \"Created\" as mdy"))
  }

  /// `1.234`, and nothing that shows whether these are thousands.
  static func undecidedMark(_ column: String, _ example: Witness, _ other: Witness?) -> TranslationError {
    TranslationError(
      line: example.line,
      message: other.map {
        "in \(column), “\(example.text)” and “\($0.text)” (line \($0.line)) have different decimal marks"
      }
        ?? "in \(column), “\(example.text)” can be two numbers: nothing in the file shows which mark stands before decimals",
      help: "say it in settings.deskql: set decimal_mark comma, or point")
  }

  static func severalCurrencies(_ column: String, _ names: [String], line: Int) -> TranslationError {
    TranslationError(
      line: line, message: "\(column) has amounts in \(names.joined(separator: " and in ")), and no column says which",
      help: "export the currency as a column of its own")
  }
}
