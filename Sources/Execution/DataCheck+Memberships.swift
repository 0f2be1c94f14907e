import Calculus
import Planning
import Store

extension DataCheck {
  static let ofMemberships: [Inspection] = [
    Inspection(.heldTwice, in: [.memberships]) { (check) throws(EvaluationError) in try check.heldTwice() },
    Inspection(.membershipForFree, in: [.memberships]) { (check) throws(EvaluationError) in check.forFree() },
    Inspection(.membershipWithoutCurrency, in: [.memberships]) { (check) throws(EvaluationError) in
      check.withoutCurrency()
    },
  ]

  /// One membership holding one resource on days `[from, end)`.
  private struct Hold {
    let membership: Int
    let from: Int32
    let end: Int32
  }

  /// Memberships that hold a resource on a day on which another one holds it: assignments in force, of memberships that are
  /// not for hotdesks, as the two definitions have it.
  fileprivate func heldTwice() throws(EvaluationError) -> [Finding] {
    let table = table(.assignments)
    guard let inForce = check.conditions.inForce, let memberships = table.codes("membership"),
      let resources = table.codes("resource")
    else { return [] }
    var condition = [inForce]
    if let hotdesk = check.conditions.hotdesk { condition.append(.not(.through(link: "membership", hotdesk))) }
    let column = try steps.column(.conjunction(condition), of: .assignments)
    var holds: [Int: [Hold]] = [:]
    for row in 0..<table.rowCount where memberships[row] != 0 && resources[row] != 0 {
      for span in column.stretches(of: row) {
        holds[resources[row] - 1, default: []].append(
          Hold(membership: memberships[row] - 1, from: span.lowerBound, end: span.upperBound))
      }
    }
    var found = rows()
    for (resource, holds) in holds.sorted(by: { $0.key < $1.key }) where holds.count > 1 {
      let sorted = holds.sorted { ($0.from, $0.membership) < ($1.from, $1.membership) }
      // Of those before, the one that holds it longest.
      var longest = sorted[0]
      for hold in sorted.dropFirst() {
        if hold.from < longest.end, hold.membership != longest.membership {
          let other = name(longest.membership, of: .memberships)
          found.add(
            name(hold.membership, of: .memberships),
            "holds \(name(resource, of: .resources)) with \(other) from \(firstDayText(hold.from)) to "
              + lastDayText(min(hold.end, longest.end)))
        }
        if hold.end > longest.end { longest = hold }
      }
    }
    return found.finding(.heldTwice, .memberships)
  }

  /// A price of 0 where the plan has one above 0.
  fileprivate func forFree() -> [Finding] {
    let table = table(.memberships)
    guard let prices = table.numbers("price"), let plans = table.codes("plan"),
      let planPrices = self.table(.plans).numbers("price")
    else { return [] }
    var found = rows()
    for row in 0..<table.rowCount where prices[row] == 0 && plans[row] != 0 {
      guard let usual = planPrices[plans[row] - 1], usual > 0, table.text("standing", of: row) == "approved" else {
        continue
      }
      let plan = self.table(.plans).name(of: plans[row] - 1)
      found.add(
        name(row, of: .memberships),
        "\(plan) is \(amountText(usual)) a month")
    }
    return found.finding(.membershipForFree, .memberships)
  }

  /// A price and no currency, where other memberships have one.
  fileprivate func withoutCurrency() -> [Finding] {
    let table = table(.memberships)
    guard let currencies = table.codes("currency"), let prices = table.numbers("price"),
      (0..<table.rowCount).contains(where: { currencies[$0] != 0 })
    else { return [] }
    var found = rows()
    for row in 0..<table.rowCount where currencies[row] == 0 {
      guard let price = prices[row], price != 0 else { continue }
      found.add(name(row, of: .memberships), "a price of \(amountText(price))")
    }
    return found.finding(.membershipWithoutCurrency, .memberships)
  }
}
