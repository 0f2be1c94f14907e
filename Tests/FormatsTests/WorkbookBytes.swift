import Codecs

/// Writes small workbooks for tests: their parts in an archive without compression.
struct WorkbookBytes {
  struct Sheet {
    var name = "Bookings"
    var state = ""
    /// The whole part, but for its declaration.
    var xml: String
    var kind = "worksheet"

    init(rows: String, name: String = "Bookings", state: String = "") {
      (self.name, self.state) = (name, state)
      xml = "<worksheet><sheetData>\(rows)</sheetData></worksheet>"
    }

    init(xml: String) { self.xml = xml }
  }

  var sheets: [Sheet]
  /// The `si` elements; nil is a workbook without shared strings.
  var strings: String?
  /// The formats of styles 1, 2, …: a number or a code.
  var formats: [String] = []
  var is1904 = false
  var isStrict = false
  /// Parts that take the place of those made here.
  var parts: [String: String] = [:]

  init(_ sheets: [Sheet]) { self.sheets = sheets }

  init(rows: String) { sheets = [Sheet(rows: rows)] }

  /// Rows in few signs: `3: B3=1 =2; : -` is row 3 with 1 in B3 and 2 behind it, and a row with an empty cell.
  static func rows(_ text: String) -> String {
    text.split(separator: ";").map { row in
      let parts = row.split(separator: ":", omittingEmptySubsequences: false)
      let number = parts[0].filter(\.isNumber)
      let cells = parts[1].split(separator: " ").map { cell in
        guard let sign = cell.firstIndex(of: "=") else { return "<c/>" }
        let place = cell[..<sign]
        return "<c\(place.isEmpty ? "" : " r=\"\(place)\"")><v>\(cell[cell.index(after: sign)...])</v></c>"
      }
      return "<row\(number.isEmpty ? "" : " r=\"\(number)\"")>\(cells.joined())</row>"
    }.joined()
  }

  var file: FileBytes { FileBytes(bytes, path: "test.xlsx") }

  var bytes: [UInt8] {
    let namespace =
      isStrict
      ? "http://purl.oclc.org/ooxml/officeDocument/relationships"
      : "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    func relationship(_ id: String, _ kind: String, _ target: String) -> String {
      "<Relationship Id=\"\(id)\" Type=\"\(namespace)/\(kind)\" Target=\"\(target)\"/>"
    }
    func relationships(_ list: [String]) -> String {
      "<Relationships>\(list.joined())</Relationships>"
    }
    var files = [
      ("_rels/.rels", relationships([relationship("a", "officeDocument", "xl/workbook.xml")]))
    ]
    var links: [String] = []
    var list = ""
    for (index, sheet) in sheets.enumerated() {
      links.append(relationship("r\(index)", sheet.kind, "sheets/s\(index).xml"))
      files.append(
        ("xl/sheets/s\(index).xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\(sheet.xml)"))
      let state = sheet.state.isEmpty ? "" : " state=\"\(sheet.state)\""
      list += "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\"\(state) r:id=\"r\(index)\"/>"
    }
    if let strings {
      links.append(relationship("s", "sharedStrings", "/xl/strings.xml"))
      files.append(("xl/strings.xml", "<sst>\(strings)</sst>"))
    }
    if !formats.isEmpty {
      links.append(relationship("t", "styles", "../xl/./styles.xml"))
      let codes = formats.enumerated().filter { Int($1) == nil }
      let custom = codes.map { "<numFmt numFmtId=\"\(200 + $0)\" formatCode=\"\($1)\"/>" }.joined()
      let styles = formats.enumerated().map { "<xf numFmtId=\"\(Int($1) ?? 200 + $0)\"/>" }.joined()
      files.append(
        (
          "xl/styles.xml",
          "<styleSheet><numFmts>\(custom)</numFmts><cellXfs><xf numFmtId=\"0\"/>\(styles)</cellXfs></styleSheet>"
        ))
    }
    files.append(("xl/_rels/workbook.xml.rels", relationships(links)))
    let epoch = is1904 ? "<workbookPr date1904=\"1\"/>" : ""
    files.append(
      ("xl/workbook.xml", "<workbook xmlns:r=\"r\">\(epoch)<sheets>\(list)</sheets></workbook>"))
    return WorkbookBytes.archive(files.map { ($0.0, parts[$0.0] ?? $0.1) })
  }

  private static func archive(_ files: [(name: String, text: String)]) -> [UInt8] {
    func number(_ value: Int, _ size: Int) -> [UInt8] {
      (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for (name, text) in files {
      let count = text.utf8.count
      let common =
        number(20, 2) + number(0, 8) + number(Int(checksum(text)), 4) + number(count, 4)
        + number(count, 4)
        + number(name.utf8.count, 2)
      directory +=
        number(0x0201_4b50, 4) + number(20, 2) + common + number(0, 12) + number(bytes.count, 4)
        + name.utf8
      bytes += number(0x0403_4b50, 4) + common + number(0, 2) + name.utf8 + text.utf8
    }
    let end =
      number(files.count, 2) + number(files.count, 2) + number(directory.count, 4)
      + number(bytes.count, 4)
    return bytes + directory + number(0x0605_4b50, 4) + number(0, 4) + end + number(0, 2)
  }

  /// CRC-32 by half bytes.
  private static func checksum(_ text: String) -> UInt32 {
    let table: [UInt32] = (0..<16).map { index in
      var sum = UInt32(index)
      for _ in 0..<4 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xedb8_8320 : sum >> 1 }
      return sum
    }
    var sum: UInt32 = .max
    for byte in text.utf8 {
      sum ^= UInt32(byte)
      for _ in 0..<2 { sum = sum >> 4 ^ table[Int(sum & 15)] }
    }
    return ~sum
  }
}
