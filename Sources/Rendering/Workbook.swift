import Calculus
import Diagnostics
import Store

/// An answer as an Office Open XML workbook (`.xlsx`): the figures on one sheet, how they were read on a second.
///
/// Columns are those of CSV, under a header that is bold and stays in sight. Figures are numbers, per cents among them;
/// days and moments are dates. Where there is no figure, the cell is empty.
///
/// - SeeAlso: ECMA-376-1, §18.3 “Worksheets”, §18.8 “Styles”.
public enum Workbook {
  /// Rows that a sheet has room for below the header.
  public static let mostRows = 1_048_575

  /// The whole file.
  ///
  /// - Precondition: the answer has at most `mostRows` rows.
  /// - Complexity: one pass over the cells; the XML is compressed as it is made.
  public static func bytes(of answer: Answer) -> [UInt8] {
    precondition(answer.rowCount <= mostRows, "a sheet has 1 048 576 rows")
    var archive = ZipWriter()
    for (name, text) in fixedParts { archive.add(name) { $0.append(head + text) } }
    archive.add("xl/worksheets/sheet1.xml") { write(answer, to: $0) }
    archive.add("xl/worksheets/sheet2.xml") { write(answer.reading, to: $0) }
    return archive.finished()
  }

  private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

  // MARK: Sheets

  private static func write(_ answer: Answer, to sheet: Deflater) {
    sheet.append(start(widths: answer.columns.map(width), isShown: true))
    sheet.append("<row r=\"1\">")
    for (index, column) in answer.columns.enumerated() {
      sheet.append("<c r=\"\(letters(index))1\" s=\"\(Style.header.rawValue)\"" + inline(column.name) + "</c>")
    }
    sheet.append("</row>")
    let columns = answer.columns.enumerated().map { index, column in
      (lead: Array("<c r=\"\(letters(index))".utf8), texts: CellTexts(column, writtenBy: WorkbookCells(of: column)))
    }
    for row in 0..<answer.rowCount {
      let number = Array("\(row + 2)".utf8)
      sheet.append { output in
        output.append("<row r=\"")
        output.append(contentsOf: number)
        output.append("\">")
        for column in columns {
          output.append(contentsOf: column.lead)
          output.append(contentsOf: number)
          output.append(UInt8(ascii: "\""))
          column.texts.append(row: row, to: &output)
        }
        output.append("</row>")
      }
    }
    sheet.append("</sheetData></worksheet>")
  }

  private static func write(_ reading: [ReadingItem], to sheet: Deflater) {
    sheet.append(start(widths: [14, 100], isShown: false))
    let lines = [("topic", "reading", Style.header)] + reading.map { ($0.topic.rawValue, $0.text, Style.general) }
    for (index, (topic, text, style)) in lines.enumerated() {
      let row = index + 1
      let style = "s=\"\(style.rawValue)\""
      sheet.append("<row r=\"\(row)\"><c r=\"A\(row)\" \(style)\(inline(topic))</c>")
      sheet.append("<c r=\"B\(row)\" \(style)\(inline(text))</c></row>")
    }
    sheet.append("</sheetData></worksheet>")
  }

  /// A sheet up to its rows: the first row stays in sight.
  private static func start(widths: [Int], isShown: Bool) -> String {
    let columns = widths.enumerated().map { index, width in
      "<col min=\"\(index + 1)\" max=\"\(index + 1)\" width=\"\(width)\" customWidth=\"1\"/>"
    }
    return head + "<worksheet xmlns=\"\(main)\"><sheetViews><sheetView\(isShown ? " tabSelected=\"1\"" : "")"
      + " workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"
      + "</sheetView></sheetViews>" + (columns.isEmpty ? "" : "<cols>" + columns.joined() + "</cols>") + "<sheetData>"
  }

  /// What a column takes, in characters.
  private static func width(of column: AnswerColumn) -> Int {
    let cells: Int
    switch column.values {
    case .labels: cells = CellTexts(column, measured: true, writtenBy: PeopleCells(of: column) { $0.printable }).widest
    case .days: cells = 10
    case .figures(let figures): cells = figures.contains { if case .minute = $0 { true } else { false } } ? 16 : 8
    }
    return min(60, max(cells, DisplayWidth.of(column.name.printable)) + 2)
  }

  /// The name of a column: A … Z, AA …
  static func letters(_ index: Int) -> String {
    let last = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(index % 26)))
    return index < 26 ? last : letters(index / 26 - 1) + last
  }

  /// A cell's type and its text, to stand behind the attributes.
  static func inline(_ text: String) -> String {
    " t=\"inlineStr\"><is><t xml:space=\"preserve\">" + escaped(text) + "</t></is>"
  }

  /// Characters that a cell has room for, in UTF-16 units.
  private static let longestText = 32_767

  /// Text of a cell. What XML cannot write comes as `_x001B_`; so text that looks like that is told apart by its own `_`.
  ///
  /// - SeeAlso: ECMA-376-1, §22.9.2.19 “ST_Xstring”.
  private static func escaped(_ text: String) -> String {
    var text = text
    if text.utf16.count > longestText {
      text = String(decoding: text.utf16.prefix(longestText - 1), as: UTF16.self) + "…"
    }
    for start in text.ranges(of: "_x").reversed().map(\.lowerBound) {
      let digits = text[start...].dropFirst(2).prefix(4)
      if digits.count == 4, digits.allSatisfy(\.isHexDigit), text[digits.endIndex...].hasPrefix("_") {
        text.replaceSubrange(start...start, with: "_x005F_")
      }
    }
    return XMLText.escaped(text) { scalar in
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "_x" + String(repeating: "0", count: 4 - digits.count) + digits + "_"
    }
  }

  // MARK: Other parts

  /// Formats of cells, in the order in which `styles.xml` lists them.
  enum Style: Int {
    case general, header, percent, day, moment, oneDecimal, twoDecimals, threeDecimals, fourDecimals, whole
  }

  private static let fixedParts: [(name: String, text: String)] = {
    let package = "http://schemas.openxmlformats.org/package/2006"
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    let formats = [  // number format, font, of each style
      (0, 0), (0, 1), (164, 0), (165, 0), (166, 0), (167, 0), (2, 0), (168, 0), (169, 0), (1, 0),
    ].map {
      "<xf numFmtId=\"\($0)\" fontId=\"\($1)\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\"/>"
    }
    return [
      (
        "[Content_Types].xml",
        """
        <Types xmlns="\(package)/content-types">\
        <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
        <Default Extension="xml" ContentType="application/xml"/>\
        <Override PartName="/xl/workbook.xml" ContentType="\(types).sheet.main+xml"/>\
        <Override PartName="/xl/styles.xml" ContentType="\(types).styles+xml"/>\
        <Override PartName="/xl/worksheets/sheet1.xml" ContentType="\(types).worksheet+xml"/>\
        <Override PartName="/xl/worksheets/sheet2.xml" ContentType="\(types).worksheet+xml"/></Types>
        """
      ),
      (
        "_rels/.rels",
        """
        <Relationships xmlns="\(package)/relationships">\
        <Relationship Id="rId1" Type="\(office)/officeDocument" Target="xl/workbook.xml"/></Relationships>
        """
      ),
      (
        "xl/workbook.xml",
        """
        <workbook xmlns="\(main)" xmlns:r="\(office)"><sheets><sheet name="answer" sheetId="1" r:id="rId1"/>\
        <sheet name="reading" sheetId="2" r:id="rId2"/></sheets></workbook>
        """
      ),
      (
        "xl/_rels/workbook.xml.rels",
        """
        <Relationships xmlns="\(package)/relationships">\
        <Relationship Id="rId1" Type="\(office)/worksheet" Target="worksheets/sheet1.xml"/>\
        <Relationship Id="rId2" Type="\(office)/worksheet" Target="worksheets/sheet2.xml"/>\
        <Relationship Id="rId3" Type="\(office)/styles" Target="styles.xml"/></Relationships>
        """
      ),
      (
        "xl/styles.xml",
        """
        <styleSheet xmlns="\(main)"><numFmts count="6"><numFmt numFmtId="164" formatCode="0.0%"/>\
        <numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/>\
        <numFmt numFmtId="166" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/><numFmt numFmtId="167" formatCode="0.0"/>\
        <numFmt numFmtId="168" formatCode="0.000"/><numFmt numFmtId="169" formatCode="0.0000"/></numFmts>\
        <fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>\
        <font><b/><sz val="11"/><name val="Calibri"/></font></fonts>\
        <fills count="2"><fill><patternFill patternType="none"/></fill>\
        <fill><patternFill patternType="gray125"/></fill></fills>\
        <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
        <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
        <cellXfs count="\(formats.count)">\(formats.joined())</cellXfs>\
        <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
        """
      ),
    ]
  }()
}

/// How a workbook writes the cells of one column, from behind the cell's place to its end.
private struct WorkbookCells: CellWriter {
  private let isPercent: Bool
  private let people: PeopleCells
  private let isKey: Bool
  /// Labels are all whole numbers, like hours, and are sorted as such; one name among them makes all of them names.
  private let areNumbers: Bool

  init(of column: AnswerColumn) {
    isKey = column.isKey
    areNumbers = !column.isIdentifier && column.alignsRight && column.labels.allSatisfy(WorkbookCells.isPlainNumber)
    isPercent = column.isPercent
    people = PeopleCells(of: column) { $0 }
  }

  func text(of cell: AnswerCell, row: Int) -> String {
    switch cell {
    case .label(let label):
      areNumbers ? WorkbookCells.number(label, .general) : Workbook.inline(label) + "</c>"
    case .missing: isKey ? Workbook.inline(Wording.missingKey) + "</c>" : "/>"
    case .day(let day), .figure(.day(let day)):
      WorkbookCells.moment(minute: Int64(day.number) * 1440, .day, text: day.description)
    case .figure(.minute(let minute)):
      WorkbookCells.moment(minute: Int64(minute), .moment, text: Day.text(ofMinute: minute, separator: "T"))
    case .figure(.value(let value)): WorkbookCells.number(NumberFormat.machine(value), style(row: row))
    case .figure(.hidden): Workbook.inline(Wording.hidden) + "</c>"
    case .figure(.undefined), .figure(.noData): "/>"
    }
  }

  private func style(row: Int) -> Workbook.Style {
    if isPercent { return .percent }
    let places = people.places(row: row)
    // A currency without a smaller coin is shown whole, whatever is left behind the point.
    return places == 0 && people.isOfCoins ? .whole : Workbook.Style(places: places)
  }

  private static func number(_ text: String, _ style: Workbook.Style) -> String {
    " s=\"\(style.rawValue)\"><v>\(text)</v></c>"
  }

  /// Days since the 30th of December 1899, which is how sheets count from March 1900 on. What is earlier is a text:
  /// sheets know a 29 February 1900.
  private static func moment(minute: Int64, _ style: Workbook.Style, text: String) -> String {
    let daysTo1970: Int64 = 25_569
    let serial = minute + daysTo1970 * 1440
    guard serial >= 61 * 1440, let days = try? Rational(Int128(serial), over: 1440) else {
      return Workbook.inline(text) + "</c>"
    }
    return number(days.isInteger ? days.decimal : days.rounded(places: 12), style)
  }

  /// As a number would be written: `08` is a name, and so is what has more digits than a sheet keeps.
  private static func isPlainNumber(_ label: String) -> Bool {
    label == "0" || !label.hasPrefix("0") && label.utf8.count <= 15
  }
}

extension Workbook.Style {
  /// Figures with the decimals that tables show.
  fileprivate init(places: Int) {
    switch places {
    case 0: self = .general
    case 1: self = .oneDecimal
    case 2: self = .twoDecimals
    case 3: self = .threeDecimals
    default: self = .fourDecimals
    }
  }
}
