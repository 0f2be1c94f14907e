/// `vs`: the same question of two frames, and beside each row the one that belongs to it in the other.
extension Reference {
  /// Where a row stands: the number of its stretch of days in its frame, and its other keys by value.
  private struct Place: Hashable {
    let stretch: Int
    let others: [String]
  }

  func comparedRows(for question: Question) -> [Row] {
    let (own, other) = (question.frames[0], question.frames[1])
    let beside = Self.counterparts(of: own, in: other)
    func there(_ place: Place) -> Place? { beside[place.stretch].map { Place(stretch: $0, others: place.others) } }
    func here(_ place: Place) -> Place? {
      beside.firstIndex(of: place.stretch).map { Place(stretch: $0, others: place.others) }
    }
    let first = placed(rows(for: own, listing: []), own)
    let second = placed(rows(for: other, listing: []), other)
    // What either frame has is asked of both.
    let ownPlaces = Set(first.keys).union(second.keys.compactMap(here))
    let otherPlaces = Set(second.keys).union(first.keys.compactMap(there))
    let ownRows = placed(rows(for: own, listing: Set(ownPlaces.map { keys(at: $0, own) })), own)
    let otherRows = placed(rows(for: other, listing: Set(otherPlaces.map { keys(at: $0, other) })), other)
    let value = own.columns.firstIndex(of: own.valueColumn)!
    return ownRows.filter { Self.asks($0.key, own) }.map { place, row in
      let counterpart = there(place).flatMap { Self.asks($0, other) ? $0 : nil }
      let found = counterpart.flatMap { otherRows[$0] }
      let (now, before) = (row.values[value], found?.values[value] ?? .noData)
      let difference = Self.combined(now, before) { $0 - $1 }
      var result = row
      result.values += [before, difference, Self.combined(difference, before) { $0 / $1 }]
      result.otherDay = found?.day
      result.isRequired = first[place]?.isRequired ?? false || counterpart.flatMap { second[$0]?.isRequired } ?? false
      return result
    }
  }

  /// For each stretch of the frame the one of the other beside it: in turn, or with `lastyear` of the year before by date,
  /// week and month, and of frames of weeks by week and weekday. Two frames of one stretch each are set side by side.
  private static func counterparts(of own: Question, in other: Question) -> [Int?] {
    let (first, second) = (stretches(of: own), stretches(of: other))
    guard other.isYearEarlier, max(first.count, second.count) > 1 else {
      return first.indices.map { $0 < second.count ? $0 : nil }
    }
    let isOfWeeks = own.frame.contains("W")
    return first.map { stretch in
      second.firstIndex(
        of: zip(own.effectiveKeys, stretch).map { key, value in
          if value.isEmpty { return "" }
          if key == .day, isOfWeeks { return sameWeekdayYearEarlier(value) }
          return "\(Int(value.prefix(4))! - 1)\(value.dropFirst(4))"
        })
    }
  }

  private static func sameWeekdayYearEarlier(_ date: String) -> String {
    let day = Almanac.day(Almanac.number(date))
    let week = "\(Int(day.week.prefix(4))! - 1)\(day.week.dropFirst(4))"
    let around = (max(day.number - 380, Almanac.number("2022-01-01"))..<day.number - 350).map { Almanac.day($0) }
    return around.first { $0.week == week && $0.weekday == day.weekday }?.iso ?? "none"
  }

  /// Whether the conditions leave something of a row's cell: a Tuesday has none where `weekday = Mon`.
  private static func asks(_ place: Place, _ question: Question) -> Bool {
    let stretch = stretches(of: question)[place.stretch]
    let hasDay = days(of: question).contains { stretchKeys(of: $0, question) == stretch }
    return (hasDay || stretch.allSatisfy(\.isEmpty))
      && zip(question.effectiveKeys, place.others).allSatisfy { key, value in
        switch key {
        case .hour: opens(question, hour: Int(value)!)
        case .weekday: weekdays(of: question).contains(value)
        default: true
        }
      }
  }

  private static func weekdays(of question: Question) -> [String] {
    question.conditions.reduce(Almanac.weekdays) { names, condition in
      guard case .weekdays(let days) = condition else { return names }
      return names.filter { days.map { Almanac.weekdays[$0] }.contains($0) }
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

  private func keys(at place: Place, _ question: Question) -> [String] {
    let stretch = Self.stretches(of: question)[place.stretch]
    return zip(question.effectiveKeys, zip(stretch, place.others)).map { $0.isStretch ? $1.0 : $1.1 }
  }

  /// The stretches of days that the keys cut the frame into, in time; days that a condition leaves out are days of it.
  private static func stretches(of question: Question) -> [[String]] {
    var result: [[String]] = []
    for day in question.widened {
      let keys = stretchKeys(of: day, question)
      if result.last != keys { result.append(keys) }
    }
    return result
  }

  private static func stretchKeys(of day: Int, _ question: Question) -> [String] {
    question.effectiveKeys.map { $0.isStretch ? calendarValue($0, day: Almanac.day(day), hour: nil)! : "" }
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
    other.isYearEarlier = versus.text == "lastyear"
    return [own, other]
  }

  /// Conditions leave days of one frame and none of the other, which compares nothing.
  var hasOneEmptyFrame: Bool { Set(frames.map { Reference.days(of: $0).isEmpty }).count > 1 }
}

extension Question.Key {
  /// A key whose values follow each other in time and do not come again.
  fileprivate var isStretch: Bool { isCalendar && self != .weekday && self != .hour }
}
