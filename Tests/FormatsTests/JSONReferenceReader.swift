/// What a reader has to make of values one behind the other, as `JSONReaderTests` show it. The order of sets is not told.
struct JSONReferenceReader {
  private let root = JSONReferenceTable(depth: 0)
  private var envelopes: [(row: Int, records: [String], lists: [String])] = []

  static func shown(_ values: [JSONSample]) -> String {
    var reader = JSONReferenceReader()
    for value in values { reader.read(value) }
    return reader.sets().sorted().joined(separator: "\n")
  }

  private mutating func read(_ value: JSONSample) {
    switch value {
    case .object(let object):
      add(object, limit: 4)
      var found: (records: [String], lists: [String]) = ([], [])
      if open(object, prefix: "", &found) {
        addLists(object, prefix: "", &found)
        envelopes.append((root.rows.count - 1, found.records, found.lists))
      }
    case .list(let values):
      for case .object(let object) in values { add(object, limit: 3) }
    case .text, .number, .word, .null: break
    }
  }

  private func add(_ object: JSONSampleObject, limit: Int) {
    var row = JSONReferenceRow(table: root, limit: limit)
    row.add(object, prefix: "", counts: true)
    root.rows.append(row.cells)
    root.lines.append(object.line)
  }

  private func open(
    _ object: JSONSampleObject, prefix: String, _ found: inout (records: [String], lists: [String])
  ) -> Bool {
    let members = object.lastMembers
    for member in members {
      if ["id", "_id", "Id", "uuid", "userName"].contains(member.key) { return false }
      if case .list(let values) = member.value, member.key == "schemas",
        values.contains(where: { $0.item.hasSuffix(":User") })
      {
        return false
      }
    }
    var isEnvelope = false
    for member in members {
      let path = prefix + member.key
      let isData = member.key.lowercased() == "data"
      switch member.value {
      case .list(let values) where values.isEmpty:
        let names = ["data", "results", "resources", "items", "value", "records", "bookings", "users"]
        if names.contains(member.key.lowercased()) || root.lists.contains(where: { $0.path == path }) {
          found.lists.append(path)
          isEnvelope = true
        }
      case .list(let values): isEnvelope = isEnvelope || values.contains(where: \.isObject)
      case .object(let inner) where isData || members.count == 1:
        if open(inner, prefix: path + ".", &found) {
          isEnvelope = true
        } else if isData {
          found.records.append(path)
          isEnvelope = true
        }
      case .object, .text, .number, .word, .null: break
      }
    }
    return isEnvelope
  }

  private func addLists(
    _ object: JSONSampleObject, prefix: String, _ found: inout (records: [String], lists: [String])
  ) {
    for member in object.lastMembers {
      let path = prefix + member.key
      if case .list(let values) = member.value, values.contains(where: \.isObject) { found.lists.append(path) }
      if case .object(let inner) = member.value, !found.records.contains(path) {
        addLists(inner, prefix: path + ".", &found)
      }
    }
  }

  private func sets() -> [String] {
    guard !envelopes.isEmpty else { return [shown(root, "", Array(root.rows.indices), all: true)] }
    var result: [String] = []
    let rest = root.rows.indices.filter { row in !envelopes.contains { $0.row == row } }
    if !rest.isEmpty { result.append(shown(root, "", rest, all: false)) }
    var names: [(path: String, isList: Bool)] = []
    for envelope in envelopes {
      for name in envelope.records.map({ ($0, false) }) + envelope.lists.map({ ($0, true) })
      where !names.contains(where: { $0 == name }) {
        names.append(name)
      }
    }
    for (path, isList) in names {
      let pages = envelopes.filter { (isList ? $0.lists : $0.records).contains(path) }
      let pageRows = pages.map(\.row)
      let list = root.lists.first { $0.path == path }?.table
      var text = "= \(path)\n"
      if !isList {
        text = shown(root, path, pageRows, all: false, prefix: path + ".")
      } else if let list, !list.rows.isEmpty {
        let kept = list.rows.indices.filter { pageRows.contains(list.parents[$0]) }
        text = shown(list, path, kept, all: kept.count == list.rows.count)
      }
      for page in pages {
        for header in root.headers where !root.mirrors.contains(header) {
          let isElsewhere = page.records.contains { header.hasPrefix($0 + ".") }
          let value = root.rows[page.row][header] ?? ""
          if !isElsewhere, !value.isEmpty { text += "\n@ \(header)=\(value)" }
        }
      }
      result.append(text)
    }
    return result
  }

  private func shown(
    _ table: JSONReferenceTable, _ name: String, _ rows: [Int], all: Bool, prefix: String = ""
  ) -> String {
    let headers = table.headers.filter { header in
      header.hasPrefix(prefix) && (all || rows.contains { !(table.rows[$0][header] ?? "").isEmpty })
    }
    var lines = ["= \(name)", headers.map { String($0.dropFirst(prefix.count)) }.joined(separator: "|")]
    for row in rows {
      lines.append("\(table.lines[row]): " + headers.map { table.rows[row][$0] ?? "" }.joined(separator: "|"))
    }
    var lists: [String: String] = [:]
    children(table, rows, roots: Array(rows.indices), all: all, prefix: prefix, outer: "", into: &lists)
    lines += lists.sorted { $0.key < $1.key }.map(\.value)
    return lines.joined(separator: "\n")
  }

  private func children(
    _ table: JSONReferenceTable, _ rows: [Int], roots: [Int], all: Bool, prefix: String, outer: String,
    into result: inout [String: String]
  ) {
    for (path, list) in table.lists where path.hasPrefix(prefix) {
      let kept = list.rows.indices.filter { rows.contains(list.parents[$0]) }
      guard !kept.isEmpty else { continue }
      let path = outer + path.dropFirst(prefix.count)
      let name = result[path] == nil ? path : path + " (2)"
      let headers = list.headers.filter { header in all || kept.contains { !(list.rows[$0][header] ?? "").isEmpty } }
      var lines = ["> \(name)", headers.joined(separator: "|")]
      let parents = kept.map { roots[rows.firstIndex(of: list.parents[$0])!] }
      for (row, parent) in zip(kept, parents) {
        lines.append("\(list.lines[row])^\(parent): " + headers.map { list.rows[row][$0] ?? "" }.joined(separator: "|"))
      }
      result[name] = lines.joined(separator: "\n")
      children(list, kept, roots: parents, all: all, prefix: "", outer: name + ".", into: &result)
    }
  }
}

extension JSONSample {
  var isObject: Bool {
    switch self {
    case .object: true
    case .text, .number, .word, .null, .list: false
    }
  }
}
