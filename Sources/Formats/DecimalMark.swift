/// What stands before the decimals.
public enum DecimalMark: String, CaseIterable, Hashable, Sendable {
  /// `1234.56`, with thousands as in `1,234.56`
  case point
  /// `1234,56`, with thousands as in `1.234,56`
  case comma

  var byte: UInt8 {
    switch self {
    case .point: UInt8(ascii: ".")
    case .comma: UInt8(ascii: ",")
    }
  }
}

/// What is known about the mark beside the column's own cells.
public enum NumberHint: Hashable, Sendable {
  case none
  /// Another column of the same file has this one. It counts where the cells leave it open.
  case otherColumn(DecimalMark)
  /// The user says so. It counts always, but for cells that are numbers by their format.
  case known(DecimalMark)
}

/// What the cells of a column say about the decimal mark. A mark is possible as long as every cell is a number with it.
/// Cells that are no numbers with either mark are no evidence.
public struct NumberEvidence: Hashable, Sendable {
  /// The first cell that is a number with the other mark alone: `12,5`, `1.234,56`.
  public private(set) var againstPoint: Witness?
  /// `12.5`, `1,234.56`
  public private(set) var againstComma: Witness?
  /// The first cell that is one number with a point and another with a comma: `1.234`.
  public private(set) var open: Witness?

  public init() {}

  /// Adds the evidence of another column of the same file.
  public mutating func add(_ other: NumberEvidence) {
    againstPoint = againstPoint ?? other.againstPoint
    againstComma = againstComma ?? other.againstComma
    open = open ?? other.open
  }

  mutating func add(fitsPoint: Bool, fitsComma: Bool, witness: @autoclosure () -> Witness) {
    switch (fitsPoint, fitsComma) {
    case (true, true): if open == nil { open = witness() }
    case (true, false): if againstComma == nil { againstComma = witness() }
    case (false, true): if againstPoint == nil { againstPoint = witness() }
    case (false, false): break
    }
  }
}

/// What follows from the evidence.
public enum NumberDecision: Hashable, Sendable {
  /// The mark, and the cell that shows it; nil where a hint does.
  case decided(DecimalMark, by: Witness?)
  /// No cell has one.
  case unneeded
  /// A cell that may be a decimal or a thousand; with `other`, two cells that contradict each other. The user has to say.
  case undecided(example: Witness, other: Witness?)

  /// The mark to read with; nil where none is needed or known.
  public var mark: DecimalMark? {
    switch self {
    case .decided(let mark, by: _): mark
    case .unneeded, .undecided: nil
    }
  }
}

extension NumberEvidence {
  /// Judges the evidence. Nothing is guessed: where each cell with a mark has one mark with three digits behind it
  /// (`1.234`, `2,500`), only a hint decides.
  public func decision(hint: NumberHint = .none) -> NumberDecision {
    if case .known(let mark) = hint { return .decided(mark, by: nil) }
    switch (againstPoint, againstComma) {
    case (let comma?, nil): return .decided(.comma, by: comma)
    case (nil, let point?): return .decided(.point, by: point)
    case (let comma?, let point?): return .undecided(example: comma, other: point)
    case (nil, nil):
      guard let open else { return .unneeded }
      if case .otherColumn(let mark) = hint { return .decided(mark, by: nil) }
      return .undecided(example: open, other: nil)
    }
  }
}
