extension FlowPass {
  /// The same pass over other bookings, or in another order.
  func over(_ ordered: OrderedBookings) -> FlowPass {
    var pass = self
    (pass.bookings, pass.ranges) = (ordered, [0..<ordered.count])
    return pass
  }

  /// The same pass where all rows have met filters and conditions already.
  var keepingAll: FlowPass {
    var pass = self
    pass.filters = []
    pass.conditions = conditions.map { ($0.label, .constant(true)) }
    return pass
  }

  /// The positions of the rows that are kept, in their order; and what conditions left out.
  func kept() -> (positions: [UInt32], leftOut: [Int]) {
    var pass = self
    pass.ways = []
    return pass.run(
      make: { [UInt32]() },
      body: { kept, chunk in
        for offset in 0..<chunk.range.count where chunk.keep[offset] != 0 {
          kept.append(UInt32(chunk.range.lowerBound + offset))
        }
      },
      merge: { kept, other in kept += other })
  }

  /// Adds the groups of which a row is kept.
  func addGroups(to groups: inout GroupSet) throws(EvaluationError) {
    var chunk = Chunk(leftOut: [Int](repeating: 0, count: conditions.count))
    for range in chunks {
      if isCancelled() { throw .cancelled }
      fill(&chunk, range)
      for offset in 0..<range.count where chunk.keep[offset] != 0 { groups.insert(chunk.groups[offset]) }
    }
  }
}
