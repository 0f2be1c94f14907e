import Calculus
import Formats

/// Lines are cells of dates and times. What was read is canonical: it stays as it is when it is read again.
enum MomentsTarget {
  private static let berlin = try? Zone.load("Europe/Berlin")

  static func run(_ input: FuzzInput) {
    let cells = input.lines.map { $0.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false) }
    let column = TextColumn(cells.map { String($0.first ?? "") })
    let beside = TextColumn(cells.map { $0.count > 1 ? String($0[1]) : "" })
    let rules = rules(input.number)
    let order = MomentColumn.evidence(of: column).decision.order ?? DateOrder.allCases[input.number % 3]
    guard let (moments, report) = try? MomentColumn.rewritten(column, rules: rules, order: order) else { return }
    expect(moments.count == column.count, "a cell for each cell")
    if report.unread == 0 {
      guard let (again, next) = try? MomentColumn.rewritten(moments, rules: MomentRules(), order: order) else {
        fatalError("canonical cells are refused")
      }
      expect(again.texts == moments.texts, "canonical cells change: \(moments.texts), \(again.texts)")
      expect(next.unread == 0, "canonical cells are not read: \(moments.texts)")
    }
    let joined = try? MomentColumn.joined(dates: column, times: beside, rules: rules, order: order).0
    expect(joined?.count == column.count, "a cell for each date")
    for unit in [MomentColumn.DurationUnit.hours, .minutes, .seconds] {
      let ends = try? MomentColumn.ends(of: beside, after: moments, unit: unit).0
      expect(ends?.count == beside.count, "a cell for each duration")
    }
  }

  private static func rules(_ number: Int) -> MomentRules {
    var rules = MomentRules(dayOnly: number >> 4 & 3 == 0, epoch: number >> 6 & 3 == 0)
    if number >> 8 & 3 == 0 { rules.minuteOfDay = number >> 10 & 1023 }
    switch number & 7 {
    case 0: rules.clock = .utc
    case 1: rules.clock = .local
    case 2: if let berlin { rules.clock = .zone(berlin) }
    case 3: rules.clock = .zones([berlin, nil, .utc])
    default: break
    }
    return rules
  }
}
