import Calculus
import Testing

@testable import Rendering

@Suite("NumberFormat")
struct NumberFormatTests {
  @Test(
    "per cents have one decimal, half to even on the exact fraction",
    arguments: [
      ("4/5", "80.0 %"), ("0", "0.0 %"), ("1", "100.0 %"), ("2/3", "66.7 %"), ("1/3", "33.3 %"),
      ("11/8", "137.5 %"),  // more is occupied than available: a finding, not a lie
      ("1/1000", "0.1 %"), ("-1/8", "-12.5 %"), ("-1/1000", "-0.1 %"),
      ("0.0005", "0.0 %"), ("0.0015", "0.2 %"), ("0.0025", "0.2 %"),  // exact halves
      ("0.00251", "0.3 %"), ("-0.0001", "0.0 %"),  // what rounds to nothing has no sign
      ("170141183460469231731687303715884105727", "17014118346046923173168730371588410572700.0 %"),
    ])
  func percent(value: String, text: String) {
    #expect(NumberFormat.percent(fraction(value)) == text)
  }

  @Test(
    "machines get exact decimals, else 15 significant digits",
    arguments: [
      ("4/5", "0.8"), ("20", "20"), ("1/1024", "0.0009765625"), ("2/3", "0.666666666666667"),
      ("200/3", "66.6666666666667"), ("-1/3", "-0.333333333333333"),
      ("1000000000000000000000", "1000000000000000000000"),  // never an exponent
    ])
  func machine(value: String, text: String) {
    #expect(NumberFormat.machine(fraction(value)) == text)
  }

  @Test(
    "a figure in a sentence has at most two decimals",
    arguments: [("12.5", "12.5"), ("20", "20"), ("1/3", "0.33"), ("0.005", "0"), ("0.015", "0.02"), ("12.004", "12")])
  func people(value: String, text: String) {
    #expect(NumberFormat.people(fraction(value)) == text)
  }

  @Test(
    "a column has the decimals of its most fractional figure, at most two",
    arguments: [
      (["3", "20"], 0), (["12.5", "20"], 1), (["12.5", "1/3"], 2), (["0.125"], 2), (["12.004"], 0), ([], 0),
    ])
  func places(values: [String], places: Int) {
    #expect(NumberFormat.places(of: values.map(fraction)) == places)
  }

  @Test(
    "moments of the day grid",
    arguments: [
      (Int32(0), "1970-01-01T00:00"), (1439, "1970-01-01T23:59"), (-1, "1969-12-31T23:59"), (-1440, "1969-12-31T00:00"),
      (28_508_190, "2024-03-15T08:30"),
    ])
  func moment(minute: Int32, text: String) {
    #expect(Day.text(ofMinute: minute, separator: "T") == text)
  }
}
