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

  /// How a table's rows reach a dimension: codes of a column, and what each of them means.
  struct Way {
    /// `nil` when the row itself is the value.
    let codes: Codes?
    let column: String
    /// Own code → the dimension's code.
    let meaning: [UInt32]
  }

  /// Resolves a way, adding the texts that it leads to.
  func way(_ reach: KeyReach, from table: TableName, dimension: Int) -> Way? {
    guard case .path(let links, let column) = reach else { return nil }
    let (codes, first, meaning) = follow(links[...], column, from: table, dimension)
    return Way(codes: codes, column: first, meaning: meaning)
  }

  private func follow(
    _ links: ArraySlice<String>, _ column: String, from table: TableName, _ dimension: Int
  ) -> (Codes?, String, [UInt32]) {
    let rows = snapshot.table(table)
    guard let link = links.first else { return (last(column, of: rows, dimension)) }
    guard case .link(let codes, let target)? = rows.columns[link] else { return (missing(rows), link, [0]) }
    let (inner, _, meaning) = follow(links.dropFirst(), column, from: target, dimension)
    let count = snapshot.table(target).rowCount
    var result: [UInt32] = [0]
    result.reserveCapacity(count + 1)
    for row in 0..<count { result.append(meaning[inner.map { $0[row] } ?? row + 1]) }
    return (codes, link, result)
  }

  private func last(_ column: String, of table: Table, _ dimension: Int) -> (Codes?, String, [UInt32]) {
    if column.isEmpty { return (nil, "", (0...table.rowCount).map { UInt32($0) }) }
    switch table.columns[column] {
    case .link(let codes, let target):
      return (codes, column, (0...snapshot.table(target).rowCount).map { UInt32($0) })
    case .text(let codes, let pool): return (codes, column, pool.strings.map { UInt32(code(of: $0, dimension)) })
    case .identifiers, .number, .day, .minute, .flag, nil: return (missing(table), column, [0])
    }
  }

  private func missing(_ table: Table) -> Codes { Codes.missing(count: table.rowCount) }

  private func code(of text: String, _ dimension: Int) -> Int {
    if text.isEmpty { return 0 }
    if let known = dimensions[dimension].codes[text] { return known }
    let code = dimensions[dimension].labels.count
    dimensions[dimension].labels.append(text)
    dimensions[dimension].codes[text] = code
    dimensions[dimension].size = code + 1
    return code
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
