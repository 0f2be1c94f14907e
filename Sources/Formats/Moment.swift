import Calculus

/// A date, or a date with a time, as a canonical cell has it.
struct Moment {
  var date: CivilDate
  var time: WrittenTime?
  var mark: WrittenMoment.Mark?

  init(date: CivilDate, time: WrittenTime? = nil, mark: WrittenMoment.Mark? = nil) {
    (self.date, self.time, self.mark) = (date, time, mark)
  }

  /// Seconds since 1970-01-01T00:00; nil past the year 9999.
  init?(seconds: Int64, mark: WrittenMoment.Mark?) {
    let day = floorDivide(seconds, by: 86_400)
    guard -719_162...2_932_896 ~= day else { return nil }
    let ofDay = Int(seconds - day * 86_400)
    self.init(
      date: CivilDate(Day(number: Int32(day))),
      time: WrittenTime(hour: ofDay / 3600, minute: ofDay / 60 % 60, second: ofDay % 60), mark: mark)
  }

  /// Seconds since 1970-01-01T00:00 by its own clock; a date's midnight.
  var seconds: Int64 {
    let time = Int64(time.map { ($0.hour * 60 + $0.minute) * 60 + $0.second } ?? 0)
    return Int64(date.number) * 86_400 + time
  }

  /// 24:00 as the next day's midnight; nil past the year 9999.
  var withoutHour24: Moment? {
    guard let time, time.hour == 24 else { return self }
    return Moment(seconds: seconds, mark: mark)
  }

  /// Writes `2024-03-15`, `2024-03-15T09:00`, `2024-03-15T09:00:30+02:00`.
  @inline(__always)
  func write(to text: inout [UInt8]) {
    text.removeAll(keepingCapacity: true)
    text.appendDate(date.year, date.month, date.day)
    guard let time else { return }
    text.append(UInt8(ascii: "T"))
    text.appendTwoDigits(time.hour)
    text.append(UInt8(ascii: ":"))
    text.appendTwoDigits(time.minute)
    if time.second != 0 {
      text.append(UInt8(ascii: ":"))
      text.appendTwoDigits(time.second)
    }
    switch mark {
    case nil: break
    case .utc: text.append(UInt8(ascii: "Z"))
    case .offset(let minutes):
      text.append(UInt8(ascii: minutes < 0 ? "-" : "+"))
      text.appendTwoDigits(abs(minutes) / 60)
      text.append(UInt8(ascii: ":"))
      text.appendTwoDigits(abs(minutes) % 60)
    }
  }
}

extension [UInt8] {
  /// `2024-03-15`
  @inline(__always)
  mutating func appendDate(_ year: Int, _ month: Int, _ day: Int) {
    appendTwoDigits(year / 100)
    appendTwoDigits(year % 100)
    append(UInt8(ascii: "-"))
    appendTwoDigits(month)
    append(UInt8(ascii: "-"))
    appendTwoDigits(day)
  }

  @inline(__always)
  mutating func appendTwoDigits(_ number: Int) {
    append(UInt8(truncatingIfNeeded: 48 + number / 10))
    append(UInt8(truncatingIfNeeded: 48 + number % 10))
  }
}

func floorDivide(_ number: Int64, by divisor: Int64) -> Int64 {
  let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
  return remainder < 0 ? quotient - 1 : quotient
}
