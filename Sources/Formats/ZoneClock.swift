import Calculus

/// A zone's local minutes made instants, with the stretch around the last one kept: neighbouring rows cost one comparison.
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
  /// Local minutes that have one offset alone: neither in a gap nor in a fold.
  private var plain: Range<Int64> = 0..<0
  private var plainOffset = 0

  init(_ zone: Zone) { self.zone = zone }

  mutating func instant(ofLocal minute: Int64) -> Instant {
    if plain.contains(minute) { return Instant(localMinute: minute, offset: plainOffset) }
    let utc = zone.utcMinute(ofLocal: minute)
    let shown = zone.localMinute(ofUTC: utc)
    let offset = Int(shown - utc)
    keepStretch(around: utc, offset: offset)
    if shown != minute { return Instant(localMinute: shown, offset: offset, wasInGap: true) }
    return Instant(localMinute: shown, offset: offset, wasInFold: !plain.contains(minute))
  }

  /// Keeps the local minutes between the change before an instant and the one after it, less what a change skips or
  /// repeats.
  private mutating func keepStretch(around utc: Int64, offset: Int) {
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
    (plain, plainOffset) = (start..<max(start, end), offset)
  }
}

/// The clocks that a column needs.
struct ZoneClocks {
  private var clocks: [ObjectIdentifier: ZoneClock] = [:]

  mutating func instant(ofLocal minute: Int64, in zone: Zone) -> ZoneClock.Instant {
    clocks[ObjectIdentifier(zone), default: ZoneClock(zone)].instant(ofLocal: minute)
  }
}
