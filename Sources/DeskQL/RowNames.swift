import Calculus
import Execution
import Planning
import Store

/// How rows are told apart where figures are explained: their id and name, and what else tells which they are. Nothing in
/// it tells who a person is unless that may be shown.
struct RowNames {
  let snapshot: Snapshot
  let table: TableName
  /// Columns that tell who somebody is may be shown.
  let showsPersons: Bool

  /// Titles as `PartTable` has them.
  var titles: [String] {
    let key = table.singular.split(separator: " ").joined(separator: "_")
    let rows = snapshot.table(table)
    switch table {
    case .bookings:
      return [key] + (rows.codes("resource") == nil ? ["type"] : [".resource", "resource_name"])
        + (showsPersons ? [".user", "user_name"] : []) + ["start", "end"]
    case .memberships: return [key] + ["company", "plan_type"].filter { rows.columns[$0] != nil }
    case .resources, .locations, .plans, .users, .types, .availability, .assignments, .history, .holidays:
      return table.isEntity && table != .types ? ["." + key, key + "_name"] : [key]
    }
  }

  func labels(of row: Int) -> [String?] {
    let rows = snapshot.table(table)
    switch table {
    case .bookings:
      var labels: [String?] = [rows.id(of: row)]
      if rows.codes("resource") == nil {
        labels.append(link("type", row).name)
      } else {
        labels += [link("resource", row).id, link("resource", row).name]
      }
      if showsPersons { labels += [link("user", row).id, link("user", row).name] }
      return labels + [moment("start", row), moment("end", row)]
    case .memberships:
      return [rows.id(of: row)]
        + ["company", "plan_type"].filter { rows.columns[$0] != nil }.map { column in
          column == "company" ? rows.text("company", of: row) : link(column, row).name
        }
    case .users where !showsPersons: return [nil, nil]
    case .resources, .locations, .plans, .users, .types, .availability, .assignments, .history, .holidays:
      return table.isEntity && table != .types ? [rows.id(of: row), rows.name(of: row)] : [rows.id(of: row)]
    }
  }

  /// One word for a row in a sentence.
  func name(of row: Int) -> String {
    table == .users && !showsPersons ? "somebody" : snapshot.table(table).name(of: row)
  }

  private func link(_ column: String, _ row: Int) -> (id: String?, name: String?) {
    guard case .link(let codes, let target)? = snapshot.table(table).columns[column], codes[row] > 0 else {
      return (nil, nil)
    }
    return (snapshot.table(target).id(of: codes[row] - 1), snapshot.table(target).name(of: codes[row] - 1))
  }

  private func moment(_ column: String, _ row: Int) -> String? {
    guard let minute = snapshot.table(table).minutes(column)?[row], minute != Int32.min, minute != Int32.max else {
      return nil
    }
    return Day.text(ofMinute: minute)
  }
}

extension DaySpan {
  /// `2024-03-01 to 2024-03-31`, the last day included; one day is itself.
  static func text(from: Int32, to: Int32) -> String {
    let (first, last) = (Day(number: from), Day(number: to - 1))
    return first == last ? first.description : "\(first) to \(last)"
  }
}
