import Calculus

/// A column of moments in which every filled cell is a number: a spreadsheet's serials, or an epoch.
struct MomentNumbers {
  private enum Kind {
    /// With fractions in the column, whole numbers are midnights; without, days.
    case serials(hasTimes: Bool)
    case epoch
  }

  private let kind: Kind
  private static let serialOrigin = Int64(SerialEpoch.from1900.origin)

  /// Nil if the cells have to be read one by one.
  ///
  /// Without a rule, all cells are serials (20000 … 80000, which is 1954 … 2119), all have ten digits (seconds, from 2001
  /// on), or all have thirteen (milliseconds).
  init?(_ column: TextColumn, rules: MomentRules) {
    if rules.epoch {
      kind = .epoch
      return
    }
    var hasTimes = false
    var found: Int?
    let bytes = column.bytes.span
    for row in 0..<column.count {
      let range = bytes.trimmed(column.range(row))
      if range.isEmpty { continue }
      guard let number = PlainDecimal(bytes, range) else { return nil }
      // 0 for serials, else the number of digits.
      let shape: Int
      if number.isSerial {
        shape = 0
        if !number.isWhole { hasTimes = true }
      } else if number.isWhole, range.count == 10 || range.count == 13 {
        shape = range.count
      } else {
        return nil
      }
      guard found ?? shape == shape else { return nil }
      found = shape
    }
    guard let found else { return nil }
    kind = found == 0 ? .serials(hasTimes: hasTimes) : .epoch
  }

  func rewrite(_ column: TextColumn, _ writer: inout MomentWriter, _ result: inout RewrittenColumn) {
    let bytes = column.bytes.span
    switch kind {
    case .serials: writer.report.notation = .serials
    case .epoch: writer.report.notation = .epoch
    }
    for row in 0..<column.count {
      let whole = column.range(row)
      let range = bytes.trimmed(whole)
      if range.isEmpty {
        if whole.isEmpty { result.keep() } else { result.put([]) }
      } else if let number = PlainDecimal(bytes, range), let moment = moment(number), writer.write(moment, row: row) {
        result.put(writer.text)
      } else {
        writer.report.unread += 1
        result.keep()
      }
    }
  }

  private func moment(_ number: PlainDecimal) -> Moment? {
    switch kind {
    case .epoch:
      let isMilliseconds = number.whole.magnitude >= 100_000_000_000
      return Moment(seconds: isMilliseconds ? floorDivide(number.whole, by: 1000) : number.whole, mark: .utc)
    case .serials(let hasTimes):
      guard number.isSerial else { return nil }
      let seconds = (number.whole + MomentNumbers.serialOrigin) * 86_400 + number.fraction(of: 86_400)
      var moment = Moment(seconds: seconds, mark: nil)
      if !hasTimes { moment?.time = nil }
      return moment
    }
  }
}
