import DeskQL
import Language
import Planning
import Synchronization

/// What is known about a session while somebody types, each thing worked out once: names, what metrics can be asked by,
/// the months of the data. A session that was changed has another assistant.
final class Assistant: Sendable {
  let session: Session
  let metricNames: [String]
  /// Those of them that vendors publish.
  let vendorMetrics: Set<String>
  let months: [MonthOfData]
  /// The names of metrics in lowercase letters, as words.
  let metricWords: [[Substring]]

  typealias Reach = MetricReach

  private let known = Mutex(Known())

  private struct Known {
    var names: [String: NameIndex] = [:]
    var reaches: [String: MetricReach?] = [:]
    var remarks: [String: String] = [:]
  }

  init(_ session: Session) {
    self.session = session
    metricNames = session.metricNames
    vendorMetrics = Set(session.vendorMetricNames)
    metricWords = metricNames.map { $0.lowercased().split(separator: " ") }
    months = session.monthsOfData
  }

  func names(ofKey key: String) -> NameIndex {
    if let index = known.withLock({ $0.names[key] }) { return index }
    let index = NameIndex(session.knownNames(ofKey: key))
    known.withLock { $0.names[key] = index }
    return index
  }

  /// What a metric can be asked by; nil where that is not known.
  func reach(ofMetric name: String) -> MetricReach? {
    if let reach = known.withLock({ $0.reaches[name] }) { return reach }
    let reach = session.reach(ofMetric: name) { self.names(ofKey: $0).first }
    known.withLock { $0.reaches[name] = .some(reach) }
    return reach
  }

  /// The same, unless it would have to be worked out first.
  func knownReach(ofMetric name: String) -> MetricReach? { known.withLock { $0.reaches[name] ?? nil } }

  /// What its definition says about a metric, in a line.
  func remark(onMetric name: String) -> String {
    if let remark = known.withLock({ $0.remarks[name] }) { return remark }
    let remark = session.remark(onMetric: name)
    known.withLock { $0.remarks[name] = remark }
    return remark
  }

  /// How much data a month has; where small groups are hidden, nothing.
  func note(on month: MonthOfData) -> String {
    guard session.settings.minGroup <= 1 else { return "" }
    return "\(month.days) \(month.days == 1 ? "day" : "days") with \(session.nounOfData)"
  }

  /// The metric that words begin with, by its longest name: `occupancy desks` of `occupancy desks bom`.
  func metric(of words: [String]) -> (name: String, rest: [String])? {
    let lower = words.map { $0.lowercased() }
    var best: Int?
    for (index, parts) in metricWords.enumerated()
    where parts.count <= lower.count && parts.count > best.map({ metricWords[$0].count }) ?? 0
      && zip(parts, lower).allSatisfy({ $0 == $1[...] })
    {
      best = index
    }
    return best.map { (metricNames[$0], Array(words.dropFirst(metricWords[$0].count))) }
  }

  /// Whether words are a metric's, a mode behind it or not.
  func isMetric(_ words: [String]) -> Bool {
    guard let (_, rest) = metric(of: words) else { return false }
    return rest.isEmpty || rest.count == 1 && Catalogue.modeWords.contains(rest[0].lowercased())
  }

  /// Whether words could become a metric's: all but the last are words of one, and it begins like the next.
  func mayBecomeMetric(_ words: [String]) -> Bool {
    guard let last = words.last?.lowercased() else { return true }
    let before = words.dropLast().map { $0.lowercased() }
    let isBegun = metricWords.contains { parts in
      parts.count > before.count && zip(parts, before).allSatisfy { $0 == $1[...] }
        && parts[before.count].hasPrefix(last)
    }
    if isBegun { return true }
    guard let (_, rest) = metric(of: Array(words.dropLast())), rest.isEmpty else { return false }
    return Catalogue.modeWords.contains { $0.hasPrefix(last) }
  }

  /// Whether words are the first ones of a metric's, or all of them.
  func beginsMetric(_ words: [String]) -> Bool {
    let lower = words.map { $0.lowercased() }
    return isMetric(words)
      || metricWords.contains { parts in parts.count > lower.count && zip(parts, lower).allSatisfy { $0 == $1[...] } }
  }

  /// Works out beforehand what would be felt when it is asked for first. Ends early when the task is cancelled.
  func prepare() {
    for key in Keyword.keys {
      if Task.isCancelled { return }
      _ = names(ofKey: key.rawValue)
      _ = session.knows("", ofKey: key.rawValue)
    }
    for name in metricNames where !vendorMetrics.contains(name) {
      if Task.isCancelled { return }
      _ = reach(ofMetric: name)
      _ = remark(onMetric: name)
    }
  }
}
