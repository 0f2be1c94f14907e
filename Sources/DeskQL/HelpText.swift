/// What `help` says.
enum HelpText {
  static let general = """
    A query is a metric and a time, then what narrows and divides it:
      occupancy desks bom 2024-03
      hours 2024-Q1 by costcenter, type
      location Berlin occupancy desks 2024 by month having occupancy > 80%
      user alice timemap last90
    A list shows rows, and those that are in a state:
      list resources vacant today
      list memberships ending next90

    describe metrics            the metrics and their columns; then what vendors define
    describe NAME               a metric, a table, a column: what it is and what it can be asked
    describe FILE               as what a file was read: what from which header
    show definition NAME        what a metric is, in words of deskql
    describe primitives         what definitions are made of
    explain QUERY               what a figure is made of, row by row; help explain
    why QUERY vs FRAME          what made the difference; help why
    help frames | clauses | keys | explain | why | check | expect | privacy | shell
    define NAME = …             a metric of your own; undefine NAME brings back what it replaced
    expect QUERY gives 160      a test: see help expect
    check                       what is odd in the data, what it touches and what to do; check bookings, check CODE
    check files                 what each file was taken for, and what came of it
    show settings               what is set, where, and what it does
    show tokens | tree | steps QUERY        a query, or a list, on its way to the answer
    source FILE                 run a script
    timing on | off             how long statements take
    quit
    """

  /// What `help` can be asked for besides what `describe` can.
  static let topics = ["frames", "clauses", "keys", "explain", "why", "check", "expect", "privacy", "shell"]

  static func topic(_ name: String) -> String? {
    switch name.lowercased() {
    case "frames", "frame", "times":
      """
      2024  2024-Q1  2024-03  2024-W28  cw28  2024-03-15   a year, quarter, month, ISO week, day
      2024-01..2024-06                                     from the first to the last, both included
      since 2024-02                                        up to yesterday
      today  yesterday  last90  next30                     days up to yesterday; days from today
      last3months  next3months                             whole months
      thismonth  lastmonth  thisquarter  lastquarter  ytd
      fy2024  fy2024-Q1                                    where fiscal_year_start is set
      """
    case "explain":
      """
      explain occupancy desks prorated 2024-03    definitions, arithmetic, rows in with their parts, rows out with reasons
      explain hours 2024-03 by costcenter top 3   each row of an answer of up to twelve
      explain hours 2024-03 with explain_rows 0   every row one by one, not the twenty largest
      explain hours 2024-03 as json               for machines; as markdown or to "page.md" for others
      """
    case "why":
      """
      why occupancy desks bom 2024-03 vs 2024-02    causes that add up to the change, largest first
      why hours 2024-03 vs previous by costcenter   the causes in groups
      why revenue 2024-Q2 vs 2024-Q1 where currency = EUR
      A cause's effect is what the change would be less without it: with its rows as they were on the first day of the
      time behind vs. Refused is what does not add up: a peak, a base of zero, a mean of parts, several currencies
      """
    case "clauses", "clause":
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
      as chart | sparklines | svg | html   a picture by the answer's shape; a table with little columns; a page
      to "march.xlsx"           into a file: .csv .tsv .json .jsonl .md .xlsx .svg .html
      """
    case "keys", "key":
      """
      hour weekday day week month quarter year
      user costcenter location floor type category resource company plan kind department
      and every other column of the exports
      As a filter a key stands before its names: location Berlin, Sofia
      “cost centre” is costcenter; so is department where the data has none
      """
    case "check", "findings":
      """
      check                         a row for each finding: where, which metrics it touches, what to do
      check bookings                what was found in one table
      check dangling-link           one finding, row by row: its id and what is the matter with it
      check files                   a row for each file: its layout, tables, rows, days; why it failed or was left out
      check as json | to "odd.xlsx"
      Rows about persons are told where user_statistics is on; where min_group is set, no booking is
      """
    case "expect", "within":
      """
      expect hours 2024-03 gives 160                       an error unless the one figure is this
      expect hours 2024-03 gives 160 within 0.5            159.5 to 160.5: in the figure's own unit
      expect hours 2024-03 gives 160 within 5%             152 to 168: a part of the figure
      expect occupancy desks 2024-03 gives 88% within 1%   87 % to 89 %: percentage points of a per cent
      expect occupancy desks 2024-03 gives undefined       nothing to divide by; nodata, none for either; hidden
      """
    case "shell", "editor":
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
      """
    case "privacy":
      """
      Set in the settings.deskql beside the exports, and nowhere else; show settings tells what is set
      user_statistics on       answers questions about single persons: user alice, by user, list users
      user_frame_limit 90      over at most so many days, but for months, quarters, last30 and last90
      anonymize_after 90       bookings lose their person so many days after their end
      min_group 5              hides figures of fewer than five people, and what would give them away
      audit "asked.log"        notes each query and what was decided, and names nobody
      deskql anonymize IN OUT  writes clean copies of exports
      """
    default: nil
    }
  }
}
