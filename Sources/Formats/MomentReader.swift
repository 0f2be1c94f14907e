/// Reads the tokens of a cell as a date, a time, or both, in the notations that people and systems use.
struct MomentReader: ~Copyable {
  var tokens = MomentTokens()
  var index = 0
  var moment = WrittenMoment()
  /// The date was written without separators, so the time may be, too.
  var isCompact = false

  /// Reads a cell without blanks around it; nil if it is no date and no time.
  @inline(__always)
  mutating func moment(_ bytes: Span<UInt8>, _ range: Range<Int>) -> WrittenMoment? {
    if let moment = WrittenMoment(iso: bytes, range) { return moment }
    if let moment = WrittenMoment(numeric: bytes, range) { return moment }
    return anyNotation(bytes, range)
  }

  /// The general way, for each notation. Cells of more than 80 bytes are none.
  mutating func anyNotation(_ bytes: Span<UInt8>, _ range: Range<Int>) -> WrittenMoment? {
    guard 2...80 ~= range.count, tokens.read(bytes, range) else { return nil }
    index = 0
    moment = WrittenMoment()
    isCompact = false
    return read()
  }

  private mutating func read() -> WrittenMoment? {
    if startsWithTime {
      guard time(afterT: false) else { return nil }
      if current.kind == .end { return moment }
      if mark(), current.kind == .end { return moment }
      skipSeparators()
      guard date(), current.kind == .end else { return nil }
      return moment
    }
    guard date() else { return nil }
    if current.kind == .end { return moment }
    if zoneOfDate() { return moment }
    let start = index
    skipSeparators()
    let afterT = skip(.time)
    guard afterT || index > start || current.followsBlank || moment.time != nil else { return nil }
    guard moment.time != nil || time(afterT: afterT) else { return nil }
    if mark() { _ = skip(.remark) }
    return current.kind == .end ? moment : nil
  }

  var current: MomentToken { tokens[index] }

  mutating func skip(_ kind: MomentToken.Kind) -> Bool {
    guard current.kind == kind else { return false }
    index += 1
    return true
  }

  func isSign(_ sign: Unicode.Scalar, at index: Int) -> Bool {
    tokens[index].kind == .sign && tokens[index].value == Int64(sign.value)
  }

  mutating func skipSign(_ sign: Unicode.Scalar) -> Bool {
    guard isSign(sign, at: index) else { return false }
    index += 1
    return true
  }

  /// Between date and time: `, `, ` - `, ` at `, and the colon of `15/Mar/2024:09:00`.
  private mutating func skipSeparators() {
    while skipSign(",") || skipSign("-") || skipSign("|") || skip(.filler) {}
    if index > 0, !current.followsBlank { _ = skipSign(":") }
  }
}

// MARK: - Dates

extension MomentReader {
  private mutating func date() -> Bool {
    let hadWeekday = weekday()
    if hadWeekday { while skipSign(".") || skipSign(",") || skip(.filler) {} }
    let token = current
    switch token.kind {
    case .month: guard monthFirst() else { return false }
    case .number where token.digits == 8 || token.digits == 12 || token.digits == 14:
      guard compactDate(token) else { return false }
    case .number where token.digits == 4: guard yearFirst() else { return false }
    case .number where token.digits <= 2: guard dayOrMonthFirst() else { return false }
    default: return false
    }
    if !hadWeekday {
      let start = index
      _ = skipSign(",")
      if !weekday() { index = start }
    }
    return true
  }

  private mutating func weekday() -> Bool {
    guard current.kind == .weekday else { return false }
    moment.weekday = Int(current.value)
    index += 1
    return true
  }

  /// `20240315`, `202403150900`, `20240315090030`
  private mutating func compactDate(_ token: MomentToken) -> Bool {
    var rest = Int(token.value)
    if token.digits > 8 {
      var second = 0
      if token.digits == 14 { (rest, second) = rest.quotientAndRemainder(dividingBy: 100) }
      let clock = rest % 10_000
      guard let time = WrittenTime(hour: clock / 100, minute: clock % 100, second: second) else { return false }
      moment.time = time
      rest /= 10_000
    }
    moment.form = .yearFirst
    (moment.first, moment.middle, moment.last) = (rest / 10_000, rest / 100 % 100, rest % 100)
    isCompact = true
    index += 1
    return true
  }

  /// `2024-03-15`, `2024/3/15`, `2024.03.15`, `2024-Mar-15`
  private mutating func yearFirst() -> Bool {
    moment.first = Int(current.value)
    index += 1
    let separator = current
    let isSeparated = skipDateSign()
    if current.kind == .month {
      moment.form = .named
      moment.middle = Int(current.value)
      index += 1
      _ = isSeparated && skipSame(separator)
    } else {
      guard isSeparated, let month = number(digits: 1...2), skipSame(separator) else { return false }
      moment.form = .yearFirst
      moment.middle = month
    }
    guard let day = number(digits: 1...2) else { return false }
    moment.last = day
    return true
  }

  /// `15.03.2024`, `3/15/24`, `4. März 2024`, `4-Mar-24`, `4th of March, 2024`
  private mutating func dayOrMonthFirst() -> Bool {
    moment.hasTwoDigitsFirst = current.digits == 2
    moment.first = Int(current.value)
    index += 1
    let separator = current
    if skipDateSign() {
      if let middle = number(digits: 1...2) {
        guard skipSame(separator), let year = year() else { return false }
        moment.form = separator.value == Int64(UInt8(ascii: ".")) ? .dotted : .slashed
        (moment.middle, moment.last) = (middle, year)
        return true
      }
    } else {
      _ = skip(.ordinal)
    }
    while skip(.filler) {}
    guard current.kind == .month else { return false }
    let month = Int(current.value)
    index += 1
    _ = skipSign(".")
    _ = skipSign(",") || skipSign("-") || skipSign("/")
    let day = moment.first
    guard let year = year() else { return false }
    moment.form = .named
    (moment.first, moment.middle, moment.last) = (year, month, day)
    return true
  }

  /// `March 4, 2024`, `Mar. 4th 24`, `Mar-04-2024`
  private mutating func monthFirst() -> Bool {
    guard current.kind == .month else { return false }
    let month = Int(current.value)
    index += 1
    _ = skipSign(".")
    _ = skipSign("-") || skipSign("/")
    guard let day = number(digits: 1...2) else { return false }
    _ = skip(.ordinal) || skipSign(".")
    _ = skipSign(",") || skipSign("-") || skipSign("/")
    guard let year = year() else { return false }
    moment.form = .named
    (moment.first, moment.middle, moment.last) = (year, month, day)
    return true
  }

  /// Four digits, or two that do not begin a time.
  private mutating func year() -> Int? {
    let token = current
    guard token.kind == .number, token.digits == 4 || token.digits == 2 else { return nil }
    if token.digits == 2, isSign(":", at: index + 1) { return nil }
    moment.hasShortYear = token.digits == 2
    index += 1
    return Int(token.value)
  }

  mutating func skipSame(_ sign: MomentToken) -> Bool {
    guard current.kind == .sign, current.value == sign.value else { return false }
    index += 1
    return true
  }

  private mutating func skipDateSign() -> Bool { skipSign("-") || skipSign("/") || skipSign(".") }

  mutating func number(digits: ClosedRange<Int>) -> Int? {
    guard current.kind == .number, digits.contains(Int(current.digits)) else { return nil }
    defer { index += 1 }
    return Int(current.value)
  }

  /// `2024-03-15Z`, `2024-03-15+01:00`, as XML Schema has days: the day counts.
  private mutating func zoneOfDate() -> Bool {
    guard moment.form == .yearFirst, moment.time == nil, !current.followsBlank else { return false }
    let start = index
    if mark(), current.kind == .end {
      moment.mark = nil
      return true
    }
    moment.mark = nil
    index = start
    return false
  }
}
