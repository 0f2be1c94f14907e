import Codecs
import Testing

@testable import Formats

/// What a sheet comes to, for comparison.
struct SheetTexts: Equatable {
  let headers: [String]
  /// By row.
  let cells: [[String]]
  let lines: [UInt32]

  init(_ table: TextTable) {
    headers = table.headers
    cells = (0..<table.rowCount).map { row in table.columns.map { $0.text(row) } }
    lines = table.lines
  }
}

@Suite struct WorkbookReaderTests {
  private static let header = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>h</t></is></c></row>"

  /// The text of cell A2 below a header, and the notes.
  private func cell(_ xml: String, _ workbook: WorkbookBytes = WorkbookBytes([])) throws -> (
    text: String, notes: [String]
  ) {
    var workbook = workbook
    workbook.sheets = [.init(rows: "\(WorkbookReaderTests.header)<row r=\"2\">\(xml)</row>")]
    let records = try WorkbookReader.records(of: workbook.file)
    let table = records.sets[0].table
    return (table.rowCount == 0 ? "" : table.columns[0].text(0), records.notes)
  }

  @Test(
    "a cell is the text that it shows",
    arguments: [
      ("<v>7</v>", "7"),
      ("<v>179.0</v>", "179"),
      ("<v>-0012.50</v>", "-12.5"),
      ("<v>-0</v>", "0"),
      ("<v>0</v>", "0"),
      ("<v>0.5</v>", "0.5"),
      ("<v>.5</v>", "0.5"),
      ("<v> 5\n</v>", "5"),
      ("<v>0.30000000000000004</v>", "0.3"),
      ("<v>99.999999999999986</v>", "100"),
      ("<v>45366.374999999996</v>", "45366.375"),
      ("<v>1234567890123456789</v>", "1234567890123456789"),  // may be the number of something
      ("<v>1.5E-3</v>", "0.0015"),
      ("<v>1E+3</v>", "1000"),
      ("<v>1.5E+18</v>", "1500000000000000000"),
      ("<v>1.234567890123457E+18</v>", ""),  // several ids may have become this one
      ("<v>1.2345678901234567E-5</v>", "0.0000123456789012346"),
      ("<f>1+1</f><v>2</v>", "2"),
      ("<f t=\"shared\" si=\"0\"/><v>2</v>", "2"),
      ("<v><![CDATA[4]]>2</v>", "42"),
      ("<v>4<!-- no > here -->2</v>", "42"),
      ("<v></v>", ""),
      ("<v/>", ""),
      ("<extLst><ext><v>3</v></ext></extLst><v>1</v>", "1"),
    ])
  func number(content: String, text: String) throws {
    #expect(try cell("<c r=\"A2\">\(content)</c>").text == text)
    #expect(try cell("<c>\(content)</c>").text == text)
  }

  @Test(
    "a text loses its outer blanks, and nothing else",
    arguments: [
      ("<t>desk</t>", "desk"),
      ("<t xml:space=\"preserve\"> \u{A0}desk 1 \n</t>", "desk 1"),
      ("<t> two\r\nlines</t>", "two\nlines"),
      ("<t>Caf&#233; &amp; B&#xfc;ro &lt;1&gt; &quot;&apos;</t>", "Café & Büro <1> \"'"),
      ("<t><![CDATA[a < b &amp; c]]></t>", "a < b &amp; c"),
      ("<t>a_x000D_b_x005F_x0041_ _x00e9_ _x12_</t>", "a\rb_x0041_ é _x12_"),
      ("<t>a_x0000_b</t>", "a_x0000_b"),  // a zero is no text
      ("<t>_xD83D__xDE00_ _xD83D_</t>", "😀 _xD83D_"),
      (
        "<r><rPr><b/><t>no</t></rPr><t xml:space=\"preserve\">two </t></r><r><t>runs</t></r>",
        "two runs"
      ),
      ("<r><t>two </t></r><r><t>runs</t></r>", "tworuns"),
      ("<t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh><phoneticPr fontId=\"1\"/>", "東京"),
      ("<t/>", ""),
      ("", ""),
      ("<t>1\u{A0}000</t>", "1\u{A0}000"),
      ("<!-- <t>no</t> --><?also no?><t>yes</t>", "yes"),
    ])
  func text(content: String, text: String) throws {
    #expect(try cell("<c r=\"A2\" t=\"inlineStr\"><is>\(content)</is></c>").text == text)
    var workbook = WorkbookBytes([])
    workbook.strings = "<si><t>other</t></si><si>\(content)</si><si/>"
    #expect(try cell("<c r=\"A2\" t=\"s\"><v>1</v></c>", workbook).text == text)
  }

  @Test(
    "results, truth and ISO dates",
    arguments: [
      ("t=\"str\"", "<f>A1</f><v> a_x000D_\u{A0}</v>", "a"),
      ("t=\"str\"", "<f>A1</f><v></v>", ""),
      ("t=\"b\"", "<v>1</v>", "TRUE"),
      ("t=\"b\"", "<f>A1=1</f><v>false</v>", "FALSE"),
      ("t=\"n\"", "<v>5</v>", "5"),
      ("t=\"d\"", "<v>2024-03-15</v>", "2024-03-15"),
      ("t=\"d\"", "<v>2024-03-15T09:00:00.000Z</v>", "2024-03-15T09:00Z"),
      ("t=\"d\"", "<v>2024-02-28T23:59:59.9</v>", "2024-02-29T00:00"),
      ("t=\"d\"", "<v>09:30:15</v>", "09:30:15"),
      ("t='n' cm=\"1\"", "<v>5</v>", "5"),
    ])
  func typed(attributes: String, content: String, text: String) throws {
    let (found, notes) = try cell("<c r=\"A2\" \(attributes)>\(content)</c>")
    #expect(found == text)
    #expect(notes == [])
  }

  @Test(
    "a number is a date if its format shows one",
    arguments: [
      ("14", "45366", "2024-03-15"),
      ("14", "45366.375", "2024-03-15T09:00"),
      ("22", "45366.375", "2024-03-15T09:00"),
      ("22", "45366", "2024-03-15T00:00"),
      ("22", "45366.374999999996", "2024-03-15T09:00"),
      ("22", "45366.375347222223", "2024-03-15T09:00:30"),
      ("22", "45366.99999999999", "2024-03-16T00:00"),
      ("22", "4.5366375E4", "2024-03-15T09:00"),
      ("20", "0.375", "09:00"),
      ("20", "0", "00:00"),
      ("20", "0.99999999999", "23:59:59"),
      ("45", "1.0416666666666666E-2", "00:15"),
      ("14", "1", "1900-01-01"),
      ("14", "59", "1900-02-28"),
      ("14", "61", "1900-03-01"),
      ("14", "2958465", "9999-12-31"),
      ("36", "45366", "2024-03-15"),
      ("57", "45366", "2024-03-15"),
      ("46", "1.5", "36:00"),
      ("[h]:mm", "0.0625", "1:30"),
      ("[HH]:MM:SS", "-0.0625", "-1:30"),
      ("[mm]", "1.000011574074074", "24:00:01"),
      ("dd/mm/yyyy", "45366", "2024-03-15"),
      ("[$-407]d. mmmm yyyy;@", "45366", "2024-03-15"),
      ("yyyy\\-mm\\-dd&quot;T&quot;hh:mm", "45366", "2024-03-15T00:00"),
      ("h:mm AM/PM", "0.75", "18:00"),
      ("0.00 &quot;days&quot;", "45366", "45366"),
      ("0\\d", "45366", "45366"),
      ("#,##0_m", "45366", "45366"),
      ("0*y", "45366", "45366"),
      ("[Red]0.00;[Blue]-0.00", "45366", "45366"),
      ("[$USD] 0", "45366", "45366"),
      ("0;dd.mm.yyyy", "45366", "45366"),
      ("[=0]&quot;-&quot;;dd.mm.yyyy", "45366", "2024-03-15"),
      ("General", "45366", "45366"),
      ("@", "45366", "45366"),
      ("0.00E+00", "45366", "45366"),
      ("2", "45366.5", "45366.5"),
      ("49", "45366", "45366"),
    ])
  func date(format: String, value: String, text: String) throws {
    var workbook = WorkbookBytes([])
    workbook.formats = ["0", format]
    #expect(try cell("<c r=\"A2\" s=\"2\"><v>\(value)</v></c>", workbook).text == text)
  }

  @Test(
    "the other epoch", arguments: [("0", "1904-01-01"), ("43904", "2024-03-15"), ("0.25", "06:00")])
  func otherEpoch(value: String, text: String) throws {
    var workbook = WorkbookBytes([])
    workbook.formats = ["14"]
    workbook.is1904 = true
    #expect(try cell("<c r=\"A2\" s=\"1\"><v>\(value)</v></c>", workbook).text == text)
  }

  @Test(
    "what has no text is empty, and told",
    arguments: [
      ("<c r=\"A2\" t=\"e\"><v>#N/A</v></c>", "has 1 error, read as empty: #N/A in A2"),
      (
        "<c r=\"B2\" t=\"e\"><v>#DIV/0!</v></c><c r=\"A2\" t=\"e\"><v>#N/A</v></c>",
        "has 2 errors, read as empty: #DIV/0! in B2"
      ),
      (
        "<c r=\"A2\"><f>A1</f></c>",
        "has 1 formula without a result, read as empty: the first in A2"
      ),
      (
        "<c r=\"A2\"><f>A1</f><v/></c>",
        "has 1 formula without a result, read as empty: the first in A2"
      ),
      (
        "<c r=\"A2\" t=\"str\"><f>A1</f></c>",
        "has 1 formula without a result, read as empty: the first in A2"
      ),
      (
        "<c r=\"A2\" s=\"1\"><v>60</v></c>",
        "has 1 date that does not exist, read as empty: 60 in A2"
      ),
      (
        "<c r=\"A2\" s=\"1\"><v>0</v></c>", "has 1 date that does not exist, read as empty: 0 in A2"
      ),
      (
        "<c r=\"A2\" s=\"1\"><v>-1</v></c>",
        "has 1 date that does not exist, read as empty: -1 in A2"
      ),
      (
        "<c r=\"A2\" s=\"1\"><v>2958466</v></c>",
        "has 1 date that does not exist, read as empty: 2958466 in A2"
      ),
      (
        "<c r=\"A2\" s=\"1\"><v>1E+30</v></c>",
        "has 1 date that does not exist, read as empty: 1E+30 in A2"
      ),
    ])
  func noted(cells: String, note: String) throws {
    var workbook = WorkbookBytes([])
    workbook.formats = ["14"]
    let (text, notes) = try cell(cells, workbook)
    #expect(text == "")
    #expect(notes == ["the sheet “Bookings” \(note)"])
  }

  @Test(
    "cells stand where they say, or where they follow",
    arguments: [
      // why, rows, headers, cells, lines
      ("no references", ": =1 =2; : - =4", ["1", "2"], [["", "4"]], [2]),
      ("some references", "3: B3=1 =2; : C4=3", ["1", "2"], [["", "3"]], [4]),
      ("cells in any order", "1: B1=2 A1=1; 2: B2=4 A2=3", ["1", "2"], [["3", "4"]], [2]),
      ("a cell twice", "1: A1=1; 2: A2=3 A2=3", ["1"], [["3"]], [2]),
      ("a row in two parts", "1: A1=1; 1: B1=2; 2: A2=3; 2: B2=4", ["1", "2"], [["3", "4"]], [2]),
      ("rows in any order", "1: A1=1; 5: A5=5; 3: B3=3", ["1", ""], [["", "3"], ["5", ""]], [3, 5]),
      (
        "blank rows and columns", "1:; 4: B4=1 D4=2; 5: -; 6: B6=3; 9: D9=4", ["1", "2"], [["3", ""], ["", "4"]],
        [6, 9]
      ),
      ("the last column and row", "1: XFD1=1; 1048576: XFD1048576=2", ["1"], [["2"]], [1_048_576]),
      ("nothing", "", [], [], []),
      ("a header alone", "1: A1=1", ["1"], [], []),
    ] as [(String, String, [String], [[String]], [UInt32])])
  func places(why: String, rows: String, headers: [String], cells: [[String]], lines: [UInt32]) throws {
    let workbook = WorkbookBytes(rows: WorkbookBytes.rows(rows))
    let sheet = SheetTexts(try WorkbookReader.records(of: workbook.file).sets[0].table)
    #expect(sheet.headers == headers)
    #expect(sheet.cells == cells)
    #expect(sheet.lines == lines)
  }

  @Test func titlesStandAboveTheHeader() throws {
    let rows = WorkbookBytes.rows("1: A1=1; 2: A2=2; 3: A3=3; 4: A4=4")
    let records = try WorkbookReader.records(of: WorkbookBytes(rows: rows).file, headerRows: ["Bookings": 3])
    #expect(records.sets[0].table.headers == ["3"])
    #expect(records.sets[0].table.lines == [4])
  }

  @Test func columnsWithoutHeaderAreKeptAndTold() throws {
    let rows = WorkbookBytes.rows(": =1; : =2 - =3")
    let records = try WorkbookReader.records(of: WorkbookBytes(rows: rows).file)
    #expect(SheetTexts(records.sets[0].table).cells == [["2", "3"]])
    #expect(records.notes == ["the sheet “Bookings” has values but no header in column C"])
  }

  @Test func hiddenSheetsAndChartsAreNotRead() throws {
    let row = "<row><c><v>1</v></c></row>"
    var workbook = WorkbookBytes([
      .init(rows: row, name: "A &amp; B", state: "visible"),
      .init(rows: row, name: "Notes", state: "hidden"),
      .init(rows: row, name: "Lists", state: "veryHidden"), .init(xml: "<chartsheet/>"),
    ])
    workbook.sheets[3].kind = "chartsheet"
    workbook.isStrict = true
    let records = try WorkbookReader.records(of: workbook.file)
    #expect(records.sets.map(\.name) == ["A & B"])
    #expect(
      records.notes == [
        "the sheet “Notes” is hidden and not read", "the sheet “Lists” is hidden and not read",
      ])
  }

  private static let prefixed = """
    \u{FEFF}<?xml version='1.0' encoding='utf-8' standalone="yes"?><!-- a > comment -->
    <x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main" mc:Ignorable="a > b">
      <x:sheetPr><x:tabColor rgb="1"/></x:sheetPr><x:sheetViews><x:v>9</x:v></x:sheetViews>
      <x:sheetData>
        <x:row r='1' spans="1:2"><x:c r='A1' t='inlineStr'><x:is><x:t>ä &amp; b</x:t></x:is></x:c
        ><x:c r="B1"   t = "str"><x:f>"a"&amp;"b"</x:f><x:v>ab</x:v></x:c></x:row>
        <x:row r="2"><x:c r="A2" s="0"><x:v>1.5</x:v></x:c ><x:c r="B2" t="b" ><x:v>1</x:v></x:c></x:row>
        <row r="3"><c r="A3" t="inlineStr"><is><t>Büro 2</t></is></c><c r="B3"><v>7</v></c></row>
      </x:sheetData>
      <x:mergeCells count="1"><x:mergeCell ref="A1:B1"/></x:mergeCells><?an instruction?>
    </x:worksheet>
    <!-- the end -->
    """

  @Test(
    "a sheet is the same however its bytes come in", arguments: Array(1...40) + [100, 1000, 10000])
  func pieces(size: Int) throws {
    let file = FileBytes(Array(WorkbookReaderTests.prefixed.utf8), path: "")
    let scanner = SheetScanner(
      FileStream(file, pieceBytes: size), part: "s", workbook: SharedParts(), firstRow: 1)
    let sheet = SheetTexts(try scanner.read().table)
    #expect(sheet.headers == ["ä & b", "ab"])
    #expect(sheet.cells == [["1.5", "TRUE"], ["Büro 2", "7"]])
  }

  @Test("a sheet cut anywhere is refused")
  func cut() throws {
    let bytes = Array(WorkbookReaderTests.prefixed.utf8)
    let end = bytes.count - "\n<!-- the end -->".utf8.count
    for count in 0..<end {
      let stream = FileStream(FileBytes(Array(bytes.prefix(count)), path: ""), pieceBytes: 50)
      #expect(throws: FormatError.self, "cut at \(count)") {
        _ = try SheetScanner(stream, part: "s", workbook: SharedParts(), firstRow: 1).read()
      }
    }
  }

  @Test("a sheet with any byte changed does no harm", arguments: [1, 0x20, 0x80, 0xff] as [UInt8])
  func changed(change: UInt8) throws {
    let sound = Array(WorkbookReaderTests.prefixed.utf8)
    for index in sound.indices {
      var bytes = sound
      bytes[index] ^= change
      let stream = FileStream(FileBytes(bytes, path: ""), pieceBytes: 50)
      do {
        _ = try SheetScanner(stream, part: "s", workbook: SharedParts(), firstRow: 1).read()
      } catch {}
    }
  }
}
