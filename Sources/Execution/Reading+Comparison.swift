import Calculus
import Planning
import Store

extension Reading {
  /// The other frame with its days, and where the two are unlike.
  func items(of comparison: JoinedComparison) -> [ReadingItem] {
    let other = comparison.plan
    var text = "against \(other.frameText): \(text(other.span)), \(counted(other.span.dayCount, "day"))"
    if other.span != other.askedSpan { text += ", widened to whole weeks from \(self.text(other.askedSpan))" }
    var items = [ReadingItem(.comparison, text)]
    for missing in plan.comparison?.missing ?? [] { items.append(ReadingItem(.note, missing)) }
    items += unlike(days(of: plan), days(of: other), "day")
    items += unlike(workdays(of: plan), workdays(of: other), "workday")
    let (own, there) = comparison.cells
    if own != there {
      let keys = plan.keys.compactMap { if case .calendar(let key) = $0, key.isContiguous { key } else { nil } }
      let unit = keys.count == 1 ? keys[0].rawValue : "part"
      items.append(
        ReadingItem(
          .note,
          "\(plan.frameText) has \(counted(own, unit)), \(other.frameText) \(counted(there, unit)): "
            + "those over have no data on the other side"))
    }
    return items
  }

  private func unlike(_ own: Int, _ other: Int, _ unit: String) -> [ReadingItem] {
    own == other ? [] : [ReadingItem(.note, "unlike lengths: \(own) against \(counted(other, unit))")]
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
