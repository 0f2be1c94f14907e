import Calculus
import Store

/// The frame that `vs` names: the same query is answered over it, too, and the rows are joined (DESIGN §9, `compare`).
public struct ComparedFrame: Hashable, Sendable {
  /// Canonical: `2024-02`.
  public let text: String
  public let askedSpan: DaySpan
  /// The days that are computed over: the asked ones, or more where the metric widens to whole weeks.
  public let span: DaySpan
  /// As of the query's own frame: it can be of any length.
  public let isCustom: Bool
  /// What the other frame does not have: a 29 February, a week 53.
  public let missing: [String]
  public let pairing: Pairing

  /// Which cells of the two frames stand beside each other.
  public enum Pairing: Hashable, Sendable {
    /// The first beside the first, and so on.
    case inTurn
    /// The same date, the same week by its number, the same month.
    case yearEarlier
    /// The same weekday of the same week: the frame is made of weeks.
    case yearEarlierByWeek
  }

  init(text: String, askedSpan: DaySpan, isCustom: Bool, missing: [String] = [], pairing: Pairing = .inTurn) {
    self.init(
      text: text, askedSpan: askedSpan, span: askedSpan, isCustom: isCustom, missing: missing, pairing: pairing)
  }

  private init(
    text: String, askedSpan: DaySpan, span: DaySpan, isCustom: Bool, missing: [String], pairing: Pairing
  ) {
    self.text = text
    self.askedSpan = askedSpan
    self.span = span
    self.isCustom = isCustom
    self.missing = missing
    self.pairing = pairing
  }

  func computed(over span: DaySpan) -> ComparedFrame {
    ComparedFrame(
      text: text, askedSpan: askedSpan, span: span, isCustom: isCustom, missing: missing, pairing: pairing)
  }
}

extension ComparedFrame.Pairing {
  /// The value of a key that stands beside this one; nil where the other year has none.
  public func counterpart(of value: Int32, _ key: CalendarKey) -> Int32? {
    guard self != .inTurn else { return value }
    switch key {
    case .hour, .weekday: return value
    case .day:
      let day = Day(number: value)
      if self == .yearEarlierByWeek {
        return day.isoWeek.yearEarlier.map { $0.span.first.adding(days: day.weekday).number }
      }
      let (year, month, number) = day.civil
      return Day(year: year - 1, month: month, day: number)?.number
    case .week: return ISOWeek(index: value).yearEarlier?.index
    case .month: return value - 12
    case .quarter: return value - 4
    case .year: return value - 1
    }
  }
}

extension ISOWeek {
  fileprivate var yearEarlier: ISOWeek? { ISOWeek(year: year - 1, week: week) }
}

/// What a comparison adds to the columns of a metric.
public enum ComparedColumn: String, CaseIterable, Sendable {
  /// The metric's value over the other frame.
  case other
  /// The value less the other.
  case difference
  /// The difference in parts of the other; undefined where that is 0.
  case relative

  /// The column of a metric whose value is `value`. What it holds is the join's to say.
  func column(of value: PlanColumn) -> PlanColumn {
    let isRelative = self == .relative
    let unit: Unit =
      isRelative ? .ratio : self == .difference && value.isPercent ? .percentagePoints : value.unit
    return PlanColumn(name: rawValue, value: value.value, unit: unit, isPercent: isRelative || value.isPercent)
  }
}

extension LogicalPlan {
  /// The plan over the other frame alone.
  public var counterpart: LogicalPlan? {
    guard let comparison else { return nil }
    var plan = self
    (plan.span, plan.askedSpan, plan.frameText) = (comparison.span, comparison.askedSpan, comparison.text)
    plan.comparison = nil
    return plan
  }

  /// The columns of the answer behind its keys: the metric's, then those of a comparison.
  public var shownColumns: [PlanColumn] {
    comparison == nil ? columns : columns + ComparedColumn.allCases.map { $0.column(of: columns[valueColumn]) }
  }
}
