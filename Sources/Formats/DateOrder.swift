/// How the three numbers of a date stand: `15/03/2024`, `03/15/2024`, `24/03/15`.
///
/// Dates with four digits first (`2024-03-15`) and those with the month's name need none: they read in one way only.
public enum DateOrder: String, CaseIterable, Hashable, Sendable {
  /// `15/03/2024`, `15.3.24`
  case dmy
  /// `03/15/2024`
  case mdy
  /// `24/03/15`; four digits first are always read so.
  case ymd
}

/// A cell that shows something about its column.
public struct Witness: Hashable, Sendable {
  /// The cell as it is written.
  public let text: String
  /// Where its row starts in the file, or the row of the sheet; from 1.
  public let line: Int

  public init(text: String, line: Int) {
    self.text = text
    self.line = line
  }
}

/// What the cells of a column say about the order of day and month. Evidence of columns that one system wrote into one
/// file, such as start and end, is pooled by ``add(_:)`` before it is judged.
///
/// An order is possible as long as every cell is a date in it; a weekday in the cell counts. Cells that are dates in no
/// order at all are no evidence.
public struct OrderEvidence: Hashable, Sendable {
  /// The first cell that is no date in this order, but one in another.
  public private(set) var againstDMY: Witness?
  public private(set) var againstMDY: Witness?
  public private(set) var againstYMD: Witness?
  /// The first cell that is one day as day-month, and another as month-day.
  public private(set) var open: Witness?
  /// The first cell with dots that can be day-month.
  public private(set) var dotted: Witness?
  /// The first cell with four digits first.
  public private(set) var yearFirst: Witness?
  /// Of dates with years of two digits: which numbers stand first, and which last, as bits.
  private var firstNumbers: UInt32 = 0
  private var lastNumbers: UInt32 = 0
  private var hasNumericDates = false
  /// A cell with dots is a date with the month first, and not with the day first.
  private var dotsWithMonthFirst = false

  public init() {}

  /// Adds the evidence of another column, which comes after this one.
  public mutating func add(_ other: OrderEvidence) {
    againstDMY = againstDMY ?? other.againstDMY
    againstMDY = againstMDY ?? other.againstMDY
    againstYMD = againstYMD ?? other.againstYMD
    open = open ?? other.open
    dotted = dotted ?? other.dotted
    yearFirst = yearFirst ?? other.yearFirst
    firstNumbers |= other.firstNumbers
    lastNumbers |= other.lastNumbers
    hasNumericDates = hasNumericDates || other.hasNumericDates
    dotsWithMonthFirst = dotsWithMonthFirst || other.dotsWithMonthFirst
  }

  /// The orders in which every cell is a date. Where there are none, or one that is contradicted otherwise, day and month
  /// are in question.
  public var possible: [DateOrder] {
    let against: [(DateOrder, Witness?)] = [(.dmy, againstDMY), (.mdy, againstMDY), (.ymd, againstYMD)]
    let possible = against.filter { $0.1 == nil }.map(\.0)
    return possible.count > 1 ? possible : [.dmy, .mdy]
  }

  /// Whether a cell may say more than those before it; most of a million do not.
  func isNews(_ moment: WrittenMoment) -> Bool {
    switch moment.form {
    case .none, .named: false
    case .yearFirst: yearFirst == nil
    case .slashed, .dotted: true
    }
  }

  /// Adds one cell; the witness is made only where the cell is the first of its kind.
  mutating func add(_ moment: WrittenMoment, witness: @autoclosure () -> Witness) {
    guard isNews(moment) else { return }
    switch moment.form {
    case .none, .named: break
    case .yearFirst: yearFirst = witness()
    case .slashed, .dotted:
      let (dmy, mdy, ymd) = (moment.date(.dmy), moment.date(.mdy), moment.date(.ymd))
      guard dmy != nil || mdy != nil || ymd != nil else { return }
      hasNumericDates = true
      if dmy == nil, againstDMY == nil { againstDMY = witness() }
      if mdy == nil, againstMDY == nil { againstMDY = witness() }
      if ymd == nil, againstYMD == nil { againstYMD = witness() }
      if let dmy, let mdy, dmy != mdy, open == nil { open = witness() }
      if moment.form == .dotted {
        if dmy != nil, dotted == nil { dotted = witness() }
        if dmy == nil, mdy != nil { dotsWithMonthFirst = true }
      }
      if ymd != nil {
        firstNumbers |= 1 << UInt32(moment.first & 31)
        lastNumbers |= 1 << UInt32(moment.last & 31)
      }
    }
  }
}

/// What follows from the evidence.
public enum OrderDecision: Hashable, Sendable {
  /// The order, and the cell that shows it.
  case decided(DateOrder, by: Witness)
  /// No cell depends on it: there are no such dates, or day and month are the same in each.
  case unneeded
  /// A cell that reads in two ways; with `other`, two cells that contradict each other. The user has to say.
  case undecided(example: Witness, other: Witness?)

  /// The order to read with; nil where none is needed or known.
  public var order: DateOrder? {
    switch self {
    case .decided(let order, by: _): order
    case .unneeded, .undecided: nil
    }
  }
}

extension OrderEvidence {
  /// Judges the evidence. Nothing is guessed:
  ///
  /// - A cell that fits one order alone decides for it; two that fit different ones decide nothing.
  /// - Dots mean that the day comes first (DIN 5008 writes so, ISO 8601 never has dots) unless a cell with dots cannot be
  ///   read so.
  /// - Two digits may also be a year that stands first (`24-03-15`). That is taken where nothing else fits, and where
  ///   the first numbers are fewer than the last ones, as years are fewer than days, the column stays undecided.
  public var decision: OrderDecision {
    guard hasNumericDates else { return yearFirst.map { .decided(.ymd, by: $0) } ?? .unneeded }
    switch (againstDMY, againstMDY) {
    case (nil, nil):
      if let dotted { return .decided(.dmy, by: dotted) }
      return open.map { .undecided(example: $0, other: nil) } ?? .unneeded
    case (nil, let against?):
      let looksLikeYears = againstYMD == nil && firstNumbers.nonzeroBitCount < lastNumbers.nonzeroBitCount
      return looksLikeYears ? .undecided(example: against, other: nil) : .decided(.dmy, by: against)
    case (let against?, nil):
      if let dotted, !dotsWithMonthFirst { return .undecided(example: dotted, other: against) }
      return .decided(.mdy, by: against)
    case (let dayFirst?, let monthFirst?):
      if againstYMD == nil { return .decided(.ymd, by: dayFirst) }
      return .undecided(example: monthFirst, other: dayFirst)
    }
  }
}
