import Calculus

/// How figures become digits: the one place that rounds what people see. Always half to even, on the exact fraction.
public enum NumberFormat {
  /// Decimals that people get at most.
  static let mostPlaces = 2

  /// The figure for a machine: exact where its decimals end, else 15 significant digits, never an exponent.
  public static func machine(_ value: Rational) -> String {
    value.decimal
  }

  /// A figure that stands alone in a sentence: at most two decimals, as few as it needs: `12.5`, `20`, `0.33`.
  public static func people(_ value: Rational) -> String {
    value.rounded(places: places(of: value))
  }

  /// A fraction as per cents with one decimal: 4/5 is `80.0 %`.
  ///
  /// It rounds the fraction itself to three places and moves the point, so that nothing is multiplied and nothing can
  /// overflow.
  public static func percent(_ value: Rational) -> String { hundredths(value) + " %" }

  /// Percentage points with one decimal: 0.013 are `1.3 pp`.
  static func points(_ value: Rational) -> String { hundredths(value) + " pp" }

  private static func hundredths(_ value: Rational) -> String {
    let fraction = value.rounded(places: 3)
    let isNegative = fraction.hasPrefix("-")
    let parts = fraction.drop { $0 == "-" }.split(separator: ".")
    let whole = (parts[0] + parts[1].prefix(2)).drop { $0 == "0" }
    return (isNegative ? "-" : "") + (whole.isEmpty ? "0" : whole) + "." + parts[1].suffix(1)
  }

  /// A mark of a scale, with all of its few digits: `2500`, `0.5`, `20 %`.
  static func mark(_ value: Rational, isPercent: Bool) -> String {
    guard isPercent else { return value.decimal }
    // Of what 128 bits do not hold a hundred times.
    guard let percent = try? value.multiplied(by: Rational(100)) else { return value.decimal + " × 100 %" }
    return percent.decimal + " %"
  }

  /// Those of an axis, each with as many decimals as the one that has most.
  static func marks(_ values: [Rational], isPercent: Bool) -> [String] {
    let sign = isPercent ? " %" : ""
    let numbers = values.map { String(mark($0, isPercent: isPercent).dropLast(sign.count)) }
    let decimals = numbers.map { number in
      number.contains(".") ? number.reversed().prefix { $0 != "." }.count : 0
    }
    let most = decimals.max() ?? 0
    return zip(numbers, decimals).map { number, count in
      let zeros = String(repeating: "0", count: most - count)
      return number + (count == 0 && most > 0 ? "." : "") + zeros + sign
    }
  }

  /// The decimals that a column of figures is shown with: as many as its most fractional figure needs, at most two.
  ///
  /// A column of 12.5 and 20 has one (`12.5`, `20.0`); with a third among them it has two; counts have none.
  public static func places(of values: some Sequence<Rational>) -> Int {
    var most = 0
    for value in values {
      most = max(most, places(of: value))
      if most == mostPlaces { break }
    }
    return most
  }

  /// The decimals that are left of two once the zeros at the end are gone: 12.5 has 1, 12.004 none.
  private static func places(of value: Rational) -> Int {
    if value.isInteger { return 0 }
    let zeros = value.rounded(places: mostPlaces).utf8.reversed().prefix { $0 == UInt8(ascii: "0") }.count
    return mostPlaces - min(zeros, mostPlaces)
  }
}
