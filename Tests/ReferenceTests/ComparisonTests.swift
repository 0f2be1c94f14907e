import Testing

/// A comparison that never complains proves nothing.
@Suite("the comparison sees what differs")
struct ComparisonTests {
  private let question = Question(
    metric: .bookings(sortedBy: "hours"), frame: "2024-03", days: 19_783..<19_814, keys: [.month, .type])

  private let reference = [
    Reference.Row(
      keys: ["2024-03", "hotdesk"],
      values: [.number(Fraction(2)), .number(Fraction(7, over: 2)), .number(Fraction(1))]),
    Reference.Row(
      keys: ["2024-03", Reference.none], values: [.number(.zero), .number(.zero), .number(.zero)]),
  ]

  private func row(_ type: EngineAnswer.Cell, _ bookings: Int, _ hours: Fraction, _ people: Int) -> [EngineAnswer.Cell]
  {
    [.text("2024-03"), type, .number(Fraction(bookings)), .number(hours), .number(Fraction(people))]
  }

  private func differences(_ rows: [[EngineAnswer.Cell]]) -> [String] {
    let table = EngineAnswer.Table(columns: ["month", "type", "bookings", "hours", "people"], rows: rows)
    return Comparison(question: question, reference: reference, table: table).differences
  }

  @Test("equal figures agree, with empty rows or without")
  func agreement() {
    let full = row(.text("Hotdesk"), 2, Fraction(7, over: 2), 1)
    #expect(differences([full]) == [])
    #expect(differences([row(.missing, 0, .zero, 0), full, row(.text("Desk"), 0, .zero, 0)]) == [])
  }

  @Test("rows that must be there, and rows out of order, are told")
  func places() {
    var question = question
    question.keys = [.month]
    question.metric = .attendance
    let empty = [Reference.Value.number(.zero), .number(Fraction(31)), .number(.zero)]
    let reference = ["2024-03", "2024-04"].map { Reference.Row(keys: [$0], values: empty, isRequired: true) }
    func differences(_ months: [String]) -> [String] {
      let figures: [EngineAnswer.Cell] = [.number(.zero), .number(Fraction(31)), .number(.zero)]
      let table = EngineAnswer.Table(
        columns: ["month", "person_days", "days", "attendance"], rows: months.map { [.text($0)] + figures })
      return Comparison(question: question, reference: reference, table: table).differences
    }
    #expect(differences(["2024-03", "2024-04"]) == [])
    #expect(differences(["2024-04", "2024-03"]) == [#"row ["2024-04"] is before ["2024-03"]"#])
    #expect(differences(["2024-03"]) == [#"no row ["2024-04"]"#])
  }

  @Test("a differing cell, a row too many, a row too few and a row twice are told")
  func disagreement() {
    let full = row(.text("Hotdesk"), 2, Fraction(7, over: 2), 1)
    #expect(
      differences([row(.text("Hotdesk"), 2, Fraction(3), 1)])
        == [#"row ["2024-03", "hotdesk"], hours: reference 7/2, engine 3"#])
    #expect(differences([]) == [#"no row ["2024-03", "hotdesk"]"#])
    #expect(differences([full, full]) == [#"two rows ["2024-03", "hotdesk"]"#])
    #expect(differences([full, row(.text("Desk"), 1, .zero, 0)]).count == 1)
  }
}
