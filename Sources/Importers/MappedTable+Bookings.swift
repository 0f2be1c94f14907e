import Calculus
import Formats
import Store

// What rows of a system's bookings must say, so that none becomes more than it was.
extension MappedTable {
  /// Only what is said to be permanent lasts for good: any other row without an end is rejected.
  mutating func rejectOpenEnds() {
    let (ends, kinds) = (column("end"), column("kind"))
    func isPermanent(_ row: Int) -> Bool { kinds.map { LinkIndex.folded($0.text(row)) == "permanent" } ?? false }
    guard let ends else {
      // Of a file that has no ends at all, each row must be for good.
      if text.rowCount > 0, (0..<text.rowCount).allSatisfy(isPermanent) {
        add("end", TextColumn(repeatElement("", count: text.rowCount)), isAttribute: false)
      }
      return
    }
    reject { row in
      ends.isEmpty(row) && !isPermanent(row) ? "it has no end, and nothing says that it is somebody's for good" : nil
    }
  }

  /// Hours of use are those of their day: they begin earlier where they would run into the next one, and are rejected
  /// where no day has so many. They are kept to the nearest minute.
  mutating func fitIntoDays() {
    guard let starts = column("start"), let ends = column("end") else { return }
    var (first, last) = (TextColumn(), TextColumn())
    var reasons: [Int: String] = [:]
    for row in 0..<text.rowCount {
      let (startText, endText) = (starts.text(row), ends.text(row))
      var (newStart, newEnd) = (startText, endText)
      if let start = MinuteText.parse(startText), start.kind == .local, let end = MinuteText.parse(endText),
        end.kind == .local
      {
        let seconds = end.hadSeconds ? Int(endText.suffix(2)) ?? 0 : 0
        let length = end.minute - start.minute + (seconds >= 30 ? 1 : 0)
        let midnight = (floorDiv(start.minute, 1440) + 1) * 1440
        if length > 1440 { reasons[row] = "it has more hours than a day" }
        let begin = min(start.minute, midnight - length)
        (newStart, newEnd) = (Self.text(ofMinute: begin), Self.text(ofMinute: begin + length))
      }
      first.append(newStart)
      last.append(newEnd)
    }
    set("start", first)
    set("end", last)
    reject { reasons[$0] }
  }

  /// Empties what names nobody, so that all who are hidden behind a word are not taken for one person.
  ///
  /// - Returns: the words, and in how many rows they stand.
  mutating func forgetNobody() -> (names: Set<String>, count: Int) {
    let name = table == .users ? "id" : "user"
    guard table == .users || table == .bookings, let cells = column(name) else { return ([], 0) }
    // Few are met in many rows.
    var known: [String: Bool] = [:]
    var rows: Set<Int> = []
    for row in 0..<cells.count {
      let text = cells.text(row)
      let isNobody = known[text] ?? PlaceholderName.isNobody(text)
      known[text] = isNobody
      if isNobody { rows.insert(row) }
    }
    if !rows.isEmpty { set(name, cells.emptied { rows.contains($0) }) }
    return (Set(known.filter(\.value).keys), rows.count)
  }

  private mutating func reject(_ reason: (Int) -> String?) {
    var kept: [Int] = []
    for row in 0..<text.rowCount {
      if let reason = reason(row) { rejects.append((Int(text.lines[row]), reason)) } else { kept.append(row) }
    }
    keep(kept)
  }

  /// `2024-03-15T09:00`
  private static func text(ofMinute minute: Int32) -> String {
    let day = floorDiv(minute, 1440)
    let (hour, rest) = (minute - day * 1440).quotientAndRemainder(dividingBy: 60)
    return "\(Day(number: day).description)T\(hour < 10 ? "0" : "")\(hour):\(rest < 10 ? "0" : "")\(rest)"
  }
}
