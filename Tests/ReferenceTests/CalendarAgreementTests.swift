import Calculus
import Foundation
import Testing

/// The calculus against the reference's own calendar and Foundation's clocks, before any query stands on it.
@Suite("the calculus agrees with the reference's calendar")
struct CalendarAgreementTests {
  @Test("each day of five years has the same month, week and weekday")
  func days() {
    for number in Almanac.number("2022-01-03")..<Almanac.number("2026-12-28") {
      let (wanted, got) = (Almanac.day(number), Day(number: Int32(number)))
      #expect(got.description == wanted.iso)
      #expect(got.isoWeek.description == wanted.week, "\(wanted.iso)")
      #expect(got.calendarMonth.description == wanted.monthName)
      #expect(got.calendarQuarter.description == wanted.quarterName)
      #expect(got.weekday == wanted.weekday)
    }
  }

  @Test(
    "clocks around each change: both ways, and what passes between two instants",
    arguments: ["Europe/Berlin", "America/New_York", "UTC", "Australia/Lord_Howe", "Asia/Kathmandu", "Europe/Dublin"])
  func clocks(name: String) throws {
    let zone = try Zone.load(name)
    let foundation = TimeZone(identifier: name)!
    var dice = Dice(seed: name.count)
    let changes = ["2023-10-29", "2024-03-10", "2024-03-31", "2024-04-07", "2024-10-06", "2024-10-27", "2024-11-03"]
    for change in changes.map(Almanac.number) + [Almanac.number("2024-06-15")] {
      for minute in stride(from: (change - 1) * 1440, to: (change + 2) * 1440, by: 5) {
        #expect(Int(zone.localMinute(ofUTC: Int64(minute))) == Clock.local(ofUTC: minute, in: foundation))
        #expect(
          Int(zone.utcMinute(ofLocal: Int64(minute))) == Clock.utc(ofLocal: minute, in: foundation),
          "\(name) \(Almanac.isoMinute(minute))")
      }
      for _ in 0..<20 {
        let start = (change - 1) * 1440 + dice.number(0...2880)
        let end = start + dice.number(1...2880)
        let pieces = zone.pieces(fromUTC: Int64(start), toUTC: Int64(end))
        let walked = (start..<end).map { Clock.local(ofUTC: $0, in: foundation) }
        #expect(pieces.flatMap { Array(Int($0.start)..<Int($0.end)) } == walked)
      }
    }
  }

  @Test("frames mean the same days", arguments: 0..<200)
  func frames(seed: Int) throws {
    var dice = Dice(seed: seed)
    let (text, days) = Question.randomFrame(&dice)
    let span = try Frame(text).resolve(today: Day(number: Int32(World.today)), fiscalYearStart: nil)
    #expect(Int(span.first.number)..<Int(span.end.number) == days, "\(text)")
  }

  @Test("prefix sums of weights are the weights of the days", arguments: 0..<100)
  func weights(seed: Int) throws {
    var dice = Dice(seed: seed)
    let (text, days) = Question.randomFrame(&dice)
    let span = DaySpan(first: Day(number: Int32(days.lowerBound)), end: Day(number: Int32(days.upperBound)))
    let weekdays = dice.pick([[0, 1, 2, 3, 4, 5, 6], [0, 1, 2, 3, 4], [6]])
    let from = days.lowerBound + dice.number(-20...20)
    let to = from + dice.number(0...60)
    for (mode, own) in [(Mode.prorated, Question.Mode.prorated), (.bom, .bom), (.eom, .eom)] {
      let weights = Weights(mode: mode, span: span) { weekdays.contains($0.weekday) }
      var question = Question(metric: .memberships, frame: text, days: days)
      question.mode = own
      question.conditions = [.weekdays(weekdays)]
      let wanted = Reference.days(of: question).filter { (from..<to).contains($0) }
        .reduce(Fraction.zero) { $0 + Reference.weight($1, question) }
      let got = weights.weight(from: Int32(from), to: Int32(to))
      #expect(Fraction(Int128(got), over: Int128(Weights.unit)) == wanted, "\(text) \(mode) \(from)..<\(to)")
    }
  }
}
