import Foundation

/// A booking that flows, spelled out: each hour of each date that it touches.
struct Stay {
  /// Minutes that passed in one hour of one date; the doubled hour of October may have 120.
  struct Slot {
    let day: Int
    let hour: Int
    var minutes: Int
  }

  let booking: World.Booking
  /// The local minute.
  let start: Int
  let costCentre: String
  let slots: [Slot]
  /// Local minutes of its pieces, half-open.
  let pieces: [Range<Int>]
  /// Where it is open-ended: the local minutes in which it touches every hour, until the data ends.
  let openMinutes: Range<Int>?
  /// Hours since 1970-01-01T00 that its zone left out when the clocks went forward.
  let skippedHours: Set<Int>
  /// The minutes of each day that are asked for.
  var window = MinuteWindow.wholeDay
}

extension Reference {
  static func location(of booking: World.Booking, in world: World) -> World.Location? {
    var resource = world.resources.first { $0.id == booking.resource }
    while let child = resource, let parent = world.resources.first(where: { $0.id == child.parent }) {
      resource = parent
    }
    return world.locations.first { $0.id == resource?.location }
  }

  static func zone(of booking: World.Booking, in world: World) -> TimeZone {
    let own = location(of: booking, in: world)?.zone ?? ""
    return TimeZone(identifier: own.isEmpty ? world.zone : own)!
  }

  /// All bookings that flow: each id once, neither cancelled nor rejected nor pending nor missed, with a duration.
  ///
  /// - Parameter actual: from check-in to check-out, each as booked where nobody knows.
  static func stays(in world: World, flowing: Bool = true, actual: Bool = false) -> [Stay] {
    var seen: Set<String> = []
    let dataEnd = (bookedDays(in: world, actual: actual)?.upperBound ?? horizon) + 1
    return world.bookings.compactMap { booking in
      guard seen.insert(booking.id).inserted, !flowing || flows(booking) else { return nil }
      return stay(actual ? asItWas(booking, in: world) : booking, in: world, until: dataEnd)
    }
  }

  static func flows(_ booking: World.Booking) -> Bool {
    let kept = ["", "approved", "confirmed", "accepted", "active", "completed", "created", "running"]
    return kept.contains(booking.status.lowercased()) && booking.checkin != "missed"
  }

  /// What lasts all day or has no end has hours of its own, unless both times are known.
  private static func asItWas(_ booking: World.Booking, in world: World) -> World.Booking {
    var moved = booking
    switch (booking.start, booking.end) {
    case (.day, .day?), (_, nil): if booking.checkedIn == nil || booking.checkedOut == nil { return booking }
    default: break
    }
    let zone = zone(of: booking, in: world)
    // A row that ends before it starts was never read.
    if let end = booking.end, localMinute(booking.start, zone) >= localMinute(end, zone) {
      guard case .day = end else { return booking }
    }
    if let minute = booking.checkedIn { moved.start = .local(minute) }
    if let minute = booking.checkedOut { moved.end = .local(minute) }
    guard let end = moved.end, localMinute(moved.start, zone) < localMinute(end, zone) else { return booking }
    moved.bookedStart = localMinute(booking.start, zone)
    return moved
  }

  /// An open-ended booking is known to last until the data ends, on the day `dataEnd`, and no longer.
  private static func stay(_ booking: World.Booking, in world: World, until dataEnd: Int) -> Stay? {
    let zone = zone(of: booking, in: world)
    let location = location(of: booking, in: world)
    let open = openHours(at: location, in: world)
    let start = localMinute(booking.start, zone)
    let pieces: [Range<Int>]
    var openMinutes: Range<Int>?
    switch (booking.start, booking.end) {
    case (_, nil):
      openMinutes = start..<dataEnd * 1440
      pieces = (start.floored(1440)..<dataEnd).compactMap { day in
        guard isWorkday(day, at: location, in: world) else { return nil }
        let from = max(start, day * 1440 + open.lowerBound)
        let to = day * 1440 + open.upperBound
        return from < to ? from..<to : nil
      }
    case (.day(let first), .day(let last)?):
      guard first <= last else { return nil }
      pieces = (first...last).map { $0 * 1440 + open.lowerBound..<$0 * 1440 + open.upperBound }
    case (_, let end?):
      guard start < localMinute(end, zone) else { return nil }
      pieces = passed(from: utcMinute(booking.start, zone), to: utcMinute(end, zone), zone)
    }
    var begin = start
    if case (.day, .day?) = (booking.start, booking.end) { begin = pieces[0].lowerBound }
    return Stay(
      booking: booking, start: begin,
      costCentre: costCentre(of: booking, startingAt: booking.bookedStart ?? start, in: world),
      slots: slots(pieces),
      pieces: pieces, openMinutes: openMinutes, skippedHours: openMinutes == nil ? [] : skippedHours(in: zone))
  }

  private static func skippedHours(in zone: TimeZone) -> Set<Int> {
    let changes = ["2024-03-10", "2024-03-31", "2025-03-09", "2025-03-30"].map(Almanac.number)
    let hours = changes.flatMap { Array($0 * 24..<($0 + 1) * 24) }
    return Set(hours.filter { hour in (0..<60).allSatisfy { !Clock.exists(local: hour * 60 + $0, in: zone) } })
  }

  /// From the first start to the last end of whatever the table holds; of an open-ended booking its first day.
  /// Where no booking ends, the last day is that of the horizon: nobody has said when anything was over.
  ///
  /// - Parameter actual: and of what really happened.
  static func bookedDays(in world: World, actual: Bool = false) -> ClosedRange<Int>? {
    var hasEnds = false
    let bookings = world.bookings + (actual ? world.bookings.map { asItWas($0, in: world) } : [])
    let days = bookings.flatMap { booking in
      let zone = zone(of: booking, in: world)
      let first = localMinute(booking.start, zone).floored(1440)
      guard let end = booking.end else { return [first] }
      if case .day(let last) = end, first > last { return [] }
      if case .day(let last) = end {
        hasEnds = true
        return [first, last]
      }
      guard localMinute(booking.start, zone) < localMinute(end, zone) else { return [] }
      hasEnds = true
      return [first, (localMinute(end, zone) - 1).floored(1440)]
    }
    guard let first = days.min(), let last = days.max() else { return nil }
    return first...(hasEnds ? last : horizon)
  }

  private static func localMinute(_ moment: World.Moment, _ zone: TimeZone) -> Int {
    switch moment {
    case .day(let day): day * 1440
    case .local(let minute): minute
    case .instant(let utc, _): Clock.local(ofUTC: utc, in: zone)
    }
  }

  private static func utcMinute(_ moment: World.Moment, _ zone: TimeZone) -> Int {
    switch moment {
    case .day, .local: Clock.utc(ofLocal: localMinute(moment, zone), in: zone)
    case .instant(let utc, _): utc
    }
  }

  /// Walks through the time that really passes, at most a quarter of an hour at a step, and reads the wall clock at each.
  private static func passed(from start: Int, to end: Int, _ zone: TimeZone) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var minute = start
    while minute < end {
      let step = min(15 - minute.rest(15), end - minute)
      let local = Clock.local(ofUTC: minute, in: zone)
      pieces.append(local..<local + step)
      minute += step
    }
    return pieces
  }

  static func slots(_ pieces: [Range<Int>]) -> [Stay.Slot] {
    var minutes: [Int: Int] = [:]
    for piece in pieces {
      var minute = piece.lowerBound
      while minute < piece.upperBound {
        let next = min(piece.upperBound, (minute.floored(60) + 1) * 60)
        minutes[minute.floored(60), default: 0] += next - minute
        minute = next
      }
    }
    return minutes.sorted { $0.key < $1.key }.map {
      Stay.Slot(day: $0.key.floored(24), hour: $0.key.rest(24), minutes: $0.value)
    }
  }

  /// `08:00-18:00` as minutes of the day.
  static func openHours(at location: World.Location?, in world: World) -> Range<Int> {
    let own = location?.openHours ?? ""
    let text = !own.isEmpty ? own : !world.openHours.isEmpty ? world.openHours : "09:00-17:00"
    let ends = text.split(separator: "-").map { Int($0.prefix(2))! * 60 + Int($0.suffix(2))! }
    return ends[0]..<ends[1]
  }

  static func isWorkday(_ day: Int, at location: World.Location?, in world: World) -> Bool {
    let isHoliday = world.holidays.contains {
      $0.day == day && ($0.location.isEmpty || $0.location == location?.id)
    }
    return Almanac.day(day).weekday < 5 && !isHoliday
  }

  /// The one its user had when it started; one that has not started shows the present one (DESIGN §6).
  private static func costCentre(of booking: World.Booking, startingAt start: Int, in world: World) -> String {
    let own = plainCostCentre(booking.costCentre)
    if !own.isEmpty { return own }
    guard !booking.user.isEmpty else { return "(unknown)" }
    let changes = world.history.filter { $0.user == booking.user }
    guard !changes.isEmpty else {
      let profile = plainCostCentre(world.users.first { $0.id == booking.user }?.costCentre ?? "")
      return profile.isEmpty ? "default" : profile
    }
    let moment = min(start, World.today * 1440)
    var latest: (from: Int, costCentre: String)?
    for change in changes {
      let from = localMinute(change.from, .gmt)
      if from <= moment, from >= latest?.from ?? .min { latest = (from, change.costCentre) }
    }
    return latest.map { plainCostCentre($0.costCentre) } ?? "default"
  }

  /// Names are unique ignoring case, and trimmed.
  static func plainCostCentre(_ name: String) -> String {
    name.lowercased().trimmingCharacters(in: .whitespaces)
  }
}
