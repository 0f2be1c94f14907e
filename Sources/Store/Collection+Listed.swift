extension Collection<String> {
  /// The first of them, and how many more there are: `R1, R2, R3 and 4 more`.
  ///
  /// - Parameters:
  ///   - count: as many as are told.
  ///   - total: how many there are, where that is more than these.
  public func listed(first count: Int, of total: Int? = nil, separator: String = ", ") -> String {
    let shown = Array(prefix(count))
    let left = (total ?? self.count) - shown.count
    return shown.joined(separator: separator) + (left > 0 ? " and \(left) more" : "")
  }
}
