import Store

/// One row of cells that could not be read.
struct Reject: Sendable {
  /// The file's offset of the row's first byte.
  let position: Int
  let column: String
  let reason: String
}

/// Something about one cell that the number in its slot does not say.
struct CellNote {
  enum Kind: UInt8 {
    /// A minute column has a date alone.
    case day
    /// A minute column has minutes UTC.
    case instant
    /// Decimals beyond the sixth were rounded.
    case rounded
    /// Seconds were cut off.
    case seconds
  }

  var slot: UInt32
  let column: UInt16
  let kind: Kind
}

/// What one stretch of one file gave: rows in the slots `firstSlot ..< firstSlot + rows`, texts in the codes of one worker.
struct Segment {
  let source: Int
  /// Offsets into the file: records that start in here.
  let range: Range<Int>
  let firstSlot: Int
  let slotLimit: Int

  var worker = 0
  /// Where its first record starts, and where the first one after it does.
  var start = 0
  var end = 0
  var rows = 0
  var rejects: [Reject] = []
  var rejectedCount = 0
  var notes: [CellNote] = []
  /// Integer ids: whether each is above the one before, and the last.
  var isIncreasing = true
  var lastIdentifier = Int64.min
  var firstIdentifier = Int64.max
  var failure: ReadingFailure?
  /// It is not as canonical as its header: a translation would understand it in another way.
  var isOdd = false
  /// It had more rows than slots, or ids that are no integers: the table is read again, with more room.
  var overflow: Overflow?

  enum Overflow { case slots, wideIdentifiers, textIdentifiers }

  var slots: Range<Int> { firstSlot..<firstSlot + rows }
}

/// The values of a column, by slot.
enum SlotColumn {
  case narrowIntegers(SlotBuffer<Int32>)
  case integers(SlotBuffer<Int64>)
  /// Codes of the worker that read the segment.
  case codes(SlotCodes)
  /// Millionths; `missingNumber` where there is none.
  case numbers(SlotBuffer<Int64>)
  case days(SlotBuffer<Int32>)
  case minutes(SlotBuffer<Int32>)
  /// 0 no, 1 yes, 2 missing.
  case flags(SlotBuffer<UInt8>)
  /// Its rows were placed, and its memory given back.
  case released

  static let missingNumber = Int64.min
}

/// A table as it stands in its files: typed cells in slots, texts coded per worker, nothing linked yet.
final class RawTable: @unchecked Sendable {
  let name: TableName
  let sources: [SourceFile]
  let columns: [Layout.Column]
  private(set) var storage: [SlotColumn]
  /// In file order. Slots rise with them.
  let segments: [Segment]
  /// By worker, then column.
  let dictionaries: [[CodeTable]]
  /// The file's offset of each row; nil for bookings, of which none is rejected later.
  let positions: SlotBuffer<Int>?
  let slotCount: Int
  /// Rows that turned out not to count, as repeats or for what they name.
  private(set) var dropped: SlotSet
  private var merged: [Int: MergedTexts] = [:]

  init(
    name: TableName, sources: [SourceFile], columns: [Layout.Column], storage: [SlotColumn], segments: [Segment],
    dictionaries: [[CodeTable]], positions: SlotBuffer<Int>?, slotCount: Int
  ) {
    self.name = name
    self.sources = sources
    self.columns = columns
    self.storage = storage
    self.segments = segments
    self.dictionaries = dictionaries
    self.positions = positions
    self.slotCount = slotCount
    dropped = SlotSet()
  }

  /// A file that was read where it lies, though a translation would understand it in another way; nil where there is none.
  var sourceForTranslation: SourceFile? {
    segments.first { $0.isOdd && sources[$0.source].lines == nil }.map { sources[$0.source] }
  }

  func index(of column: String) -> Int? { columns.firstIndex { $0.name == column } }

  var rowCount: Int { segments.reduce(0) { $0 + $1.rows } }

  func drop(_ slot: Int) { dropped.insert(slot, of: slotCount) }

  func segment(ofSlot slot: Int) -> Segment {
    var (low, high) = (0, segments.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if segments[middle].firstSlot <= slot { low = middle } else { high = middle }
    }
    return segments[low]
  }

  /// Calls `body` with each row's slot and worker that still counts, in file order.
  func forEachRow(_ body: (_ slot: Int, _ worker: Int) -> Void) {
    for segment in segments {
      for slot in segment.slots where dropped.isEmpty || !dropped.contains(slot) { body(slot, segment.worker) }
    }
  }

  /// By worker and code: whether a row that counts has that text; nil where each does, as no row is left out.
  func usedCodes(_ codes: SlotCodes, of column: Int) -> [[Bool]]? {
    guard !dropped.isEmpty || segments.contains(where: { $0.rejectedCount > 0 }) else { return nil }
    var used = dictionaries.map { [Bool](repeating: false, count: $0[column].count + 1) }
    forEachRow { slot, worker in used[worker][Int(codes[slot])] = true }
    return used
  }

  /// The segments of each file, in its order.
  var segmentsBySource: [[Segment]] {
    var result = [[Segment]](repeating: [], count: sources.count)
    for segment in segments { result[segment.source].append(segment) }
    return result
  }

  /// The first and last day on which rows of a file begin; nil where the table has no such column, or no day in it.
  ///
  /// - Parameter segments: of the file.
  func days(of segments: [Segment]) -> ClosedRange<Int32>? {
    guard let column = columns.firstIndex(where: { $0.isRequired && ($0.type == .minute || $0.type == .firstDay) })
    else { return nil }
    var (first, last) = (Int32.max, Int32.min)
    func add(_ values: SlotBuffer<Int32>, _ slots: Range<Int>) {
      for slot in slots where values.base[slot] != .min && values.base[slot] != .max {
        first = min(first, values.base[slot])
        last = max(last, values.base[slot])
      }
    }
    for segment in segments {
      switch storage[column] {
      case .days(let days): add(days, segment.slots)
      case .minutes(let minutes): add(minutes, segment.slots)
      case .narrowIntegers, .integers, .codes, .numbers, .flags, .released: break
      }
    }
    guard first <= last else { return nil }
    if columns[column].type == .minute {
      (first, last) = (floorDiv(first, 1440), floorDiv(last, 1440))
    }
    return first...last
  }

  /// Gives back the memory of a column that is not needed any more.
  func release(_ column: Int) {
    storage[column] = .released
    merged[column] = nil
  }

  /// All texts of a column, whoever read them.
  func texts(of column: Int) -> MergedTexts {
    if let known = merged[column] { return known }
    let texts = MergedTexts(dictionaries.map { $0[column] })
    merged[column] = texts
    return texts
  }

  /// The text of a coded cell.
  func text(_ column: Int, slot: Int) -> String {
    guard case .codes(let codes) = storage[column] else { return "" }
    return dictionaries[segment(ofSlot: slot).worker][column].text(Int(codes[slot]))
  }

  /// The text of a cell of ids or texts.
  func cellText(_ column: Int, slot: Int) -> String {
    switch storage[column] {
    case .integers(let ids): String(ids[slot])
    case .narrowIntegers(let ids): String(ids[slot])
    case .codes: text(column, slot: slot)
    case .numbers, .days, .minutes, .flags, .released: ""
    }
  }

  /// The id of a row; its file and line where the table has no ids.
  func identifier(slot: Int) -> String { identifiers([slot])[0] }

  /// The same of several rows, at most so many as findings name. Users are told by file and line: their ids are persons.
  func identifiers(_ slots: some Sequence<Int>) -> [String] {
    let slots = Array(slots.prefix(Notebook.rowsNamed))
    guard name != .users, let column = columns.firstIndex(where: { $0.type == .identifier }) else {
      return places(slots)
    }
    return slots.map { cellText(column, slot: $0) }
  }

  /// `availability.csv:17`
  private func places(_ slots: [Int]) -> [String] {
    var names = [String](repeating: "", count: slots.count)
    for (source, places) in Dictionary(grouping: slots.indices, by: { segment(ofSlot: slots[$0]).source }) {
      let file = sources[source]
      let own = places.sorted { slots[$0] < slots[$1] }
      let lines = try? Lines.numbers(of: own.map { positions?[slots[$0]] ?? 0 }, in: file)
      for (index, place) in own.enumerated() { names[place] = lines.map { "\(file.name):\($0[index])" } ?? file.name }
    }
    return names
  }
}

/// The texts of a column that several workers coded, numbered in the order in which the file has them; 0 is missing.
struct MergedTexts {
  /// Distinct, also as people read them (composed and decomposed letters are one).
  let strings: [String]
  /// By worker: from its code to the index in `strings`.
  let codes: [[UInt32]]

  init(_ tables: [CodeTable]) {
    let filled = tables.filter { $0.count > 0 }
    if filled.count == 1, !filled[0].hasOtherThanASCII {
      // One worker met them all, each once.
      strings = (0...filled[0].count).map { filled[0].text($0) }
      codes = tables.map { table in table.count > 0 ? Array(0...UInt32(table.count)) : [0] }
      return
    }
    let all = CodeTable()
    var view = all.view
    var codes = tables.map { [UInt32](repeating: 0, count: $0.count + 1) }
    var next = [Int](repeating: 1, count: tables.count)
    while true {
      // Each worker met its texts in file order; the one that was met first comes first.
      var first: Int?
      for worker in tables.indices where next[worker] <= tables[worker].count {
        if let other = first, tables[other].firstSlots[next[other]] <= tables[worker].firstSlots[next[worker]] {
          continue
        }
        first = worker
      }
      guard let worker = first else { break }
      codes[worker][next[worker]] = all.code(of: tables[worker].cell(next[worker]), slot: 0, &view)
      next[worker] += 1
    }
    let strings = (0..<all.count + 1).map { all.text($0) }
    if all.hasOtherThanASCII {
      var known: [String: UInt32] = [:]
      var distinct: [String] = []
      let numbers = strings.map { text -> UInt32 in
        if let number = known[text] { return number }
        known[text] = UInt32(distinct.count)
        distinct.append(text)
        return UInt32(distinct.count - 1)
      }
      self.strings = distinct
      self.codes = codes.map { $0.map { numbers[Int($0)] } }
    } else {
      self.strings = strings
      self.codes = codes
    }
  }
}

/// A set of slots: one bit each, and nothing while it is empty.
struct SlotSet {
  private var words: [UInt64] = []
  private(set) var count = 0

  var isEmpty: Bool { count == 0 }

  @inline(__always)
  func contains(_ slot: Int) -> Bool {
    !words.isEmpty && words[slot >> 6] & (1 << UInt64(slot & 63)) != 0
  }

  mutating func insert(_ slot: Int, of slotCount: Int) {
    if words.isEmpty { words = [UInt64](repeating: 0, count: (slotCount + 63) / 64) }
    guard !contains(slot) else { return }
    words[slot >> 6] |= 1 << UInt64(slot & 63)
    count += 1
  }
}
