/// Minutes of the day grid as people write them.
public enum LocalMinute {
  /// `2024-03-15T08:30`
  ///
  /// - Parameters:
  ///   - minute: local minutes since 1970-01-01T00:00.
  ///   - separator: what stands between day and time.
  public static func text(_ minute: Int32, separator: String = "T") -> String {
    let day = Int(minute).quotientAndRemainder(dividingBy: 1440)
    let number = day.remainder < 0 ? day.quotient - 1 : day.quotient
    let ofDay = Int(minute) - number * 1440
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
    return "\(Day(number: Int32(number)))\(separator)\(two(ofDay / 60)):\(two(ofDay % 60))"
  }
}
