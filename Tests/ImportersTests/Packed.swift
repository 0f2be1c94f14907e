@testable import Rendering

/// Packs bytes for tests, with what writes workbooks.
enum Packed {
  static func archive(_ entries: [String: [UInt8]]) -> [UInt8] {
    var archive = ZipWriter()
    for (name, bytes) in entries.sorted(by: { $0.key < $1.key }) {
      archive.add(name) { deflater in deflater.append { $0 += bytes } }
    }
    return archive.finished()
  }

  static func archive(_ entries: [String: String]) -> [UInt8] { archive(entries.mapValues { Array($0.utf8) }) }

  /// Sheets of text: by name, their rows.
  static func workbook(_ sheets: [(name: String, rows: [[String]])]) -> [UInt8] {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    var parts = [
      "[Content_Types].xml": "<Types/>",
      "_rels/.rels":
        "<Relationships><Relationship Id=\"a\" Type=\"\(kind)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
    ]
    var (list, links) = ("", "")
    for (number, sheet) in sheets.enumerated() {
      list += "<sheet name=\"\(sheet.name)\" sheetId=\"\(number + 1)\" r:id=\"r\(number)\"/>"
      links += "<Relationship Id=\"r\(number)\" Type=\"\(kind)/worksheet\" Target=\"s\(number).xml\"/>"
      let rows = sheet.rows.map { row in
        "<row>" + row.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined() + "</row>"
      }
      parts["xl/s\(number).xml"] = "<worksheet><sheetData>\(rows.joined())</sheetData></worksheet>"
    }
    parts["xl/workbook.xml"] = "<workbook xmlns:r=\"r\"><sheets>\(list)</sheets></workbook>"
    parts["xl/_rels/workbook.xml.rels"] = "<Relationships>\(links)</Relationships>"
    return archive(parts)
  }

  /// A workbook of one sheet.
  ///
  /// - Parameters:
  ///   - rows: its `row` elements.
  ///   - texts: the `si` elements that they share.
  static func workbook(rows: String, texts: String) -> [UInt8] {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    func relationships(_ targets: (kind: String, path: String)...) -> String {
      let list = targets.map { "<Relationship Id=\"\($0.kind)\" Type=\"\(kind)/\($0.kind)\" Target=\"\($0.path)\"/>" }
      return "<Relationships>\(list.joined())</Relationships>"
    }
    return archive([
      "[Content_Types].xml": "<Types/>",
      "_rels/.rels": relationships(("officeDocument", "xl/workbook.xml")),
      "xl/_rels/workbook.xml.rels": relationships(("worksheet", "sheet.xml"), ("sharedStrings", "texts.xml")),
      "xl/workbook.xml":
        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"worksheet\"/></sheets></workbook>",
      "xl/sheet.xml": "<worksheet><sheetData>\(rows)</sheetData></worksheet>",
      "xl/texts.xml": "<sst>\(texts)</sst>",
    ])
  }

  /// One member: RFC 1952 §2.3.
  static func gzip(_ text: String) -> [UInt8] { gzip(Array(text.utf8)) }

  static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    let deflater = Deflater()
    deflater.append { $0 += bytes }
    deflater.finish()
    let sums = [deflater.checksum, UInt32(truncatingIfNeeded: deflater.count)]
    return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + deflater.output
      + sums.flatMap { sum in (0..<4).map { UInt8(truncatingIfNeeded: sum >> (8 * UInt32($0))) } }
  }
}
