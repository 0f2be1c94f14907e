/// Files of one system that tell of the same bookings without ids in common: a vendor's report beside the export of its
/// interface. Which of them is the better one says the layout; whether they do tell of the same, their days.
struct RivalFiles {
  /// What became of a file whose days others may tell of, too.
  enum Standing {
    /// It is alone, or its days are its own.
    case apart
    /// All its days are those of a better file.
    case covered(by: String)
    /// Some of them are.
    case overlapping(String, days: ClosedRange<String>)
  }

  private struct Better {
    let name: String
    let source: String?
    let layout: String
    let days: ClosedRange<String>
  }

  /// The files that were read.
  private var read: [Better] = []

  /// Whether a layout gives way to that of another file of the same system, which is to be read first.
  static func givesWay(_ records: KnownRecords, to others: [(source: String?, layout: String)]) -> Bool {
    others.contains { $0.source == records.export.source && records.layout.unless.contains($0.layout) }
  }

  /// - Parameter days: on which its bookings start; nil where it has none.
  mutating func add(_ days: ClosedRange<String>?, name: String, source: String?, layout: String) {
    guard let days else { return }
    read.append(Better(name: name, source: source, layout: layout, days: days))
  }

  /// - Parameter better: the layouts that go before the file's own.
  func standing(of days: ClosedRange<String>?, source: String?, better: [String]) -> Standing {
    let rivals = read.filter { $0.source == source && better.contains($0.layout) }
    guard let days, let first = rivals.map(\.days.lowerBound).min(), let last = rivals.map(\.days.upperBound).max(),
      let rival = rivals.first(where: { $0.days.overlaps(days) })
    else { return .apart }
    if first <= days.lowerBound, days.upperBound <= last { return .covered(by: rival.name) }
    return .overlapping(
      rival.name, days: max(rival.days.lowerBound, days.lowerBound)...min(rival.days.upperBound, days.upperBound))
  }
}
