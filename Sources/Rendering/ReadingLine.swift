import Store

extension Answer {
  /// How the query was read, as one line for people: `occupancy desks · 2024-03-01 to 2024-03-31 · mode bom`.
  var readingLine: String {
    reading.map { $0.topic.lead + $0.text }.joined(separator: " · ").printable
  }
}

extension ReadingItem.Topic {
  /// The word before a text that does not say itself what it is about.
  fileprivate var lead: String {
    switch self {
    case .metric, .filters, .frame, .widened, .note: ""
    case .mode: "mode "
    case .basis: "basis "
    case .zone: "zone "
    case .leftOut: "left out: "
    case .noData: "no data: "
    case .findings: "findings: "
    }
  }
}
