import Calculus
import Planning
import Store

/// The clock of a frame cut into slots: runs of minutes that lie in one cell (or in none), so that a booking counts
/// once in every slot that it touches (DESIGN §1: with `weekday` or `hour` once for each date, else once a cell).
struct TimeGrid {
  /// Minutes since 1970, `[start, end)` of the frame.
  let start: Int32
  let end: Int32
  /// Slot i is `[bounds[i], bounds[i + 1])`.
  let bounds: [Int32]
  /// The cell of each slot; −1 where a condition on the calendar leaves it out.
  let cells: [Int32]
  /// Slots with the same unit are one in counting: parts of a cell that a condition has cut.
  let units: [Int32]
  let cellCount: Int
  /// No slot is left out, and each is a unit of its own.
  let isPlain: Bool
  /// Minutes of every slot where all are equal (hours, days); −1 where some hours are cut, else 0.
  private let step: Int32
  private let slotOfDay: [Int32]
  /// How many slots before each lie in a cell.
  private let takenBefore: [Int32]
  /// Where hours are cut, the slot of each minute of a day, counted from the day's first.
  private let slotOfMinute: [Int32]

  /// - Parameter finest: slots are no longer than this, for folds inside of cells.
  init(_ cells: CalendarCells, finest: InnerTime? = nil) {
    let days = cells.span.dayCount
    start = cells.span.first.number * 1440
    end = start + Int32(days) * 1440
    cellCount = cells.count
    let isCut = !cells.takesMinute.isEmpty
    let hourly = cells.hasHour || cells.takesHour.contains(false) || finest == .hour || isCut
    let daily = hourly || cells.hasWeekday || cells.isMasked || finest != nil && finest != .instant
    var bounds: [Int32] = []
    var cellOfSlot: [Int32] = []
    var units: [Int32] = []
    var slotOfDay: [Int32] = []
    // Parts of a day are one unit; without weekday and hour, so are all parts of a stretch.
    let perDate = cells.hasWeekday || cells.hasHour || finest != nil
    func add(_ bound: Int32, _ cell: Int, day: Int, hour: Int = 0, takes: Bool) {
      bounds.append(bound)
      cellOfSlot.append(takes ? Int32(cell) : -1)
      let unit = cells.hasHour || finest == .hour ? day * 24 + hour : perDate ? day : cell
      units.append(Int32(unit))
    }
    // Full hours, and the minutes at which a window opens or closes.
    let starts = (0..<1440).filter { minute in
      minute % 60 == 0 || isCut && cells.takesMinute[minute] != cells.takesMinute[minute - 1]
    }
    for day in 0..<days {
      let midnight = start + Int32(day) * 1440
      slotOfDay.append(Int32(bounds.count))
      if hourly {
        for minute in starts {
          let hour = minute / 60
          add(
            midnight + Int32(minute), cells.cell(day: day, hour: hour), day: day, hour: hour,
            takes: cells.takesDay[day] && (isCut ? cells.takesMinute[minute] : cells.takesHour[hour]))
        }
      } else if daily {
        add(midnight, cells.cell(day: day), day: day, takes: cells.takesDay[day])
      } else {
        if day == 0 || cells.stretch(ofDay: day) != cells.stretch(ofDay: day - 1) {
          add(midnight, cells.cell(day: day), day: day, takes: true)
        }
        slotOfDay[day] = Int32(bounds.count - 1)
      }
    }
    bounds.append(end)
    self.bounds = bounds
    self.cells = cellOfSlot
    var taken: [Int32] = [0]
    taken.reserveCapacity(cellOfSlot.count + 1)
    for cell in cellOfSlot { taken.append(taken[taken.count - 1] + (cell >= 0 ? 1 : 0)) }
    takenBefore = taken
    self.units = units
    self.slotOfDay = slotOfDay
    step = isCut ? -1 : hourly ? 60 : daily ? 1440 : 0
    slotOfMinute = isCut ? (0..<1440).map { minute in Int32(starts.count { $0 <= minute } - 1) } : []
    isPlain = !cells.isMasked
  }

  var slotCount: Int { cells.count }

  /// The slot of a minute of the frame. O(1).
  @inline(__always)
  func slot(of minute: Int32) -> Int {
    let offset = UInt32(bitPattern: minute &- start)
    switch step {
    case 60: return Int(offset / 60)
    case 1440: return Int(offset / 1440)
    case -1:
      let (day, minute) = offset.quotientAndRemainder(dividingBy: 1440)
      return Int(slotOfDay[Int(day)] + slotOfMinute[Int(minute)])
    default: return Int(slotOfDay[Int(offset / 1440)])
    }
  }

  /// Whether some minute of `[from, to)`, within the frame, lies in a cell.
  func takes(_ from: Int32, _ to: Int32) -> Bool {
    from < to && takenBefore[slot(of: to - 1) + 1] > takenBefore[slot(of: from)]
  }

  func day(ofSlot slot: Int) -> Int { Int((bounds[slot] - start) / 1440) }
}
