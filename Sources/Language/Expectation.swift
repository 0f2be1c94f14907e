/// What may stand at a place: what a message asks for, and what completion offers. They cannot disagree.
public enum Expectation: Hashable, Sendable {
  /// `by`, `explain`
  case keyword(String)
  /// `(`, `=`
  case symbol(String)
  /// A word of a metric's name, or its mode.
  case metric
  /// What `by` takes: an attribute or a calendar key.
  case key
  /// A value of a filter's key: `alice` after `user`.
  case name(ofKey: String)
  /// A point of time.
  case frame
  case table
  /// `dangling-link`, `files`: what `check` opens.
  case finding
  /// `vacant`, `ending`: a state of rows in `list`
  case state
  case setting
  /// A value of a setting, an `expect`, or a column.
  case value
  /// A column of an answer or a table; in a definition, a metric too.
  case column
  case number
  case currency
  case unit
  /// `bookings`, `days` after `on`
  case basis
  /// `csv`, `json` after `as`
  case format
  /// A clock time: `09:00`
  case clock
  /// `Robin` after `under`
  case library
  case file
  /// `robin/desks.csv` after `describe`: what the workspace was read from.
  case loadedFile
  /// `"Booked by"`: of a column in an export
  case header
  /// `dmy`: what `map` does with cells
  case rule
  /// The name of a definition that there is.
  case definition
  /// A name that is to be new.
  case newName
  case topic
  /// Nothing more: the statement is complete here.
  case end
}

/// A place in a text at which somebody asks what may come next.
public struct CompletionSite: Hashable, Sendable {
  /// The bytes of the word that touches the place; empty between words.
  public let lower: Int
  public let upper: Int
  /// What is typed of that word, an opening quote included.
  public let prefix: String
  /// The words of the run in front of it: `occupancy` in `occupancy de|`.
  public let run: [String]
  /// The words of the query's metric, its mode among them; none before it.
  public let metric: [String]
  /// The keys of the statement's filters in front of the place: `location` in `location Berlin oc|`.
  public let filters: [String]
  /// What may stand here, the likeliest first, nothing twice.
  public let expectations: [Expectation]
}
