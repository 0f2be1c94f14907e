import Calculus
import Codecs

/// Brings moments as they were read into what the rules say, and counts what that took.
struct MomentWriter {
  let rules: MomentRules
  var report = MomentReport()
  /// The canonical text of the last moment.
  private(set) var text: [UInt8] = []
  private var clocks = ZoneClocks()

  init(_ rules: MomentRules) {
    self.rules = rules
    text.reserveCapacity(40)
  }

  /// Whether the rules leave canonical cells as they are.
  var keepsCanonicalCells: Bool {
    if case .asWritten = rules.clock { return !rules.dayOnly && rules.minuteOfDay == nil }
    return false
  }

  /// Makes the canonical text of a moment; false if it lies past the year 9999.
  @inline(__always)
  mutating func write(_ written: Moment, row: Int) -> Bool {
    var moment = written
    if rules.dayOnly || moment.date.isNever {
      moment.time = nil
      moment.mark = nil
      moment.write(to: &text)
      return true
    }
    if let time = moment.time {
      if time.hour == 24 {
        guard let next = moment.withoutHour24 else { return false }
        moment = next
      }
    } else if let minuteOfDay = rules.minuteOfDay {
      moment.time = WrittenTime(hour: minuteOfDay / 60, minute: minuteOfDay % 60)
    }
    if moment.time != nil { place(&moment, row: row) }
    moment.write(to: &text)
    return true
  }

  @inline(__always)
  private mutating func place(_ moment: inout Moment, row: Int) {
    switch rules.clock {
    case .asWritten: break
    case .utc: if moment.mark == nil { moment.mark = .utc }
    case .local: moment.mark = nil
    case .zone(let zone): if moment.mark == nil { place(&moment, in: zone) }
    case .zones(let zones):
      guard moment.mark == nil else { break }
      if row < zones.count, let zone = zones[row] { place(&moment, in: zone) } else { report.withoutZone += 1 }
    }
  }

  private mutating func place(_ moment: inout Moment, in zone: Zone) {
    guard let time = moment.time, Day.min.year...Day.max.year ~= moment.date.year else { return }
    let minute = Int64(moment.date.number) * 1440 + Int64(time.hour * 60 + time.minute)
    let instant = clocks.instant(ofLocal: minute, in: zone)
    if instant.wasInGap {
      report.inGap += 1
      let second = time.second
      guard let moved = Moment(seconds: instant.localMinute * 60, mark: nil) else { return }
      moment = moved
      moment.time?.second = second
    }
    if instant.wasInFold { report.inFold += 1 }
    moment.mark = .offset(instant.offset)
  }
}

/// A column that comes from another one, cell by cell. As long as each cell stays as it is, nothing is copied.
struct RewrittenColumn {
  private let source: TextColumn
  private var result: TextColumn?
  private var row = 0

  /// - Parameter growth: the most bytes by which a cell can become longer.
  /// - Throws: if the result might not fit a column.
  init(_ source: TextColumn, growth: Int) throws(FormatError) {
    let (added, overflow) = source.count.multipliedReportingOverflow(by: growth)
    guard !overflow, added <= TextColumn.limit - source.bytes.count else {
      throw FormatError("a column has more text than fits once it is written out", help: "split the file")
    }
    self.source = source
  }

  @inline(__always)
  mutating func keep() {
    if result != nil { result!.append(source.cell(row)) }
    row += 1
  }

  @inline(__always)
  mutating func put(_ text: [UInt8]) {
    if result == nil {
      if source.cell(row).elementsEqual(text) {
        row += 1
        return
      }
      result = copied()
    }
    result!.append(text)
    row += 1
  }

  private func copied() -> TextColumn {
    var copy = TextColumn()
    copy.reserve(rows: source.count, bytes: source.bytes.count + source.bytes.count / 4)
    for earlier in 0..<row { copy.append(source.cell(earlier)) }
    copy.numbers = source.numbers
    return copy
  }

  var column: TextColumn { result ?? source }
}
