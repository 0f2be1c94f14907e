import Formats
import Store

/// How the dates and times of a file were read, and what nobody wrote in so many words.
struct ReadingSummary {
  var order: DateOrder?
  /// `UTC`, `as written`, `of Europe/Berlin`: what times were taken for.
  private(set) var clocks: [String] = []
  /// Instants that became days.
  var daysOfInstants = 0
  private var inGap = 0
  private var inFold = 0
  private var withoutZone = 0
  private var twoDigitYears = 0
  /// Columns whose cells are all numbers, which no layout explains, with how many are filled.
  private var numbers: [(column: String, isEpoch: Bool, count: Int)] = []

  /// Adds what was told of another column.
  mutating func add(_ other: ReadingSummary) {
    order = other.order ?? order
    daysOfInstants += other.daysOfInstants
    inGap += other.inGap
    inFold += other.inFold
    withoutZone += other.withoutZone
    twoDigitYears += other.twoDigitYears
    numbers += other.numbers
    for clock in other.clocks where !clocks.contains(clock) { clocks.append(clock) }
  }

  mutating func add(
    _ report: MomentReport, _ rules: CellRules, _ column: String, isMinute: Bool, filled: @autoclosure () -> Int
  ) {
    inGap += report.inGap
    inFold += report.inFold
    withoutZone += report.withoutZone
    twoDigitYears += report.twoDigitYears
    let isEpoch = report.notation == .epoch
    if report.notation != .written, !rules.isEpoch { numbers.append((column, isEpoch, filled())) }
    guard isMinute else { return }
    let clock =
      switch rules.zone {
      case .asWritten: isEpoch ? "UTC" : "as written"
      case .utc: "UTC"
      case .local: "local, marks are false"
      case .named(let name): "of \(name)"
      case .column(let headers): "of the zone in “\(headers[0])”"
      }
    if !clocks.contains(clock) { clocks.append(clock) }
  }

  /// What a reader of the answers may want to know.
  var notes: [FileReport.Note] {
    let counts = [
      (inGap, "times that no clock showed, as it went forward, are moved on with it: 02:30 to 03:30"),
      (inFold, "times that the clock showed twice, as it went back, are taken for the first"),
      (withoutZone, "times have no zone in their row; they are taken as written"),
      (twoDigitYears, "years have two digits; they are completed, 24 to 2024"),
    ]
    let columns = numbers.map { column, isEpoch, count in
      let meaning = isEpoch ? "the time since 1970, in UTC" : "a spreadsheet's days"
      return (count, "\(column) holds nothing but numbers; they are taken for \(meaning)")
    }
    return (counts + columns).filter { $0.0 > 0 }.map { .init($0.1, count: $0.0) }
  }
}
