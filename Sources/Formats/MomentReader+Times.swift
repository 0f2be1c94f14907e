// Times of day and the marks behind them.
extension MomentReader {
  /// A number with a colon behind, or with `AM`, `PM`, `Uhr`: no date begins so.
  var startsWithTime: Bool {
    guard current.kind == .number, current.digits <= 2 else { return false }
    var next = 1
    if isSign(".", at: 1), tokens[2].kind == .number { next = 3 }
    if next == 1, isSign(":", at: 1) { return true }
    return tokens[next].kind == .half || tokens[next].kind == .clock
  }

  /// `09:00`, `9:00:30.250`, `09.00 Uhr`, `9 AM`, `12:30 p.m.`; after a `T` also `0900` and `09`.
  mutating func time(afterT: Bool) -> Bool {
    let token = current
    guard token.kind == .number else { return false }
    index += 1
    var hour = Int(token.value)
    var minute = 0
    var second = 0
    var needsWord = false
    if token.digits == 4 || token.digits == 6 {
      guard afterT || isCompact else { return false }
      if token.digits == 6 { (hour, second) = hour.quotientAndRemainder(dividingBy: 100) }
      (hour, minute) = hour.quotientAndRemainder(dividingBy: 100)
      if token.digits == 6 { guard skipFraction() else { return false } }
    } else {
      guard token.digits <= 2 else { return false }
      let separator = current
      let isDotted = isSign(".", at: index)
      if !current.followsBlank, isDotted || isSign(":", at: index) {
        index += 1
        guard let written = attachedNumber() else { return false }
        minute = written
        if !current.followsBlank, tokens[index + 1].kind == .number, skipSame(separator) {
          guard let written = attachedNumber() else { return false }
          second = written
          guard skipFraction() else { return false }
        }
        // Alone, 9.30 may be a number; behind a date it is a time.
        needsWord = isDotted && moment.form == .none
      } else {
        needsWord = !(afterT && token.digits == 2)
      }
    }
    var hasWord = skip(.clock)
    if current.kind == .half, !hasWord {
      let half = Int(current.value)
      index += 1
      guard hour <= 12, hour > 0 || half == 0 else { return false }
      hour = hour % 12 + half
      hasWord = true
    }
    guard hasWord || !needsWord, let time = WrittenTime(hour: hour, minute: minute, second: second) else {
      return false
    }
    moment.time = time
    return true
  }

  /// Two digits without a blank before them.
  private mutating func attachedNumber() -> Int? {
    current.followsBlank ? nil : number(digits: 2...2)
  }

  /// `.250`, `,250`: fractions of a second are dropped. False if the fraction has no digits.
  private mutating func skipFraction() -> Bool {
    guard !current.followsBlank, isSign(".", at: index) || isSign(",", at: index) else { return true }
    let next = tokens[index + 1]
    if next.kind == .number, !next.followsBlank {
      index += 2
      return true
    }
    // A comma may belong to what follows: `09:00:30, Monday`.
    return isSign(",", at: index)
  }

  /// `Z`, `UTC`, `GMT+2`, `+02:00`, `-0530`, `+02`. False, with nothing consumed, if there is none.
  mutating func mark() -> Bool {
    let start = index
    let hasWord = skip(.utc)
    if hasWord { moment.mark = .utc }
    let isEast = isSign("+", at: index)
    guard isEast || isSign("-", at: index) else { return hasWord }
    // `15.03.2024 09:00-10:00` is two times, not one with an offset; ISO dates have offsets.
    let isOffset = hasWord || isEast || moment.form == .yearFirst || tokens[index + 1].digits == 4
    index += 1
    let token = current
    if isOffset, token.kind == .number, !token.followsBlank, token.digits <= 2 || token.digits == 4 {
      index += 1
      let hours: Int
      var minutes: Int
      (hours, minutes) = Int(token.value).quotientAndRemainder(dividingBy: token.digits == 4 ? 100 : 1)
      var isWhole = hasWord || token.digits != 1
      if token.digits <= 2, !current.followsBlank, skipSign(":") {
        let written = attachedNumber()
        minutes = written ?? 60
        isWhole = isWhole && written != nil
      } else if token.digits <= 2 {
        minutes = 0
      }
      if isWhole, let offset = WrittenMoment.Mark(isEast: isEast, hours: hours, minutes: minutes) {
        moment.mark = offset
        return true
      }
    }
    index = start
    moment.mark = nil
    return false
  }
}
