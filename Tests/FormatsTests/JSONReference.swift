/// A JSON value as it is to be written, and what a reader has to make of it, told slowly and plainly.
indirect enum JSONSample {
  case text(String, spelled: String)
  case number(String)
  case word(String)
  case null
  case list([JSONSample])
  case object(JSONSampleObject)
}

final class JSONSampleObject {
  var members: [(key: String, spelled: String, value: JSONSample)] = []
  /// Where it was written.
  var line = 0
}

extension JSONSample {
  var spelled: String {
    switch self {
    case .text(_, let spelled): spelled
    case .number(let text), .word(let text): text
    case .null: "null"
    case .list(let values): "[" + values.map(\.spelled).joined(separator: ",") + "]"
    case .object(let object):
      "{" + object.members.map { $0.spelled + ":" + $0.value.spelled }.joined(separator: ",") + "}"
    }
  }

  /// As an item of a list in one cell.
  var item: String {
    switch self {
    case .text(let text, _): text
    case .number(let text), .word(let text): text
    case .null: ""
    case .list, .object: spelled
    }
  }
}

final class JSONReferenceTable {
  var headers: [String] = []
  var mirrors: Set<String> = []
  var rows: [[String: String]] = []
  var lines: [Int] = []
  var parents: [Int] = []
  var lists: [(path: String, table: JSONReferenceTable)] = []
  let depth: Int

  init(depth: Int) { self.depth = depth }

  func list(_ path: String) -> JSONReferenceTable {
    if let list = lists.first(where: { $0.path == path }) { return list.table }
    let table = JSONReferenceTable(depth: depth + 1)
    lists.append((path, table))
    return table
  }
}

/// One row while it is made. A value that a later one of the same key replaces still names its columns.
struct JSONReferenceRow {
  let table: JSONReferenceTable
  let limit: Int
  /// It lies in a value that a later one replaces.
  var isReplaced = false
  var cells: [String: String] = [:]

  mutating func put(_ text: String, _ header: String, counts: Bool, isMirror: Bool = false) {
    if !table.headers.contains(header) { table.headers.append(header) }
    if isMirror { table.mirrors.insert(header) }
    if counts { cells[header] = text }
  }

  mutating func add(_ object: JSONSampleObject, prefix: String, counts: Bool) {
    for (place, member) in object.members.enumerated() {
      let isLast = !object.members[(place + 1)...].contains { $0.key == member.key }
      add(member.value, path: prefix + member.key, counts: counts && isLast)
    }
  }

  mutating func add(_ value: JSONSample, path: String, counts: Bool) {
    switch value {
    case .text(let text, _), .number(let text), .word(let text): put(text, path, counts: counts)
    case .null: put("", path, counts: counts)
    case .object(let object): add(object, prefix: path + ".", counts: counts)
    case .list(let values):
      if case .object? = values.first, table.depth >= limit { return put(value.spelled, path, counts: counts) }
      var items: [String] = []
      var isFirst = true
      for value in values {
        guard case .object(let object) = value, table.depth < limit else {
          items.append(value.item)
          continue
        }
        let list = table.list(path)
        var row = JSONReferenceRow(table: list, limit: limit, isReplaced: isReplaced || !counts)
        row.add(object, prefix: "", counts: true)
        if isFirst {
          // In the order in which the cells came.
          for header in object.headers(list, limit) where !(row.cells[header] ?? "").isEmpty {
            put(row.cells[header]!, "\(path)[0].\(header)", counts: counts, isMirror: true)
          }
        }
        isFirst = false
        if !row.isReplaced {
          list.rows.append(row.cells)
          list.lines.append(object.line)
          list.parents.append(table.rows.count)
        }
      }
      if !items.isEmpty { put(items.joined(separator: ";"), path, counts: counts) }
    }
  }
}

extension JSONSampleObject {
  /// The headers of its cells in the order in which they are put.
  func headers(_ table: JSONReferenceTable, _ limit: Int) -> [String] {
    let alone = JSONReferenceTable(depth: table.depth)
    // Of a key that occurs twice only the last value counts, and that is where its cell is put.
    let last = JSONSampleObject()
    last.members = lastMembers
    var row = JSONReferenceRow(table: alone, limit: limit)
    row.add(last, prefix: "", counts: true)
    return alone.headers
  }

  /// The members that count, where they count.
  var lastMembers: [(key: String, spelled: String, value: JSONSample)] {
    members.enumerated().filter { place, member in !members[(place + 1)...].contains { $0.key == member.key } }
      .map { _, member in
        guard case .object(let object) = member.value else { return member }
        let inner = JSONSampleObject()
        inner.members = object.lastMembers
        return (member.key, member.spelled, .object(inner))
      }
  }
}
