import Calculus
import Diagnostics
import Language
import Planning
import Store

/// What a workspace holds, in a line, and questions that it answers.
public struct WorkspaceOverview: Sendable {
  /// `4708 bookings of 2024-01 to 2024-07, 36 resources, 40 users`; below it, that today is far behind them.
  public let text: String
  /// Nothing in them is refused, and their months have data.
  public let queries: [String]
}

extension Session {
  /// - Complexity: that of `monthsOfData`, and a binding for each query.
  public var overview: WorkspaceOverview {
    let months = monthsOfData
    let shown: [TableName] = [.bookings, .memberships, .resources, .locations, .users]
    var parts = shown.compactMap { name -> String? in
      let count = workspace.snapshot.table(name).rowCount
      return count == 0 ? nil : count == 1 ? "1 \(name.singular)" : "\(count) \(name.rawValue)"
    }
    if let first = months.last?.name, let last = months.first?.name, !parts.isEmpty {
      parts[0] += first == last ? " of \(last)" : " of \(first) to \(last)"
    }
    let text = parts.isEmpty ? "there are no bookings, memberships or resources" : parts.joined(separator: ", ")
    return WorkspaceOverview(text: text + age(of: months.first), queries: queries)
  }

  /// That today is far behind the data, so that what goes by it finds none.
  private func age(of last: MonthOfData?) -> String {
    let today = options.today
    guard let last, let end = try? Frame(last.name).resolve(today: today, fiscalYearStart: nil).end,
      today.number - end.number > 31
    else { return "" }
    return "\ntoday is \(today), so last30 and the like find nothing: start with --today \(end) for that"
  }

  private var queries: [String] {
    let month = monthToTry
    let candidates = [
      "occupancy desks bom \(month)", "hours \(month) by costcenter", "hours \(month) by type",
      "why occupancy desks bom \(month) vs previous", "why hours \(month) vs previous by type",
    ]
    let snapshot = workspace.snapshot
    let hasBookings = snapshot.table(.bookings).rowCount > 0
    let hasHolders = snapshot.table(.memberships).rowCount > 0 && snapshot.table(.resources).rowCount > 0
    let possible = candidates.filter { text in
      guard text.contains("occupancy") ? hasHolders : hasBookings else { return false }
      let source = SourceText(text: text)
      return (try? Parser.statement(source)).map { problem(of: $0, in: source) == nil } ?? false
    }
    return Array(possible.prefix(3))
  }
}
