import Calculus
import Planning
import Store

extension Reading {
  /// The other frame with its days, and where the two are unlike.
  func items(of comparison: JoinedComparison) -> [ReadingItem] {
    let other = comparison.plan
    var text = "against \(other.frameText): \(other.span.text), \(other.span.dayCount.counted(as: "day"))"
    if other.span != other.askedSpan { text += ", widened to whole weeks from \(other.askedSpan.text)" }
    if plan.columns.count > 1 { text += ", by \(plan.columns[plan.valueColumn].name)" }
    var items = [ReadingItem(.comparison, text)]
    for missing in plan.comparison?.missing ?? [] { items.append(ReadingItem(.note, missing)) }
    items += unlike(days(of: plan), days(of: other), "day")
    items += unlike(workdays(of: plan), workdays(of: other), "workday")
    if !plan.keys.contains(.calendar(.day)) {
      items += unlike(comparison.stretches.own, comparison.stretches.other, unitOfStretches)
    }
    let (own, there) = comparison.alone
    if own > 0 {
      items.append(ReadingItem(.note, "\(own.counted(as: "row")) without a counterpart in \(other.frameText)"))
    }
    if there > 0 {
      let rows = there.counted(as: "row")
      items.append(
        ReadingItem(.leftOut, "\(rows) of \(other.frameText) left out: no counterpart in \(plan.frameText)"))
    }
    return items
  }

  /// What the calendar keys cut a frame into.
  private var unitOfStretches: String {
    let keys = plan.keys.compactMap { if case .calendar(let key) = $0, key.isContiguous { key } else { nil } }
    return keys.count == 1 ? keys[0].rawValue : "part"
  }

  private func unlike(_ own: Int, _ other: Int, _ unit: String) -> [ReadingItem] {
    own == other ? [] : [ReadingItem(.note, "unlike lengths: \(own) against \(other.counted(as: unit))")]
  }

  /// Days that the conditions on the calendar leave.
  private func days(of plan: LogicalPlan) -> Int {
    plan.span.days.count { day in plan.conditions.allSatisfy { $0.accepts(day) } }
  }

  private func workdays(of plan: LogicalPlan) -> Int {
    let place = snapshot.calendar.places[plan.placeOfHolidays]
    return plan.span.days.count { day in
      place.isWorkday(day.number) && plan.conditions.allSatisfy { $0.accepts(day) }
    }
  }
}
