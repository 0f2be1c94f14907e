import Formats

extension Records {
  /// Expects that the columns of each table have a cell for each row.
  ///
  /// - Returns: all that there is, to be compared.
  func checked() -> [UInt8] {
    var all: [UInt8] = []
    for set in sets {
      all += set.name.utf8
      set.table.check(addingTo: &all)
      for (path, children) in set.children.sorted(by: { $0.key < $1.key }) {
        expect(children.parents.count == children.table.rowCount, "a parent for each row of “\(path)”")
        expect(children.parents.allSatisfy { $0 < set.table.rowCount }, "the parents of “\(path)” are there")
        all += "\n>\(path) \(children.parents)".utf8
        children.table.check(addingTo: &all)
      }
      for reject in set.rejects { all += "\n!\(reject.line) \(reject.reason)".utf8 }
      for value in set.envelope { all += "\n@\(value.path)=\(value.text)".utf8 }
    }
    for note in notes { all += "\n\(note)".utf8 }
    return all
  }
}

extension TextTable {
  func check() {
    var all: [UInt8] = []
    check(addingTo: &all)
  }

  fileprivate func check(addingTo all: inout [UInt8]) {
    expect(headers.count == columns.count, "a header for each column")
    for (header, column) in zip(headers, columns) {
      expect(column.count == rowCount, "“\(header)” has \(column.count) cells in \(rowCount) rows")
      var last: UInt32 = 0
      all += "\n\(header): ".utf8
      for end in column.ends {
        expect(last <= end, "cells of “\(header)” end in order")
        last = end
        // Ends of short texts; where they differ by more, the texts do.
        all.append(UInt8(truncatingIfNeeded: end))
      }
      expect(Int(last) == column.bytes.count, "cells of “\(header)” cover its bytes")
      all += column.bytes
    }
    for line in lines { all.append(UInt8(truncatingIfNeeded: line)) }
  }
}
