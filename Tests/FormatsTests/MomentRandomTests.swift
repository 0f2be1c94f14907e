import Calculus
import Testing

@testable import Formats

/// Random moments, written in each notation and read back; and what is no moment at all.
@Suite struct MomentRandomTests {
  @Test("a column written in any notation is read back", arguments: 0..<300)
  func writtenAndRead(seed: Int) throws {
    var dice = Seeded(state: UInt64(seed))
    let notation = Notation.all[seed % Notation.all.count]
    // Years that two digits can tell.
    let days = (0..<40).map { _ in Day(number: Int32.random(in: -365...36_000, using: &dice)) }
    let samples = days.map { day in
      let clock = (0..<3).map { _ in Int.random(in: 0...59, using: &dice) }
      return Sample(day: day, hour: clock[0] % 24, minute: clock[1], second: notation.hasSeconds ? clock[2] : 0)
    }
    let column = TextColumn(samples.map(notation.write))
    let decision = MomentColumn.evidence(of: column).decision
    if let order = notation.order, samples.contains(where: { $0.day.day > 12 }) { #expect(decision.order == order) }
    let (result, report) = try MomentColumn.rewritten(
      column, rules: MomentRules(order: notation.order), order: nil)
    #expect(result.texts == samples.map { $0.canonical(notation) }, "\(column.texts)")
    #expect(report.unread == 0)
    // What is canonical stays untouched, and needs no order.
    let (again, second) = try MomentColumn.rewritten(result, rules: MomentRules(), order: nil)
    #expect(again.texts == result.texts && second.unread == 0)
  }

  @Test("garbage never crashes and stays as it is", arguments: 0..<200)
  func garbage(seed: Int) throws {
    var dice = Seeded(state: UInt64(seed))
    var column = TextColumn()
    let day = Sample(day: Day(number: 19_800), hour: 9, minute: 5, second: 7)
    for _ in 0..<100 {
      var cell = Array(Notation.all.randomElement(using: &dice)!.write(day).utf8)
      for _ in 0..<Int.random(in: 1...4, using: &dice) {
        let at = Int.random(in: 0...cell.count, using: &dice)
        switch Int.random(in: 0...3, using: &dice) {
        case 0: cell.insert(UInt8.random(in: 0...255, using: &dice), at: at)
        case 1: cell.insert(Array("0123456789-/.:, TZ+apm\u{A0}ä".utf8).randomElement(using: &dice)!, at: at)
        case 2 where at < cell.count: cell.remove(at: at)
        default: if at < cell.count { cell[at] = UInt8.random(in: 0...255, using: &dice) }
        }
      }
      column.append(cell)
    }
    var reader = MomentReader()
    let bytes = column.bytes.span
    for order in [nil, DateOrder.dmy, .mdy, .ymd] {
      let (result, report) = try MomentColumn.rewritten(column, rules: MomentRules(), order: order)
      #expect(result.count == column.count)
      var unread = 0
      for row in 0..<column.count {
        let text = Array(result.cell(row))
        let moment = WrittenMoment(iso: text.span, text.indices)
        if text.isEmpty || moment?.isCanonical == true && moment?.date(nil) != nil { continue }
        #expect(text == Array(column.cell(row)))
        unread += 1
      }
      #expect(report.unread == unread)
    }
    for row in 0..<column.count {
      let range = bytes.trimmed(column.range(row))
      // The short ways agree with the general one.
      for short in [WrittenMoment(iso: bytes, range), WrittenMoment(numeric: bytes, range)] {
        guard var short else { continue }
        short.isCanonical = false
        let general = reader.anyNotation(bytes, range)
        #expect(short == general, "\(column.text(row))")
      }
    }
    _ = MomentColumn.evidence(of: column).decision
    _ = try MomentColumn.joined(dates: column, times: column, rules: MomentRules(), order: .dmy)
    _ = try MomentColumn.ends(of: column, after: column, unit: .hours)
    let numbers = NumberColumn.evidence(of: column).decision().mark
    #expect(try NumberColumn.rewritten(column, mark: numbers).0.count == column.count)
    let words = WordMap([.init(.word("a"), "b")])
    #expect(try words.rewritten(column).0.texts == column.texts)
  }

  @Test func theShortWaysAgreeWithTheGeneralOneOnAllSamples() {
    var reader = MomentReader()
    for number in stride(from: Int32(-365), to: 36_000, by: 97) {
      let sample = Sample(day: Day(number: number), hour: Int(number.magnitude % 24), minute: 59, second: 3)
      for notation in Notation.all {
        let bytes = Array(notation.write(sample).utf8)
        var short =
          WrittenMoment(iso: bytes.span, bytes.indices) ?? WrittenMoment(numeric: bytes.span, bytes.indices)
        guard short != nil else { continue }
        short?.isCanonical = false
        let general = reader.anyNotation(bytes.span, bytes.indices)
        #expect(short == general, "\(notation.write(sample))")
      }
    }
  }

  @Test func longAndOddCellsAreLeft() throws {
    let cells = [
      String(repeating: "1", count: 10_000), String(repeating: " ", count: 10_000) + "x",
      String(repeating: "1.", count: 39),
      String(repeating: "-", count: 80), "a", "p", "a.", "p. ", "a. m", "(", "()", "[]", "1(", "T", "TT", "Z", ":",
      "::", "é",
      "\u{308}", "1\u{308}", String(repeating: "ä", count: 30), "9999999999999999999999", "99999999999999",
    ]
    let (column, report) = try MomentColumn.rewritten(TextColumn(cells), rules: MomentRules(), order: .dmy)
    #expect(column.texts == cells && report.unread == cells.count)
    let epochs = try MomentColumn.rewritten(TextColumn(cells), rules: MomentRules(epoch: true), order: nil).0
    #expect(epochs.texts == cells.dropLast() + ["5138-11-16T09:46:39Z"])
  }
}

private struct Sample {
  let day: Day
  let hour, minute, second: Int

  func canonical(_ notation: Notation) -> String {
    guard notation.hasTime else { return "\(day)" }
    return "\(day)T\(two(hour)):\(two(minute))" + (second == 0 ? "" : ":\(two(second))") + notation.mark
  }
}

private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

/// A way to write moments, as some system or person does.
private struct Notation: Sendable {
  var order: DateOrder?
  var hasTime = true
  var hasSeconds = false
  var mark = ""
  let write: @Sendable (Sample) -> String

  init(
    _ order: DateOrder? = nil, time: Bool = true, seconds: Bool = false, mark: String = "",
    _ write: @escaping @Sendable (Sample) -> String
  ) {
    (self.order, hasTime, hasSeconds, self.mark, self.write) = (order, time, seconds, mark, write)
  }

  static let english = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  static let german = [
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
    "Dezember",
  ]
  static let germanDays = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]
  static let englishDays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

  static func half(_ sample: Sample) -> String {
    "\((sample.hour + 11) % 12 + 1):\(two(sample.minute)) \(sample.hour < 12 ? "AM" : "PM")"
  }

  static let all: [Notation] = [
    Notation(time: false) { "\($0.day)" },
    Notation { "\($0.day)T\(two($0.hour)):\(two($0.minute))" },
    Notation(seconds: true) { "\($0.day) \(two($0.hour)):\(two($0.minute)):\(two($0.second))" },
    Notation(seconds: true, mark: "Z") { "\($0.day)T\(two($0.hour)):\(two($0.minute)):\(two($0.second)).123Z" },
    Notation(mark: "+02:00") { "\($0.day)T\(two($0.hour)):\(two($0.minute))+02:00" },
    Notation(mark: "-05:30") { "\($0.day)T\(two($0.hour)):\(two($0.minute)):00-0530" },
    Notation(seconds: true) {
      "\($0.day.year)\(two($0.day.month))\(two($0.day.day))T\(two($0.hour))\(two($0.minute))\(two($0.second))"
    },
    Notation { "\($0.day.year)/\($0.day.month)/\($0.day.day) \($0.hour):\(two($0.minute))" },
    Notation(.dmy, time: false) { "\($0.day.day).\($0.day.month).\($0.day.year)" },
    Notation(.dmy) { "\(two($0.day.day)).\(two($0.day.month)).\($0.day.year), \(two($0.hour)):\(two($0.minute))" },
    Notation(.dmy) { "\(two($0.day.day)).\(two($0.day.month)).\($0.day.year) \(two($0.hour)).\(two($0.minute)) Uhr" },
    Notation(.dmy) { "\($0.day.day).\($0.day.month).\(two($0.day.year % 100)) \($0.hour):\(two($0.minute))" },
    Notation(.dmy) { "\($0.day.day)/\($0.day.month)/\($0.day.year) \(half($0))" },
    Notation(.dmy, time: false) { "\(two($0.day.day))-\(two($0.day.month))-\($0.day.year)" },
    Notation(.mdy) { "\($0.day.month)/\($0.day.day)/\($0.day.year) \(half($0))" },
    Notation(.mdy) { "\($0.day.month)/\($0.day.day)/\($0.day.year), \(half($0).replacing(" ", "\u{202F}"))" },
    Notation(.mdy) { "\(two($0.day.month))-\(two($0.day.day))-\($0.day.year) \(two($0.hour)):\(two($0.minute))" },
    Notation {
      "\(germanDays[$0.day.weekday]), \($0.day.day). \(german[$0.day.month - 1]) \($0.day.year) "
        + "\(two($0.hour)):\(two($0.minute))"
    },
    Notation { "\(english[$0.day.month - 1]) \($0.day.day), \($0.day.year) at \(half($0))" },
    Notation {
      "\(englishDays[$0.day.weekday].prefix(3)) \($0.day.day) \(english[$0.day.month - 1].prefix(3)) \($0.day.year) "
        + "\($0.hour):\(two($0.minute))"
    },
    Notation(time: false) { "\($0.day.day)-\(english[$0.day.month - 1].prefix(3))-\(two($0.day.year % 100))" },
    Notation(seconds: true, mark: "+01:00") {
      "\(englishDays[$0.day.weekday].prefix(3)), \(two($0.day.day)) \(english[$0.day.month - 1].prefix(3)) "
        + "\($0.day.year) \(two($0.hour)):\(two($0.minute)):\(two($0.second)) +0100"
    },
    Notation {
      "\(two($0.hour)):\(two($0.minute)) - \(englishDays[$0.day.weekday]) \(two($0.day.day)) "
        + "\(english[$0.day.month - 1]) \($0.day.year)"
    },
  ]
}

extension String {
  fileprivate func replacing(_ old: Character, _ new: Character) -> String { String(map { $0 == old ? new : $0 }) }
}
