import Codecs

/// Reads workbooks (`.xlsx`, ISO/IEC 29500 strict and transitional): each visible sheet becomes a table of texts.
///
/// Numbers stand in decimal as a spreadsheet shows them unformatted (`12.5`), dates as `2024-03-15`,
/// `2024-03-15T09:00` or `09:00`, durations as `36:00`, truth as `TRUE` and `FALSE`. Texts lose their outer blanks. Of
/// merged cells the first has the value. Errors (`#N/A`) and formulas without a result are empty, and noted.
public enum WorkbookReader {
  /// Reads all visible sheets.
  ///
  /// The first row with content is the header; blank rows are passed over; `lines` are the rows of the sheet. A column
  /// with content and no header is kept, without a name. A sheet with nothing in it is a table without columns.
  ///
  /// - Parameter headerRows: by the name of the sheet, the row of the header where titles stand above it, from 1.
  /// - Throws: if the file is no workbook, is damaged or encrypted, or holds anything among its cells that is not known.
  /// - Complexity: one pass over each sheet; memory for the tables and the shared texts, not for the XML.
  public static func records(of file: FileBytes, headerRows: [String: Int] = [:]) throws(FormatError) -> Records {
    try refuseOldWorkbook(file)
    let parts = try WorkbookParts(try ZipArchive(file))
    var shared = SharedParts()
    shared.epoch = parts.epoch
    if let part = parts.styles {
      shared.styles = try CellStyles(try parts.stream(of: part), part: part)
    }
    if let part = parts.strings {
      shared.strings = try TextColumn(sharedStrings: try parts.stream(of: part), part: part)
    }
    var records = Records()
    for sheet in parts.sheets {
      guard let part = sheet.part else { continue }
      guard !sheet.isHidden else {
        records.notes.append("the sheet “\(sheet.name)” is hidden and not read")
        continue
      }
      let scanner = SheetScanner(
        try parts.stream(of: part), part: part, workbook: shared, firstRow: headerRows[sheet.name] ?? 1)
      let content = try scanner.read()
      records.sets.append(RecordSet(name: sheet.name, table: content.table))
      records.notes += content.oddities.notes(ofSheet: sheet.name)
      if !content.unnamedColumns.isEmpty {
        let many = content.unnamedColumns.count > 1
        let names = content.unnamedColumns.prefix(5).joined(separator: ", ")
        let rest = content.unnamedColumns.count > 5 ? " …" : ""
        records.notes.append(
          "the sheet “\(sheet.name)” has values but no header in \(many ? "columns" : "column") \(names)\(rest)"
        )
      }
    }
    return records
  }

  /// Both the workbooks of before 2007 and encrypted ones are compound files.
  private static func refuseOldWorkbook(_ file: FileBytes) throws(FormatError) {
    let mark: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    let start: [UInt8]
    do throws(SystemError) {
      start = try file.bytes(0..<min(mark.count, file.count))
    } catch {
      throw FormatError(error)
    }
    guard start != mark else {
      throw FormatError(
        "this is a workbook of an old kind (.xls), or one with a password",
        help: "save it as .xlsx, without a password"
      )
    }
  }
}
