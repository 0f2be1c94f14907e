import Diagnostics

/// What a terminal would show of the bytes that it was sent: as much of one as the line editor makes use of.
struct Screen {
  private(set) var columns: Int
  private(set) var rows: Int
  /// Rows that went out at the top, then those on the screen; `""` is the right half of a wide character.
  private var cells: [[String]]
  /// Whether a cell was dim, and whether it was of another colour than the usual.
  private var styles: [[Style]]
  private var row = 0
  private(set) var column = 0
  private var style = Style()
  private var pending: [UInt8] = []

  struct Style: Hashable {
    var isDim = false
    var isColoured = false
    var isUnderlined = false
  }

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells = [Screen.blank(columns)]
    styles = [Array(repeating: Style(), count: columns)]
  }

  private static func blank(_ columns: Int) -> [String] { Array(repeating: " ", count: columns) }

  /// All lines from the first, without blanks at their ends.
  var lines: [String] {
    cells.map { cells in
      var line = cells.joined()
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// The line with the cursor.
  var line: String { lines[row] }

  var text: String { lines.joined(separator: "\n") }

  /// The last place at which the line with the cursor has this text, as it is shown.
  func styles(of part: String) -> [Style] {
    let letters = part.map { String($0) }
    guard letters.count <= columns else { return [] }
    for start in (0...columns - letters.count).reversed()
    where Array(cells[row][start..<start + letters.count]) == letters {
      return Array(styles[row][start..<start + letters.count])
    }
    return []
  }

  mutating func resize(columns: Int, rows: Int) {
    for index in cells.indices {
      cells[index] = Array((cells[index] + Screen.blank(columns)).prefix(columns))
      styles[index] = Array((styles[index] + Array(repeating: Style(), count: columns)).prefix(columns))
    }
    self.columns = columns
    self.rows = rows
    column = min(column, columns - 1)
  }

  // MARK: What comes

  mutating func take(_ bytes: [UInt8]) {
    var input = (pending + bytes)[...]
    pending = []
    while let first = input.first {
      let rest = input
      if first == 0x1B {
        guard takeSequence(&input) else {
          pending = Array(rest)
          return
        }
      } else if first < 0x20 || first == 0x7F {
        input.removeFirst()
        takeControl(first)
      } else {
        let length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard input.count >= length else {
          pending = Array(rest)
          return
        }
        put(Character(String(decoding: input.prefix(length), as: UTF8.self)))
        input = input.dropFirst(length)
      }
    }
  }

  private mutating func takeControl(_ byte: UInt8) {
    switch byte {
    case 0x08: column = max(0, min(column, columns) - 1)
    case 0x09: column = min(columns - 1, column / 8 * 8 + 8)
    case 0x0A: move(to: row + 1)
    case 0x0D: column = 0
    default: break
    }
  }

  private mutating func put(_ character: Character) {
    let width = DisplayWidth.of(character)
    if width == 0 {
      if column > 0 { cells[row][column - 1].append(character) }
      return
    }
    if column + width > columns {
      column = 0
      move(to: row + 1)
    }
    cells[row][column] = String(character)
    styles[row][column] = style
    if width == 2 {
      cells[row][column + 1] = ""
      styles[row][column + 1] = style
    }
    column += width
  }

  private mutating func move(to wanted: Int) {
    row = max(0, wanted)
    while cells.count <= row {
      cells.append(Screen.blank(columns))
      styles.append(Array(repeating: Style(), count: columns))
    }
  }

  /// - Returns: whether all of it has come.
  private mutating func takeSequence(_ input: inout ArraySlice<UInt8>) -> Bool {
    var at = input.startIndex + 1
    guard at < input.endIndex else { return false }
    guard input[at] == UInt8(ascii: "[") else {
      if input[at] == UInt8(ascii: "(") { at += 1 }
      guard at < input.endIndex else { return false }
      input = input[(at + 1)...]
      return true
    }
    at += 1
    let start = at
    while at < input.endIndex, !(0x40...0x7E).contains(input[at]) { at += 1 }
    guard at < input.endIndex else { return false }
    let parameters = String(decoding: input[start..<at], as: UTF8.self)
    let command = Character(UnicodeScalar(input[at]))
    input = input[(at + 1)...]
    guard !parameters.hasPrefix("?") else { return true }
    run(command, parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 })
    return true
  }

  private mutating func run(_ command: Character, _ parameters: [Int]) {
    let first = parameters.first ?? 0
    let count = max(1, first)
    // The top of the screen among all lines.
    let top = max(0, cells.count - rows)
    switch command {
    case "A": row = max(top, row - count)
    case "B": move(to: row + count)
    case "C": column = min(columns - 1, column + count)
    case "D": column = max(0, min(column, columns - 1) - count)
    case "G": column = min(columns, count) - 1
    case "H":
      move(to: top + count - 1)
      column = max(1, parameters.count > 1 ? parameters[1] : 1) - 1
    case "J":
      erase(row, from: column)
      if row + 1 < cells.count { for below in row + 1..<cells.count { erase(below, from: 0) } }
      if first == 2 { for index in top...row { erase(index, from: 0) } }
    case "K": erase(row, from: column)
    case "P":
      let count = min(count, columns - column)
      cells[row].removeSubrange(column..<column + count)
      cells[row] += Screen.blank(count)
      styles[row].removeSubrange(column..<column + count)
      styles[row] += Array(repeating: Style(), count: count)
    case "@":
      cells[row].insert(contentsOf: Screen.blank(count), at: min(column, columns))
      cells[row].removeLast(count)
      styles[row].insert(contentsOf: Array(repeating: Style(), count: count), at: min(column, columns))
      styles[row].removeLast(count)
    case "m":
      for parameter in parameters.isEmpty ? [0] : parameters {
        switch parameter {
        case 0: style = Style()
        case 2: style.isDim = true
        case 4: style.isUnderlined = true
        case 30...37, 90...97, 38: style.isColoured = true
        default: break
        }
      }
    default: break
    }
  }

  private mutating func erase(_ row: Int, from column: Int) {
    guard column < columns else { return }
    for index in column..<columns {
      cells[row][index] = " "
      styles[row][index] = Style()
    }
  }
}
