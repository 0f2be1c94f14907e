import Store

/// Plain decimal numbers, as millionths: `12`, `-3.5`, `0.000001`.
enum NumberText {
  enum Reading: Equatable {
    case value(Int64)
    /// It had more than six decimals, and was rounded half to even.
    case rounded(Int64)
    case tooLarge
    case notANumber
  }

  static func parse(_ cell: Cell) -> Reading {
    var index = 0
    var isNegative = false
    if index < cell.count, cell[index] == UInt8(ascii: "-") || cell[index] == UInt8(ascii: "+") {
      isNegative = cell[index] == UInt8(ascii: "-")
      index += 1
    }
    var value: UInt64 = 0
    var isTooLarge = false
    var digits = 0
    while index < cell.count, cell[index] &- 48 <= 9 {
      append(cell[index] - 48, to: &value, &isTooLarge)
      digits += 1
      index += 1
    }
    var decimals = 0
    var firstCut: UInt8?
    var restIsZero = true
    if index < cell.count, cell[index] == UInt8(ascii: ".") {
      index += 1
      while index < cell.count, cell[index] &- 48 <= 9 {
        let digit = cell[index] - 48
        if decimals < 6 {
          append(digit, to: &value, &isTooLarge)
        } else if firstCut == nil {
          firstCut = digit
        } else if digit != 0 {
          restIsZero = false
        }
        decimals += 1
        digits += 1
        index += 1
      }
    }
    guard digits > 0, index == cell.count else { return .notANumber }
    for _ in 0..<max(0, 6 - decimals) { append(0, to: &value, &isTooLarge) }
    guard !isTooLarge, value < UInt64(Int64.max) else { return .tooLarge }
    let isRounded = firstCut.map { $0 != 0 } ?? false || !restIsZero
    if let firstCut, firstCut > 5 || firstCut == 5 && (!restIsZero || !value.isMultiple(of: 2)) { value += 1 }
    let signed = isNegative ? -Int64(value) : Int64(value)
    return isRounded ? .rounded(signed) : .value(signed)
  }

  private static func append(_ digit: UInt8, to value: inout UInt64, _ isTooLarge: inout Bool) {
    let (shifted, overflow) = value.multipliedReportingOverflow(by: 10)
    let (sum, carry) = shifted.addingReportingOverflow(UInt64(digit))
    if overflow || carry { isTooLarge = true }
    value = sum
  }

  /// Whether a text is a number as it stands, for a few.
  static func reads(_ text: String) -> Bool {
    Cell.withCell(text) { parse($0) != .notANumber }
  }

  /// Why a cell is no number, for the reject report.
  static func reason(_ cell: Cell) -> String {
    parse(cell) == .tooLarge ? "\(cell.quoted) is too large" : "\(cell.quoted) is not a number as in 12 or 3.5"
  }
}

/// Whole numbers as ids: no sign, no leading zero, so that the number gives the text back.
enum IntegerText {
  /// nil for all that is not the canonical text of a number below 10¹⁸.
  @inline(__always)
  static func parse(_ cell: Cell) -> Int64? {
    guard cell.count >= 1, cell.count <= 18 else { return nil }
    let first = cell[0] &- 48
    guard first <= 9, first != 0 || cell.count == 1 else { return nil }
    if cell.count <= 8 {
      // Move the digits to the top, zeros below, then add pairs, fours and eights.
      let missing = UInt64(8 - cell.count) * 8
      let raw = UInt64(littleEndian: UnsafeRawPointer(cell.start).loadUnaligned(as: UInt64.self))
      var digits = (raw ^ 0x3030_3030_3030_3030) << missing
      if (digits | (digits &+ 0x7676_7676_7676_7676)) & 0x8080_8080_8080_8080 != 0 { return nil }
      digits = (digits &* 10) &+ (digits >> 8)
      let low = (digits & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
      let high = (digits >> 16 & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
      return Int64((low &+ high) >> 32)
    }
    var value: Int64 = 0
    for index in 0..<cell.count {
      let digit = cell[index] &- 48
      guard digit <= 9 else { return nil }
      value = value &* 10 &+ Int64(digit)
    }
    return value
  }
}

/// `yes`, `no`, `true`, `0` …
enum FlagText {
  static func parse(_ cell: Cell) -> Bool? {
    guard cell.count <= 6 else { return nil }
    return parse(cell.text)
  }

  /// The one list of words for yes and no: of canonical flags, and of those that layouts ask.
  static func parse(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "yes", "true", "on", "1", "1.0", "y", "t", "x", "ja", "j", "wahr", "ein", "oui", "vrai", "si", "sí": true
    case "no", "false", "off", "0", "0.0", "n", "f", "nein", "falsch", "aus", "non", "faux": false
    default: nil
    }
  }

  static func reason(_ cell: Cell) -> String { "\(cell.quoted) is neither yes nor no" }
}
