import Language
import Planning
import Store

/// What can be said about asking, with queries that show it.
struct HelpTopic: Sendable {
  /// The first is the topic's name; `help` knows the others, too.
  private let names: [String]
  private let text: String
  /// Statements that run in turn. `MONTH` stands for a month that has data.
  private let examples: [String]

  private init(_ names: [String], _ text: String, examples: [String]) {
    self.names = names
    self.text = text
    self.examples = examples
  }

  var name: String { names[0] }

  /// - Parameter name: in letters of any case.
  static func named(_ name: String) -> HelpTopic? { all.first { $0.names.contains(name.lowercased()) } }

  /// The topic that tells of a word which is no topic's name: of a key, a setting.
  static func about(_ word: String) -> HelpTopic? {
    if let keyword = Keyword(spelling: word), Keyword.keys.contains(keyword) { return named("keys") }
    if CalendarKey(rawValue: word.lowercased()) != nil { return named("keys") }
    return Settings.definition(word) == nil ? nil : named("settings")
  }

  /// The name of the topic that a word is, or that tells of it.
  static func nameOfTopic(about word: String) -> String? { (named(word) ?? about(word))?.name }

  /// - Parameter month: one that has data.
  func text(month: String) -> String {
    text + "\n\nTo try:\n" + statements(month: month).map { "  " + $0 }.joined(separator: "\n")
  }

  /// The examples.
  func statements(month: String) -> [String] { examples.map { $0.replacing("MONTH", with: month) } }
}

extension HelpTopic {
  static let all = [
    HelpTopic(
      ["frames", "frame", "times", "time", "dates", "today"],
      """
      2024  2024-Q1  2024-03  2024-W28  cw28  2024-03-15   a year, quarter, month, ISO week, day
      2024-01..2024-06                                     from the first to the last, both included
      since 2024-02                                        up to yesterday
      today  yesterday  last90  next30                     days up to yesterday; days from today
      last3months  next3months                             whole months
      thismonth  lastmonth  thisquarter  lastquarter  ytd
      fy2024  fy2024-Q1                                    where fiscal_year_start is set
      """,
      examples: ["hours MONTH", "bookings last3months by month"]),
    HelpTopic(
      ["clauses", "clause", "to", "export", "as", "where", "having", "sort", "top", "with", "vs", "between", "_"],
      """
      by KEY, KEY               a row for every value, as in by month, location
      where weekday in (Mon, Tue) and kind = permanent
      having occupancy > 80%    keeps rows of the answer
      between 10:30 and 16:00   these hours of each day, of bookings
      vs previous | lastyear | FRAME   beside each row other, difference, relative
      under days, hours         the metric's other definitions side by side: chargeback days, chargeback hours
      sort COLUMN desc   top 5
      with coefficient 2        another setting, for this query; or a number that the metric wants
      in ft2 | m2 | minutes | hours | days   areas and hours in another unit
      as csv | tsv | json | jsonl | markdown | table
      as chart | sparklines | svg | html   a picture by the answer's shape: help charts
      to "march.xlsx"           into a file: .csv .tsv .json .jsonl .md .xlsx .svg .html
      _ and clauses             the last question once more: where and having narrow it, any other is in place of its like
      """,
      examples: [
        "hours MONTH by costcenter sort hours desc top 3", "hours MONTH between 09:00 and 12:00 by weekday",
        "_ by type vs previous",
      ]),
    HelpTopic(
      ["keys", "key", "by", "filters", "filter"],
      """
      hour weekday day week month quarter year
      user costcenter location floor type category resource company plan kind department
      and every other column of the exports
      As a filter a key stands before its names: location Berlin, Sofia
      “cost centre” is costcenter; so is department where the data has none
      """,
      examples: ["hours MONTH by weekday, type"]),
    HelpTopic(
      ["modes", "mode", "bom", "prorated", "eom", "peak", "low"],
      """
      What is there, as desks and memberships, has a value on each day; a mode behind the metric says which days count
      prorated   all days alike, each as a part of its month; so it is where nothing is said
      bom        the first day of each month: its beginning
      eom        the last day of each month: its end
      peak low   the day of the highest value, of the lowest
      What happens, as bookings and their hours, is counted and has no mode
      set mode bom     takes another where nothing is said
      """,
      examples: ["available desks bom MONTH", "available desks MONTH by week"]),
    HelpTopic(
      ["lists", "list", "states"],
      """
      list bookings 2024-03                 the rows of a table that a time touches
      list resources vacant 2024-03-15      those in a state; behind the table Tab lists its states
      list bookings missed 2024-03          no-shows; list memberships ending next90
      list bookings 2024-03 where kind = permanent sort start top 5
      list resources as csv                 as a query's answer goes: as, to, where, sort, top and filters
      describe tables                       the tables; describe table bookings has columns and states
      """,
      examples: ["list resources top 3", "list resources vacant MONTH top 3"]),
    HelpTopic(
      ["charts", "chart", "sparklines", "svg", "html", "pictures"],
      """
      as chart         blocks in the terminal, as wide as that is; ASCII where the locale has no more
      as sparklines    a table with a line of little columns for each thing, over one key of the calendar
      as svg           a drawing; to "march.svg" writes it
      as html          a page with picture, table and reading; to "march.html" writes it
      deskql WORKSPACE -f questions.deskql --format html    all answers of a script on one page

      The form follows from the answer:
      by type                  bars, in the order of the rows
      by month, by week        columns; more than 62 days a line
      by weekday, hour         a heat map; so is timemap
      by type, month           stacked, where figures add up; else a line for each thing
      vs previous              both beside each other
      Drawn is the column that sorts the rows, else the metric's value. Scales begin at zero. What is missing has a sign
      instead of a length: – undefined, ? no data, × hidden
      """,
      examples: [
        "timemap MONTH as chart", "hours MONTH by type, week as chart", "hours MONTH by type, week as sparklines",
      ]),
    HelpTopic(
      ["explain"],
      """
      explain occupancy desks prorated 2024-03    definitions, arithmetic, rows in with their parts, rows out with reasons
      explain hours 2024-03 by costcenter top 3   each row of an answer of up to twelve
      explain hours 2024-03 with explain_rows 0   every row one by one, not the twenty largest
      explain hours 2024-03 as json               for machines; as markdown or to "page.md" for others
      """,
      examples: ["explain hours MONTH by weekday top 1"]),
    HelpTopic(
      ["why"],
      """
      why occupancy desks bom 2024-03 vs 2024-02    causes that add up to the change, largest first
      why hours 2024-03 vs previous by costcenter   the causes in groups
      why revenue 2024-Q2 vs 2024-Q1 where currency = EUR
      A cause's effect is what the change would be less without it: with its rows as they were on the first day of the
      time behind vs. Refused is what does not add up: a peak, a base of zero, a mean of parts, several currencies
      """,
      examples: ["why hours MONTH vs previous by type"]),
    HelpTopic(
      ["check", "findings"],
      """
      check                         a row for each finding: where, which metrics it touches, what to do
      check bookings                what was found in one table
      check dangling-link           one finding, row by row: its id and what is the matter with it
      check files                   a row for each file: its layout, tables, rows, days; why it failed or was left out
      check as json | to "odd.xlsx"
      Rows about persons are told where user_statistics is on; where min_group is set, no booking is
      """,
      examples: ["check bookings", "check files"]),
    HelpTopic(
      ["define", "definitions", "undefine"],
      """
      define NAME = COLUMN: …, VALUE: …    a metric; its last column is its value
      define NAME (least) = …              a parameter, given by “with least 2”
      define resources.large = size >= 4   a column of rows, for where, by and other definitions
      by, where, having, sort, top         may stand behind, as in a query; by is what a query replaces
      undefine NAME                        takes it away; one behind it is in force again
      show definition NAME                 how a metric is defined: a place to begin with
      describe primitives                  what definitions are made of
      Definitions last as long as the session; those in settings.deskql are the workspace's
      """,
      examples: ["define visits = bookings: count of bookings where quantity > 1", "visits MONTH by weekday"]),
    HelpTopic(
      ["expect", "within"],
      """
      expect hours 2024-03 gives 160                       an error unless the one figure is this
      expect hours 2024-03 gives 160 within 0.5            159.5 to 160.5: in the figure's own unit
      expect hours 2024-03 gives 160 within 5%             152 to 168: a part of the figure
      expect occupancy desks 2024-03 gives 88% within 1%   87 % to 89 %: percentage points of a per cent
      expect occupancy desks 2024-03 gives undefined       nothing to divide by; nodata, none for either; hidden
      """,
      examples: ["hours MONTH top 1"]),
    HelpTopic(
      ["files", "load", "layouts", "map", "import"],
      """
      deskql FOLDER        its files and sub-folders are read: CSV, XLSX, JSON, .gz, .zst, .zip, of any system that
                           deskql layouts lists; each sub-folder is a source of its own
      load "more.csv"      adds a file, or reads again what has changed
      check files          what each file was taken for, and what came of it
      describe "more.csv"  what each of its columns became
      check rejected to "rejected.csv"          the rows that were not read, and why
      map bookings.user = "Booked by"           in settings.deskql: a column that was not understood
      set timezone Europe/Berlin                in settings.deskql, as are date_order and decimal_mark where files leave
                                                them open
      """,
      examples: ["check files"]),
    HelpTopic(
      ["scripts", "script", "pipes", "source", "parameters", "comments", "reports", "pages"],
      """
      deskql WORKSPACE -c "QUERY"           one question; several between ;
      deskql WORKSPACE -f month.deskql      a script; source month.deskql runs one from within
      cat questions | deskql WORKSPACE      from a pipe, each as it comes
      --format csv | json | jsonl | html    as says it for one of them
      # a comment                           goes to the end of its line; in a page it is a heading or a text
      --set month=2024-03                   then $month is 2024-03 wherever it stands as a word
      --keep-going                          goes on after an error; the exit status tells of it
      deskql test month.test                compares what is printed with what was expected
      deskql completions bash | zsh | fish  what the shell completes; deskql manual is the man page
      """,
      examples: ["hours MONTH as jsonl"]),
    HelpTopic(
      ["settings", "setting", "set"],
      """
      show settings                      each with its value, where that was set, and what it does
      set mode bom                       as long as the session lasts
      hours 2024-03 with times actual    for one query
      settings.deskql                    beside the exports, for whoever asks: privacy and how files are read only there
      deskql FOLDER --today 2024-07-01   what day it is: at the start alone
      deskql FOLDER --set month=2024-03  what $month stands for: at the start alone
      set pager off                      of the shell at a terminal, as are live and rows: help shell
      """,
      examples: ["set mode bom", "available desks MONTH"]),
    HelpTopic(
      ["privacy"],
      """
      Set in the settings.deskql beside the exports, and nowhere else; show settings tells what is set
      user_statistics on       answers questions about single persons: user alice, by user, list users
      user_frame_limit 90      over at most so many days, but for months, quarters, last30 and last90
      anonymize_after 90       bookings lose their person so many days after their end
      min_group 5              hides figures of fewer than five people, and what would give them away
      audit "asked.log"        notes each query and what was decided, and names nobody
      deskql anonymize IN OUT  writes clean copies of exports
      """,
      examples: ["show settings"]),
    HelpTopic(
      ["shell", "editor", "history", "pager", "tab"],
      """
      Tab            finishes a word, or lists what may come next
      →  Ctrl-E      takes the dim hint behind the line
      ↑  Ctrl-R      what was asked before; after a typing error ↑ has the corrected line
      Ctrl-C         drops the line, or cancels the query that runs; Ctrl-D ends
      A bracket that is open, or an operator, a comma or = at the end, goes on in the next line
      A blank in front keeps a line out of the history
      set live off   no colours and hints while typing
      set pager off  long output is not shown through $PAGER or less; set rows 50 then cuts tables
      Keys: ~/.editrc, as in  bind -v  for those of vi. What each shell begins with: ~/.config/deskql/init.deskql
      """,
      examples: ["timing on", "hours MONTH", "_ as chart"]),
  ]
}
