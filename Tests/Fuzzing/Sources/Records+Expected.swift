import Formats

extension Records {
  /// Expects that the columns of each table have a cell for each row, and says all that there is.
  func checked() -> String {
    sets.map { set in
      let children = set.children.sorted { $0.key < $1.key }.map { path, children in
        expect(children.parents.count == children.table.rowCount, "a parent for each row of “\(path)”")
        expect(children.parents.allSatisfy { $0 < set.table.rowCount }, "the parents of “\(path)” are there")
        return ">\(path) \(children.parents) \(children.table.checked())"
      }
      let rejects = set.rejects.map { "!\($0.line) \($0.reason)" }
      let around = set.envelope.map { "@\($0.path)=\($0.text)" }
      return (["=\(set.name)", set.table.checked()] + children + rejects + around).joined(separator: "\n")
    }.joined(separator: "\n") + notes.joined(separator: "\n")
  }
}

extension TextTable {
  func checked() -> String {
    expect(headers.count == columns.count, "a header for each column")
    for (header, column) in zip(headers, columns) {
      expect(column.count == rowCount, "“\(header)” has \(column.count) cells in \(rowCount) rows")
      expect(zip(column.ends, column.ends.dropFirst()).allSatisfy { $0 <= $1 }, "cells of “\(header)” end in order")
      expect(Int(column.ends.last ?? 0) == column.bytes.count, "cells of “\(header)” cover its bytes")
    }
    return "\(headers) \(lines)\n" + columns.map { "\($0.texts)" }.joined(separator: "\n")
  }
}
