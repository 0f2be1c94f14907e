import Calculus
import Formats
import Store

extension TextColumn {
  /// Days without the midnight that some exports write behind them.
  func withoutMidnight() -> TextColumn {
    let midnight = Array("T00:00".utf8)
    return mapped { cell in cell.count == 16 && cell.suffix(6).elementsEqual(midnight) ? cell.prefix(10) : cell }
  }

  /// The cells up to the `T` or the blank behind a date.
  func withoutTimes() -> TextColumn {
    mapped { cell in cell.prefix { $0 != UInt8(ascii: "T") && $0 != UInt8(ascii: " ") } }
  }

  /// The cells, some of them emptied.
  func emptied(where isEmptied: (Int) -> Bool) -> TextColumn {
    var result = TextColumn()
    for row in 0..<count { result.append(isEmptied(row) ? [] : cell(row)) }
    result.numbers = numbers
    return result
  }

  /// Of canonical moments: the day of each instant on the clocks of a zone; a moment without a mark has its own day.
  ///
  /// - Returns: also how many were instants.
  func days(on zone: Zone) -> (TextColumn, instants: Int) {
    var instants = 0
    let days = TextColumn(
      (0..<count).map { row in
        let text = text(row)
        guard let moment = MinuteText.parse(text), moment.kind == .instant || moment.kind == .local else { return text }
        if moment.kind == .instant { instants += 1 }
        let minute = moment.kind == .instant ? zone.localMinute(ofUTC: Int64(moment.minute)) : Int64(moment.minute)
        return Day(number: floorDiv(Int32(clamping: minute), 1440)).description
      })
    return (days, instants)
  }

  /// Of canonical days: the day before each, where an export names the first day after the last one.
  func daysBefore() -> TextColumn {
    TextColumn(
      (0..<count).map { row in
        let text = text(row)
        guard let moment = MinuteText.parse(text),
          moment.kind == .day || moment.minute % 1440 == 0 && moment.kind == .local
        else { return text }
        return Day(number: moment.minute / 1440 - 1).description
      })
  }
}
