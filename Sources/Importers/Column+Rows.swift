import Store

extension Column {
  /// The same rows with other texts, of which the pool holds only those that are left.
  ///
  /// - Parameters:
  ///   - rows: have no text any more, where it is one that goes.
  ///   - goes: whether a text goes; asked once of each that one of these rows has.
  ///   - text: what becomes of each text that there is.
  /// - Complexity: O(rows + texts).
  static func texts(
    _ codes: Codes, _ pool: StringPool, emptyIn rows: Bitmap? = nil,
    where goes: (String) -> Bool = { _ in true }, as text: (String) -> String = { $0 }
  ) -> Column {
    var isUsed = [Bool](repeating: false, count: pool.count)
    var isGoing = isUsed
    if let rows {
      for row in 0..<codes.count where rows[row] { isGoing[codes[row]] = true }
      for code in isGoing.indices where isGoing[code] { isGoing[code] = goes(pool[code]) }
    }
    func isEmptied(_ row: Int) -> Bool { isGoing[codes[row]] && rows?[row] == true }
    for row in 0..<codes.count where !isEmptied(row) { isUsed[codes[row]] = true }
    var builder = PoolBuilder()
    let newCodes = pool.strings.enumerated().map { code, string in isUsed[code] ? builder.code(of: text(string)) : 0 }
    return .text(
      Codes((0..<codes.count).map { isEmptied($0) ? 0 : newCodes[codes[$0]] }, limit: builder.count),
      builder.pool())
  }

  /// Some of the rows, in the order given.
  func keeping(_ rows: [Int]) -> Column {
    switch self {
    case .identifiers(.integers(let ids)): .identifiers(.integers(rows.map { ids[$0] }))
    case .identifiers(.narrowIntegers(let ids)): .identifiers(.narrowIntegers(rows.map { ids[$0] }))
    case .identifiers(.texts(let ids)): .identifiers(.texts(rows.map { ids[$0] }))
    case .text(let codes, let pool): .texts(Codes(rows.map { UInt32(codes[$0]) }, limit: pool.count), pool)
    case .link(let codes, let table): .link(Codes(rows.map { UInt32(codes[$0]) }), table)
    case .number(let numbers):
      .number(
        Numbers(
          millionths: rows.map { numbers.millionths[$0] },
          validity: numbers.validity.map { validity in Bitmap(rows.map { validity[$0] }) }))
    case .day(let days): .day(rows.map { days[$0] })
    case .minute(let minutes): .minute(rows.map { minutes[$0] })
    case .flag(let flags): .flag(Bitmap(rows.map { flags[$0] }))
    }
  }
}
