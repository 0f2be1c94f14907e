import Dispatch
import Planning
import Store
import Synchronization

/// One pass over bookings: which rows, which group each belongs to, and what was left out for which reason.
struct FlowPass: Sendable {
  var bookings: OrderedBookings
  var ranges: [Range<Int>]
  /// Filters of the query first: what they take away is not told.
  var filters: [RowMask]
  var conditions: [(label: String, mask: RowMask)]
  /// Columns with the meaning of each code, times the stride of its key.
  var ways: [(column: String, meaning: [UInt32])]
  /// The same of the names that positions stand for; empty where no key is a list.
  var listMeaning: [UInt32] = []
  /// Each row is a group of its own, so that its part of a figure is told.
  var rowsAreGroups = false
  /// Days and hours that a condition on the calendar leaves out are looked at.
  var looksAtCalendar = true
  let grid: TimeGrid
  let snapshot: Snapshot
  let quantity: Numbers?
  /// The minute at which the data ends: an open-ended booking counts up to here and no further.
  let dataEnd: Int32
  let failure: FailureNote
  let isCancelled: @Sendable () -> Bool

  static let chunkSize = 1 << 15

  /// A piece of a pass, ready for a kernel.
  struct Chunk {
    var range = 0..<0
    var keep: [UInt8] = []
    var groups: [UInt32] = []
    /// Rows of the frame that a condition took away, by condition.
    var leftOut: [Int]
  }

  var chunks: [Range<Int>] {
    ranges.flatMap { range in
      stride(from: range.lowerBound, to: range.upperBound, by: Self.chunkSize).map {
        $0..<min($0 + Self.chunkSize, range.upperBound)
      }
    }
  }

  var rowCount: Int { ranges.reduce(0) { $0 + $1.count } }

  /// Fills a chunk: `keep` is 1 for rows that overlap the frame and meet every condition.
  func fill(_ chunk: inout Chunk, _ range: Range<Int>) {
    chunk.range = range
    if chunk.keep.count != range.count {
      chunk.keep = [UInt8](repeating: 0, count: range.count)
      chunk.groups = [UInt32](repeating: 0, count: range.count)
    }
    keepOverlapping(range, &chunk.keep)
    for filter in filters { filter.apply(bookings, range, to: &chunk.keep) }
    if !grid.isPlain, looksAtCalendar { keepTouching(range, &chunk.keep) }
    if conditions.contains(where: { !$0.mask.keepsAll }) {
      var before = population(chunk.keep)
      for (index, condition) in conditions.enumerated() where !condition.mask.keepsAll {
        condition.mask.apply(bookings, range, to: &chunk.keep)
        let after = population(chunk.keep)
        chunk.leftOut[index] += before - after
        before = after
      }
    }
    if ways.isEmpty, bookings.listed == nil { return }
    clear(&chunk.groups)
    for way in ways { bookings.codes(way.column)?.addGroups(range, way.meaning, into: &chunk.groups) }
    bookings.listed?.addGroups(range, listMeaning, into: &chunk.groups)
  }

  private func keepOverlapping(_ range: Range<Int>, _ keep: inout [UInt8]) {
    let (allStarts, allEnds) = (bookings.starts, bookings.ends)
    let starts = allStarts.span.extracting(range)
    let ends = allEnds.span.extracting(range)
    var keep = keep.mutableSpan
    let (from, to) = (grid.start, grid.end)
    for index in starts.indices { keep[index] = starts[index] < to && ends[index] > from ? 1 : 0 }
  }

  /// Drops rows that lie on left-out days and hours alone: they are not what was asked for.
  private func keepTouching(_ range: Range<Int>, _ keep: inout [UInt8]) {
    for irregular in bookings.irregular(in: range) where keep[irregular.position - range.lowerBound] != 0 {
      let touches = pieces(of: irregular, everyHour: true, joined: true).contains { grid.takes($0.start, $0.end) }
      keep[irregular.position - range.lowerBound] = touches ? 2 : 0
    }
    for index in keep.indices {
      switch keep[index] {
      case 1:
        let position = range.lowerBound + index
        if !grid.takes(max(bookings.starts[position], grid.start), min(bookings.ends[position], grid.end)) {
          keep[index] = 0
        }
      case 2: keep[index] = 1
      default: break
      }
    }
  }

  private func clear(_ groups: inout [UInt32]) {
    var groups = groups.mutableSpan
    for index in groups.indices { groups[index] = 0 }
  }

  private func population(_ keep: [UInt8]) -> Int {
    var sum = 0
    let bytes = keep.span
    for index in bytes.indices { sum &+= Int(bytes[index]) }
    return sum
  }

  /// Runs `body` over all chunks, on both cores where there is enough to do.
  ///
  /// - Parameters:
  ///   - splits: positions at which the work may be divided; `nil` is anywhere.
  ///   - make: a fresh state for each worker. `merge` joins them in the order of the rows.
  func run<State: Sendable>(
    splits: [UInt32]? = nil, make: @Sendable () -> State, body: @Sendable (inout State, borrowing Chunk) -> Void,
    merge: (inout State, State) -> Void
  ) -> (State, leftOut: [Int]) {
    let all = chunks
    let parts = partition(all, splits: splits)
    let results = Mutex<[(Int, State, [Int])]>([])
    let conditionCount = conditions.count
    DispatchQueue.concurrentPerform(iterations: parts.count) { part in
      var state = make()
      var chunk = Chunk(leftOut: [Int](repeating: 0, count: conditionCount))
      for range in parts[part] {
        if isCancelled() { break }
        fill(&chunk, range)
        body(&state, chunk)
      }
      let done = (part, state, chunk.leftOut)
      results.withLock { $0.append(done) }
    }
    var ordered = results.withLock { $0 }
    ordered.sort { $0.0 < $1.0 }
    var (_, state, leftOut) = ordered.removeFirst()
    for (_, other, otherLeftOut) in ordered {
      merge(&state, other)
      for index in leftOut.indices { leftOut[index] += otherLeftOut[index] }
    }
    return (state, leftOut)
  }

  /// Two halves of about equal size, cut where the splits allow it; one part where there is little to do.
  private func partition(_ chunks: [Range<Int>], splits: [UInt32]?) -> [[Range<Int>]] {
    guard rowCount > 4 * Self.chunkSize else { return [chunks] }
    guard let splits else {
      let middle = chunks.count / 2
      return [Array(chunks[..<middle]), Array(chunks[middle...])]
    }
    guard let first = chunks.first, let last = chunks.last else { return [chunks] }
    let target = (first.lowerBound + last.upperBound) / 2
    guard let cut = splits.first(where: { Int($0) >= target }).map({ Int($0) }), cut < last.upperBound else {
      return [chunks]
    }
    var left: [Range<Int>] = []
    var right: [Range<Int>] = []
    for chunk in chunks {
      if chunk.upperBound <= cut {
        left.append(chunk)
      } else if chunk.lowerBound >= cut {
        right.append(chunk)
      } else {
        left.append(chunk.lowerBound..<cut)
        right.append(cut..<chunk.upperBound)
      }
    }
    return [left, right]
  }

  /// The minute at which a booking begins.
  ///
  /// - Parameter shape: of that position, if it is irregular.
  @inline(__always)
  func begin(_ position: Int, _ shape: OrderedBookings.Irregular?) -> Int32 {
    let start = bookings.starts[position]
    guard let shape, shape.shape == .allDay else { return start }
    return snapshot.calendar.boundsOfAllDay(start: start, end: bookings.ends[position], place: shape.place).start
  }

  /// The pieces of an irregular booking within the frame; those of the same minutes are joined for counting.
  func pieces(of booking: OrderedBookings.Irregular, everyHour: Bool, joined: Bool) -> [(start: Int32, end: Int32)] {
    var result: [(start: Int32, end: Int32)] = []
    let to = booking.shape == .openEnded ? min(grid.end, dataEnd) : grid.end
    snapshot.calendar.forEachPiece(
      of: booking.shape, start: bookings.starts[booking.position], end: bookings.ends[booking.position],
      place: booking.place, from: grid.start, to: to, everyHour: everyHour
    ) { start, end in
      if joined, let last = result.last, start <= last.end {
        result[result.count - 1] = (min(start, last.start), max(end, last.end))
      } else {
        result.append((start, end))
      }
    }
    return result
  }

  /// Millionths.
  func quantity(at position: Int) -> Int64 {
    quantity?[bookings.row(at: position)] ?? Schema.valueOfMissing("quantity", of: .bookings)
  }
}
