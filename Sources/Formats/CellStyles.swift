import Codecs

/// The formats of a workbook's cells.
///
/// - SeeAlso: ISO/IEC 29500-1 §18.8.10 (`cellXfs`), §18.8.30 (`numFmt`).
struct CellStyles {
  /// By the number that a cell gives as its style.
  private(set) var formats: [CellFormat] = [.number]

  /// Those of a workbook that has none.
  init() {}

  init(_ source: any ByteStream, part: String) throws(FormatError) {
    var custom: [Int: CellFormat] = [:]
    var numbers: [Int] = []
    try PartElement.visitAll(of: source, part: part) { element throws(FormatError) in
      switch element.path.dropFirst() {
      case ["numFmts", "numFmt"]:
        guard let number = element["numFmtId"].flatMap({ Int($0) }),
          let code = element["formatCode"]
        else { throw FormatError("a format of numbers lacks its number or its code") }
        custom[number] = CellFormat(code: code)
      case ["cellXfs", "xf"]:
        guard let number = Int(element["numFmtId"] ?? "0") else {
          throw FormatError("a style of cells names no format of numbers")
        }
        numbers.append(number)
      default: break
      }
    }
    if !numbers.isEmpty { formats = numbers.map { custom[$0] ?? CellFormat(builtIn: $0) } }
  }
}
