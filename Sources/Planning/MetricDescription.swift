import Calculus
import Diagnostics
import Language
import Store

/// What a metric is and what can be asked of it. Nothing in here knows a rule: every key, filter, mode and setting is
/// tried with the binder that answers queries, and the policy that permits them.
public struct MetricDescription: Sendable {
  public struct Column: Sendable {
    public let name: String
    public let kind: Kind
    public let isPercent: Bool
    /// As its definition has it.
    public let text: String
  }

  /// A figure that the columns are made of.
  public struct Figure: Sendable {
    /// `count of memberships where active`
    public let text: String
    public let table: TableName
    /// Rows that are left out though the text does not say so: `cancelled`.
    public let leftOut: [String]
  }

  /// A key or filter, and what stands in its way.
  public struct Reach: Sendable {
    public enum Obstacle: Sendable, Hashable {
      case none
      /// Refused while rows are left that it does not reach.
      case rows(String)
      case refused(String)
    }

    public let name: String
    public let obstacle: Obstacle
  }

  public let entry: CatalogueEntry
  public let columns: [Column]
  public let figures: [Figure]
  /// The definitions that it is made of, sorted.
  public let uses: [String]
  public let modes: [String]
  /// Why it has no mode.
  public let obstacleOfModes: String?
  public let keys: [Reach]
  public let filters: [Reach]
  /// Settings that change its figures.
  public let settings: [String]
  /// What the policy says to it, where it is about persons whatever it is asked by.
  public let privacy: String?
}

/// Asks the binder what it makes of a metric.
public struct MetricProbe {
  private let entry: CatalogueEntry
  private let catalogue: Catalogue
  private let snapshot: Snapshot
  private let settings: Settings
  private let policy: PrivacyPolicy
  private let today: Day
  /// Names that a filter's key can be given in this workspace.
  private let names: (String) -> [String]

  public init(
    _ entry: CatalogueEntry, catalogue: Catalogue, snapshot: Snapshot, settings: Settings, policy: PrivacyPolicy,
    today: Day, names: @escaping (String) -> [String]
  ) {
    self.entry = entry
    self.catalogue = catalogue
    self.snapshot = snapshot
    self.settings = settings
    self.policy = policy
    self.today = today
    self.names = names
  }

  /// - Complexity: a binding for each key, filter, setting and definition; no row is read but for names.
  public func description() throws(Rejection) -> MetricDescription {
    let binder = Binder(
      catalogue: catalogue, snapshot: snapshot, settings: settings, today: today, source: entry.source)
    var cells = CellBinder(binder: binder, arguments: .probe)
    let definition = try cells.definition(named: entry.definition.name).compacted(&cells)
    let query = try bound()

    let written = catalogue.spelledOut(entry.definition)
    let columns = zip(definition.columns, written.columns).map { column, syntax in
      MetricDescription.Column(
        name: column.name, kind: Kind(cells.shape(of: column.value), column.unit), isPercent: column.isPercent,
        text: Printer.text(of: syntax.value))
    }
    let figures = cells.nodes.map { bound in
      MetricDescription.Figure(
        text: bound.written?.text ?? bound.node.scan.table.rawValue,
        table: bound.node.scan.table, leftOut: bound.node.scan.conditions.filter(\.isImplied).map(\.label))
    }
    let modes = modes
    return MetricDescription(
      entry: entry, columns: columns, figures: figures, uses: uses, modes: modes.possible,
      obstacleOfModes: modes.obstacle, keys: keys(of: query), filters: filters(of: query),
      settings: settings(of: query),
      privacy: query.persons.isEmpty ? nil : refusal(of: query) ?? "it is about single persons, which is allowed here")
  }

  /// Modes, keys, filters and columns alone.
  func reaches() throws(Rejection) -> (
    modes: [String], keys: [MetricDescription.Reach], filters: [MetricDescription.Reach], columns: [String]
  ) {
    let query = try bound()
    return (modes.possible, keys(of: query), filters(of: query), query.columns.map(\.name))
  }

  // MARK: asking

  private static let nowhere = Place(SourceRange(lower: 0, upper: 0))

  private func name(_ text: String) -> Name { Name(text: text, place: Self.nowhere) }

  /// The metric over this month, bound.
  private func bound(
    _ clauses: [Clause.Kind] = [], filter: Filter? = nil, mode: String? = nil, settings: Settings? = nil
  ) throws(Rejection) -> BoundQuery {
    let arguments = numbers.map { Clause.Kind.with($0, name("8")) }
    let metric = MetricSyntax(
      phrase: Phrase(entry.definition.name.names + (mode.map { [name($0)] } ?? [])),
      amount: wantsAmount ? Amount(number: name("12000"), currency: name("EUR")) : nil)
    let query = Query(
      filters: filter.map { [$0] } ?? [], subject: .metric(metric), frame: .point(name("thismonth")),
      clauses: (arguments + clauses).map { Clause($0, place: Self.nowhere) }, place: Self.nowhere)
    return try Binder.bind(
      query, catalogue: catalogue, snapshot: snapshot, settings: settings ?? self.settings, today: today,
      source: entry.source)
  }

  /// What a query must say so that the metric has all that it wants: `12000 EUR`, `with threshold 8`.
  public var argument: (amount: String, clause: String) {
    (wantsAmount ? " 12000 EUR" : "", numbers.map { " with \(Printer.text(of: $0)) 8" }.joined())
  }

  private var wantsAmount: Bool { !catalogue.spelledOut(entry.definition).amounts.isEmpty }

  /// The parameters that are mere numbers.
  private var numbers: [Name] {
    let definition = catalogue.spelledOut(entry.definition)
    let amounts = definition.amounts
    return definition.parameters.filter { !amounts.contains($0.text.lowercased()) }
  }

  private func refusal(of query: BoundQuery) -> String? {
    do throws(Rejection) {
      _ = try policy.permit(query)
      return nil
    } catch {
      return error.reason
    }
  }

  // MARK: keys and filters

  private func keys(of query: BoundQuery) -> [MetricDescription.Reach] {
    let usual = CalendarKey.allCases.map(\.rawValue) + Keyword.keys.map(\.rawValue)
    var result: [MetricDescription.Reach] = []
    var seen: Set<String> = []
    for word in usual + attributes(of: query) {
      do throws(Rejection) {
        let asked = try bound([.by([name(word)])])
        guard let key = asked.keys.first, seen.insert(key.name).inserted else { continue }
        let unreached = asked.atoms.lazy.compactMap { atom -> String? in
          if case .unreachable(let reason)? = atom.keys.first { reason } else { nil }
        }.first
        let refusal = asked.persons == query.persons ? nil : refusal(of: asked)
        let reach = reach(word, refused: refusal, unreached: unreached)
        // What is neither a key of the language nor one that works is just a column.
        if reach.obstacle == .none || usual.contains(word) { result.append(reach) }
      } catch {
        guard usual.contains(word), seen.insert(word).inserted else { continue }
        result.append(.init(name: word, obstacle: .refused(reason(of: error, key: word, query))))
      }
    }
    return result
  }

  private func filters(of query: BoundQuery) -> [MetricDescription.Reach] {
    var result: [MetricDescription.Reach] = []
    for key in Keyword.keys.map(\.rawValue) {
      var outcome: MetricDescription.Reach?
      // The binder says whether a name makes sense here, too: one that does is enough.
      let known = names(key).prefix(8)
      for value in known.isEmpty ? ["NAME"] : Array(known) {
        do throws(Rejection) {
          let filter = Filter(key: name(key), names: [Name(text: value, quoted: true, place: Self.nowhere)])
          let asked = try bound(filter: filter)
          // Nothing is called so, and nothing can be filtered by it here. What persons are called is the policy's business.
          if key != Keyword.user.rawValue, !asked.unknownNames.isEmpty { continue }
          let unreached = asked.atoms.lazy.flatMap(\.filters).compactMap { filter -> String? in
            if case .unreachable(let unreached, let reason) = filter, unreached == key { reason } else { nil }
          }.first
          let refusal = asked.persons == query.persons ? nil : refusal(of: asked)
          outcome = reach(key, refused: refusal, unreached: unreached)
          break
        } catch {
          if error.diagnostics.first?.code == "unknown-name" { continue }
          outcome = outcome ?? .init(name: key, obstacle: .refused(reason(of: error, key: key, query)))
        }
      }
      if let outcome { result.append(outcome) }
    }
    return result
  }

  /// Why a key is refused; without the words that would be the same for each of them.
  private func reason(of rejection: Rejection, key: String, _ query: BoundQuery) -> String {
    guard rejection.diagnostics.first?.code == "key-not-reached", let atom = query.atoms.first else {
      return rejection.reason
    }
    return Binder.unreachableReason(key, atom.node.scan.table)
  }

  private func reach(_ name: String, refused: String?, unreached: String?) -> MetricDescription.Reach {
    .init(name: name, obstacle: refused.map { .refused($0) } ?? unreached.map { .rows($0) } ?? .none)
  }

  /// Everything that rows of the metric can be asked for, and the attributes of what they name.
  private func attributes(of query: BoundQuery) -> [String] {
    let binder = Binder(
      catalogue: catalogue, snapshot: snapshot, settings: settings, today: today, source: entry.source)
    return Set(Set(query.atoms.map(\.node.scan.table)).flatMap { binder.attributes(of: $0) }).sorted()
  }

  // MARK: modes, settings, definitions

  private var modes: (possible: [String], obstacle: String?) {
    var possible: [String] = []
    var obstacle: String?
    for mode in Catalogue.modeWords {
      do throws(Rejection) {
        _ = try bound(mode: mode)
        possible.append(mode)
      } catch {
        obstacle = obstacle ?? error.reason
      }
    }
    return (possible, possible.isEmpty ? obstacle : nil)
  }

  /// Settings by which the query is bound otherwise, and those by which the evaluator goes for its figures.
  private func settings(of query: BoundQuery) -> [String] {
    var evaluated = Set(query.atoms.flatMap(\.node.settings))
    if query.columns.contains(where: { $0.value.counts(.months) }) { evaluated.formUnion(["mode", "proration"]) }
    return Settings.definitions.filter { !$0.isPrivacy }.map(\.name).filter { name in
      evaluated.contains(name) || others(of: name).contains { isBoundOtherwise(query, with: $0, for: name) }
    }
  }

  private func isBoundOtherwise(_ query: BoundQuery, with value: String, for setting: String) -> Bool {
    var changed = settings
    // As the workspace's own file would have it: a session may not try all of them.
    guard (try? changed.set(setting, to: value, origin: .workspace(""))) != nil,
      let other = try? bound(settings: changed)
    else { return false }
    return other.columns != query.columns || other.atoms != query.atoms
  }

  /// Values that a setting could have instead.
  private func others(of setting: String) -> [String] {
    let now = settings.value(setting)
    switch Settings.definition(setting)?.kind {
    case .choice(let values): return values.filter { $0 != now }
    case .number: return ["2", "3"].filter { $0 != now }
    case .flag: return ["on", "off"].filter { $0 != now }
    case .count, .month, .zone, .hours, .logFile, .text, nil: return []
    }
  }

  private var uses: [String] {
    // What is built in, and no vendor's, uses nothing of a vendor.
    let metrics = entry.origin == .prelude && !entry.isOfVendor ? catalogue.ownMetricNames : catalogue.metricNames
    let names = metrics + catalogue.rowColumnNames
    return names.filter { $0 != entry.definition.name.text }.filter { name in
      Binder.uses(name, in: entry, catalogue: catalogue, snapshot: snapshot, settings: settings)
    }
  }
}

extension Binder {
  /// Whether a definition needs a metric or a column of rows, itself or by another definition: it does if it cannot be
  /// bound without.
  public static func uses(
    _ name: String, in entry: CatalogueEntry, catalogue: Catalogue, snapshot: Snapshot, settings: Settings
  ) -> Bool {
    var without = catalogue.without(name)
    if name.contains(".") {
      // A column of the exports would step in: nothing must.
      let source = SourceText(text: "define \(Printer.name(name)) = a: 1, b: nothing_of_that_name")
      guard case .define(let definition)? = try? Parser.statement(source) else { return false }
      do throws(Rejection) {
        try without.define(definition, from: source)
      } catch {
        return false
      }
    }
    func isBound(in catalogue: Catalogue) -> Bool {
      (try? check(
        entry.definition, catalogue: catalogue, snapshot: snapshot, settings: settings, source: entry.source)) != nil
    }
    return isBound(in: catalogue) && !isBound(in: without)
  }
}

extension PlanNode {
  /// The settings by which the evaluator goes when it computes the node.
  var settings: [String] {
    switch self {
    case .reduce: ["mode"]
    case .accumulate: ["mode", "proration"]
    case .openHours(_, .openHours): ["open_hours"]
    case .openHours: []
    case .foldDays: []
    case .flow(_, .minutes), .flow(_, .busy), .flow(_, .within), .foldFlow(_, _, _, .minutes, _),
      .foldFlow(_, _, _, .busy, _):
      ["times", "open_hours"]
    case .flow(_, .count), .flow(_, .column), .foldFlow: ["times"]
    }
  }
}

extension Rejection {
  /// What the first thing wrong is, in a line.
  fileprivate var reason: String { diagnostics.first?.message ?? "" }
}
