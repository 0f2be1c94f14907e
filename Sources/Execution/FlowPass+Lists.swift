import Store

extension FlowPass {
  /// Rows, and of each the code of one name of its list.
  struct Listed: Sendable {
    var rows: [UInt32] = []
    var codes: [UInt32] = []
  }

  /// The rows that are kept, each once for every name of its list, so that it counts whole in each (DESIGN §5).
  ///
  /// - Parameters:
  ///   - column: of bookings, whose codes `numbers` turns into numbers of `lists`.
  /// - Returns: the rows in their order, and what conditions left out of them.
  func listing(_ column: String, numbers: [UInt32], _ lists: KeySpace.Lists) -> (Listed, leftOut: [Int]) {
    var pass = self
    pass.ways = []
    let codes = bookings.codes(column)
    let (offsets, names) = (lists.offsets, lists.codes)
    return pass.run(
      make: { Listed() },
      body: { listed, chunk in
        for offset in 0..<chunk.range.count where chunk.keep[offset] != 0 {
          let position = chunk.range.lowerBound + offset
          let list = Int(numbers[codes.map { $0[position] } ?? 0])
          let row = UInt32(bookings.row(at: position))
          for place in offsets[list]..<offsets[list + 1] {
            listed.rows.append(row)
            listed.codes.append(names[place])
          }
        }
      },
      merge: { listed, other in
        listed.rows += other.rows
        listed.codes += other.codes
      })
  }
}
