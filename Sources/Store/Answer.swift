import Calculus

/// What a figure measures, for titles and rendering.
public enum Unit: String, Sendable, Hashable {
  case none = ""
  case desks, spaces
  case squareMetres = "m²"
  case squareFeet = "ft²"
  case days, weeks, months, hours, minutes, people, bookings, memberships, money, ratio, resources
  case personDays = "person-days"
  case objectDays = "object-days"
  case instant
  case membershipsPerDesk = "memberships per desk"
  /// What two per cents differ by: from 50 % to 60 % are 10 points.
  case percentagePoints = "percentage points"
  case other
}

/// A figure: a number, or why there is none.
public enum Figure: Sendable, Hashable {
  case value(Rational)
  /// There is nothing to divide by.
  case undefined
  /// The data does not reach here.
  case noData
  /// It would tell of too few people (DESIGN §6, `min_group`).
  case hidden
  /// A moment of the day grid, for `at`: local minutes since 1970-01-01T00:00.
  case minute(Int32)
  /// A day among moments: what lasts all day has no time.
  case day(Day)
}

extension Figure {
  /// Nil where there is none, or no number.
  public var number: Rational? { if case .value(let value) = self { value } else { nil } }
}

/// One column of an answer.
public struct AnswerColumn: Sendable {
  public enum Values: Sendable {
    /// Codes into labels, one a row: keys. A label of `nil` is a missing key, shown as `(none)`.
    case labels(codes: [UInt32], labels: [String?])
    case days([Day])
    case figures([Figure])
  }

  /// How many decimals people see of its figures.
  public enum Decimals: Sendable, Hashable {
    /// As many as the column needs, two at most.
    case asNeeded
    /// Those of a currency's coin.
    case coin(Int)
    /// Those of the coin of each row's currency.
    case coins([Int])
    /// All that there are; what never ends is a fraction.
    case exact
  }

  /// Exactly as in machine formats.
  public let name: String
  public let isKey: Bool
  /// The id beside a name (`resource` beside `resource_name`): machine formats show it, tables do not.
  public let isIdentifier: Bool
  public let unit: Unit
  /// Shown as per cents to people, as a fraction to machines.
  public let isPercent: Bool
  public let decimals: Decimals
  public let values: Values
  /// Sentences, too long for a cell: a table for a terminal has them below, a block for each row.
  public let isProse: Bool
  /// What people read in place of each of the labels, where these are longer than anybody reads.
  public let briefLabels: [String?]?
  /// Figures of different things add up, like desks, hours and money do; people, rates and averages do not.
  public let addsUp: Bool

  public init(
    name: String, isKey: Bool = false, isIdentifier: Bool = false, unit: Unit = .none, isPercent: Bool = false,
    decimals: Decimals = .asNeeded, isProse: Bool = false, briefLabels: [String?]? = nil, addsUp: Bool = false,
    values: Values
  ) {
    self.name = name
    self.isKey = isKey
    self.isIdentifier = isIdentifier
    self.unit = unit
    self.isPercent = isPercent
    self.decimals = decimals
    self.isProse = isProse
    self.briefLabels = briefLabels
    self.addsUp = addsUp
    self.values = values
  }

  public var count: Int {
    switch values {
    case .labels(let codes, _): codes.count
    case .days(let days): days.count
    case .figures(let figures): figures.count
    }
  }
}

/// One cell, for whoever reads an answer row by row.
public enum AnswerCell: Sendable, Hashable {
  case label(String)
  case missing
  case day(Day)
  case figure(Figure)
}

/// One fact about how a query was read.
public struct ReadingItem: Sendable, Hashable {
  /// What it is about; a key of the JSON object.
  public enum Topic: String, Sendable, CaseIterable {
    /// What the query gives to the metric's parameters.
    case given
    /// What one of several definitions is.
    case definition
    case metric, filters, frame, comparison, mode, widened, overlap, basis, settings, zone, note, findings
    case leftOut = "left_out"
    case noData = "no_data"

    /// Whether an answer can have several of it; JSON then has an array, also of one.
    public var isList: Bool {
      switch self {
      case .metric, .frame, .comparison, .mode, .widened, .zone: false
      case .given, .definition, .filters, .overlap, .basis, .settings, .leftOut, .noData, .note, .findings: true
      }
    }
  }

  public let topic: Topic
  public let text: String

  public init(_ topic: Topic, _ text: String) {
    self.topic = topic
    self.text = text
  }
}

/// A table of figures with how the query was read.
public struct Answer: Sendable {
  public let columns: [AnswerColumn]
  public let rowCount: Int
  public let reading: [ReadingItem]
  /// Index of the column that is the metric's value, for `expect`; `nil` for listings, and where several definitions stand
  /// side by side.
  public let valueColumn: Int?
  /// Indices of the columns that share out one figure by a condition, so that no row counts in two of them: `office_hours` and
  /// `home_hours`.
  public let parts: [Int]
  /// Index of the column of figures that the rows are sorted by; `nil` where they are in the order of keys.
  public let sortColumn: Int?
  /// Index of the key that nobody asked for: the day on which each row is at its peak or low.
  public let extremeDay: Int?
  /// Whether `having` and `top` left all rows in it.
  public let isWhole: Bool

  public init(
    columns: [AnswerColumn], rowCount: Int, reading: [ReadingItem], valueColumn: Int? = nil, parts: [Int] = [],
    sortColumn: Int? = nil, extremeDay: Int? = nil, isWhole: Bool = true
  ) {
    for column in columns {
      precondition(column.count == rowCount, "column \(column.name) has \(column.count) of \(rowCount) rows")
    }
    self.columns = columns
    self.rowCount = rowCount
    self.reading = reading
    self.valueColumn = valueColumn
    self.parts = parts
    self.sortColumn = sortColumn
    self.extremeDay = extremeDay
    self.isWhole = isWhole
  }

  public func cell(row: Int, column: Int) -> AnswerCell {
    switch columns[column].values {
    case .labels(let codes, let labels): labels[Int(codes[row])].map { .label($0) } ?? .missing
    case .days(let days): .day(days[row])
    case .figures(let figures): .figure(figures[row])
    }
  }
}
