import Testing

@testable import Calculus

@Suite("Rational")
struct RationalTests {
  @Test(
    "fractions are in lowest terms, with the sign above the line",
    arguments: [
      // over            text
      (6, 8, "3/4"),
      (6, -8, "-3/4"),
      (-6, -8, "3/4"),
      (0, -5, "0"),
      (12, 4, "3"),
      (.min, .min, "1"),
      (.min, 2, "-85070591730234615865843651857942052864"),
      (.min, 1, "-170141183460469231731687303715884105728"),
    ] as [(Int128, Int128, String)])
  func reduction(above: Int128, below: Int128, text: String) throws {
    #expect(try Rational(above, over: below).description == text)
  }

  @Test("what does not fit is an error, never a trap")
  func overflow() throws {
    let most = Rational(Int128.max)
    let least = Rational(Int128.min)
    let tiny = try Rational(1, over: .max)
    #expect(throws: ArithmeticError.overflow) { try Rational(1, over: .min) }
    #expect(throws: ArithmeticError.overflow) { try Rational(.max, over: .min) }
    #expect(throws: ArithmeticError.divisionByZero) { try Rational(1, over: 0) }
    #expect(throws: ArithmeticError.overflow) { try most.adding(.one) }
    #expect(throws: ArithmeticError.overflow) { try least.subtracting(.one) }
    #expect(throws: ArithmeticError.overflow) { try Rational.zero.subtracting(least) }
    #expect(throws: ArithmeticError.overflow) { try least.negated }
    #expect(throws: ArithmeticError.overflow) { try least.magnitude }
    #expect(least.size == most && Rational(-3).size == Rational(3))
    #expect(throws: ArithmeticError.overflow) { try least.multiplied(by: Rational(-1)) }
    #expect(throws: ArithmeticError.overflow) { try least.divided(by: Rational(-1)) }
    #expect(throws: ArithmeticError.overflow) { try Rational.one.divided(by: least) }
    #expect(throws: ArithmeticError.overflow) { try tiny.multiplied(by: Rational(1, over: 2)) }
    #expect(throws: ArithmeticError.overflow) { try tiny.adding(Rational(1, over: 2)) }
    #expect(throws: ArithmeticError.overflow) { try most.adding(Rational(1, over: 2)) }
    #expect(throws: ArithmeticError.divisionByZero) { try most.divided(by: .zero) }
    #expect(throws: ArithmeticError.divisionByZero) { try Rational.zero.divided(by: .zero) }
  }

  @Test("what fits is given, though the way there does not fit")
  func wideIntermediates() throws {
    let half = try Rational(.max, over: 2)
    #expect(try half.adding(half) == Rational(Int128.max))
    let least = Rational(Int128.min)
    #expect(try least.divided(by: least) == .one)
    #expect(try least.subtracting(least) == .zero)
    #expect(try least.adding(Rational(Int128.max)) == Rational(-1))
    #expect(try Rational(-1).subtracting(least) == Rational(Int128.max))
    #expect(try least.multiplied(by: Rational(1, over: 4)) == Rational(-(Int128(1) << 125)))
    #expect(try Rational(1, over: 4).multiplied(by: least) == Rational(-(Int128(1) << 125)))
    // −2¹²⁷/3 − 2¹²⁷/3 does not fit, but −2¹²⁷/3 + 2¹²⁷/3 and −2¹²⁷/3 · 3 do.
    let third = try least.divided(by: Rational(3))
    #expect(throws: ArithmeticError.overflow) { try third.adding(third) }
    #expect(try third.subtracting(third) == .zero)
    #expect(try third.multiplied(by: Rational(3)) == least)
    #expect(try third.divided(by: third) == .one)
    // Denominators whose product has 250 bits and which share all but 2 and 3.
    let prime: Int128 = (1 << 107) - 1
    let left = try Rational(1, over: prime * 2)
    let right = try Rational(1, over: prime * 3)
    #expect(try left.subtracting(right) == Rational(1, over: prime * 6))
    #expect(try left.adding(right) == Rational(5, over: prime * 6))
  }

  @Test("small fractions agree with schoolbook arithmetic", arguments: 0..<200)
  func schoolbook(seed: Int) throws {
    var random = Seeded(seed)
    for _ in 0..<50 {
      let (a, c) = (Int128.random(in: -999...999, using: &random), Int128.random(in: -999...999, using: &random))
      let (b, d) = (Int128.random(in: 1...999, using: &random), Int128.random(in: 1...999, using: &random))
      let (x, y) = (try Rational(a, over: b), try Rational(c, over: d))
      #expect(try x.adding(y) == Rational(a * d + c * b, over: b * d))
      #expect(try x.subtracting(y) == Rational(a * d - c * b, over: b * d))
      #expect(try x.multiplied(by: y) == Rational(a * c, over: b * d))
      if c != 0 { #expect(try x.divided(by: y) == Rational(a * d, over: b * c)) }
      #expect((x < y) == (a * d < c * b))
      #expect((x == y) == (a * d == c * b))
      #expect(Int128((Double(a) / Double(b)).rounded(.down)) == x.floor || a % b == 0)
    }
  }

  @Test("operations of any size undo each other, or overflow", arguments: 0..<200)
  func inverses(seed: Int) throws {
    var random = Seeded(seed)
    for _ in 0..<50 {
      let (x, y) = (try anyRational(&random), try anyRational(&random))
      if let sum = try? x.adding(y) {
        #expect(try sum.subtracting(y) == x)
        #expect(try sum.subtracting(x) == y)
        #expect(try y.adding(x) == sum)
        #expect((sum < x) == y.isNegative)
      }
      if let difference = try? x.subtracting(y) {
        #expect(difference.isNegative == (x < y))
        #expect(difference.isZero == (x == y))
      }
      if let product = try? x.multiplied(by: y), !y.isZero {
        #expect(try product.divided(by: y) == x)
        #expect(isReduced(product))
      }
      if !y.isZero, let quotient = try? x.divided(by: y) {
        #expect(try quotient.multiplied(by: y) == x)
        #expect(isReduced(quotient))
      }
      #expect([x < y, x == y, x > y].filter { $0 }.count == 1)
    }
  }

  private func isReduced(_ value: Rational) -> Bool {
    value.denominator > 0 && greatestCommonDivisor(value.numerator.magnitude, value.denominator.magnitude) == 1
  }

  /// Any number of bits on either side of the line.
  private func anyRational(_ random: inout Seeded) throws -> Rational {
    let above = Int128(truncatingIfNeeded: UInt128.random(in: 0...(.max), using: &random))
    let below = Int128.random(in: 1...(.max), using: &random)
    return try Rational(
      above >> Int128.random(in: 0...127, using: &random),
      over: max(1, below >> Int128.random(in: 0...127, using: &random)))
  }
}

@Suite("Rational as text")
struct RationalTextTests {
  @Test(
    "a decimal is exact where it ends, else 15 significant digits",
    arguments: [
      (4, 5, "0.8"),
      (-1, 4, "-0.25"),
      (12, 1, "12"),
      (1, 1024, "0.0009765625"),
      (2, 3, "0.666666666666667"),
      (-2, 3, "-0.666666666666667"),
      (1, 3000, "0.000333333333333333"),
      (100, 7, "14.2857142857143"),
      (1_000_000_000_000_000, 3, "333333333333333"),
      (10_000_000_000_000_000_000, 3, "3333333333333330000"),
      (29_999_999_999_999_999, 3, "10000000000000000"),  // 9999999999999999.67
      (2_999_999_999_999_999_999, 3_000_000_000_000_000_000, "1"),  // rounded up through all places
      (1, 1 << 70, "0.0000000000000000000008470329472543003390683225006796419620513916015625"),
      (.min, 1, "-170141183460469231731687303715884105728"),
      (1, .max, "0.00000000000000000000000000000000000000587747175411144"),
    ] as [(Int128, Int128, String)])
  func decimal(above: Int128, below: Int128, text: String) throws {
    #expect(try Rational(above, over: below).decimal == text)
  }

  @Test(
    "rounding is half to even, and zero has no sign",
    arguments: [
      (80, 1, 1, "80.0"),
      (80, 1, 0, "80"),
      (1, 8, 2, "0.12"),
      (3, 8, 2, "0.38"),
      (1, 2, 0, "0"),
      (3, 2, 0, "2"),
      (5, 2, 0, "2"),
      (-5, 2, 0, "-2"),
      (-1, 3, 0, "0"),
      (-1, 1000, 2, "0.00"),
      (1999, 1000, 2, "2.00"),
      (2, 3, 3, "0.667"),
      (2, 3, -4, "1"),
      (999_995, 100_000, 4, "10.0000"),  // 9.99995: the 9 is odd, so up
      (.min, 3, 2, "-56713727820156410577229101238628035242.67"),
      (.max, .max - 1, 3, "1.000"),
    ] as [(Int128, Int128, Int, String)])
  func rounded(above: Int128, below: Int128, places: Int, text: String) throws {
    #expect(try Rational(above, over: below).rounded(places: places) == text)
  }

  @Test(
    "plain decimals are read exactly",
    arguments: [
      ("3.5", "7/2"),
      ("-0.25", "-1/4"),
      ("12", "12"),
      ("007", "7"),
      ("-0", "0"),
      ("1.50", "3/2"),
      ("0.1", "1/10"),
      ("1.00000000000000000000000000000000000000000000000", "1"),
      ("170141183460469231731687303715884105727", "170141183460469231731687303715884105727"),
    ])
  func reading(text: String, fraction: String) {
    #expect(Rational(decimal: text)?.description == fraction)
  }

  @Test(
    "anything else is not a decimal",
    arguments: [
      "", "-", ".", ".5", "5.", "+1", "1e3", "1,5", "1.2.3", " 1", "--1", "1_000", "٣", "0x1", "½",
      "170141183460469231731687303715884105728", "0.0000000000000000000000000000000000000001",
    ])
  func notReading(text: String) {
    #expect(Rational(decimal: text) == nil)
  }

  @Test("an exact decimal reads back as the same number", arguments: 0..<50)
  func roundTrip(seed: Int) throws {
    var random = Seeded(seed)
    for _ in 0..<20 {
      let scale: Int128 = [1, 2, 4, 5, 10, 1_000, 1_000_000, 1 << 20].randomElement(using: &random)!
      let value = try Rational(Int128.random(in: -(1 << 60)...(1 << 60), using: &random), over: scale)
      #expect(Rational(decimal: value.decimal) == value)
    }
  }
}

@Suite("Largest remainder")
struct LargestRemainderTests {
  @Test(
    "an amount is split to the last unit",
    arguments: [
      // units   weights    parts
      (100, [1, 1, 1], [34, 33, 33]),  // ties by order
      (1000, [3, 1], [750, 250]),
      (10, [0, 5, 0], [0, 10, 0]),
      (5, [1, 1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 0, 0]),
      (0, [2, 3], [0, 0]),
      (-100, [1, 1, 1], [-33, -33, -34]),
      (7, [2, 6, 2], [2, 4, 1]),  // 1.4, 4.2, 1.4
    ] as [(Int128, [Int], [Int128])])
  func parts(units: Int128, weights: [Int], parts: [Int128]) throws {
    #expect(try largestRemainder(units, by: weights.map { Rational($0) }) == parts)
  }

  @Test("without a basis there is nothing to split by")
  func noBasis() {
    #expect(throws: ArithmeticError.divisionByZero) { try largestRemainder(100, by: []) }
    #expect(throws: ArithmeticError.divisionByZero) { try largestRemainder(100, by: [.zero, .zero]) }
  }

  @Test("parts add up to the amount and are off by less than one unit", arguments: 0..<200)
  func properties(seed: Int) throws {
    var random = Seeded(seed)
    let weights = try (0..<Int.random(in: 1...40, using: &random)).map { _ in
      try Rational(Int128.random(in: 0...10_000, using: &random), over: 60)
    }
    guard weights.contains(where: { !$0.isZero }) else { return }
    let units = Int128.random(in: -1_000_000...1_000_000, using: &random)
    let parts = try largestRemainder(units, by: weights)
    #expect(parts.reduce(0, +) == units)
    let total = try weights.reduce(Rational.zero) { try $0.adding($1) }
    for (part, weight) in zip(parts, weights) {
      let share = try weight.multiplied(by: Rational(units)).divided(by: total)
      #expect(try share.subtracting(Rational(part)).magnitude < .one)
    }
  }
}
