/// Prefix sums of the weights of a span's days, so that a row costs O(1), however long it is valid.
///
/// Weights are in 1/377 580 ths of a month, so that 28, 29, 30 and 31 days all divide evenly (377 580 is their least
/// common multiple).
///
/// - SeeAlso: DESIGN §1, “Modes are weights on days”.
public struct Weights: Hashable, Sendable {
  /// One month.
  public static let unit: Int64 = 377_580

  /// The first day of the span, in days since 1970-01-01.
  public let first: Int32
  /// `prefix[n]` is the weight of the first `n` days: one entry more than there are days.
  public let prefix: [Int64]

  /// The weights of a mode's days.
  ///
  /// - Parameters:
  ///   - mode: what a day weighs.
  ///   - span: the frame, or a part of it.
  ///   - including: the days that count (`where weekday in (Mon, Tue)`); others weigh nothing.
  /// - Complexity: O(days).
  public init(mode: Mode, span: DaySpan, including: (Day) -> Bool = { _ in true }) {
    self.init(span: span, including: including) { day, dayCount in
      switch mode {
      case .bom: day == 1 ? Weights.unit : 0
      case .prorated: Weights.unit / Int64(dayCount)
      case .eom: day == dayCount ? Weights.unit : 0
      }
    }
  }

  /// One month each day: for `by day`, which gives the level itself.
  public static func uniform(span: DaySpan, including: (Day) -> Bool = { _ in true }) -> Weights {
    Weights(span: span, including: including) { _, _ in Weights.unit }
  }

  /// Months of thirty days (30/360): day 31 weighs nothing, and the last day of February takes the rest.
  ///
  /// - SeeAlso: DESIGN §5, setting `proration`.
  public static func thirty(span: DaySpan, including: (Day) -> Bool = { _ in true }) -> Weights {
    Weights(span: span, including: including) { day, dayCount in
      switch day {
      case 31: 0
      case dayCount where dayCount < 30: Weights.unit / 30 * Int64(31 - day)
      default: Weights.unit / 30
      }
    }
  }

  /// The weights by which a month's money is shared by its days.
  public init(mode: Mode, proration: Proration, span: DaySpan, including: (Day) -> Bool = { _ in true }) {
    if mode == .prorated, proration == .thirty {
      self = Weights.thirty(span: span, including: including)
    } else {
      self.init(mode: mode, span: span, including: including)
    }
  }

  /// A weight of its own for each day, in any unit.
  public init(span: DaySpan, of weight: (Day) -> Int64) {
    var prefix: [Int64] = [0]
    prefix.reserveCapacity(span.dayCount + 1)
    for day in span.days { prefix.append(prefix[prefix.count - 1] + weight(day)) }
    first = span.first.number
    self.prefix = prefix
  }

  private init(span: DaySpan, including: (Day) -> Bool, weight: (_ day: Int, _ dayCount: Int) -> Int64) {
    var prefix: [Int64] = [0]
    prefix.reserveCapacity(span.dayCount + 1)
    var sum: Int64 = 0
    for month in span.units(Month.self) {
      let days = month.span
      let dayCount = days.dayCount
      for day in days.intersection(span).days {
        if including(day) { sum += weight(Int(day.number - days.first.number) + 1, dayCount) }
        prefix.append(sum)
      }
    }
    self.first = span.first.number
    self.prefix = prefix
  }

  /// The weight of the days `[from, to)`, in 1/377 580 ths of a month; days outside the span weigh nothing.
  ///
  /// - Complexity: O(1).
  @inlinable
  public func weight(from: Int32, to: Int32) -> Int64 {
    let days = prefix.count - 1
    let lower = Swift.min(Swift.max(Int(from) - Int(first), 0), days)
    let upper = Swift.min(Swift.max(Int(to) - Int(first), 0), days)
    return lower < upper ? prefix[upper] - prefix[lower] : 0
  }

  /// The weight of all days, in 1/377 580 ths of a month. 0 means that the mode has no value here.
  @inlinable public var total: Int64 { prefix[prefix.count - 1] }

  /// The same in months, exactly: the `months` of a definition.
  public var months: Rational {
    let divisor = greatestCommonDivisor(UInt128(total), UInt128(Weights.unit))
    return Rational(lowest: Int128(total) / Int128(divisor), Int128(Weights.unit) / Int128(divisor))
  }
}
