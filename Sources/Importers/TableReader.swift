import Codecs
import Diagnostics
import Store
import Synchronization

/// Reads the files of one table: cut into segments that all cores take in turn, each read block by block and, within a
/// block, column by column.
struct TableReader {
  let name: TableName
  let sources: [SourceFile]
  let layouts: [Layout]
  let limits: ReadingLimits

  /// The columns of all files together, the canonical ones first.
  private let columns: [Layout.Column]
  /// By source and cell: the index of the column.
  private let targets: [[Int?]]

  init(name: TableName, sources: [SourceFile], layouts: [Layout], limits: ReadingLimits) {
    self.name = name
    self.sources = sources
    self.layouts = layouts
    self.limits = limits
    var columns: [Layout.Column] = []
    for field in Schema.fields(of: name) {
      if let column = layouts.lazy.flatMap(\.columns).first(where: {
        $0?.name == field.name && $0?.isAttribute == false
      }) {
        columns.append(column!)
      }
    }
    var places = Dictionary(
      columns.indices.map { (Layout.folded(columns[$0].name), $0) }, uniquingKeysWith: { first, _ in first })
    for case let column? in layouts.flatMap(\.columns) where column.isAttribute {
      let folded = Layout.folded(column.name)
      guard places[folded] == nil else { continue }
      places[folded] = columns.count
      columns.append(column)
    }
    self.columns = columns
    targets = layouts.map { layout in layout.columns.map { $0.flatMap { places[Layout.folded($0.name)] } } }
  }

  /// A file that is not text, or fails while it is read.
  struct Failure: Error {
    let file: SourceFile
    let rejection: Rejection
  }

  /// Rows that cannot be read are in the result.
  func read() -> Result<RawTable, Failure> {
    var attempt = Attempt()
    while true {
      let empty = segments(attempt)
      // Slots are numbered with 32 bits, rows of the snapshot too.
      if let last = empty.last, last.slotLimit >= Int(UInt32.max) {
        let file = sources[last.source]
        return .failure(Failure(file: file, rejection: Rejection(.tooLarge(file: file.name))))
      }
      let (table, segments) = read(empty, attempt)
      for segment in segments {
        guard let failure = segment.failure else { continue }
        let file = sources[segment.source]
        return .failure(Failure(file: file, rejection: rejection(failure, file: file)))
      }
      if segments.contains(where: { $0.overflow == .textIdentifiers }) {
        attempt.identifiers = .texts
      } else if segments.contains(where: { $0.overflow == .wideIdentifiers }) {
        attempt.identifiers = .integers
      } else if segments.contains(where: { $0.overflow == .slots }) {
        attempt.slotsAreSafe = true
      } else if !isChained(segments) {
        // What was an id in a segment that began within a record may have been none.
        attempt = Attempt(slotsAreSafe: attempt.slotsAreSafe, isSequential: true)
      } else {
        return .success(table)
      }
    }
  }

  /// What is taken for granted until the data says otherwise; then the table is read again.
  struct Attempt {
    enum Identifiers { case narrowIntegers, integers, texts }

    var identifiers = Identifiers.narrowIntegers
    /// Room for as many rows as the bytes could hold, instead of as many as rows of the usual length.
    var slotsAreSafe = false
    /// Each segment begins where the one before ended, instead of at the first line break: for files in which line
    /// breaks within quotes misled that guess.
    var isSequential = false
  }

  private func rejection(_ failure: ReadingFailure, file: SourceFile) -> Rejection {
    switch failure {
    case .notText(let offset, let isZero): Rejection(.notText(file: file.name, offset: offset, isZero: isZero))
    case .system(let error): Rejection(.unreadable(path: file.bytes.path, error: error))
    }
  }

  /// Whether each segment started where the one before it ended.
  private func isChained(_ segments: [Segment]) -> Bool {
    for (index, segment) in segments.enumerated() {
      let expected =
        index > 0 && segments[index - 1].source == segment.source
        ? segments[index - 1].end : sources[segment.source].dataStart
      if segment.start != expected { return false }
    }
    return true
  }

  private func segments(_ attempt: Attempt) -> [Segment] {
    var segments: [Segment] = []
    var slot = 0
    for (source, file) in sources.enumerated() {
      var start = file.dataStart
      // Small files are cut, too, so that each core has some of them.
      let size = min(limits.segmentBytes, max(1 << 20, file.bytes.count / (limits.workers * 4)))
      repeat {
        let end = min(start + size, file.bytes.count)
        // A row has a separator per cell; a row of one cell has something in it, too.
        let shortest = Double(max(2, file.headers.count))
        let perRow = attempt.slotsAreSafe ? shortest : max(shortest, file.bytesPerRow * 0.97)
        let room = Int(Double(max(0, end - start)) / perRow) + 64
        segments.append(
          Segment(source: source, range: start..<max(start, end), firstSlot: slot, slotLimit: slot + room))
        slot += room
        start = end
      } while start < file.bytes.count
    }
    return segments
  }

  private func storage(_ type: DataType, slots: Int, _ attempt: Attempt) -> SlotColumn {
    switch type {
    case .identifier where name == .types: return .codes(SlotCodes(count: slots, expectsFew: true))
    case .identifier:
      switch attempt.identifiers {
      case .narrowIntegers: return .narrowIntegers(SlotBuffer(count: slots))
      case .integers: return .integers(SlotBuffer(count: slots))
      case .texts: return .codes(SlotCodes(count: slots, expectsFew: false))
      }
    case .text, .link(.types): return .codes(SlotCodes(count: slots, expectsFew: true))
    case .link: return .codes(SlotCodes(count: slots, expectsFew: false))
    case .number: return .numbers(SlotBuffer(count: slots))
    case .firstDay, .lastDay: return .days(SlotBuffer(count: slots))
    case .minute: return .minutes(SlotBuffer(count: slots))
    case .flag: return .flags(SlotBuffer(count: slots))
    }
  }

  private func read(_ empty: [Segment], _ attempt: Attempt) -> (table: RawTable, segments: [Segment]) {
    let slotCount = empty.last?.slotLimit ?? 0
    let storage = columns.map { self.storage($0.type, slots: slotCount, attempt) }
    let positions = name == .bookings ? nil : SlotBuffer<Int>(count: slotCount)
    let workerCount = attempt.isSequential ? 1 : max(1, min(limits.workers, empty.count))
    let workers = (0..<workerCount).map { number in
      SegmentReader(
        number: number, table: name, columns: columns, storage: storage, positions: positions, limits: limits)
    }
    let next = Atomic<Int>(0)
    let isFailed = Atomic<Bool>(false)
    let results = Mutex<[Segment]>(empty)
    let team = Team(workers: workers)
    Parallel.perform(workerCount) { number in
      let worker = team.workers[number]
      var lastEnd: (source: Int, end: Int)?
      while !isFailed.load(ordering: .relaxed) {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < empty.count else { break }
        var segment = empty[index]
        let isFirst = index == 0 || empty[index - 1].source != segment.source
        let start: Int? = isFirst ? segment.range.lowerBound : attempt.isSequential ? lastEnd?.end : nil
        if limits.isCancelled() {
          segment.failure = .system(.cancelled)
        } else {
          worker.read(&segment, of: sources[segment.source], targets: targets[segment.source], start: start)
        }
        lastEnd = (segment.source, segment.end)
        if segment.failure != nil || segment.overflow != nil { isFailed.store(true, ordering: .relaxed) }
        let done = segment
        results.withLock { $0[index] = done }
      }
    }
    let segments = results.withLock { $0 }
    let table = RawTable(
      name: name, sources: sources, columns: columns, storage: storage, segments: segments,
      dictionaries: workers.map(\.dictionaries), positions: positions, slotCount: slotCount)
    return (table, segments)
  }

  /// The workers, each used by one thread.
  private struct Team: @unchecked Sendable {
    let workers: [SegmentReader]
  }
}
