import Calculus
import Diagnostics
import Language
import Planning
import Store

/// A name that somebody may type, and a word on what it is.
public struct KnownName: Hashable, Sendable {
  public let name: String
  public let note: String

  public init(_ name: String, note: String = "") {
    self.name = name
    self.note = note
  }
}

/// A month, and on how many of its days something starts.
public struct MonthOfData: Hashable, Sendable {
  /// `2024-03`
  public let name: String
  public let days: Int
}

// What the line editor asks while somebody types. Nothing of it is noted in an audit, as nothing is answered.
extension Session {
  /// What a metric can be asked by; nil where it makes no sense in this workspace.
  ///
  /// - Parameter names: some that a filter's key can be given.
  public func reach(ofMetric name: String, names: @escaping (String) -> [String]) -> MetricReach? {
    guard let entry = catalogue[name], !entry.isRowColumn else { return nil }
    return try? MetricProbe(
      entry, catalogue: catalogue, snapshot: workspace.snapshot, settings: settings, policy: workspace.policy,
      today: options.today, names: names
    ).reach()
  }

  /// All that a key can be given, in order, nothing twice. Names of persons only where the workspace allows to ask for
  /// them. What two are called alike is told by their ids, as a query wants it.
  public func knownNames(ofKey key: String) -> [KnownName] {
    let snapshot = workspace.snapshot
    func rows(of table: TableName, _ note: (Table, Int) -> String) -> [KnownName] {
      let rows = snapshot.table(table)
      var count: [String: Int] = [:]
      for row in 0..<rows.rowCount { count[rows.name(of: row), default: 0] += 1 }
      return (0..<rows.rowCount).map { row in
        let name = rows.name(of: row)
        guard count[name] == 1 else { return KnownName(rows.id(of: row), note: name) }
        return KnownName(name, note: note(rows, row))
      }
    }
    let names: [KnownName]
    switch key.lowercased() {
    case "user":
      guard workspace.policy.allowsPersons else { return [] }
      names = rows(of: .users) { $0.text("cost_center", of: $1) }
    case "location": names = rows(of: .locations) { $0.text("timezone", of: $1) }
    case "type": names = rows(of: .types) { $0.text("category", of: $1).replacing("_", with: " ") }
    case "resource": names = rows(of: .resources) { $0.text("type", of: $1) }
    case "plan": names = rows(of: .plans) { $0.text("type", of: $1) }
    default: names = texts(ofKey: key).map { KnownName($0) }
    }
    return Set(names).sorted { $0.name < $1.name }
  }

  /// Whether a query would find what a filter's key is given; true where that cannot be told quickly, and of persons
  /// where nobody may ask for them.
  public func knows(_ name: String, ofKey key: String) -> Bool {
    let tables: [String: TableName] = [
      "user": .users, "location": .locations, "type": .types, "resource": .resources, "plan": .plans,
    ]
    guard let table = tables[key.lowercased()] else { return true }
    if table == .users, !workspace.policy.allowsPersons { return true }
    return workspace.snapshot.table(table).rowCount == 0 || !workspace.snapshot.rows(named: name, in: table).isEmpty
  }

  /// What the binder and the policy would say to a query that can be read, before it is asked.
  public func problem(of statement: Statement, in source: SourceText) -> Diagnostic? {
    var silent = self
    silent.isAudited = false
    do throws(Rejection) {
      switch statement {
      case .query(let query), .explain(let query), .why(let query):
        if case .last = query.subject { return nil }
        if query.isSideBySide {
          _ = try silent.planSideBySide(query, source: source)
        } else {
          _ = try silent.plan(query, source: source)
        }
      case .list(let list): _ = try silent.plan(list, source: source)
      case .define(let definition):
        var changed = catalogue
        try changed.define(definition, from: source)
        try Binder.check(
          definition, catalogue: changed, snapshot: workspace.snapshot, settings: settings, source: source)
      case .expect, .undefine, .set, .show, .describe, .check, .help, .quit, .timing, .load, .save, .source, .map:
        break
      }
      return nil
    } catch {
      return error.diagnostics.first
    }
  }

  /// The months in which bookings start, the latest first; without bookings, those in which memberships do.
  ///
  /// - Complexity: O(days × log bookings), as bookings are in order.
  public var monthsOfData: [MonthOfData] {
    let snapshot = workspace.snapshot
    var months: [String: Int] = [:]
    func add(_ day: Int32) { months[String(Day(number: day).description.prefix(7)), default: 0] += 1 }
    if let starts = snapshot.table(.bookings).minutes("start"), !starts.isEmpty {
      let count = snapshot.bookingOrder.regularCount
      var row = 0
      while row < count {
        let day = Int32((Double(starts[row]) / 1440).rounded(.down))
        add(day)
        var (low, high) = (row, count)
        while low < high {
          let middle = (low + high) / 2
          if Int64(starts[middle]) >= (Int64(day) + 1) * 1440 { high = middle } else { low = middle + 1 }
        }
        row = low
      }
    } else {
      for day in Set(snapshot.table(.memberships).days("start") ?? []) where day > Int32.min && day < Int32.max {
        add(day)
      }
    }
    return months.map { MonthOfData(name: $0, days: $1) }.sorted { $0.name > $1.name }
  }

  /// What the data behind `monthsOfData` is.
  public var nounOfData: String { workspace.snapshot.table(.bookings).rowCount > 0 ? "bookings" : "new memberships" }

  /// The days that a time means today: `2024-06-01 to 2024-06-30`.
  public func days(ofFrame text: String) -> String? {
    guard let frame = try? Frame(text),
      let span = try? frame.resolve(today: options.today, fiscalYearStart: settings.fiscalYearStart)
    else { return nil }
    return span.first == span.last ? "\(span.first)" : "\(span.first) to \(span.last)"
  }

  /// Whether there is a workspace.
  public var hasData: Bool { !workspace.sources.exports.isEmpty }

  /// The first line of what a definition's text says about it.
  public func remark(onMetric name: String) -> String { catalogue[name]?.comment.first ?? "" }
}
