/// One IANA time zone, from the system's time zone data.
///
/// Minutes are whole minutes since 1970-01-01T00:00, in UTC or as the zone's clocks show them. Those beyond what 32
/// bits hold (some 4000 years) are stopped there.
///
/// - SeeAlso: RFC 8536 (TZif); POSIX.1 §8.3 for the rule that its footer gives for years after the last transition.
public final class Zone: Sendable {
  public let name: String

  /// Instants at which the offset changes, in seconds since 1970-01-01T00:00Z, ascending.
  let transitions: [Int64]
  /// Local less UTC, in seconds: the first before all transitions, then one from each. One entry more than transitions.
  let offsets: [Int64]
  /// From here on the transitions repeat every 400 years, as the calendar does; `Int64.max` if nothing does.
  let horizon: Int64

  /// The Gregorian calendar repeats after 400 years of 146 097 days, weekdays included.
  static let cycle: Int64 = 146_097 * 86_400

  public static let utc = Zone(name: "UTC", transitions: [], offsets: [0], horizon: .max)

  init(name: String, transitions: [Int64], offsets: [Int64], horizon: Int64) {
    self.name = name
    self.transitions = transitions
    self.offsets = offsets
    self.horizon = horizon
  }

  /// The zone of a name, as `Europe/Berlin`.
  ///
  /// - Throws: a ``ZoneError`` if there is no time zone data, no such zone, or its file is broken. Never UTC instead.
  /// - Complexity: reads and decodes one small file each time; keep the zone.
  public static func load(_ name: String) throws(ZoneError) -> Zone {
    try load(name, from: "/usr/share/zoneinfo")
  }

  /// Whether the offset changes after the one instant and not after the other: then the clock at the end is no longer the
  /// clock at the start with the minutes between added, even where the change is the end itself.
  public func hasTransition(fromUTC: Int64, toUTC: Int64) -> Bool {
    guard let next = nextTransition(after: seconds(fromUTC)) else { return false }
    return next <= seconds(toUTC)
  }

  /// The minutes (UTC) in `(from, to]` at which the offset changes, ascending.
  public func changes(fromUTC from: Int64, toUTC to: Int64) -> [Int64] {
    var changes: [Int64] = []
    var last = seconds(from)
    while let next = nextTransition(after: last), next <= seconds(to) {
      changes.append(-floorDivide(-next))
      last = next
    }
    return changes
  }

  /// What the zone's clocks show at an instant. An offset with seconds (before some 1930) is rounded down.
  public func localMinute(ofUTC minute: Int64) -> Int64 {
    let instant = seconds(minute)
    return floorDivide(instant + offset(at: instant))
  }

  /// The instant at which the zone's clocks show a minute.
  ///
  /// A minute that comes twice (the fold of autumn) means its first pass, with the earlier offset. One that never comes
  /// (the gap of spring) is moved forward by the gap: 02:30 on the day that jumps from 02:00 to 03:00 is 03:30.
  public func utcMinute(ofLocal minute: Int64) -> Int64 {
    let local = seconds(minute)
    // No offset passes 26 hours (RFC 8536 §3.2), so the stretch in question begins or ends within them.
    var stretchStart = local - Zone.widestOffset
    var offset = offset(at: stretchStart)
    while let next = nextTransition(after: stretchStart), local - offset >= next {
      let nextOffset = self.offset(at: next)
      if local - nextOffset < next { break }  // between the two stretches: in the gap
      (stretchStart, offset) = (next, nextOffset)
    }
    return -floorDivide(offset - local)
  }

  /// The half-open stretches of local minutes that really pass between two instants, in order.
  ///
  /// One, unless the offset changes between them: the minutes of a gap are in no piece, those of a fold are in two. The
  /// lengths of the pieces add up to the minutes that pass.
  public func pieces(fromUTC: Int64, toUTC: Int64) -> [(start: Int64, end: Int64)] {
    var pieces: [(start: Int64, end: Int64)] = []
    var from = floorDivide(seconds(fromUTC))
    let to = floorDivide(seconds(toUTC))
    while from < to {
      // A change between two minutes counts from the later one.
      let change = nextTransition(after: from * 60).map { -floorDivide(-$0) } ?? to
      let until = Swift.min(change, to)
      let start = localMinute(ofUTC: from)
      if let last = pieces.last, last.end == start {
        pieces[pieces.count - 1].end += until - from
      } else {
        pieces.append((start, start + until - from))
      }
      from = until
    }
    return pieces
  }
}

// MARK: - Looking up

extension Zone {
  static let widestOffset: Int64 = 26 * 3_600

  /// Local less UTC at an instant, in seconds.
  func offset(at instant: Int64) -> Int64 {
    offsets[countOfTransitions(through: folded(instant).instant)]
  }

  /// The first instant after the given one at which the offset changes.
  func nextTransition(after instant: Int64) -> Int64? {
    let (instant, shift) = folded(instant)
    let index = countOfTransitions(through: instant)
    return index < transitions.count ? transitions[index] + shift : nil
  }

  /// An instant beyond the horizon brought back by whole cycles, and by how much.
  private func folded(_ instant: Int64) -> (instant: Int64, shift: Int64) {
    guard instant >= horizon else { return (instant, 0) }
    let shift = ((instant - horizon) / Zone.cycle + 1) * Zone.cycle
    return (instant - shift, shift)
  }

  private func countOfTransitions(through instant: Int64) -> Int {
    var (lower, upper) = (0, transitions.count)
    while lower < upper {
      let middle = (lower + upper) / 2
      if transitions[middle] <= instant { lower = middle + 1 } else { upper = middle }
    }
    return lower
  }

  /// Seconds of a minute, stopped at the ends of 32 bits.
  private func seconds(_ minute: Int64) -> Int64 {
    Int64(Int32(clamping: minute)) * 60
  }

  private func floorDivide(_ seconds: Int64) -> Int64 {
    Int64(Calculus.floorDivide(Int(seconds), by: 60))
  }
}
