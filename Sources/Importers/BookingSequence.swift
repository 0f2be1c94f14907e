// Unsafe: sorts slots through pointers, on all cores. Promises: every slot that counts gets one row, by start minute and, for
// equal ones, by place in the files.
import Store

/// Orders bookings by time: counted by day, then by minute within each day, so that neighbours in the file, which are
/// mostly near in time, stay near in memory, too.
struct BookingSequence {
  let placement: Placement
  /// Rows before this one are regular (see `BookingOrder`).
  let regularCount: Int
  /// Minutes of the longest regular one.
  let longestRegular: Int32

  init(_ raw: RawTable, starts: SlotBuffer<Int32>, ends: SlotBuffer<Int32>) {
    nonisolated(unsafe) let starts = starts.base
    nonisolated(unsafe) let ends = ends.base
    let dropped = raw.dropped
    let segments = raw.segments
    // Days of the data, and how many rows are regular.
    let parts = BookingSequence.parts(of: segments)
    var tallies = [Tally](repeating: Tally(), count: parts.count)
    tallies.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let tallies = buffer
      Parallel.perform(parts.count) { part in
        var tally = Tally()
        for segment in segments[parts[part]] {
          for slot in segment.slots where !dropped.contains(slot) {
            tally.add(start: starts[slot], end: ends[slot])
          }
        }
        tallies[part] = tally
      }
    }
    let total = tallies.reduce(into: Tally()) { $0.merge($1) }
    let rows = SlotBuffer<UInt32>(count: raw.slotCount)
    nonisolated(unsafe) let target = rows.base
    var others: [(start: Int32, slot: UInt32)] = []

    // How many regular rows start on each day, by part.
    let firstDay = total.regular == 0 ? 0 : floorDiv(total.first, 1440)
    let days = total.regular == 0 ? 1 : Int(floorDiv(total.last, 1440) - firstDay) + 1
    var counts = [UInt32](repeating: 0, count: parts.count * days)
    counts.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let counts = buffer
      Parallel.perform(parts.count) { part in
        let own = counts.baseAddress! + part * days
        for segment in segments[parts[part]] {
          for slot in segment.slots {
            if dropped.contains(slot) || !Tally.isRegular(starts[slot], ends[slot]) { continue }
            own[Int(floorDiv(starts[slot], 1440) - firstDay)] += 1
          }
        }
      }
    }
    var dayStarts = [UInt32](repeating: 0, count: days + 1)
    var sum: UInt32 = 0
    for day in 0..<days {
      dayStarts[day] = sum
      for part in parts.indices {
        let count = counts[part * days + day]
        counts[part * days + day] = sum
        sum += count
      }
    }
    dayStarts[days] = sum

    // The slots of each day, in file order.
    let byDay = SlotBuffer<UInt32>(count: total.regular)
    nonisolated(unsafe) let daySlots = byDay.base
    counts.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let counts = buffer
      Parallel.perform(parts.count) { part in
        let next = counts.baseAddress! + part * days
        for segment in segments[parts[part]] {
          for slot in segment.slots {
            if dropped.contains(slot) || !Tally.isRegular(starts[slot], ends[slot]) {
              target[slot] = Placement.none
              continue
            }
            let day = Int(floorDiv(starts[slot], 1440) - firstDay)
            daySlots[Int(next[day])] = UInt32(truncatingIfNeeded: slot)
            next[day] += 1
          }
        }
      }
    }
    // Within each day by minute.
    let starting = dayStarts
    let morsel = max(1, days / 64)
    Parallel.perform((days + morsel - 1) / morsel) { index in
      var minutes = [UInt32](repeating: 0, count: 1441)
      for day in index * morsel..<min(days, (index + 1) * morsel) {
        let range = Int(starting[day])..<Int(starting[day + 1])
        if range.isEmpty { continue }
        let midnight = (firstDay + Int32(day)) * 1440
        for minute in minutes.indices { minutes[minute] = 0 }
        for place in range { minutes[Int(starts[Int(daySlots[place])] - midnight) + 1] += 1 }
        for minute in 1...1440 { minutes[minute] += minutes[minute - 1] }
        for place in range {
          let slot = Int(daySlots[place])
          let minute = Int(starts[slot] - midnight)
          target[slot] = UInt32(range.lowerBound) + minutes[minute]
          minutes[minute] += 1
        }
      }
    }
    withExtendedLifetime(byDay) {}  // its memory was used through a pointer until here
    if total.others > 0 {
      raw.forEachRow { slot, _ in
        if !Tally.isRegular(starts[slot], ends[slot]) { others.append((starts[slot], UInt32(slot))) }
      }
      others.sort { ($0.start, $0.slot) < ($1.start, $1.slot) }
      for (index, other) in others.enumerated() { target[Int(other.slot)] = UInt32(total.regular + index) }
    }
    placement = Placement(rows: rows, rowCount: total.regular + total.others)
    regularCount = total.regular
    longestRegular = total.longest
  }

  /// The segments cut into one run for each core.
  private static func parts(of segments: [Segment]) -> [Range<Int>] {
    let count = max(1, min(Parallel.width, segments.count))
    return (0..<count).map { segments.count * $0 / count..<segments.count * ($0 + 1) / count }
  }

  private struct Tally {
    var regular = 0
    var others = 0
    var first = Int32.max
    var last = Int32.min
    var longest: Int32 = 0

    @inline(__always)
    static func isRegular(_ start: Int32, _ end: Int32) -> Bool {
      end != .max && Int64(end) - Int64(start) <= Int64(BookingOrder.regularLimit)
    }

    @inline(__always)
    mutating func add(start: Int32, end: Int32) {
      guard Tally.isRegular(start, end) else {
        others += 1
        return
      }
      regular += 1
      first = min(first, start)
      last = max(last, start)
      longest = max(longest, end &- start)
    }

    mutating func merge(_ other: Tally) {
      regular += other.regular
      others += other.others
      first = min(first, other.first)
      last = max(last, other.last)
      longest = max(longest, other.longest)
    }
  }
}

extension BookingOrder {
  /// The rows of each user, by start.
  ///
  /// - Parameters:
  ///   - users: row + 1 of each booking's user; 0 without one.
  ///   - userCount: rows of the users table.
  init(regularCount: Int, longestRegular: Int32, users: Codes, userCount: Int, starts: [Int32]) {
    let (offsets, rows) =
      switch users.storage {
      case .narrow(let codes):
        BookingOrder.byUser(codes, userCount: userCount, regularCount: regularCount, starts: starts)
      case .middle(let codes):
        BookingOrder.byUser(codes, userCount: userCount, regularCount: regularCount, starts: starts)
      case .wide(let codes):
        BookingOrder.byUser(codes, userCount: userCount, regularCount: regularCount, starts: starts)
      }
    self.init(regularCount: regularCount, longestRegular: longestRegular, userOffsets: offsets, userRows: rows)
  }

  private static func byUser<Code: FixedWidthInteger & UnsignedInteger & Sendable>(
    _ codes: [Code], userCount: Int, regularCount: Int, starts: [Int32]
  ) -> (offsets: [UInt32], rows: [UInt32]) {
    let parts = max(1, min(Parallel.width, codes.count >> 16))
    let users = userCount + 1
    var counts = [UInt32](repeating: 0, count: parts * users)
    counts.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let counts = buffer
      Parallel.perform(parts) { part in
        let own = counts.baseAddress! + part * users
        for row in codes.count * part / parts..<codes.count * (part + 1) / parts { own[Int(codes[row])] += 1 }
      }
    }
    var offsets = [UInt32](repeating: 0, count: users + 1)
    var sum: UInt32 = 0
    for user in 0..<users {
      offsets[user] = sum
      for part in 0..<parts {
        let count = counts[part * users + user]
        counts[part * users + user] = sum
        sum += count
      }
    }
    offsets[users] = sum
    var rows = [UInt32](count: codes.count) { target in
      nonisolated(unsafe) let target = target
      counts.withUnsafeMutableBufferPointer { buffer in
        nonisolated(unsafe) let counts = buffer
        Parallel.perform(parts) { part in
          let next = counts.baseAddress! + part * users
          for row in codes.count * part / parts..<codes.count * (part + 1) / parts {
            let user = Int(codes[row])
            target[Int(next[user])] = UInt32(truncatingIfNeeded: row)
            next[user] += 1
          }
        }
      }
    }
    // The few users with rows that are not regular: these were appended, and are now put in their places.
    if regularCount < codes.count {
      var mixed: Set<Int> = []
      for row in regularCount..<codes.count { mixed.insert(Int(codes[row])) }
      for user in mixed {
        rows[Int(offsets[user])..<Int(offsets[user + 1])].sort { (starts[Int($0)], $0) < (starts[Int($1)], $1) }
      }
    }
    return (offsets, rows)
  }
}
