import Calculus
import Diagnostics
import Language
import Store

extension Binder {
  /// A metric, and behind it a time as people say it: `hours march 2024`, `occupancy desks Q1`, `hours last month`.
  ///
  /// - Parameter frame: what stands behind the words of the metric.
  func spokenTime(behind metric: Phrase, frame: FrameSyntax?) -> Diagnostic? {
    let year: Name? = if case .point(let point)? = frame { point } else { nil }
    if frame != nil, year == nil { return nil }
    for count in year == nil ? [2, 1] : [1] where metric.names.count > count {
      let said = Array(metric.names.suffix(count)) + (year.map { [$0] } ?? [])
      let rest = Phrase(Array(metric.names.dropLast(count)))
      guard !said.contains(where: \.quoted),
        let written = SpokenTime.written(said.map(\.text), year: String(yearOfData)),
        (try? splitMode(of: MetricSyntax(phrase: rest))) != nil
      else { continue }
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
