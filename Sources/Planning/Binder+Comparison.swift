import Calculus
import Diagnostics
import Language

extension Binder {
  /// The frame that `vs` names; `previous` and `lastyear` go by the query's own.
  func compared(
    _ comparison: (with: Comparison, place: Place)?, with frame: Frame, isCustom: Bool
  ) throws(Rejection) -> ComparedFrame? {
    guard let (other, place) = comparison else { return nil }
    if case .frame(let written) = other {
      let named = try resolve(written, after: place)
      return ComparedFrame(text: named.text, askedSpan: named.span, isCustom: named.isCustom)
    }
    do throws(FrameError) {
      let year = settings.fiscalYearStart
      let (value, missing) =
        other == .previous
        ? (try frame.previous(today: today, fiscalYearStart: year), [])
        : try frame.yearEarlier(today: today, fiscalYearStart: year)
      let span = try value.resolve(today: today, fiscalYearStart: year)
      let pairing: ComparedFrame.Pairing =
        other == .previous ? .inTurn : frame.isOfWeeks ? .yearEarlierByWeek : .yearEarlier
      return ComparedFrame(
        text: value.description, askedSpan: span, isCustom: isCustom, missing: missing, pairing: pairing)
    } catch {
      throw Rejection(.badFrame(error, at: place))
    }
  }
}

extension BoundDefinition {
  /// With the columns of a comparison, which `having` and `sort` may name.
  func compared(valueOf name: Phrase) throws(Rejection) -> BoundDefinition {
    var result = self
    guard let value = value(of: name.text) else { return result }
    for column in ComparedColumn.allCases {
      if columns.contains(where: { $0.name.lowercased() == column.rawValue }) {
        throw Rejection(.columnTwice(column.rawValue, at: name.place))
      }
      result.columns.append(column.column(of: value))
    }
    return result
  }
}

extension BoundQuery {
  /// All frames that are asked for, and whether a person chose their days.
  var frames: [(isCustom: Bool, span: DaySpan)] {
    [(isCustomFrame, span)] + (comparison.map { [($0.isCustom, $0.askedSpan)] } ?? [])
  }
}
