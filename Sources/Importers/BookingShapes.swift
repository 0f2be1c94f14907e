import Calculus
import Store

/// A booking that is not one plain stretch of local minutes.
struct IrregularBooking {
  let row: UInt32
  let shape: BookingCalendar.Shape
}

/// Finds the bookings that are more than `[start, end)`: all-day, open-ended, and those over a change of the offset.
struct BookingShapes {
  /// Slots whose start, and end, is a date alone.
  private var startDays = SlotSet()
  private var endDays = SlotSet()
  private var startDaySlots: [Int] = []
  private var mixedSlots: [Int] = []
  private var startInstants = SlotSet()
  private var endInstants = SlotSet()
  private var instantSlots: [Int] = []
  /// Instants on both sides of a change of the offset.
  private var changes: [(slot: Int, startUTC: Int64, endUTC: Int64, localEnd: Int32)] = []
  private let slotCount: Int
  /// Rows of what was found by slot.
  private var allDayRows: [UInt32] = []
  private var instantRows: [UInt32] = []
  private var changeRows: [UInt32] = []

  init(_ raw: RawTable, startColumn: Int, endColumn: Int?) {
    slotCount = raw.slotCount
    var endDaySlots: [Int] = []
    for segment in raw.segments {
      for note in segment.notes {
        let slot = Int(note.slot)
        switch (note.kind, Int(note.column)) {
        case (.day, startColumn):
          startDays.insert(slot, of: slotCount)
          startDaySlots.append(slot)
        case (.day, endColumn):
          endDays.insert(slot, of: slotCount)
          endDaySlots.append(slot)
        case (.instant, startColumn):
          startInstants.insert(slot, of: slotCount)
          instantSlots.append(slot)
        case (.instant, endColumn): endInstants.insert(slot, of: slotCount)
        default: break
        }
      }
    }
    // Only now is known which starts are dates: columns come in the order of the file.
    mixedSlots = endDaySlots.filter { !startDays.contains($0) }
    if let endColumn, case .minutes(let ends) = raw.storage[endColumn] {
      mixedSlots += startDaySlots.filter { !endDays.contains($0) && ends[$0] != .max }
    }
    mixedSlots.removeAll { raw.dropped.contains($0) }
  }

  func tellMixed(_ raw: RawTable, _ notebook: inout Notebook) {
    guard !mixedSlots.isEmpty else { return }
    notebook.add(
      .dayAndTime, table: .bookings, rows: raw.identifiers(mixedSlots.sorted()),
      count: mixedSlots.count)
  }

  /// Instants between which the offset of their place changes. To be called while columns hold minutes UTC.
  mutating func collectInstants(
    _ raw: RawTable, starts: SlotBuffer<Int32>, ends: SlotBuffer<Int32>, zones: [Zone],
    place: (_ slot: Int, _ worker: Int) -> Int
  ) {
    guard !instantSlots.isEmpty else { return }
    for slot in instantSlots where endInstants.contains(slot) && !raw.dropped.contains(slot) {
      let zone = zones[place(slot, raw.segment(ofSlot: slot).worker)]
      let (start, end) = (Int64(starts[slot]), Int64(ends[slot]))
      guard zone.hasTransition(fromUTC: start, toUTC: end) else { continue }
      let last = zone.pieces(fromUTC: start, toUTC: end).map(\.end).max() ?? end
      changes.append((slot, start, end, Int32(clamping: last)))
    }
  }

  /// A booking through the hour that comes twice may end, on the clock, before it started: its column says the latest
  /// minute that it reaches.
  func straighten(ends: SlotBuffer<Int32>, starts: SlotBuffer<Int32>) {
    for change in changes where ends[change.slot] <= starts[change.slot] { ends[change.slot] = change.localEnd }
  }

  /// Notes the rows that slots become.
  mutating func place(_ placement: Placement) {
    func row(_ slot: Int) -> UInt32 { placement.rows[slot] }
    allDayRows = startDaySlots.filter { endDays.contains($0) }.map(row).filter { $0 != Placement.none }
    instantRows = instantSlots.filter { endInstants.contains($0) }.map(row).filter { $0 != Placement.none }
    changeRows = changes.map { row($0.slot) }
  }

  /// All irregular bookings by row, ascending.
  func finished(
    starts: [Int32], ends: [Int32], order: BookingOrder, zones: [Zone], place: (_ row: Int) -> Int
  ) -> [IrregularBooking] {
    var found: [IrregularBooking] = []
    var known = SlotSet()
    for row in allDayRows {
      known.insert(Int(row), of: starts.count)
      found.append(IrregularBooking(row: row, shape: .allDay))
    }
    for row in order.regularCount..<starts.count where ends[row] == .max {
      known.insert(row, of: starts.count)
      found.append(IrregularBooking(row: UInt32(row), shape: .openEnded))
    }
    for row in instantRows { known.insert(Int(row), of: starts.count) }
    for (row, change) in zip(changeRows, changes) {
      found.append(
        IrregularBooking(row: row, shape: .overChange(startUTC: change.startUTC, endUTC: change.endUTC)))
    }
    findLocal(starts, ends, order, zones, place: place, known: &known, into: &found)
    return found.sorted { $0.row < $1.row }
  }

  /// Local bookings over a change of their zone's offset: looked for only around the changes.
  private func findLocal(
    _ starts: [Int32], _ ends: [Int32], _ order: BookingOrder, _ zones: [Zone], place: (_ row: Int) -> Int,
    known: inout SlotSet, into found: inout [IrregularBooking]
  ) {
    guard !starts.isEmpty else { return }
    var first = Int32.max
    var last = Int32.min
    if order.regularCount > 0 {
      first = starts[0]
      last = starts[order.regularCount - 1] &+ order.longestRegular
    }
    for row in order.regularCount..<starts.count where ends[row] != .max {
      first = min(first, starts[row])
      last = max(last, ends[row])
    }
    guard first <= last else { return }
    for (zone, places) in BookingShapes.grouped(zones) {
      for change in OffsetChange.all(of: zone, from: first, to: last) {
        let rows = order.rows(overlapping: change.localFrom, change.localTo &+ 1, starts: starts)
        for row in [rows.regular, rows.others].joined()
        where ends[row] != .max && ends[row] >= change.localFrom && starts[row] <= change.localTo
          && !known.contains(row) && places.contains(place(row))
        {
          let startUTC = zone.utcMinute(ofLocal: Int64(starts[row]))
          let endUTC = zone.utcMinute(ofLocal: Int64(ends[row]))
          guard
            zone.hasTransition(fromUTC: startUTC, toUTC: endUTC)
              || zone.localMinute(ofUTC: startUTC) != Int64(starts[row])
          else { continue }
          known.insert(row, of: starts.count)
          found.append(IrregularBooking(row: UInt32(row), shape: .overChange(startUTC: startUTC, endUTC: endUTC)))
        }
      }
    }
  }

  /// Places by their zone.
  private static func grouped(_ zones: [Zone]) -> [(zone: Zone, places: Set<Int>)] {
    var groups: [String: (zone: Zone, places: Set<Int>)] = [:]
    for (place, zone) in zones.enumerated() { groups[zone.name, default: (zone, [])].places.insert(place) }
    return groups.keys.sorted().map { groups[$0]! }
  }
}

/// A change of a zone's offset, and the local minutes around it: those that never come, or come twice.
struct OffsetChange {
  let localFrom: Int32
  let localTo: Int32

  /// All changes whose local minutes lie in a range, give or take a day.
  static func all(of zone: Zone, from: Int32, to: Int32) -> [OffsetChange] {
    zone.changes(fromUTC: Int64(from) - 2880, toUTC: Int64(to) + 2880).map { change in
      let before = zone.localMinute(ofUTC: change - 1) + 1
      let after = zone.localMinute(ofUTC: change)
      return OffsetChange(
        localFrom: Int32(clamping: min(before, after)), localTo: Int32(clamping: max(before, after)))
    }
  }
}
