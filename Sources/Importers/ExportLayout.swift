import Formats
import Store

/// How the files of one kind that a system exports become rows of tables: data, read from a `.layout` file.
///
/// - SeeAlso: `LayoutParser` for the notation.
struct ExportLayout: Sendable {
  /// `deskbird-bookings`
  let name: String
  /// `deskbird`
  var vendor = ""
  /// One line: `bookings (GET /bookings, JSON)`.
  var about = ""
  /// What the file can be; none given: anything.
  var kinds: Set<FileKind> = []
  /// Names that the sheet, or the list in JSON, may have; none given: any.
  var sheets: [String] = []
  /// Headers that must be there, each with its alternatives.
  var needs: [[String]] = []
  /// Headers that must not be there.
  var without: [String] = []
  /// Words that mean the empty cell.
  var missing: [String] = []
  var notes: [Note] = []
  var tables: [TableMapping] = []

  /// What is told when such a file is loaded.
  struct Note: Sendable, Hashable {
    let text: String
    /// It is told only if there is such a row; nil: always.
    let condition: RowCondition?
  }
}

/// What a file is made of, however it is packed.
enum FileKind: String, Sendable, CaseIterable {
  case csv, xlsx, json, xml
}

/// How rows of a file become rows of one table.
struct TableMapping: Sendable {
  enum Rows: Sendable, Hashable {
    /// Each row of the file.
    case own
    /// Each row of a list within the rows.
    case list(String)
    /// Each filled cell of the columns whose headers are dates.
    case days
  }

  let table: TableName
  /// The rows only mention these: one row for each id, and real ones go before them.
  let isDerived: Bool
  var rows = Rows.own
  var columns: [ColumnMapping] = []
  /// A row counts if all hold.
  var conditions: [RowCondition] = []
}

/// Where the cells of one column come from.
struct ColumnMapping: Sendable, Hashable {
  /// A column of the table, or the name of an attribute.
  let name: String
  var source: CellSource
  var rules = CellRules()
  /// As it is written: `"Start Date" or "Start" as dmy`.
  var written = ""
}

indirect enum CellSource: Sendable, Hashable {
  /// The column under the first of these headers that is there. One that begins with `^` is the parent's.
  case header([String])
  /// The same text in each row.
  case constant(String)
  /// The first that is not empty.
  case firstOf([CellSource])
  /// Joined by a blank, empty ones left out.
  case joined([CellSource])

  /// All headers that it may read.
  var headers: [String] {
    switch self {
    case .header(let names): names
    case .constant: []
    case .firstOf(let parts), .joined(let parts): parts.flatMap(\.headers)
    }
  }
}

/// Whether a row of a file counts.
struct RowCondition: Sendable, Hashable {
  enum Test: Sendable, Hashable {
    case filled, empty
    /// One of these words.
    case among([String])
    /// None of these words; the empty cell is none.
    case notAmong([String])
  }

  let headers: [String]
  var test: Test
  /// It is about the column of the table that the row fills, after all rules.
  var isMapped = false
}

/// What is done with the text of a cell, in the order of these properties.
struct CellRules: Sendable, Hashable {
  enum Zone: Sendable, Hashable {
    /// Marks count; times without one are local.
    case asWritten
    /// Times without a mark are UTC.
    case utc
    /// Marks are false: the wall clock counts.
    case local
    /// Times without a mark are of that zone.
    case named(String)
    /// The same, by the zone that a column names.
    case column([String])
  }

  /// The first of a list.
  var isFirst = false
  /// `179.0` is 179.
  var isWhole = false
  /// A list with commas becomes one with semicolons.
  var isList = false
  /// What becomes of which words.
  var words: WordMap?
  var order: DateOrder?
  var zone = Zone.asWritten
  /// Whatever time stands behind the date is dropped.
  var isDay = false
  /// Seconds or milliseconds since 1970.
  var isEpoch = false
  /// A date gets this time: `09:00`.
  var time: String?
  /// The time of day stands in another column.
  var timeColumn: [String] = []
  /// The cell is a duration that begins at another column.
  var duration: Duration?
  /// Square feet.
  var isSquareFeet = false
  /// Hundredths: cents.
  var isMinor = false

  struct Duration: Sendable, Hashable {
    let unit: MomentColumn.DurationUnit
    let start: [String]
  }

  /// All headers that the rules read besides the cell's own.
  var headers: [String] {
    var headers = timeColumn + (duration?.start ?? [])
    if case .column(let names) = zone { headers += names }
    return headers
  }
}
