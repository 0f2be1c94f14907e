import Calculus
import Store

/// How people see the cells of one column: the same in tables and in Markdown, before either escapes it.
struct PeopleCells: CellWriter {
  private let isPercent: Bool
  private let arePoints: Bool
  private let undefined: String
  /// Decimals of every figure of the column, or of each row's.
  private let decimals: AnswerColumn.Decimals
  private let placesNeeded: Int
  private let missing: String
  private let escaped: @Sendable (String) -> String

  init(of column: AnswerColumn, escaped: @escaping @Sendable (String) -> String) {
    isPercent = column.isPercent
    arePoints = column.unit == .percentagePoints
    // No last day is none, and no figure that could not be had.
    undefined = column.hasDays || column.decimals == .exact ? "" : Wording.undefined
    missing = column.isKey ? Wording.missingKey : ""
    self.escaped = escaped
    decimals = column.decimals
    if case .figures(let figures) = column.values, !column.isPercent, decimals == .asNeeded {
      placesNeeded = NumberFormat.places(
        of: figures.lazy.compactMap { figure -> Rational? in
          if case .value(let value) = figure { value } else { nil }
        })
    } else {
      placesNeeded = 0
    }
  }

  /// The figures are money of known currencies.
  var isOfCoins: Bool {
    switch decimals {
    case .coin, .coins: true
    case .asNeeded, .exact: false
    }
  }

  /// Decimals of the figure in a row.
  func places(row: Int) -> Int {
    switch decimals {
    case .asNeeded, .exact: placesNeeded
    case .coin(let places): places
    case .coins(let places): places[row]
    }
  }

  private func number(_ value: Rational, row: Int) -> String {
    if arePoints { return NumberFormat.points(value) }
    if decimals == .exact { return value.unrounded }
    return isPercent ? NumberFormat.percent(value) : value.rounded(places: places(row: row))
  }

  func text(of cell: AnswerCell, row: Int) -> String {
    switch cell {
    case .label(let label): escaped(label)
    case .missing: missing
    case .day(let day), .figure(.day(let day)): day.description
    case .figure(.value(let value)): number(value, row: row)
    case .figure(.undefined): undefined
    case .figure(.noData): Wording.noData
    case .figure(.hidden): Wording.hidden
    case .figure(.minute(let minute)): Day.text(ofMinute: minute)
    }
  }
}

extension Answer {
  /// The columns that people see: without the ids beside names. Where there is no name beside an id, it stays.
  var columnsForPeople: [AnswerColumn] {
    columns.filter { !$0.isIdentifier }.map(\.brief)
  }

  /// The title over a column that people see: the key itself (`resource`), not the column of its names
  /// (`resource_name`), which is what can be typed after `by` and `sort`.
  func titleForPeople(of column: AnswerColumn) -> String {
    let suffix = "_name"
    guard column.name.hasSuffix(suffix) else { return column.name }
    let key = String(column.name.dropLast(suffix.count))
    return columns.contains { $0.isIdentifier && $0.name == key } ? key : column.name
  }
}

extension AnswerColumn {
  /// Days of a list, some of which may be missing.
  var hasDays: Bool {
    guard case .figures(let figures) = values else { return false }
    return figures.contains { if case .day = $0 { true } else { false } }
  }

  /// The column with what people read in place of its labels.
  fileprivate var brief: AnswerColumn {
    guard let briefLabels, case .labels(let codes, _) = values else { return self }
    return AnswerColumn(
      name: name, isKey: isKey, isIdentifier: isIdentifier, unit: unit, isPercent: isPercent, decimals: decimals,
      isProse: isProse, values: .labels(codes: codes, labels: briefLabels))
  }

  /// The labels that rows have; none of a column of figures.
  var labels: Set<String> {
    guard case .labels(let codes, let labels) = values else { return [] }
    return Set(Set(codes).compactMap { labels[Int($0)] })
  }

  /// Whether the cells line up at their right end: figures, and labels that are all whole numbers, like hours.
  var alignsRight: Bool {
    switch values {
    case .figures: !hasDays
    case .days: false
    case .labels:
      !labels.isEmpty
        && labels.allSatisfy { label in
          !label.isEmpty && label.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        }
    }
  }
}
