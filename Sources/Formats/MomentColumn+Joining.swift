import Calculus
import Codecs

// Moments that stand in two columns: a date and a time of day, or a start and how long it took.
extension MomentColumn {
  /// A column of dates and one of times of day, made one of moments.
  ///
  /// The date counts, whatever time stands behind it in its own cell; and of the other cell the time (`09:00`, `9 AM`,
  /// `09.00 Uhr`), whatever date stands before it, as spreadsheets write times as `1899-12-30 09:00`. Where every time is
  /// a number from 0 up to 1, it is a spreadsheet's fraction of a day. A row without a time is its date; one that cannot
  /// be read is both texts with a blank between. 24:00 is the next day's midnight.
  ///
  /// - Parameters:
  ///   - times: one for each date; where there are fewer, the rest has none.
  ///   - order: of the dates, as for ``rewritten(_:rules:order:)``.
  public static func joined(
    dates: TextColumn, times: TextColumn, rules: MomentRules, order: DateOrder?
  ) throws(FormatError) -> (TextColumn, MomentReport) {
    var dayRules = rules
    dayRules.dayOnly = true
    let (days, dayReport) = try rewritten(dates, rules: dayRules, order: order)
    var writer = MomentWriter(rules)
    writer.report = dayReport
    writer.report.unread = 0
    try checkRoom(dates, times)
    var result = TextColumn()
    result.reserve(rows: dates.count, bytes: dates.count * 16)
    let dayBytes = days.bytes.span
    let timeBytes = times.bytes.span
    var reader = MomentReader()
    let areFractions = isFractionsOfDays(times)
    for row in 0..<days.count {
      let dayRange = days.range(row)
      let timeRange = row < times.count ? timeBytes.trimmed(times.range(row)) : 0..<0
      if dayRange.isEmpty, timeRange.isEmpty {
        result.appendEmpty()
        continue
      }
      // Canonical now, if it was a date.
      if let written = WrittenMoment(iso: dayBytes, dayRange), written.time == nil, let date = written.date(nil) {
        var moment = Moment(date: date)
        if !timeRange.isEmpty { read(timeBytes, timeRange, areFractions, &reader, into: &moment) }
        if timeRange.isEmpty || moment.time != nil, writer.write(moment, row: row) {
          result.append(writer.text)
          continue
        }
      }
      writer.report.unread += 1
      result.append(unread(dates, times, row, hasTime: !timeRange.isEmpty))
    }
    return (result, writer.report)
  }

  private static func read(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ areFractions: Bool, _ reader: inout MomentReader,
    into moment: inout Moment
  ) {
    if areFractions, let number = PlainDecimal(bytes, range) {
      // 1 is 24:00.
      let second = Int(number.whole) * 86_400 + Int(number.fraction(of: 86_400))
      moment.time = WrittenTime(hour: second / 3600, minute: second / 60 % 60, second: second % 60)
    } else if let written = reader.moment(bytes, range) {
      moment.time = written.time
      moment.mark = written.mark
    }
  }

  private static func unread(_ dates: TextColumn, _ times: TextColumn, _ row: Int, hasTime: Bool) -> [UInt8] {
    if !hasTime { return Array(dates.cell(row)) }
    return dates.isEmpty(row) ? Array(times.cell(row)) : dates.cell(row) + [0x20] + times.cell(row)
  }

  private static func isFractionsOfDays(_ column: TextColumn) -> Bool {
    let bytes = column.bytes.span
    for row in 0..<column.count {
      let range = bytes.trimmed(column.range(row))
      if range.isEmpty { continue }
      guard let number = PlainDecimal(bytes, range), number.whole == 0 || number.whole == 1 && number.isWhole else {
        return false
      }
    }
    return true
  }

  private static func checkRoom(_ columns: TextColumn...) throws(FormatError) {
    var needed = 0
    for column in columns { needed += column.bytes.count + column.count * 26 }
    guard needed <= TextColumn.limit else {
      throw FormatError("a column has more text than fits once it is written out", help: "split the file")
    }
  }

  /// What the numbers of a column of durations count.
  public enum DurationUnit: Int, Hashable, Sendable {
    case hours = 3600
    case minutes = 60
    case seconds = 1
  }

  /// The moments that lie a duration after others, such as the ends of bookings that are given by their lengths.
  ///
  /// A duration is a number of units (`1.5`, `1,5`, to the nearest second), hours, minutes and seconds (`1:30:00`), or
  /// with hours as the unit also hours and minutes (`1:30`). It passes on the clock of its start: give the starts their
  /// zone before, or a duration across a change of the clocks ends an hour off. A row without a duration is empty; one
  /// whose duration cannot be read, is negative, or has no start with a time, is the duration's own text.
  ///
  /// - Parameters:
  ///   - durations: plain numbers, or with a decimal mark as ``NumberColumn/evidence(of:lines:)`` found it: a comma with
  ///     three digits behind it, which may group thousands, is not read here.
  ///   - starts: canonical, one for each duration; where there are fewer, the rest has none.
  public static func ends(
    of durations: TextColumn, after starts: TextColumn, unit: DurationUnit
  ) throws(FormatError) -> (TextColumn, MomentReport) {
    var writer = MomentWriter(MomentRules())
    var result = try RewrittenColumn(durations, growth: 26)
    let bytes = durations.bytes.span
    let startBytes = starts.bytes.span
    for row in 0..<durations.count {
      let whole = durations.range(row)
      let range = bytes.trimmed(whole)
      if range.isEmpty {
        if whole.isEmpty { result.keep() } else { result.put([]) }
        continue
      }
      if row < starts.count, let seconds = duration(bytes, range, unit),
        let start = WrittenMoment(iso: startBytes, starts.range(row)), let date = start.date(nil), !date.isNever,
        let time = start.time,
        let moment = Moment(seconds: Moment(date: date, time: time).seconds + seconds, mark: start.mark),
        writer.write(moment, row: row)
      {
        result.put(writer.text)
      } else {
        writer.report.unread += 1
        result.keep()
      }
    }
    return (result.column, writer.report)
  }

  /// In seconds.
  private static func duration(_ bytes: Span<UInt8>, _ range: Range<Int>, _ unit: DurationUnit) -> Int64? {
    if let number = PlainDecimal(bytes, range) {
      guard 0..<10_000_000_000 ~= number.whole else { return nil }
      // 1,234 may be a thousand and more; nobody writes 0,234 for that.
      if number.mark == UInt8(ascii: ","), number.places == 3, number.whole > 0 { return nil }
      return number.whole * Int64(unit.rawValue) + number.fraction(of: unit.rawValue)
    }
    var parts: [Int64] = []
    var digits = 0
    for index in range {
      let byte = bytes[index]
      if byte &- 48 <= 9 {
        if digits == 0 { parts.append(0) }
        digits += 1
        guard digits <= (parts.count == 1 ? 6 : 2) else { return nil }
        parts[parts.count - 1] = parts[parts.count - 1] * 10 + Int64(byte - 48)
      } else {
        guard byte == UInt8(ascii: ":"), digits > 0, parts.count < 3, parts.count == 1 || digits == 2 else {
          return nil
        }
        digits = 0
      }
    }
    guard digits == 2, parts.count == 3 || parts.count == 2 && unit == .hours,
      parts.dropFirst().allSatisfy({ $0 < 60 })
    else { return nil }
    return (parts[0] * 60 + parts[1]) * 60 + (parts.count == 3 ? parts[2] : 0)
  }
}
