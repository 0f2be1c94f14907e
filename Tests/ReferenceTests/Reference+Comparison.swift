/// `vs`: the same question of two frames, and beside each row the one that stands at the same place of the other.
extension Reference {
  /// Where a row stands: which stretch of days it is from the frame's start on, and its other keys by value.
  private struct Place: Hashable {
    let stretch: Int
    let others: [String]
  }

  func comparedRows(for question: Question) -> [Row] {
    let (own, other) = (question.frames[0], question.frames[1])
    let first = placed(rows(for: own, listing: []), own)
    let second = placed(rows(for: other, listing: []), other)
    // What either frame has is asked of both.
    let everywhere = Set(first.keys).union(second.keys)
    let ownRows = placed(rows(for: own, listing: Set(everywhere.compactMap { keys(at: $0, own) })), own)
    let otherRows = placed(rows(for: other, listing: Set(everywhere.compactMap { keys(at: $0, other) })), other)
    let value = own.columns.firstIndex(of: own.valueColumn)!
    return ownRows.map { place, row in
      let (now, before) = (row.values[value], otherRows[place]?.values[value] ?? .noData)
      let difference = Self.combined(now, before) { $0 - $1 }
      var result = row
      result.values += [before, difference, Self.combined(difference, before) { $0 / $1 }]
      result.otherDay = otherRows[place]?.day
      result.isRequired = first[place]?.isRequired ?? false || second[place]?.isRequired ?? false
      return result
    }
  }

  private func placed(_ rows: [Row], _ question: Question) -> [Place: Row] {
    let stretches = Self.stretches(of: question)
    return Dictionary(
      uniqueKeysWithValues: rows.map { row in
        let others = zip(question.effectiveKeys, row.keys).map { $0.isStretch ? "" : $1 }
        return (Place(stretch: stretches.firstIndex(of: Self.stretch(of: row.keys, question))!, others: others), row)
      })
  }

  /// The keys of a place in a frame, if it is that long.
  private func keys(at place: Place, _ question: Question) -> [String]? {
    let stretches = Self.stretches(of: question)
    guard place.stretch < stretches.count else { return nil }
    return zip(question.effectiveKeys, zip(stretches[place.stretch], place.others)).map { $0.isStretch ? $1.0 : $1.1 }
  }

  /// The stretches of days that the keys cut the frame into, in time; days that a condition leaves out are days of it.
  private static func stretches(of question: Question) -> [[String]] {
    var result: [[String]] = []
    for day in question.widened {
      let keys = question.effectiveKeys.map { $0.isStretch ? calendarValue($0, day: Almanac.day(day), hour: nil)! : "" }
      if result.last != keys { result.append(keys) }
    }
    return result
  }

  private static func stretch(of keys: [String], _ question: Question) -> [String] {
    zip(question.effectiveKeys, keys).map { $0.isStretch ? $1 : "" }
  }

  private static func combined(_ left: Value, _ right: Value, _ combine: (Fraction, Fraction) -> Fraction?) -> Value {
    switch (left, right) {
    case (.noData, _), (_, .noData): .noData
    case (.number(let left), .number(let right)): combine(left, right).map { .number($0) } ?? .undefined
    default: .undefined
    }
  }
}

extension Question {
  /// The same without `vs`, over the one frame and the other.
  var frames: [Question] {
    var own = self
    own.versus = nil
    guard let versus else { return [own] }
    var other = own
    (other.frame, other.days) = (versus.text, versus.days)
    return [own, other]
  }

  /// Conditions leave days of one frame and none of the other, which compares nothing.
  var hasOneEmptyFrame: Bool { Set(frames.map { Reference.days(of: $0).isEmpty }).count > 1 }
}

extension Question.Key {
  /// A key whose values follow each other in time and do not come again.
  fileprivate var isStretch: Bool { isCalendar && self != .weekday && self != .hour }
}
