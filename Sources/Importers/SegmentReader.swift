// Unsafe: writes values into slots through pointers. Promises: only slots of the segment at hand are written; a segment that
// would need more says so instead.
import Store

/// One worker: reads segments of a table's files into its columns.
///
/// A row is good if all its cells are; else it is taken out of all columns again, and told.
final class SegmentReader {
  let number: Int
  let table: TableName
  let columns: [Layout.Column]
  let storage: [SlotColumn]
  let positions: SlotBuffer<Int>?
  let limits: ReadingLimits
  /// By column; used for coded ones only.
  let dictionaries: [CodeTable]

  /// The rows of the block at hand that are to be taken out: the first reason for each.
  var bad: [BadCell] = []
  /// With the row within the block for a slot, till the block is done.
  var notes: [CellNote] = []
  var unquoter = Unquoter()
  let monthStarts: UnsafeMutablePointer<Int32>

  /// Rejected rows beyond this many in a segment are counted only.
  static let rejectsKept = 10_000

  struct BadCell {
    let row: Int
    /// The index of the cell, by which the first of a row is found.
    let cell: Int
    let column: String
    let reason: String
  }

  init(
    number: Int, table: TableName, columns: [Layout.Column], storage: [SlotColumn], positions: SlotBuffer<Int>?,
    limits: ReadingLimits
  ) {
    self.number = number
    self.table = table
    self.columns = columns
    self.storage = storage
    self.positions = positions
    self.limits = limits
    dictionaries = columns.map { _ in CodeTable() }
    monthStarts = .allocate(capacity: DayText.monthStarts.count)
    monthStarts.initialize(from: DayText.monthStarts, count: DayText.monthStarts.count)
  }

  deinit { monthStarts.deallocate() }

  /// The file at hand is one of the workspace's own, and not made of one.
  private var isOriginal = false
  /// A cell was rejected that a translation would understand: `15.03.2024`, a decimal comma.
  private var isForeign = false

  private var reader: (source: String, blocks: BlockReader)?

  private func blocks(of source: SourceFile) -> BlockReader {
    if let reader, reader.source == source.bytes.path { return reader.blocks }
    let blocks = BlockReader(
      file: source.bytes, dialect: source.dialect, cellsPerRow: source.headers.count, limits: limits)
    reader = (source.bytes.path, blocks)
    return blocks
  }

  /// - Parameters:
  ///   - targets: the column of each cell.
  ///   - start: where the first record is known to start; nil: at the first line of the segment.
  func read(_ segment: inout Segment, of source: SourceFile, targets: [Int?], start: Int?) {
    segment.worker = number
    (isOriginal, isForeign) = (source.lines == nil, false)
    let blocks = blocks(of: source)
    do throws(ReadingFailure) {
      if let start {
        blocks.move(to: start)
      } else {
        try blocks.moveToLine(after: segment.range.lowerBound)
      }
      segment.start = blocks.position
      while let grid = try blocks.next(before: segment.range.upperBound) {
        rejectRecords(of: blocks, &segment)
        if grid.rows > 0 { read(grid, into: &segment, targets: targets) }
        if segment.overflow != nil { return }
      }
      // A record may have been given up behind the last rows.
      rejectRecords(of: blocks, &segment)
      segment.end = blocks.position
      segment.isOdd = isForeign || blocks.isOdd
    } catch {
      segment.failure = error
    }
  }

  /// Looks whether a cell that cannot be read as it is would be understood by a translation.
  func watch(_ rejected: Cell, of column: Layout.Column) {
    guard isOriginal, !isForeign else { return }
    isForeign = CanonicalCells.wouldTranslate(rejected.text, as: column.type)
  }

  private func read(_ grid: CellGrid, into segment: inout Segment, targets: [Int?]) {
    let firstSlot = segment.firstSlot + segment.rows
    guard firstSlot + grid.rows <= segment.slotLimit else {
      segment.overflow = .slots
      return
    }
    bad.removeAll(keepingCapacity: true)
    notes.removeAll(keepingCapacity: true)
    var isGiven = [Bool](repeating: false, count: columns.count)
    for (cell, target) in targets.enumerated() {
      guard let target else { continue }
      isGiven[target] = true
      read(grid, cell: cell, column: target, firstSlot: firstSlot)
    }
    for column in columns.indices where !isGiven[column] { fillMissing(column, firstSlot: firstSlot, rows: grid.rows) }
    if let misfit {
      segment.overflow = misfit
      return
    }
    if let positions {
      for row in 0..<grid.rows { positions.base[firstSlot + row] = grid.position(ofRow: row) }
    }
    checkOrder(grid, firstSlot: firstSlot)
    var rows = grid.rows
    if !bad.isEmpty { rows = takeOutBadRows(grid, cells: targets.count, &segment, firstSlot: firstSlot) }
    for var note in notes {
      note.slot += UInt32(truncatingIfNeeded: firstSlot)
      segment.notes.append(note)
    }
    watchIdentifiers(&segment, firstSlot: firstSlot, rows: rows)
    segment.rows += rows
  }

  /// An id was met that is no integer, or a large one.
  var misfit: Segment.Overflow?

  private func watchIdentifiers(_ segment: inout Segment, firstSlot: Int, rows: Int) {
    guard rows > 0, let column = columns.firstIndex(where: { $0.type == .identifier }) else { return }
    switch storage[column] {
    case .narrowIntegers(let ids): watch(ids.base + firstSlot, rows, &segment)
    case .integers(let ids): watch(ids.base + firstSlot, rows, &segment)
    case .codes, .numbers, .days, .minutes, .flags, .released: return
    }
  }

  private func watch<Id: FixedWidthInteger>(_ ids: UnsafeMutablePointer<Id>, _ rows: Int, _ segment: inout Segment) {
    if segment.rows == 0 { segment.firstIdentifier = Int64(ids[0]) }
    var last = segment.lastIdentifier
    var isIncreasing = true
    for row in 0..<rows {
      let id = Int64(ids[row])
      isIncreasing = isIncreasing && id > last
      last = id
    }
    segment.lastIdentifier = last
    if !isIncreasing { segment.isIncreasing = false }
  }

  // MARK: - Bad rows

  private func reject(_ segment: inout Segment, position: Int, column: String, reason: String) {
    segment.rejectedCount += 1
    if segment.rejects.count < SegmentReader.rejectsKept {
      segment.rejects.append(Reject(position: position, column: column, reason: reason))
    }
  }

  /// Tells the records that could not be cut into cells since the last look.
  private func rejectRecords(of blocks: BlockReader, _ segment: inout Segment) {
    for record in blocks.badRecords {
      reject(&segment, position: record.position, column: "", reason: record.reason)
    }
    blocks.badRecords.removeAll(keepingCapacity: true)
  }

  /// Moves the good rows together, in all columns. Rows of a file that say nothing are no rows.
  ///
  /// - Parameter cells: of a row.
  /// - Returns: how many are left.
  private func takeOutBadRows(_ grid: CellGrid, cells: Int, _ segment: inout Segment, firstSlot: Int) -> Int {
    bad.sort { ($0.row, $0.cell) < ($1.row, $1.cell) }
    var isBad = [Bool](repeating: false, count: grid.rows)
    for cell in bad where !isBad[cell.row] {
      isBad[cell.row] = true
      if isOriginal, (0..<cells).allSatisfy({ grid.cell(cell.row, $0).trimmed().isEmpty }) { continue }
      reject(&segment, position: grid.position(ofRow: cell.row), column: cell.column, reason: cell.reason)
    }
    var newRows = [UInt32](repeating: 0, count: grid.rows)
    var rows = 0
    for row in 0..<grid.rows {
      newRows[row] = UInt32(rows)
      if !isBad[row] { rows += 1 }
    }
    for column in storage {
      switch column {
      case .integers(let buffer), .numbers(let buffer): close(buffer, firstSlot, isBad)
      case .codes(let codes):
        for row in isBad.indices where !isBad[row] { codes[firstSlot + Int(newRows[row])] = codes[firstSlot + row] }
      case .days(let buffer), .minutes(let buffer), .narrowIntegers(let buffer): close(buffer, firstSlot, isBad)
      case .flags(let buffer): close(buffer, firstSlot, isBad)
      case .released: break
      }
    }
    if let positions { close(positions, firstSlot, isBad) }
    notes.removeAll { isBad[Int($0.slot)] }
    for index in notes.indices { notes[index].slot = newRows[Int(notes[index].slot)] }
    return rows
  }

  private func close<T>(_ buffer: SlotBuffer<T>, _ firstSlot: Int, _ isBad: [Bool]) {
    var written = firstSlot
    for row in isBad.indices where !isBad[row] {
      buffer.base[written] = buffer.base[firstSlot + row]
      written += 1
    }
  }

  /// Ends before beginnings.
  private func checkOrder(_ grid: CellGrid, firstSlot: Int) {
    guard let names = SegmentReader.spans(of: table),
      let first = columns.firstIndex(where: { $0.name == names.first }),
      let end = columns.firstIndex(where: { $0.name == names.end })
    else { return }
    switch (storage[first], storage[end]) {
    case (.days(let firsts), .days(let ends)):
      for row in 0..<grid.rows where ends.base[firstSlot + row] <= firsts.base[firstSlot + row] {
        bad.append(BadCell(row: row, cell: .max, column: names.end, reason: "it ends before it begins"))
      }
    case (.minutes(let starts), .minutes(let ends)):
      checkMinutes(grid.rows, starts.base + firstSlot, ends.base + firstSlot, first, end)
    default: break
    }
  }

  /// The columns of a table that must be in order.
  static func spans(of table: TableName) -> (first: String, end: String)? {
    switch table {
    case .bookings, .memberships: ("start", "end")
    case .availability, .assignments: ("from", "to")
    case .locations, .types, .resources, .plans, .users, .history, .holidays: nil
    }
  }

  private func checkMinutes(
    _ rows: Int, _ starts: UnsafeMutablePointer<Int32>, _ ends: UnsafeMutablePointer<Int32>, _ first: Int, _ end: Int
  ) {
    var kinds: [UInt32: (start: CellNote.Kind?, end: CellNote.Kind?)] = [:]
    for note in notes where note.kind == .day || note.kind == .instant {
      if note.column == first { kinds[note.slot, default: (nil, nil)].start = note.kind }
      if note.column == end { kinds[note.slot, default: (nil, nil)].end = note.kind }
    }
    for (row, kind) in kinds {
      let row = Int(row)
      if kind.end == .day { ends[row] += 1440 }  // the last day is meant, as a whole
      if ends[row] != .max, (kind.start == .instant) != (kind.end == .instant) {
        bad.append(
          BadCell(
            row: row, cell: .max, column: columns[end].name,
            reason: "one of start and end has an offset from UTC and the other has none"))
      }
    }
    for row in 0..<rows where ends[row] <= starts[row] {
      // The end of a day is the start of the next.
      let isSame = ends[row] == starts[row] && kinds[UInt32(row)]?.end != .day
      bad.append(
        BadCell(
          row: row, cell: .max, column: columns[end].name,
          reason: isSame ? "it ends when it starts" : "it ends before it starts"))
    }
  }
}
