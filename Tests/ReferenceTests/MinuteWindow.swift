/// The minutes of each day that `between` leaves.
struct MinuteWindow {
  let from: Int
  let to: Int

  static let wholeDay = MinuteWindow(from: 0, to: 1440)

  /// The end is the first minute that is out; what ends before it begins goes over midnight.
  func contains(_ minuteOfDay: Int) -> Bool {
    from < to ? (from..<to).contains(minuteOfDay) : minuteOfDay >= from || minuteOfDay < to
  }
}

extension Reference {
  /// Whether some minute of the hour is asked for.
  static func opens(_ question: Question, hour: Int) -> Bool {
    guard let (from, to) = question.window else { return true }
    return (hour * 60..<hour * 60 + 60).contains { MinuteWindow(from: from, to: to).contains($0) }
  }

  /// What flows, minute by minute in the window that is asked for.
  func stays(for question: Question) -> [Stay] {
    let stays = question.usesActualTimes ? actualStays : self.stays
    guard let window = question.window.map({ MinuteWindow(from: $0.from, to: $0.to) }) else { return stays }
    return stays.map { stay in
      let pieces = stay.pieces.flatMap { piece -> [Range<Int>] in
        var runs: [Range<Int>] = []
        for minute in piece where window.contains(minute.rest(1440)) {
          if let last = runs.last, last.upperBound == minute {
            runs[runs.count - 1] = last.lowerBound..<minute + 1
          } else {
            runs.append(minute..<minute + 1)
          }
        }
        return runs
      }
      return Stay(
        booking: stay.booking, start: stay.start, costCentre: stay.costCentre, slots: Self.slots(pieces),
        pieces: pieces,
        openMinutes: stay.openMinutes, skippedHours: stay.skippedHours, window: window)
    }
  }
}
