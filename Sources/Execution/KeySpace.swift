import Planning
import Store

/// The values of the attribute keys of a query, numbered alike for all its figures.
///
/// A group is one value of every attribute key, as a mixed-radix number: code 0 of a key is missing.
final class KeySpace {
  struct Dimension {
    let name: String
    let entity: TableName?
    /// For texts: the spelling of each code. For entities code = row + 1.
    var labels: [String?] = [nil]
    var codes: [String: Int] = [:]
    var size: Int
  }

  let snapshot: Snapshot
  private(set) var dimensions: [Dimension] = []

  init(_ keys: [PlanKey], in snapshot: Snapshot) {
    self.snapshot = snapshot
    for case .attribute(let name, let entity) in keys {
      let size = entity.map { snapshot.table($0).rowCount + 1 } ?? 1
      dimensions.append(Dimension(name: name, entity: entity, size: size))
    }
  }

  /// Numbers the values of keys as another space did, before any other is met.
  func number(as numbering: KeyNumbering) { dimensions = numbering.dimensions }

  /// How a table's rows reach a dimension: codes of a column, and what each of them means.
  struct Way {
    /// `nil` when the row itself is the value.
    let codes: Codes?
    let column: String
    /// Own code → the dimension's code; or the list's number, where a row has several of them.
    let meaning: [UInt32]
    var lists: Lists?
  }

  /// Lists of a dimension's codes, by number. The first is of rows that have none: it holds the missing one.
  struct Lists: Sendable {
    /// Where each list begins in `codes`, and the end.
    private(set) var offsets = [0, 1]
    private(set) var codes: [UInt32] = [0]

    mutating func append(_ list: [UInt32]) {
      codes += list
      offsets.append(codes.count)
    }

    var count: Int { offsets.count - 1 }
  }

  /// Resolves a way, adding the texts that it leads to.
  func way(_ reach: KeyReach, from table: TableName, dimension: Int) -> Way? {
    switch reach {
    case .path(let links, let column):
      let (codes, first, meaning) = follow(links[...], column, from: table) { code(of: $0, $0, dimension) }
      return Way(codes: codes, column: first, meaning: meaning)
    case .list(let links, let column):
      var lists = Lists()
      let (codes, first, meaning) = follow(links[...], column, from: table) { text in
        let codes = text.listed.map { code(of: $0.lowercased(), $0, dimension) }
        guard !codes.isEmpty else { return 0 }
        lists.append(Set(codes).sorted())
        return UInt32(lists.count - 1)
      }
      return Way(codes: codes, column: first, meaning: meaning, lists: lists)
    case .letting:
      // Known before the days are looked at: how many values there are.
      if case .text(_, let pool)? = snapshot.table(.memberships).columns["currency"] {
        for currency in pool.strings { _ = code(of: currency, dimension) }
      }
      return way(.path(links: ["location"], column: "currency"), from: table, dimension: dimension)
    case .unreachable: return nil
    }
  }

  /// The dimension's code of a text, numbered if it is the first time that it is met.
  func code(of text: String, _ dimension: Int) -> UInt32 { code(of: text, text, dimension) }

  /// - Parameter code: what a text at the end of the links means.
  private func follow(
    _ links: ArraySlice<String>, _ column: String, from table: TableName, _ code: (String) -> UInt32
  ) -> (Codes?, String, [UInt32]) {
    let rows = snapshot.table(table)
    guard let link = links.first else { return last(column, of: rows, code) }
    guard case .link(let codes, let target)? = rows.columns[link] else { return (missing(rows), link, [0]) }
    let (inner, _, meaning) = follow(links.dropFirst(), column, from: target, code)
    let count = snapshot.table(target).rowCount
    var result: [UInt32] = [0]
    result.reserveCapacity(count + 1)
    for row in 0..<count { result.append(meaning[inner.map { $0[row] } ?? row + 1]) }
    return (codes, link, result)
  }

  private func last(_ column: String, of table: Table, _ code: (String) -> UInt32) -> (Codes?, String, [UInt32]) {
    if column.isEmpty { return (nil, "", (0...table.rowCount).map { UInt32($0) }) }
    switch table.columns[column] {
    case .link(let codes, let target):
      return (codes, column, (0...snapshot.table(target).rowCount).map { UInt32($0) })
    case .text(let codes, let pool): return (codes, column, pool.strings.map(code))
    case .identifiers, .number, .day, .minute, .flag, nil: return (missing(table), column, [0])
    }
  }

  private func missing(_ table: Table) -> Codes { Codes.missing(count: table.rowCount) }

  /// - Parameter label: how the value is shown, if this is the first time that it is met.
  private func code(of text: String, _ label: String, _ dimension: Int) -> UInt32 {
    if text.isEmpty { return 0 }
    if let known = dimensions[dimension].codes[text] { return UInt32(known) }
    let code = dimensions[dimension].labels.count
    dimensions[dimension].labels.append(label)
    dimensions[dimension].codes[text] = code
    dimensions[dimension].size = code + 1
    return UInt32(code)
  }

  /// How many groups there could be; `nil` when they do not fit 62 bits.
  var capacity: Int? {
    var total = 1
    for dimension in dimensions {
      let (product, overflow) = total.multipliedReportingOverflow(by: dimension.size)
      if overflow || product > 1 << 62 { return nil }
      total = product
    }
    return total
  }

  /// What a group's codes are multiplied with, by dimension.
  var strides: [Int] {
    var result = [Int](repeating: 1, count: dimensions.count)
    for index in dimensions.indices.dropLast().reversed() {
      result[index] = result[index + 1] * dimensions[index + 1].size
    }
    return result
  }

  /// The id and the name of a value; `nil` when it is missing.
  func label(_ code: Int, of dimension: Int) -> (id: String, name: String)? {
    guard code > 0 else { return nil }
    if let entity = dimensions[dimension].entity {
      let table = snapshot.table(entity)
      return (table.id(of: code - 1), table.name(of: code - 1))
    }
    return dimensions[dimension].labels[code].map { ($0, $0) }
  }
}
