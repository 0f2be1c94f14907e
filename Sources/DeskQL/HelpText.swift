/// What `help` says.
enum HelpText {
  /// - Parameter month: one that has data.
  static func general(month: String) -> String {
    """
    A query is a metric and a time, then what narrows and divides it:
      occupancy desks bom \(month)
      hours \(month) by costcenter, type
      bookings \(month) by week, type where weekday in (Tue, Wed, Thu)
      timemap \(month) as chart
    A list shows rows, and those that are in a state:
      list resources vacant \(month)
      list memberships ending next90

    describe metrics            the metrics and their columns; then what vendors define
    describe tables             the tables and how many rows each has
    describe NAME               a metric, a table, a column: what it is and what it can be asked
    describe FILE               as what a file was read: what from which header
    show definition NAME        what a metric is, in words of deskql
    describe primitives         what definitions are made of
    explain QUERY               what a figure is made of, row by row
    why QUERY vs FRAME          what made the difference
    _ as chart | _ by KEY       the last answer drawn; the last question once more, divided otherwise
    help TOPIC                  \(topicNames[0])
                                \(topicNames[1])
    define NAME = …             a metric of your own; undefine NAME brings back what it replaced
    expect QUERY gives 160      a test
    check                       what is odd in the data, what it touches and what to do; check bookings, check CODE
    check files                 what each file was taken for, and what came of it
    show settings               what is set, where, and what it does
    show tokens | tree | steps QUERY        a query, or a list, on its way to the answer
    source FILE                 run a script
    timing on | off             how long statements take
    quit
    """
  }

  /// In two lines.
  private static var topicNames: [String] {
    let names = HelpTopic.all.map(\.name)
    let half = (names.count + 1) / 2
    return [names[..<half], names[half...]].map { $0.joined(separator: " | ") }
  }
}
