import Testing

@testable import Calculus

@Suite("Weights")
struct WeightsTests {
  @Test(
    "a mode's months",
    arguments: [
      // mode             first         last          months
      (.bom, "2024-01-01", "2024-03-31", "3"),
      (.bom, "2024-01-02", "2024-01-31", "0"),
      (.bom, "2024-01-02", "2024-02-01", "1"),
      (.eom, "2024-01-01", "2024-02-28", "1"),
      (.eom, "2024-02-29", "2024-02-29", "1"),
      (.eom, "2023-02-28", "2023-02-28", "1"),
      (.prorated, "2024-01-01", "2024-12-31", "12"),
      (.prorated, "2024-02-15", "2024-02-29", "15/29"),
      (.prorated, "2024-01-31", "2024-02-01", "60/899"),  // 1/31 + 1/29
      (.prorated, "2024-04-01", "2024-04-15", "1/2"),
    ] as [(Mode, String, String, String)])
  func months(mode: Mode, first: String, last: String, months: String) throws {
    let span = DaySpan(first: try #require(Day(iso: first)), through: try #require(Day(iso: last)))
    #expect(Weights(mode: mode, span: span).months.description == months)
  }

  @Test("prefix sums agree with adding day by day", arguments: 0..<200)
  func dayByDay(seed: Int) {
    var random = Seeded(seed)
    let first = Day.min.adding(days: Int.random(in: 0..<109_000, using: &random))
    let span = DaySpan(first: first, end: first.adding(days: Int.random(in: 0...800, using: &random)))
    let masked = Bool.random(using: &random) ? Int.random(in: 0...6, using: &random) : 7
    for mode in Mode.allCases {
      let weights = Weights(mode: mode, span: span) { $0.weekday != masked }
      for _ in 0..<10 {
        let from = first.adding(days: Int.random(in: -100...900, using: &random))
        let to = from.adding(days: Int.random(in: -50...900, using: &random))
        var sum: Int64 = 0
        var day = from
        while day < to {
          if span.contains(day), day.weekday != masked { sum += weight(of: day, mode) }
          day = day.adding(days: 1)
        }
        #expect(weights.weight(from: from.number, to: to.number) == sum)
      }
      #expect(weights.prefix.count == span.dayCount + 1)
      #expect(weights.weight(from: .min, to: .max) == weights.total)
    }
  }

  /// DESIGN §1, word by word.
  private func weight(of day: Day, _ mode: Mode) -> Int64 {
    let tomorrow = day.adding(days: 1)
    switch mode {
    case .bom: return day.day == 1 ? 377_580 : 0
    case .eom: return tomorrow.day == 1 ? 377_580 : 0
    case .prorated:
      var last = day
      while last.adding(days: 1).month == day.month { last = last.adding(days: 1) }
      return 377_580 / Int64(last.day)
    }
  }

  @Test("every month weighs one, in every mode and in months of thirty days")
  func wholeMonths() {
    for month in DaySpan(first: Day.min, through: Day.max).units(Month.self) {
      for mode in Mode.allCases { #expect(Weights(mode: mode, span: month.span).total == Weights.unit) }
      let thirty = Weights.thirty(span: month.span)
      #expect(thirty.total == Weights.unit)
      #expect(thirty.weight(from: month.span.first.number, to: month.span.first.number + 15) == Weights.unit / 2)
    }
  }

  @Test("by day gives the level itself")
  func uniform() {
    let span = Year(2024).span
    #expect(Weights.uniform(span: span).months == Rational(366))
    #expect(Weights.uniform(span: span) { $0.weekday < 5 }.months == Rational(262))
    #expect(Weights.uniform(span: DaySpan(first: Day.min, end: Day.min)).total == 0)
  }
}
