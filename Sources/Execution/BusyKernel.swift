import Planning
import Store

/// Minutes in which resources are booked: bookings of one resource that overlap count once. Groups are apart: two people
/// on one desk are an hour each.
struct BusyKernel: Sendable {
  /// Over bookings in the order of resources.
  let pass: FlowPass
  let index: GroupIndex
  let cells: Int
  /// Only minutes within these hours, by the location's own rules; nil is all of them.
  let during: HourWindow?
  /// Bookings that overlap count once, and only those of a resource; else each counts, as often as its quantity says.
  let merges: Bool
  /// Groups are parts of one: a minute is the group's that holds it first.
  let mergesGroups: Bool

  struct Stay: Sendable {
    let resource: UInt32
    let group: UInt32
    let start: Int32
    var end: Int32
  }

  struct State: Sendable {
    /// Of the resource at hand.
    var stays: [Stay] = []
    var minutes: [Int64]
    var resource: UInt32 = 0
  }

  /// - Returns: minutes, `groups × cells`; and what was left out for each condition.
  func run() -> (minutes: [Int64], leftOut: [Int]) {
    guard let codes = pass.bookings.codes("resource") else {
      return ([Int64](repeating: 0, count: index.count * cells), [Int](repeating: 0, count: pass.conditions.count))
    }
    var (state, leftOut) = pass.run(
      splits: pass.bookings.runs,
      make: { State(minutes: [Int64](repeating: 0, count: index.count * cells)) },
      body: { state, chunk in add(chunk, codes, to: &state) },
      merge: { state, other in
        flush(&state)
        state.stays = other.stays
        for place in state.minutes.indices { state.minutes[place] += other.minutes[place] }
      })
    flush(&state)
    return (state.minutes, leftOut)
  }

  private func add(_ chunk: borrowing FlowPass.Chunk, _ codes: Codes, to state: inout State) {
    let shapes = pass.bookings.irregular(in: chunk.range)
    var next = shapes.startIndex
    for offset in 0..<chunk.range.count {
      let position = chunk.range.lowerBound + offset
      var shape: OrderedBookings.Irregular?
      if next < shapes.endIndex, shapes[next].position == position {
        shape = shapes[next]
        next += 1
      }
      if chunk.keep[offset] == 0 { continue }
      let resource = UInt32(codes[position])
      // What is of no resource holds none.
      if resource == 0, merges { continue }
      if resource != state.resource {
        flush(&state)
        state.resource = resource
      }
      let group = index.index(of: chunk.groups[offset])
      if let shape {
        for piece in pass.pieces(of: shape, everyHour: false, joined: merges) {
          add(piece.start, piece.end, position, resource, group, to: &state)
        }
      } else {
        add(
          max(pass.bookings.starts[position], pass.grid.start), min(pass.bookings.ends[position], pass.grid.end),
          position, resource, group, to: &state)
      }
    }
  }

  private func add(
    _ start: Int32, _ end: Int32, _ position: Int, _ resource: UInt32, _ group: UInt32, to state: inout State
  ) {
    if let during {
      addOpen(start, end, during, position, resource, group, to: &state)
    } else {
      add(Stay(resource: resource, group: group, start: start, end: end), position, to: &state)
    }
  }

  private func addOpen(
    _ start: Int32, _ end: Int32, _ window: HourWindow, _ position: Int, _ resource: UInt32, _ group: UInt32,
    to state: inout State
  ) {
    guard start < end else { return }
    let rules = pass.snapshot.calendar.places[pass.snapshot.place(ofBooking: pass.bookings.row(at: position))]
    let minutes = window.minutes(rules)
    for day in floorDiv(start, 1440)...floorDiv(end - 1, 1440) where window.takes(day, rules) {
      let opens = max(start, day * 1440 + minutes.lowerBound)
      let closes = min(end, day * 1440 + minutes.upperBound)
      if opens < closes { add(Stay(resource: resource, group: group, start: opens, end: closes), position, to: &state) }
    }
  }

  /// Keeps a stay to be merged with others, or adds its minutes.
  @inline(__always)
  private func add(_ stay: Stay, _ position: Int, to state: inout State) {
    if merges {
      state.stays.append(stay)
    } else {
      addMinutes(stay, times: Int64(pass.quantity(at: position)), to: &state.minutes)
    }
  }

  /// Adds the minutes of each stay that none before it holds to the cells.
  private func flush(_ state: inout State) {
    if state.stays.isEmpty { return }
    if mergesGroups {
      state.stays.sort { ($0.resource, $0.start, $0.group) < ($1.resource, $1.start, $1.group) }
    } else {
      state.stays.sort { ($0.resource, $0.group, $0.start) < ($1.resource, $1.group, $1.start) }
    }
    var held = Stay(resource: UInt32.max, group: 0, start: 0, end: Int32.min)
    for stay in state.stays {
      if stay.resource != held.resource || !mergesGroups && stay.group != held.group {
        held = stay
        held.end = stay.start
      }
      let start = max(stay.start, held.end)
      guard start < stay.end else { continue }
      addMinutes(Stay(resource: stay.resource, group: stay.group, start: start, end: stay.end), to: &state.minutes)
      held.end = stay.end
    }
    state.stays.removeAll(keepingCapacity: true)
  }

  private func addMinutes(_ stay: Stay, times: Int64 = 1, to minutes: inout [Int64]) {
    guard stay.start < stay.end else { return }
    let grid = pass.grid
    for slot in grid.slot(of: stay.start)...grid.slot(of: stay.end - 1) where grid.cells[slot] >= 0 {
      let low = max(stay.start, grid.bounds[slot])
      let high = min(stay.end, grid.bounds[slot + 1])
      minutes[Int(stay.group) * cells + Int(grid.cells[slot])] += Int64(high - low) * times
    }
  }
}
