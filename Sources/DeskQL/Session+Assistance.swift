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
    guard let table = Session.tablesOfKeys[key.lowercased()] else {
      return Set(texts(ofKey: key)).sorted().map { KnownName($0) }
    }
    if table == .users, !workspace.policy.allowsPersons { return [] }
    let names = rows(of: table) { rows, row in
      switch table {
      case .users: rows.text("cost_center", of: row)
      case .locations: rows.text("timezone", of: row)
      case .types: rows.text("category", of: row).replacing("_", with: " ")
      default: rows.text("type", of: row)
      }
    }
    return Set(names).sorted { $0.name < $1.name }
  }

  /// The keys whose names lead to rows of their own.
  private static let tablesOfKeys: [String: TableName] = [
    "user": .users, "location": .locations, "type": .types, "resource": .resources, "plan": .plans,
  ]

  /// Whether a query would find what a filter's key is given; true where that cannot be told quickly, and of persons
  /// where nobody may ask for them.
  public func knows(_ name: String, ofKey key: String) -> Bool {
    guard let table = Session.tablesOfKeys[key.lowercased()] else { return true }
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
        let day = Int32(Session.day(ofMinute: Int(starts[row])))
        add(day)
        var (low, high) = (row, count)
        while low < high {
          let middle = (low + high) / 2
          if Session.day(ofMinute: Int(starts[middle])) > Int(day) { high = middle } else { low = middle + 1 }
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

  /// The day of a minute, both counted from 1970.
  private static func day(ofMinute minute: Int) -> Int {
    let minutesOfDay = 24 * 60
    return minute >= 0 ? minute / minutesOfDay : (minute + 1) / minutesOfDay - 1
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

  /// Names of metrics, sorted.
  public var metricNames: [String] { catalogue.metricNames }

  /// Those of them that vendors publish.
  public var vendorMetricNames: [String] { catalogue.vendorNames }

  /// What the cells of keys say that lead to no rows of their own.
  func texts(ofKey key: String) -> [String] {
    switch key.lowercased() {
    case "costcenter": return texts("cost_center", .bookings)
    case "company": return texts("company", .memberships)
    case "floor": return texts("floor", .resources)
    case "kind": return texts("kind", .bookings)
    case "department":
      let names = texts("department", .users)
      // Without departments the word means cost centres.
      return names.isEmpty ? texts(ofKey: "costcenter") : names
    case "group": return texts("groups", .users).flatMap(\.listed)
    default:
      let columns = TableName.allCases.map { ($0, Schema.field(key, of: $0)) }
      return columns.flatMap { table, field in
        guard let field, field.vocabulary.isEmpty else { return field?.vocabulary ?? [] }
        let words = workspace.policy.allowsAnyText ? texts(field.name, table) : []
        return words.count <= Session.mostWords ? words : []
      }
    }
  }

  /// A column that holds more different texts than this is one of ids or of remarks, which nobody asks for by heart.
  private static let mostWords = 1000

  private func table(_ name: TableName) -> Table { workspace.snapshot.table(name) }

  private func texts(_ column: String, _ table: TableName) -> [String] {
    guard case .text(_, let pool)? = self.table(table).columns[column],
      workspace.policy.allowsPersons || !workspace.snapshot.isPersonal(column, of: table)
    else { return [] }
    return Array(pool.strings.dropFirst())
  }
}
