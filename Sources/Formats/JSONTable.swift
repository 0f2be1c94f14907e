// Unsafe: makes and frees keys and columns. Promises: those that it hands out live as long as it does.

/// A table that is being filled with the objects of one list.
final class JSONTable {
  /// Of the rows' objects; it has no name.
  let root: JSONKey.Place
  unowned let parent: JSONTable?
  /// 0 for the rows of a file, 1 for lists within them, and so on.
  let depth: Int
  private(set) var keys: [JSONKey.Place] = []
  private(set) var columns: [JSONColumn.Place] = []
  private var columnByHeader: [String: JSONColumn.Place] = [:]
  /// The tables of lists of objects within the rows, as they first appeared, with their keys.
  private(set) var lists: [(key: JSONKey.Place, table: JSONTable)] = []

  /// By row. While a row is being read, it is not yet counted here.
  private(set) var lines: [UInt32] = []
  private(set) var parents: [UInt32] = []
  @exclusivity(unchecked) private(set) var row = 0
  /// The number of the row that is being read, among the rows of all tables.
  @exclusivity(unchecked) private(set) var serial: UInt64 = 0
  private var line: UInt32 = 0
  /// The columns put into the row that is being read; kept for the tables of lists only.
  private var filled: [JSONColumn.Place] = []
  /// The parent's columns that repeat the first row of the last list.
  private var mirrors: [JSONColumn.Place] = []

  /// Most columns of a table.
  static let columnLimit = 10_000

  init(parent: JSONTable? = nil) {
    self.parent = parent
    depth = parent.map { $0.depth + 1 } ?? 0
    root = .allocate(capacity: 1)
    root.initialize(to: JSONKey(name: [], parent: nil))
    keys = [root]
  }

  deinit {
    for key in keys {
      key.pointee.spelling.deallocate()
      key.deinitialize(count: 1)
      key.deallocate()
    }
    for column in columns {
      column.pointee.free()
      column.deinitialize(count: 1)
      column.deallocate()
    }
  }

  // MARK: Rows

  func beginRow(line: Int, serial: UInt64) {
    self.line = UInt32(clamping: line)
    self.serial = serial
    filled.removeAll(keepingCapacity: true)
  }

  func endRow() {
    if let parent { parents.append(UInt32(truncatingIfNeeded: parent.row)) }
    lines.append(line)
    row += 1
  }

  /// Takes away all rows from one on, here and in the lists within them.
  func cut(to count: Int) {
    guard count < row else { return }
    for column in columns { column.pointee.cut(to: count) }
    lines.removeLast(row - count)
    if parent != nil { parents.removeLast(row - count) }
    row = count
    for (_, table) in lists { table.cut(fromParent: count) }
  }

  private func cut(fromParent row: Int) {
    var count = parents.count
    while count > 0, parents[count - 1] >= row { count -= 1 }
    cut(to: count)
  }

  // MARK: Keys

  /// The key of that name within an object's; made if there is none.
  func key(_ name: UnsafeBufferPointer<UInt8>, in object: JSONKey.Place) -> JSONKey.Place {
    let name = [UInt8](name)
    if let key = object.pointee.memberByName[name] { return key }
    let key = JSONKey.Place.allocate(capacity: 1)
    key.initialize(to: JSONKey(name: name, parent: object))
    keys.append(key)
    object.pointee.memberByName[name] = key
    return key
  }

  /// The table for the objects of a key's lists.
  func list(of key: JSONKey.Place) -> JSONTable {
    if let list = key.pointee.list { return list.takeUnretainedValue() }
    let table = JSONTable(parent: self)
    key.pointee.list = .passUnretained(table)
    lists.append((key, table))
    return table
  }

  /// Takes back what a key has put into the row that is being read.
  func forget(_ key: JSONKey.Place) {
    if let column = key.pointee.column { forget(column) }
    if key.pointee.listSeen == serial, let list = key.pointee.list?.takeUnretainedValue() {
      list.cut(fromParent: row)
      for mirror in list.mirrors { forget(mirror) }
    }
    if key.pointee.objectSeen == serial {
      var member = key.pointee.lastMember
      while let place = member {
        forget(place)
        member = place.pointee.before
      }
    }
    key.pointee.seen = 0
    key.pointee.objectSeen = 0
    key.pointee.listSeen = 0
    key.pointee.emptyListSeen = 0
  }

  private func forget(_ column: JSONColumn.Place) {
    guard column.pointee.rows > row else { return }
    column.pointee.cut(to: row)
    if let place = filled.lastIndex(of: column) { filled.remove(at: place) }
  }

  // MARK: Cells

  /// What may go wrong when a cell is put.
  enum Trouble {
    case none, occursTwice, tooManyColumns, fullColumn
  }

  /// Puts a value under a key into the row that is being read.
  ///
  /// - Parameters:
  ///   - text: 15 bytes behind its end can be read.
  ///   - isNumber: it is one of JSON's, and not a text that looks like one.
  ///   - padded: counts the empty cells that had to be added for earlier rows.
  @inline(__always)
  func put(
    _ text: UnsafeBufferPointer<UInt8>, isNumber: Bool, at key: JSONKey.Place, padded: inout Int
  ) -> Trouble {
    if let column = key.pointee.column, column.pointee.rows == row, depth == 0 {
      column.pointee.note(text, isNumber: isNumber)
      if column.pointee.putQuickly(text) { return .none }
    }
    return putSlowly(text, isNumber: isNumber, at: key, padded: &padded)
  }

  @inline(never)
  private func putSlowly(
    _ text: UnsafeBufferPointer<UInt8>, isNumber: Bool, at key: JSONKey.Place, padded: inout Int
  ) -> Trouble {
    guard let column = key.pointee.column ?? column(key.pointee.path, isMirror: false) else { return .tooManyColumns }
    key.pointee.column = column
    return put(text, isNumber: isNumber, in: column, padded: &padded)
  }

  private func put(
    _ text: UnsafeBufferPointer<UInt8>, isNumber: Bool, in column: JSONColumn.Place, padded: inout Int
  ) -> Trouble {
    var trouble = Trouble.none
    if column.pointee.rows > row {
      // Two keys of one header: `a.b`, and `b` within `a`.
      forget(column)
      trouble = .occursTwice
    }
    if column.pointee.rows < row {
      padded += row - column.pointee.rows
      column.pointee.pad(to: row)
    }
    if parent != nil { filled.append(column) }
    column.pointee.note(text, isNumber: isNumber)
    return column.pointee.putQuickly(text) || column.pointee.put(text) ? trouble : .fullColumn
  }

  private func column(_ header: String, isMirror: Bool) -> JSONColumn.Place? {
    if let column = columnByHeader[header] { return column }
    guard columns.count < JSONTable.columnLimit else { return nil }
    let column = JSONColumn.Place.allocate(capacity: 1)
    column.initialize(to: JSONColumn(header: header, isMirror: isMirror))
    columns.append(column)
    columnByHeader[header] = column
    return column
  }

  /// Repeats the filled cells of a list's row, which is being read, in the parent's row: `fees[0].name`.
  func mirror(listOf key: JSONKey.Place, padded: inout Int) -> Trouble {
    var worst = Trouble.none
    mirrors.removeAll(keepingCapacity: true)
    for column in filled where !column.pointee.last.isEmpty {
      guard
        let mirror = column.pointee.mirror
          ?? parent!.column("\(key.pointee.path)[0].\(column.pointee.header)", isMirror: true)
      else { return .tooManyColumns }
      column.pointee.mirror = mirror
      mirrors.append(mirror)
      switch parent!.put(column.pointee.last, isNumber: column.pointee.isNumber, in: mirror, padded: &padded) {
      case .none: break
      case .occursTwice: worst = .occursTwice
      case .tooManyColumns: return .tooManyColumns
      case .fullColumn: return .fullColumn
      }
    }
    return worst
  }
}
