// Unsafe: looks at the buffer of `CSVCutter`. Promises: every index is below `filled`, and cells lie within their record.

/// How a record is found and cut.
extension CSVCutter {
  /// Cuts the record that starts at `start`.
  mutating func scan(ignoringOpen: Bool) -> Scan {
    let bytes = UnsafePointer(bytes)
    let cells = cells
    let kept = limits.cells
    let window = min(filled, start + limits.recordBytes + 1)
    // The text's end is the record's.
    let isLast = hasEnded && filled - start <= limits.recordBytes
    let delimiter = dialect.delimiter
    let (lineBreak, otherBreak) = dialect.breaks
    let quote = UInt8(ascii: "\"")
    let openPosition = ignoringOpen ? 0 : open.position
    var line = line + 1
    var count = 0
    var contentCount = 0
    (hasQuotes, tornCell) = (false, nil)
    var index = start
    while true {
      // Blanks before the cell.
      while index < window, bytes[index] <= 0x20 || bytes[index] == 0xC2, bytes[index] != delimiter {
        if bytes[index] == 0xC2 {
          if index + 1 == window, !isLast { return ranOut(at: index, .blanks) }
          guard index + 1 < window, bytes[index + 1] == 0xA0 else { break }
          index += 1
        } else if bytes[index] == lineBreak || bytes[index] == otherBreak || !CSVCutter.isBlank(bytes[index]) {
          break
        }
        index += 1
      }
      var cell = Cell(start: UInt32(truncatingIfNeeded: index - start), count: 0, hasDoubledQuotes: false)
      if index < window, bytes[index] == quote {
        hasQuotes = true
        index += 1
        cell.start += 1
        while true {
          while index < window, bytes[index] != quote {
            if bytes[index] == lineBreak || bytes[index] == otherBreak {
              if bytes[index] == lineBreak || bytes[index - 1] != lineBreak { line += 1 }
              if index < openPosition { return .open }
            }
            index += 1
          }
          if index == window { return ranOut(at: index, .quoted) }
          index += 1
          if index < window, bytes[index] == quote {
            cell.hasDoubledQuotes = true
            index += 1
            continue
          }
          if index == window, !isLast { return ranOut(at: index, .closed) }
          break
        }
        cell.count = UInt32(truncatingIfNeeded: index - 1 - start) - cell.start
        while index < window, bytes[index] != delimiter, bytes[index] != lineBreak, bytes[index] != otherBreak {
          let isHardBlank = bytes[index] == 0xA0 && bytes[index - 1] == 0xC2 || bytes[index] == 0xC2
          if !CSVCutter.isBlank(bytes[index]), !isHardBlank, tornCell == nil { tornCell = count }
          index += 1
        }
      } else {
        while index < window, bytes[index] != delimiter, bytes[index] != lineBreak, bytes[index] != otherBreak {
          index += 1
        }
        var end = index
        let first = start + Int(cell.start)
        while end > first {
          if CSVCutter.isBlank(bytes[end - 1]) {
            end -= 1
          } else if bytes[end - 1] == 0xA0, end - 1 > first, bytes[end - 2] == 0xC2 {
            end -= 2
          } else {
            break
          }
        }
        cell.count = UInt32(truncatingIfNeeded: end - first)
      }
      if index == window, !isLast { return ranOut(at: index, .unquoted) }
      if count < kept { cells[count] = cell }
      count += 1
      if cell.count > 0 { contentCount = count }
      if index == window || bytes[index] != delimiter {
        self.contentCount = contentCount
        cellCount = count
        return .record(end: min(index + 1, window), line: line)
      }
      index += 1
    }
  }

  /// The bytes at hand do not hold the end of the record.
  private mutating func ranOut(at index: Int, _ state: CSVQuoteState) -> Scan {
    guard filled - start > limits.recordBytes || hasEnded else { return .hungry }
    if index > open.position { open = (index, state) }
    return .endless(state)
  }

  /// What becomes of a record of which a line ends in quotes that `open` knows: whether it ends at all.
  mutating func followOpen() -> Scan {
    let window = min(filled, start + limits.recordBytes + 1)
    while open.position < window {
      let byte = bytes[open.position]
      let state = open.state.after(byte, dialect)
      if state == .cellStart, byte != dialect.delimiter { return .record(end: open.position + 1, line: line) }
      open = (open.position + 1, state)
    }
    guard filled - start <= limits.recordBytes else { return .endless(open.state) }
    guard hasEnded else { return .hungry }
    return open.state == .quoted ? .endless(.quoted) : .record(end: window, line: line)
  }
}
