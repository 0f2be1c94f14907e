import Calculus

/// Moments as exports write them: `2024-03-15T09:00`, `2024-03-15 09:00:30`, `2024-03-15`, `2024-03-15T08:00Z`.
enum MinuteText {
  /// What kind of moment was written, which settles what its number means.
  enum Kind: UInt8 {
    /// Minutes on the clocks of the place.
    case local
    /// A date alone: its midnight.
    case day
    /// With an offset or `Z`: minutes UTC.
    case instant
    /// The year 9999: an end that never comes.
    case never
  }

  struct Moment {
    var minute: Int32
    var kind: Kind
    /// Seconds other than zero were cut off.
    var hadSeconds = false
  }

  /// Marks what ``plain(_:monthStarts:)`` cannot read.
  static let notPlain = Int32.min

  /// The commonest form, `2024-03-15T09:00` or with a blank, in 16 bytes; ``notPlain`` for all else.
  ///
  /// Agrees with ``parse(_:)``, which is proven by a test. Eight bytes are checked and multiplied at a time.
  @inline(__always)
  static func plain(_ start: UnsafePointer<UInt8>, monthStarts: UnsafePointer<Int32>) -> Int32 {
    let raw = UnsafeRawPointer(start)
    // As digits: `2024-03-` less `0000-00-`, `15T09:00` less `00T00:00`.
    let date = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self)) ^ 0x2D30_302D_3030_3030
    var time = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)) ^ 0x3030_3A30_3054_3030
    if time & 0xFF_0000 == 0x74_0000 { time ^= 0x74_0000 }  // a blank for the T
    let sixes: UInt64 = 0x7676_7676_7676_7676
    let tops: UInt64 = 0x8080_8080_8080_8080
    let aboveNine = (date | (date &+ sixes) | time | (time &+ sixes)) & tops
    let wrong = aboveNine | (date & 0xFF00_00FF_0000_0000) | (time & 0x0000_FF00_00FF_0000)
    if wrong != 0 { return notPlain }
    // Each byte becomes ten times itself and the next one.
    let datePairs = (date &* 10) &+ (date >> 8)
    let timePairs = (time &* 10) &+ (time >> 8)
    let year = Int(datePairs & 0xFF) &* 100 &+ Int(datePairs >> 16 & 0xFF)
    let month = Int(datePairs >> 40 & 0xFF)
    let day = Int32(truncatingIfNeeded: timePairs & 0xFF)
    let hour = Int32(truncatingIfNeeded: timePairs >> 24 & 0xFF)
    let minute = Int32(truncatingIfNeeded: timePairs >> 48 & 0xFF)
    let years = year &- DayText.years.lowerBound
    if UInt(bitPattern: years) > UInt(bitPattern: DayText.years.count - 1) || UInt(bitPattern: month &- 1) > 11 {
      return notPlain
    }
    let index = years &* 12 &+ month &- 1
    let first = monthStarts[index]
    if day < 1 || day > monthStarts[index &+ 1] &- first || hour > 23 || minute > 59 { return notPlain }
    return (first &+ day &- 1) &* 1440 &+ hour &* 60 &+ minute
  }

  /// Any form that is known; nil for all else.
  static func parse(_ cell: Cell) -> Moment? {
    guard let parts = DayText.parts(cell) else { return nil }
    if DayText.isNever(cell) { return Moment(minute: .max, kind: .never) }
    guard let day = DayText.number(year: parts.year, month: parts.month, day: parts.day) else { return nil }
    if cell.count == 10 { return Moment(minute: day * 1440, kind: .day) }
    var rest = Cursor(cell: cell, index: 10)
    guard rest.skipTimeMark(), let clock = rest.clock() else { return nil }
    var moment = Moment(minute: day * 1440 + clock.minute, kind: .local, hadSeconds: clock.hasSeconds)
    if rest.isAtEnd { return moment }
    guard let offset = rest.offset(), rest.isAtEnd else { return nil }
    moment.minute -= offset
    moment.kind = .instant
    return moment
  }

  /// The same of a text, for a few.
  static func parse(_ text: String) -> Moment? {
    Cell.withCell(text) { parse($0) }
  }

  /// Why a cell is no moment, for the reject report.
  static func reason(_ cell: Cell) -> String {
    guard let parts = DayText.parts(cell) else { return "\(cell.quoted) is not a time as in 2024-03-15T09:00" }
    return DayText.reason(parts) ?? "\(cell.quoted) has no time as in 09:00 after its day"
  }

  /// Walks along the time of day.
  private struct Cursor {
    let cell: Cell
    var index: Int

    var isAtEnd: Bool { index == cell.count }

    private var byte: UInt8? { index < cell.count ? cell[index] : nil }

    /// `T`, `t` or blanks.
    mutating func skipTimeMark() -> Bool {
      if byte == UInt8(ascii: "T") || byte == UInt8(ascii: "t") {
        index += 1
        return true
      }
      let start = index
      while byte == 0x20 { index += 1 }
      return index > start
    }

    private mutating func number(digits: ClosedRange<Int>) -> Int32? {
      var value: Int32 = 0
      var count = 0
      while count < digits.upperBound, let byte, byte &- 48 <= 9 {
        value = value * 10 + Int32(byte - 48)
        index += 1
        count += 1
      }
      return count >= digits.lowerBound ? value : nil
    }

    private mutating func skip(_ mark: UInt8) -> Bool {
      guard byte == mark else { return false }
      index += 1
      return true
    }

    /// `09:00`, `9:00`, `09:00:30`, `09:00:30.250`, `24:00`.
    mutating func clock() -> (minute: Int32, hasSeconds: Bool)? {
      guard let hour = number(digits: 1...2), skip(UInt8(ascii: ":")), let minute = number(digits: 2...2),
        hour < 24 && minute < 60 || hour == 24 && minute == 0
      else { return nil }
      var hasSeconds = false
      if skip(UInt8(ascii: ":")) {
        guard let second = number(digits: 2...2), second <= 60, hour < 24 || second == 0 else { return nil }
        hasSeconds = second != 0
        if skip(UInt8(ascii: ".")) || skip(UInt8(ascii: ",")) {
          let start = index
          while let byte, byte &- 48 <= 9 {
            if byte != 48 { hasSeconds = true }
            index += 1
          }
          if index == start { return nil }
        }
      }
      return (hour * 60 + minute, hasSeconds)
    }

    /// `Z`, `+02:00`, `-0530`, `+02`: minutes east of Greenwich.
    mutating func offset() -> Int32? {
      while byte == 0x20 { index += 1 }
      if skip(UInt8(ascii: "Z")) || skip(UInt8(ascii: "z")) { return 0 }
      let isEast = byte == UInt8(ascii: "+")
      guard isEast || byte == UInt8(ascii: "-") else { return nil }
      index += 1
      guard let hours = number(digits: 2...2), hours <= 15 else { return nil }
      var minutes: Int32 = 0
      if !isAtEnd {
        _ = skip(UInt8(ascii: ":"))
        guard let value = number(digits: 2...2), value < 60 else { return nil }
        minutes = value
      }
      let total = hours * 60 + minutes
      return isEast ? total : -total
    }
  }
}
