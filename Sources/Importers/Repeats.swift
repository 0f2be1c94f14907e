import Store

/// Rows with one id are one row: exports that are paged by week repeat them.
enum Repeats {
  /// Drops all but the first row of each id.
  static func drop(from raw: RawTable, _ notebook: inout Notebook) {
    guard let column = raw.columns.firstIndex(where: { $0.type == .identifier }) else { return }
    var repeats = FoundRepeats()
    switch raw.storage[column] {
    case .integers(let ids):
      if isIncreasing(raw) { return }
      findIntegers(raw, &repeats) { ids.base[$0] }
    case .narrowIntegers(let ids):
      if isIncreasing(raw) { return }
      findIntegers(raw, &repeats) { Int64(ids.base[$0]) }
    case .codes(let codes): findTexts(raw, column, codes, &repeats)
    case .numbers, .days, .minutes, .flags, .released: return
    }
    // What several files say of one person is merged.
    if raw.name == .users, raw.sources.count > 1 { return }
    for (slot, first) in repeats.pairs {
      raw.drop(slot)
      notebook.countRepeat(slot, of: raw)
      if !raw.isSameRow(slot, first) { repeats.differing.append(first) }
    }
    if !repeats.differing.isEmpty {
      let count = repeats.differing.count
      notebook.add(
        .differingRepeat,
        "\(count) \(count == 1 ? "row" : "rows") of \(raw.name.rawValue) \(count == 1 ? "repeats" : "repeat") an id "
          + "with other cells; the first one counts",
        table: raw.name, rows: raw.identifiers(repeats.differing), count: count)
    }
  }

  private struct FoundRepeats {
    var pairs: [(slot: Int, first: Int)] = []
    /// Slots of the rows that count.
    var differing: [Int] = []
  }

  /// Ids that only ever rise cannot repeat: no need to remember them.
  private static func isIncreasing(_ raw: RawTable) -> Bool {
    var last = Int64.min
    for segment in raw.segments where segment.rows > 0 {
      if !segment.isIncreasing || segment.firstIdentifier <= last { return false }
      last = segment.lastIdentifier
    }
    return true
  }

  private static func findIntegers(_ raw: RawTable, _ repeats: inout FoundRepeats, _ id: (Int) -> Int64) {
    var known = IntegerSlots(capacity: raw.rowCount)
    raw.forEachRow { slot, _ in
      if let first = known.insert(slot, id) { repeats.pairs.append((slot, first)) }
    }
  }

  private static func findTexts(
    _ raw: RawTable, _ column: Int, _ codes: SlotCodes, _ repeats: inout FoundRepeats
  ) {
    let texts = raw.texts(of: column)
    var firstSlots = [Int](repeating: -1, count: texts.strings.count)
    raw.forEachRow { slot, worker in
      let text = Int(texts.codes[worker][Int(codes[slot])])
      if firstSlots[text] < 0 {
        firstSlots[text] = slot
      } else {
        repeats.pairs.append((slot, firstSlots[text]))
      }
    }
  }
}

/// A hash set of slots by their integer ids.
private struct IntegerSlots {
  private var slots: [UInt32]
  private let mask: Int

  init(capacity: Int) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    slots = [UInt32](repeating: .max, count: size)
    mask = size - 1
  }

  /// The slot that has the same id already; nil, and the slot is kept, if none has.
  mutating func insert(_ slot: Int, _ id: (Int) -> Int64) -> Int? {
    let own = id(slot)
    let mixed = UInt64(bitPattern: own) &* 0x9E37_79B9_7F4A_7C15
    var index = Int(truncatingIfNeeded: mixed >> 20) & mask
    while slots[index] != .max {
      if id(Int(slots[index])) == own { return Int(slots[index]) }
      index = (index + 1) & mask
    }
    slots[index] = UInt32(truncatingIfNeeded: slot)
    return nil
  }
}

extension RawTable {
  /// Whether two rows say the same in every column.
  func isSameRow(_ slot: Int, _ other: Int) -> Bool {
    let (worker, otherWorker) = (segment(ofSlot: slot).worker, segment(ofSlot: other).worker)
    return storage.indices.allSatisfy { column in
      switch storage[column] {
      case .integers(let buffer), .numbers(let buffer): buffer[slot] == buffer[other]
      case .days(let buffer), .minutes(let buffer), .narrowIntegers(let buffer): buffer[slot] == buffer[other]
      case .flags(let buffer): buffer[slot] == buffer[other]
      case .codes(let buffer):
        worker == otherWorker
          ? buffer[slot] == buffer[other]
          : texts(of: column).codes[worker][Int(buffer[slot])]
            == texts(of: column).codes[otherWorker][Int(buffer[other])]
      case .released: true
      }
    }
  }
}
