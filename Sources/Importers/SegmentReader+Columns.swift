// Unsafe: the loops that read one column of a block. Promises: each writes exactly `grid.rows` slots from `firstSlot` on.
import Store

extension SegmentReader {
  /// Reads one cell of each row into a column.
  func read(_ grid: CellGrid, cell: Int, column: Int, firstSlot: Int) {
    switch storage[column] {
    case .integers(let buffer): readIdentifiers(grid, cell, column, buffer.base + firstSlot)
    case .narrowIntegers(let buffer): readIdentifiers(grid, cell, column, buffer.base + firstSlot)
    case .codes(let codes): readTexts(grid, cell, column, codes, firstSlot: firstSlot)
    case .numbers(let buffer): readNumbers(grid, cell, column, buffer.base + firstSlot)
    case .days(let buffer): readDays(grid, cell, column, buffer.base + firstSlot)
    case .minutes(let buffer): readMinutes(grid, cell, column, buffer.base + firstSlot)
    case .flags(let buffer): readFlags(grid, cell, column, buffer.base + firstSlot)
    case .released: break
    }
  }

  /// What a slot holds where the cell is empty or its file has no such column.
  static func missingDay(_ column: Layout.Column) -> Int32 { column.type == .lastDay ? .max : .min }

  /// A booking without an end is open; any other moment that is missing is `Int32.min`.
  func missingMinute(_ column: Layout.Column) -> Int32 {
    table == .bookings && column.name == "end" && !column.isAttribute ? .max : .min
  }

  func fillMissing(_ column: Int, firstSlot: Int, rows: Int) {
    switch storage[column] {
    case .integers, .narrowIntegers: misfit = .textIdentifiers
    case .codes(let codes): for slot in firstSlot..<firstSlot + rows { codes[slot] = 0 }
    case .numbers(let buffer): (buffer.base + firstSlot).update(repeating: SlotColumn.missingNumber, count: rows)
    case .days(let buffer):
      (buffer.base + firstSlot).update(repeating: SegmentReader.missingDay(columns[column]), count: rows)
    case .minutes(let buffer):
      (buffer.base + firstSlot).update(repeating: missingMinute(columns[column]), count: rows)
    case .flags(let buffer): (buffer.base + firstSlot).update(repeating: 2, count: rows)
    case .released: break
    }
  }

  // MARK: - Cells

  /// Whether a cell needs neither trimming nor unquoting, judged by its first and last byte.
  @inline(__always)
  private func isPlain(_ cell: Cell) -> Bool {
    cell.count > 0 && cell[0] > UInt8(ascii: "\"") && cell[cell.count &- 1] > 0x20
  }

  /// The content of a cell; nil, and the row marked bad, if it has none or must have some.
  @inline(never)
  private func content(_ raw: Cell, row: Int, cell: Int, column: Int) -> Cell? {
    guard let content = unquoter.content(of: raw) else {
      // The text itself stays untold: it may be a person's name.
      // As of all rows that cannot be cut, no column is told, and whatever else is wrong with it counts less.
      let reason = "text follows the closing quote of its cell \(cell + 1)"
      bad.append(BadCell(row: row, cell: .min + cell, column: "", reason: reason))
      return nil
    }
    if content.isEmpty, columns[column].isRequired {
      reject(row, cell, column, "it is empty")
      return nil
    }
    return content
  }

  @inline(never)
  private func reject(_ row: Int, _ cell: Int, _ column: Int, _ reason: String) {
    bad.append(BadCell(row: row, cell: cell, column: columns[column].name, reason: reason))
  }

  @inline(never)
  private func note(_ row: Int, _ column: Int, _ kind: CellNote.Kind) {
    notes.append(
      CellNote(slot: UInt32(truncatingIfNeeded: row), column: UInt16(truncatingIfNeeded: column), kind: kind))
  }

  // MARK: - Columns

  private func readIdentifiers<Id: FixedWidthInteger>(
    _ grid: CellGrid, _ cell: Int, _ column: Int, _ out: UnsafeMutablePointer<Id>
  ) {
    for row in 0..<grid.rows {
      let raw = grid.cell(row, cell)
      var id = IntegerText.parse(raw)
      if id == nil {
        out[row] = 0
        guard let content = content(raw, row: row, cell: cell, column: column) else { continue }
        id = IntegerText.parse(content)
      }
      guard let id else {
        misfit = .textIdentifiers
        return
      }
      guard id <= Int64(Id.max) else {
        misfit = .wideIdentifiers
        return
      }
      out[row] = Id(truncatingIfNeeded: id)
    }
  }

  private func readTexts(_ grid: CellGrid, _ cell: Int, _ column: Int, _ out: SlotCodes, firstSlot: Int) {
    let dictionary = dictionaries[column]
    var view = dictionary.view
    for row in 0..<grid.rows {
      let raw = grid.cell(row, cell)
      let slot = firstSlot &+ row
      if isPlain(raw) {
        out[slot] = dictionary.code(of: raw, slot: UInt32(truncatingIfNeeded: slot), &view)
      } else if raw.isEmpty, !columns[column].isRequired {
        out[slot] = 0
      } else if let content = content(raw, row: row, cell: cell, column: column) {
        out[slot] = dictionary.code(of: content, slot: UInt32(truncatingIfNeeded: slot), &view)
      } else {
        out[slot] = 0
      }
    }
  }

  private func readNumbers(_ grid: CellGrid, _ cell: Int, _ column: Int, _ out: UnsafeMutablePointer<Int64>) {
    let cannotBeNegative = ["size", "area", "quantity"].contains(columns[column].name)
    for row in 0..<grid.rows {
      out[row] = SlotColumn.missingNumber
      guard let content = content(grid.cell(row, cell), row: row, cell: cell, column: column), !content.isEmpty
      else { continue }
      switch NumberText.parse(content) {
      case .value(let value): out[row] = value
      case .rounded(let value):
        out[row] = value
        note(row, column, .rounded)
      case .tooLarge, .notANumber:
        watch(content, of: columns[column])
        reject(row, cell, column, NumberText.reason(content))
      }
      if cannotBeNegative, out[row] < 0, out[row] != SlotColumn.missingNumber {
        reject(row, cell, column, "\(content.quoted) is below zero")
      }
    }
  }

  private func readDays(_ grid: CellGrid, _ cell: Int, _ column: Int, _ out: UnsafeMutablePointer<Int32>) {
    let isLast = columns[column].type == .lastDay
    let missing = SegmentReader.missingDay(columns[column])
    for row in 0..<grid.rows {
      out[row] = missing
      guard let content = content(grid.cell(row, cell), row: row, cell: cell, column: column), !content.isEmpty
      else { continue }
      if let day = DayText.parse(content) {
        out[row] = isLast ? day + 1 : day
      } else if isLast, DayText.isNever(content) {
        // Open, as an empty cell is.
      } else {
        watch(content, of: columns[column])
        reject(row, cell, column, DayText.reason(content))
      }
    }
  }

  private func readMinutes(_ grid: CellGrid, _ cell: Int, _ column: Int, _ out: UnsafeMutablePointer<Int32>) {
    let monthStarts = UnsafePointer(monthStarts)
    for row in 0..<grid.rows {
      let raw = grid.cell(row, cell)
      if raw.count == 16 {
        let minute = MinuteText.plain(raw.start, monthStarts: monthStarts)
        if minute != MinuteText.notPlain {
          out[row] = minute
          continue
        }
      }
      out[row] = readMoment(raw, row: row, cell: cell, column: column)
    }
  }

  /// A moment in one of the rarer forms.
  private func readMoment(_ raw: Cell, row: Int, cell: Int, column: Int) -> Int32 {
    let missing = missingMinute(columns[column])
    guard let content = content(raw, row: row, cell: cell, column: column), !content.isEmpty else { return missing }
    guard let moment = MinuteText.parse(content) else {
      watch(content, of: columns[column])
      reject(row, cell, column, MinuteText.reason(content))
      return missing
    }
    // Of other moments nobody asks for the seconds.
    if moment.hadSeconds, table == .bookings, ["start", "end"].contains(columns[column].name) {
      note(row, column, .seconds)
    }
    switch moment.kind {
    case .local: break
    case .day: note(row, column, .day)
    case .instant: note(row, column, .instant)
    case .never:
      if missing != .max { reject(row, cell, column, "the year 9999 is for ends only") }
      return missing
    }
    return moment.minute
  }

  private func readFlags(_ grid: CellGrid, _ cell: Int, _ column: Int, _ out: UnsafeMutablePointer<UInt8>) {
    for row in 0..<grid.rows {
      out[row] = 2
      guard let content = content(grid.cell(row, cell), row: row, cell: cell, column: column), !content.isEmpty
      else { continue }
      if let flag = FlagText.parse(content) {
        out[row] = flag ? 1 : 0
      } else {
        reject(row, cell, column, FlagText.reason(content))
      }
    }
  }
}
