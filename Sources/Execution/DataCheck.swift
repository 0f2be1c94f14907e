import Calculus
import Diagnostics
import Planning
import Store

extension Evaluator {
  /// What is odd in the data beyond what loading found, in the order of the checks.
  ///
  /// - Parameter isCancelled: asked now and then; once it says yes, the work ends with the diagnostic `cancelled`.
  /// - Complexity: a few passes over the bookings, and one sort of those of each resource.
  public static func findings(
    of permitted: PermittedCheck, on snapshot: Snapshot, cache: StepCache,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(Rejection) -> [Finding] {
    let steps = StepEvaluator(snapshot: snapshot, cache: cache, isCancelled: isCancelled)
    do throws(EvaluationError) {
      return try DataCheck(permitted.check, steps).findings()
    } catch {
      throw Rejection(.evaluation(error))
    }
  }
}

/// Looks for contradictions and unlikely things in what was loaded: what would cost too much while loading.
struct DataCheck {
  let check: BoundCheck
  let steps: StepEvaluator
  /// 1 for each booking that counts in figures: not cancelled, not missed.
  let counts: [UInt8]

  init(_ check: BoundCheck, _ steps: StepEvaluator) throws(EvaluationError) {
    self.check = check
    self.steps = steps
    let bookings = BookingSource(snapshot: steps.snapshot, cache: steps.cache).byTime()
    let failure = FailureNote()
    let mask = try RowMask(check.conditions.counts ?? .always, evaluator: steps, flag: failure)
    var counts = [UInt8](repeating: 1, count: bookings.count)
    for low in stride(from: 0, to: bookings.count, by: FlowPass.chunkSize) {
      if steps.isCancelled() { throw .cancelled }
      let chunk = low..<min(low + FlowPass.chunkSize, bookings.count)
      var keep = [UInt8](repeating: 1, count: chunk.count)
      mask.apply(bookings, chunk, to: &keep)
      counts.replaceSubrange(chunk, with: keep)
    }
    if let error = failure.error { throw error }
    self.counts = counts
  }

  var snapshot: Snapshot { steps.snapshot }
  func table(_ name: TableName) -> Table { snapshot.table(name) }

  /// A look at the data: what it may find, in which tables, and how.
  struct Inspection: Sendable {
    let kinds: [FindingKind]
    let tables: [TableName]
    let find: @Sendable (DataCheck) throws(EvaluationError) -> [Finding]

    init(
      _ kinds: FindingKind..., in tables: [TableName],
      find: @escaping @Sendable (DataCheck) throws(EvaluationError) -> [Finding]
    ) {
      self.kinds = kinds
      self.tables = tables
      self.find = find
    }
  }

  /// All of them, in the order in which people read what was found.
  static let inspections = ofDates + ofPlaces + ofMemberships + ofPeople + ofBookings

  func findings() throws(EvaluationError) -> [Finding] {
    var findings: [Finding] = []
    for inspection in DataCheck.inspections where isAsked(inspection) {
      if steps.isCancelled() { throw .cancelled }
      findings += try inspection.find(self)
    }
    switch check.subject {
    case .everything: return findings
    case .table(let table): return findings.filter { $0.table == table }
    case .finding(let kind): return findings.filter { $0.kind == kind }
    case .files: return []
    }
  }

  private func isAsked(_ inspection: Inspection) -> Bool {
    switch check.subject {
    case .everything: true
    case .table(let table): inspection.tables.contains(table)
    case .finding(let kind): inspection.kinds.contains(kind)
    case .files: false
    }
  }

  /// An empty list of rows of a finding; all of them are named where it is opened.
  func rows() -> FoundRows {
    if case .finding = check.subject { FoundRows(limit: .max) } else { FoundRows(limit: FoundRows.named) }
  }

  /// What a row is called: its id, a day, or its number among the rows of its table.
  func name(_ row: Int, of table: TableName) -> String {
    switch table {
    case .availability, .assignments, .history: "row \(row + 1)"
    case .holidays: self.table(.holidays).days("day").map { Day(number: $0[row]).description } ?? "row \(row + 1)"
    case .locations, .types, .resources, .plans, .memberships, .users, .bookings: self.table(table).id(of: row)
    }
  }
}

/// The rows of a finding, each with what is the matter with it. Of many only the first have a name; all are counted.
struct FoundRows {
  /// As many as findings name that are not opened.
  static let named = 100

  let limit: Int
  private(set) var rows: [String] = []
  private(set) var details: [String] = []
  private(set) var count = 0

  init(limit: Int) { self.limit = limit }

  mutating func add(_ row: @autoclosure () -> String, _ detail: @autoclosure () -> String) {
    count += 1
    guard rows.count < limit else { return }
    rows.append(row())
    details.append(detail())
  }

  /// The finding; none where there are no rows.
  func finding(_ kind: FindingKind, _ table: TableName) -> [Finding] {
    count == 0 ? [] : [Finding(kind, table, rows: rows, count: count, details: details)]
  }
}

/// `2024-03-05 09:00`, or what stands for an end that never comes.
func momentText(_ minute: Int32) -> String {
  minute == .max ? "open" : Day.text(ofMinute: minute)
}

/// The last day of a stretch whose end is exclusive: `2024-03-05`, or `open`.
func lastDayText(_ end: Int32) -> String {
  end == .max ? "open" : Day(number: end - 1).description
}

func firstDayText(_ start: Int32) -> String {
  start == .min ? "open" : Day(number: start).description
}

/// Millionths as a decimal: `320`, `12.5`.
func amountText(_ millionths: Int64) -> String {
  (try? Rational(Int128(millionths), over: Int128(Numbers.scale)))?.decimal ?? ""
}
