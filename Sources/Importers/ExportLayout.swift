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
  /// Cells are written for the web: `&amp;` is an ampersand.
  var isHTML = false
  /// Layouts that say the same better: where one of their files is there, this one is passed over.
  var unless: [String] = []
  var notes: [Note] = []
  var questions: [Question] = []
  /// None: the file is known, and cannot be used.
  var tables: [TableMapping] = []

  /// What is told when such a file is loaded.
  struct Note: Sendable, Hashable {
    let text: String
    /// It is told only if there are such rows; none: always.
    let conditions: [RowCondition]
  }

  /// What the file does not say, and only the workspace can.
  struct Question: Sendable, Hashable {
    let table: TableName
    let column: String
    let text: String
    let conditions: [RowCondition]
    /// The table waits for the answer; else the column stays empty.
    let isNeeded: Bool
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
    /// Each part of a cell with a list: `Room 1;Room 2`.
    case each([String])
  }

  enum Target: Sendable, Hashable {
    case table(TableName)
    /// A dictionary of ids and names, for rules of other columns.
    case names(String)
  }

  let target: Target
  /// The rows only mention these: one row for each id, and real ones go before them.
  let isDerived: Bool
  var rows = Rows.own
  var columns: [ColumnMapping] = []
  /// A row counts if all hold.
  var conditions: [RowCondition] = []

  var table: TableName? { if case .table(let name) = target { name } else { nil } }
}

/// Where the cells of one column come from.
struct ColumnMapping: Sendable, Hashable {
  /// A column of the table, or the name of an attribute.
  let name: String
  /// The first counts whose conditions hold and that is not empty.
  var alternatives: [Alternative]
  /// As it is written: `"Start Date" or "Start" as dmy`.
  var written = ""

  struct Alternative: Sendable, Hashable {
    /// Joined by a blank.
    var parts: [Part]
    var rules = CellRules()
    var conditions: [RowCondition] = []

    var headers: [String] { parts.flatMap(\.headers) + rules.headers + conditions.flatMap(\.headers) }
  }

  enum Part: Sendable, Hashable {
    /// The column under the first of these headers that is there. `^` reads what stands beside a row.
    case header([String])
    case constant(String)

    var headers: [String] { if case .header(let names) = self { names } else { [] } }

    /// As it stands in quotes.
    var text: String {
      switch self {
      case .header(let names): names[0]
      case .constant(let text): text
      }
    }
  }

  init(_ name: String, header: String) {
    self.name = name
    alternatives = [Alternative(parts: [.header([header])])]
    written = ColumnMapping.quoted(header)
  }

  /// A header as layouts write it.
  static func quoted(_ header: String) -> String { "\"\(header)\"" }

  init(_ name: String, _ alternatives: [Alternative]) {
    self.name = name
    self.alternatives = alternatives
  }

  /// All headers that it reads.
  var headers: [String] { alternatives.flatMap(\.headers) }
  /// Those that its cells are from.
  var sources: [String] { alternatives.flatMap { $0.parts.flatMap(\.headers) } }
}

/// Whether a row of a file counts.
struct RowCondition: Sendable, Hashable {
  enum Subject: Sendable, Hashable {
    /// Cells of the file, joined.
    case cells([[String]])
    /// The column of the table that the row fills, after all rules.
    case mapped(String)
  }

  enum Test: Sendable, Hashable {
    case filled, empty
    /// One of these words.
    case among([String])
    /// None of these words; the empty cell is none.
    case notAmong([String])
    /// A number above this one.
    case above(String)
    /// A flag that says yes.
    case yes
    /// A flag that says no, or nothing.
    case no
    /// Begins with one of these.
    case begins([String])
  }

  let subject: Subject
  let test: Test

  /// It asks a flag, whose cells are words for yes and no.
  var isOfFlag: Bool {
    switch test {
    case .yes, .no: true
    case .filled, .empty, .among, .notAmong, .above, .begins: false
    }
  }

  var headers: [String] { if case .cells(let parts) = subject { parts.flatMap { $0 } } else { [] } }
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

  /// `179.0` is 179.
  var isWhole = false
  /// An id becomes the name that a dictionary has for it.
  var dictionary: String?
  /// The first of a list.
  var isFirst = false
  /// A list with commas becomes one with semicolons.
  var isList = false
  /// The part of a text where the pattern has `*`: `locations*bookings`.
  var pattern: String?
  /// What becomes of which words.
  var words: WordMap?
  var order: DateOrder?
  var zone = Zone.asWritten
  /// Whatever time stands behind the date is dropped.
  var isDay = false
  /// The date is the first day after the last one.
  var isDayBefore = false
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
  /// The number is of so many months, or parts, as another column says.
  var divisor: [String] = []
  /// Hundredths: cents.
  var isMinor = false

  struct Duration: Sendable, Hashable {
    enum Start: Sendable, Hashable {
      case cells([String])
      /// The column of the table that the row fills.
      case mapped(String)
    }

    let unit: MomentColumn.DurationUnit
    let start: Start
  }

  /// All headers that the rules read besides the cell's own.
  var headers: [String] {
    var headers = timeColumn + divisor
    if case .cells(let names)? = duration?.start { headers += names }
    if case .column(let names) = zone { headers += names }
    return headers
  }
}
