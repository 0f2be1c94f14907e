import Calculus

/// A zone's local minutes made instants, with the stretches between changes of the clocks kept: a row costs a
/// comparison where it lies in the last one's stretch, else a search among those met.
struct ZoneClock {
  struct Instant: Hashable {
    /// What the zone's clocks really show, minutes since 1970-01-01T00:00.
    var localMinute: Int64
    /// Minutes east of Greenwich.
    var offset: Int
    var wasInGap = false
    var wasInFold = false
  }

  private let zone: Zone
  /// Ascending: local minutes that have one offset alone, neither in a gap nor in a fold.
  private var stretches: [Stretch] = []
  private var last = Stretch(minutes: 0..<0, offset: 0)

  private struct Stretch {
    var minutes: Range<Int64>
    var offset: Int
  }

  init(_ zone: Zone) { self.zone = zone }

  mutating func instant(ofLocal minute: Int64) -> Instant {
    if last.minutes.contains(minute) { return Instant(localMinute: minute, offset: last.offset) }
    var (lower, upper) = (0, stretches.count)
    while lower < upper {
      let middle = (lower + upper) / 2
      if stretches[middle].minutes.upperBound <= minute { lower = middle + 1 } else { upper = middle }
    }
    if lower < stretches.count, stretches[lower].minutes.contains(minute) {
      last = stretches[lower]
      return Instant(localMinute: minute, offset: last.offset)
    }
    return newInstant(ofLocal: minute, before: lower)
  }

  /// - Parameter index: where its stretch belongs.
  private mutating func newInstant(ofLocal minute: Int64, before index: Int) -> Instant {
    let utc = zone.utcMinute(ofLocal: minute)
    let shown = zone.localMinute(ofUTC: utc)
    let offset = Int(shown - utc)
    let stretch = stretch(around: utc, offset: offset)
    if shown != minute { return Instant(localMinute: shown, offset: offset, wasInGap: true) }
    guard stretch.minutes.contains(minute) else { return Instant(localMinute: shown, offset: offset, wasInFold: true) }
    last = stretch
    // Stretches that were cut at a year's distance may overlap; then the one found is used once.
    let isFree =
      (index == 0 || stretches[index - 1].minutes.upperBound <= stretch.minutes.lowerBound)
      && (index == stretches.count || stretch.minutes.upperBound <= stretches[index].minutes.lowerBound)
    if isFree { stretches.insert(stretch, at: index) }
    return Instant(localMinute: shown, offset: offset)
  }

  /// The local minutes between the change before an instant and the one after it, less what a change skips or
  /// repeats.
  private func stretch(around utc: Int64, offset: Int) -> Stretch {
    let year: Int64 = 366 * 1440
    var lower = utc - year + 1440
    var upper = utc + year - 1440
    // `changes` has the minutes in (from, to]; a change at `utc` itself came before.
    if let change = zone.changes(fromUTC: utc - year, toUTC: utc).last { lower = change }
    if let change = zone.changes(fromUTC: utc, toUTC: utc + year).first { upper = change }
    let before = zone.localMinute(ofUTC: lower - 1) + 1
    let after = zone.localMinute(ofUTC: upper)
    let start = max(zone.localMinute(ofUTC: lower), before)
    let end = min(zone.localMinute(ofUTC: upper - 1) + 1, after)
    return Stretch(minutes: start..<max(start, end), offset: offset)
  }
}

/// The clocks that a column needs.
struct ZoneClocks {
  private var indices: [ObjectIdentifier: Int] = [:]
  private var clocks: [ZoneClock] = []
  private var last: (zone: ObjectIdentifier, index: Int)?

  mutating func instant(ofLocal minute: Int64, in zone: Zone) -> ZoneClock.Instant {
    let key = ObjectIdentifier(zone)
    if let last, last.zone == key { return clocks[last.index].instant(ofLocal: minute) }
    let index = indices[key] ?? clocks.count
    if index == clocks.count {
      indices[key] = index
      clocks.append(ZoneClock(zone))
    }
    last = (key, index)
    return clocks[index].instant(ofLocal: minute)
  }
}
