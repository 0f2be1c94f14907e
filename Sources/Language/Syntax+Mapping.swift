/// What `map` says of exports: which of their columns is a column of a table, or which of their names are one thing.
public enum Mapping: Hashable, Sendable {
  /// `bookings.user = "Booked by" or "Gebucht von" as first`
  case column(Name, MappedCells)
  /// `location Berlin = "robin/3", "cobot/BER"`
  case same(Subject, Name, others: [Name])

  /// What can have several names.
  public enum Subject: String, CaseIterable, Hashable, Sendable {
    case location, user
  }

  public var place: Place {
    switch self {
    case .column(let column, let cells): column.place.union(cells.place)
    case .same(_, let name, let others): others.reduce(name.place) { $0.union($1.place) }
    }
  }
}

/// Where the cells of a column come from, and what is done with them.
public struct MappedCells: Hashable, Sendable {
  public enum Headers: Hashable, Sendable {
    /// `"Booked by" or "Gebucht von"`: of each row the first that is not empty. Never empty; often one.
    case firstOf([Name])
    /// `"First" + "Last"`: two or more.
    case joined([Name])
  }

  public enum Rule: Hashable, Sendable {
    /// `dmy`, `zone "Europe/Berlin"`
    case words(Phrase)
    /// `1 = Desk`
    case word(Phrase, means: Phrase)
    /// `* = Desk`: any other word.
    case otherWords(mean: Phrase)
  }

  public let headers: Headers
  /// What stands behind `as`.
  public let rules: [Rule]
  public let place: Place

  public init(_ headers: Headers, rules: [Rule] = [], place: Place) {
    self.headers = headers
    self.rules = rules
    self.place = place
  }
}
