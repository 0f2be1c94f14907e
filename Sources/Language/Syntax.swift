import Diagnostics

/// One thing that a person asks for: a line of a script.
public enum Statement: Hashable, Sendable {
  /// `occupancy desks bom 2024-03`
  case query(Query)
  /// `explain occupancy desks bom 2024-03`
  case explain(Query)
  /// `why revenue 2024-03 vs 2024-02`
  case why(Query)
  /// `expect occupancy desks 2024-03 gives 80% within 0.1%`
  case expect(Query, gives: Value, within: Value?)
  /// `define revenue = sum price of memberships where active * months`
  case define(Definition)
  /// `undefine my metric`
  case undefine(Phrase)
  /// `set open_hours 08:00-18:00`
  case set(Name, [Name])
  /// `list resources vacant today`
  case list(ListQuery)
  /// `show definition occupancy desks`
  case show(Show)
  /// `describe occupancy desks`, `describe robin/desks.csv`
  case describe(Phrase)
  /// `check`, `check bookings as json`
  case check(CheckQuery)
  /// `load bookings.csv users.csv`; without names, all over again
  case load([Name])
  /// `save house.deskdb`
  case save([Name])
  /// `source month.deskql`; the grammar gives exactly one name
  case source([Name])
  /// `help`, `help frames`
  case help(Phrase?)
  /// `timing`, `timing on`
  case timing(Name?)
  /// `map bookings.user = "Booked by"`, `map location Berlin = "robin/3", "cobot/BER"`
  case map(Mapping)
  /// `quit`
  case quit
}

/// What `show` shows.
public enum Show: Hashable, Sendable {
  case settings
  case definition(Phrase)
  case tokens(Asked)
  case tree(Asked)
  case steps(Asked)
  case sql(Asked)
}

/// What can be looked at on its way to an answer: `hours 2024`, `explain hours 2024`, `list bookings 2024-03`.
public struct Asked: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case query(Query)
    case explain(Query)
    case why(Query)
    case list(ListQuery)
  }

  public let kind: Kind
  public let place: Place

  public init(_ kind: Kind, place: Place) {
    self.kind = kind
    self.place = place
  }

  /// What it asks for figures of; nil of a list.
  public var query: Query? {
    switch kind {
    case .query(let query), .explain(let query), .why(let query): query
    case .list: nil
    }
  }

  /// The same as a statement of its own.
  public var statement: Statement {
    switch kind {
    case .query(let query): .query(query)
    case .explain(let query): .explain(query)
    case .why(let query): .why(query)
    case .list(let list): .list(list)
    }
  }
}

/// Where a node stands in its text. All places are equal: a tree is what was said, not where.
public struct Place: Hashable, Sendable {
  public let range: SourceRange

  public init(_ range: SourceRange) {
    self.range = range
  }

  public static func == (left: Place, right: Place) -> Bool { true }
  public func hash(into hasher: inout Hasher) {}

  /// The shortest place that holds both.
  public func union(_ other: Place) -> Place {
    Place(range.union(other.range))
  }
}

/// One word, or one name in quotes: `Berlin`, `"R&D"`.
public struct Name: Hashable, Sendable {
  /// As written, without the quotes.
  public let text: String
  /// A name in quotes is never a keyword, a number or a time.
  public let quoted: Bool
  public let place: Place

  public init(text: String, quoted: Bool = false, place: Place) {
    self.text = text
    self.quoted = quoted
    self.place = place
  }
}

/// A run of names: `occupied desks`. Never empty.
public struct Phrase: Hashable, Sendable {
  public let names: [Name]

  public init(_ names: [Name]) {
    precondition(!names.isEmpty, "a phrase has a name")
    self.names = names
  }

  /// The names, joined by single blanks.
  public var text: String {
    names.count == 1 ? names[0].text : names.lazy.map(\.text).joined(separator: " ")
  }

  public var place: Place { names[0].place.union(names[names.count - 1].place) }
}

/// What an `expect` states: `0.8`, `80%`, `12.5 h`, `none`.
public struct Value: Hashable, Sendable {
  public let text: Name
  /// `h`, `EUR`; only after a number.
  public let unit: Name?

  public init(text: Name, unit: Name? = nil) {
    self.text = text
    self.unit = unit
  }

  public var place: Place { unit.map { text.place.union($0.place) } ?? text.place }
}
