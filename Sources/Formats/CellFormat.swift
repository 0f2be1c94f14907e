/// What the number in a cell stands for, as its format shows it.
enum CellFormat: Hashable {
  /// A count, an amount, a share: as it is.
  case number
  /// A day, a time of day, or both.
  case date(showsTime: Bool)
  /// Hours that may be more than 24: `[h]:mm`.
  case duration
  /// Some numbers are shown as dates and some are not.
  case undecided

  /// The formats that have a number and no code in the file.
  ///
  /// - SeeAlso: ISO/IEC 29500-1 §18.8.30; 27–36 and 50–58 are dates in East Asian languages and unused elsewhere.
  init(builtIn number: Int) {
    switch number {
    case 14...17, 27...31, 36, 50...58: self = .date(showsTime: false)
    case 18...22, 32...35, 45, 47: self = .date(showsTime: true)
    case 46: self = .duration
    default: self = .number
    }
  }

  /// Reads a format code: `dd.mm.yyyy hh:mm`, `[h]:mm`, `#,##0.00 "days"`.
  ///
  /// The first section counts, as it is the one for positive numbers. Where sections have conditions of their own, all
  /// that show a number must agree.
  init(code: String) {
    let sections = CellFormat.sections(of: Array(code.utf8))
    let isConditional = sections.contains { $0.isConditional }
    let kinds = Set((isConditional ? sections[...] : sections.prefix(1)).compactMap(\.format))
    self = kinds.count > 1 ? .undecided : kinds.first ?? .number
  }

  private struct Section {
    var isConditional = false
    var isElapsed = false
    var hasDay = false
    var hasTime = false
    var hasDigits = false

    /// nil if it shows no number at all.
    var format: CellFormat? {
      if isElapsed { return .duration }
      if hasDay || hasTime { return .date(showsTime: hasTime) }
      return hasDigits ? .number : nil
    }
  }

  private static func sections(of code: [UInt8]) -> [Section] {
    var sections = [Section()]
    var index = 0
    while index < code.count {
      let last = sections.count - 1
      switch code[index] {
      case UInt8(ascii: ";"): sections.append(Section())
      case UInt8(ascii: "\""): index = end(of: UInt8(ascii: "\""), in: code, after: index)
      // The next character is literal, as wide as a blank, or repeated.
      case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): index += 1
      case UInt8(ascii: "["):
        let close = end(of: UInt8(ascii: "]"), in: code, after: index)
        note(bracket: code[min(index + 1, close)..<close], in: &sections[last])
        index = close
      case UInt8(ascii: "y"), UInt8(ascii: "Y"), UInt8(ascii: "d"), UInt8(ascii: "D"), UInt8(ascii: "m"),
        UInt8(ascii: "M"):
        sections[last].hasDay = true
      case UInt8(ascii: "h"), UInt8(ascii: "H"), UInt8(ascii: "s"), UInt8(ascii: "S"): sections[last].hasTime = true
      case UInt8(ascii: "0"), UInt8(ascii: "#"), UInt8(ascii: "?"), UInt8(ascii: "G"), UInt8(ascii: "g"):
        sections[last].hasDigits = true
      default: break
      }
      index += 1
    }
    return sections
  }

  /// `[h]`, `[>=100]`; colours, currencies and languages say nothing here.
  private static func note(bracket: ArraySlice<UInt8>, in section: inout Section) {
    guard let first = bracket.first else { return }
    if [UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "=")].contains(first) {
      section.isConditional = true
    } else if [UInt8(ascii: "h"), UInt8(ascii: "m"), UInt8(ascii: "s")].contains(first | 0x20),
      bracket.allSatisfy({ $0 | 0x20 == first | 0x20 })
    {
      section.isElapsed = true
    }
  }

  private static func end(of mark: UInt8, in code: [UInt8], after start: Int) -> Int {
    code[(start + 1)...].firstIndex(of: mark) ?? code.count
  }
}
