import Calculus
import Diagnostics
import Language
import Store

extension Binder {
  /// A metric, and behind it a time as people say it: `hours march 2024`, `occupancy desks Q1`, `hours last month`.
  ///
  /// - Parameters:
  ///   - orFamily: as in `splitMode`.
  ///   - frame: what stands behind the words of the metric.
  /// - Returns: how the time is written; of `occupancy last month` what is missing before it.
  func spokenTime(behind metric: Phrase, orFamily: Bool, frame: FrameSyntax?) -> Diagnostic? {
    let year: Name? = if case .point(let point)? = frame { point } else { nil }
    if frame != nil, year == nil { return nil }
    for count in year == nil ? [2, 1] : [1] where metric.names.count > count {
      let said = Array(metric.names.suffix(count)) + (year.map { [$0] } ?? [])
      let rest = Phrase(Array(metric.names.dropLast(count)))
      guard !said.contains(where: \.quoted),
        let written = SpokenTime.written(said.map(\.text), year: String(yearOfData))
      else { continue }
      guard (try? splitMode(of: MetricSyntax(phrase: rest), orFamily: orFamily)) != nil else {
        if catalogue.variants(of: rest.text).isEmpty { continue }
        return unknownMetric(rest)
      }
      let place = said.dropFirst().reduce(said[0].place) { $0.union($1.place) }
      return .spokenTime(said.map(\.text).joined(separator: " "), written: written, at: place.range)
    }
    return nil
  }

  /// The year of the last booking that is not ahead of today; without bookings, today's.
  private var yearOfData: Int {
    let count = snapshot.bookingOrder.regularCount
    guard count > 0, let starts = snapshot.table(.bookings).minutes("start") else { return today.year }
    let last = Int32((Double(starts[count - 1]) / 1440).rounded(.down))
    return min(Day(number: last), today).year
  }
}
