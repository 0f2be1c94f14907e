import Diagnostics
import Store

extension Answer {
  /// How the query was read, as one line for people: `occupancy desks · 2024-03-01 to 2024-03-31 · mode bom`.
  var readingLine: String {
    reading.map(\.phrase).joined(separator: " · ").printable
  }
}

extension ReadingItem {
  /// The text, where it says itself what it is about; `mode bom` and `zone UTC` where it is a mere word.
  var phrase: String {
    switch topic {
    case .mode, .zone: text.contains(" ") ? text : "\(topic.rawValue) \(text)"
    case .metric, .given, .definition, .filters, .frame, .comparison, .widened, .overlap, .basis, .settings, .leftOut,
      .noData,
      .note,
      .findings:
      text
    }
  }
}
