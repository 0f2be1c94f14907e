import Codecs

/// Words of an export and what they become, as `checkedIn = checked_in, * = not_required`.
public struct WordMap: Hashable, Sendable {
  public enum Source: Hashable, Sendable {
    /// Compared as ``WordFolding`` folds.
    case word(String)
    /// `*`: all filled cells that have no rule before.
    case others
    /// `empty`: the empty cell, and one of blanks alone.
    case empty
  }

  public struct Rule: Hashable, Sendable {
    public let source: Source
    /// Nil is `nothing`: the cell becomes empty.
    public let result: String?

    public init(_ source: Source, _ result: String?) {
      self.source = source
      self.result = result
    }
  }

  /// In order: the first that fits counts.
  public let rules: [Rule]
  /// By folded word.
  private let results: [[UInt8]: [UInt8]]
  /// What a filled cell without a rule of its own becomes; nil leaves it.
  private let others: [UInt8]?
  private let empty: [UInt8]?

  public init(_ rules: [Rule]) {
    self.rules = rules
    var results: [[UInt8]: [UInt8]] = [:]
    var others: [UInt8]?
    var empty: [UInt8]?
    for rule in rules {
      let result = Array((rule.result ?? "").utf8)
      switch rule.source {
      case .word(let word):
        let key = Array(WordFolding.folded(word).utf8)
        // Rules behind `*` are never reached.
        if others == nil, results[key] == nil { results[key] = result }
      case .others: others = others ?? result
      case .empty: empty = empty ?? result
      }
    }
    (self.results, self.others, self.empty) = (results, others, empty)
  }

  /// Applies the rules to each cell; a word without a rule stays exactly as it is.
  ///
  /// - Returns: the column, the very same one if nothing changes, and how many cells `*` changed.
  /// - Throws: only if the column comes near the most that a column can hold.
  /// - Complexity: O(bytes); up to 4096 different cells are remembered, others are folded each time.
  public func rewritten(_ column: TextColumn) throws(FormatError) -> (TextColumn, byOthers: Int) {
    let longest = (Array(results.values) + [others ?? [], empty ?? []]).lazy.map(\.count).max() ?? 0
    var result = try RewrittenColumn(column, growth: longest)
    var memory = WordMemory()
    var byOthers = 0
    var folded: [UInt8] = []
    let bytes = column.bytes.span
    for row in 0..<column.count {
      let range = column.range(row)
      let outcome: Outcome
      if let known = memory.outcome(bytes, range) {
        outcome = known
      } else {
        WordFolding.fold(bytes, range, to: &folded)
        if folded.isEmpty {
          outcome = empty.map { .becomes($0) } ?? .stays
        } else if let word = results[folded] {
          outcome = .becomes(word)
        } else {
          outcome = others.map { .becomesAsOther($0) } ?? .stays
        }
        memory.remember(outcome, range)
      }
      switch outcome {
      case .stays: result.keep()
      case .becomes(let word): result.put(word)
      case .becomesAsOther(let word):
        byOthers += 1
        result.put(word)
      }
    }
    return (result.column, byOthers)
  }

  fileprivate enum Outcome {
    case stays
    case becomes([UInt8])
    case becomesAsOther([UInt8])
  }
}

/// What became of the cells met so far, by their bytes: open addressing over places in the column itself.
private struct WordMemory {
  private static let slotCount = 8192
  private static let limit = 4096
  /// By slot, 1 + the number of an entry.
  private var slots = [UInt16](repeating: 0, count: slotCount)
  private var ranges: [Range<Int>] = []
  private var outcomes: [WordMap.Outcome] = []
  /// The slot that the last search ended at.
  private var slot = 0

  mutating func outcome(_ bytes: Span<UInt8>, _ range: Range<Int>) -> WordMap.Outcome? {
    // FNV-1a.
    var hash: UInt32 = 2_166_136_261
    for index in range { hash = (hash ^ UInt32(bytes[index])) &* 16_777_619 }
    slot = Int(hash ^ hash >> 16) & (WordMemory.slotCount - 1)
    while slots[slot] != 0 {
      let entry = Int(slots[slot]) - 1
      if bytes.areSame(ranges[entry], range) { return outcomes[entry] }
      slot = (slot + 1) & (WordMemory.slotCount - 1)
    }
    return nil
  }

  /// Of the cell that was searched last.
  mutating func remember(_ outcome: WordMap.Outcome, _ range: Range<Int>) {
    guard ranges.count < WordMemory.limit else { return }
    ranges.append(range)
    outcomes.append(outcome)
    slots[slot] = UInt16(ranges.count)
  }
}
