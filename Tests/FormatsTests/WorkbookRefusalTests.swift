import Codecs
import Testing

@testable import Formats

@Suite struct WorkbookRefusalTests {
  private func message(_ workbook: WorkbookBytes) -> FormatError? {
    do throws(FormatError) {
      _ = try WorkbookReader.records(of: workbook.file)
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "what is not understood among the cells is refused, with its row",
    arguments: [
      ("<c r=\"A2\" t=\"x\"><v>1</v></c>", "cells of the type “x” are not known"),
      ("<c r=\"A2\"><v>abc</v></c>", "the cell A2 should hold a number, and holds “abc”"),
      ("<c r=\"A2\"><v>1.2.3</v></c>", "the cell A2 should hold a number, and holds “1.2.3”"),
      ("<c r=\"A2\"><v>NaN</v></c>", "the cell A2 should hold a number, and holds “NaN”"),
      ("<c r=\"A2\"><v>1E999</v></c>", "the cell A2 should hold a number, and holds “1E999”"),
      ("<c r=\"A2\" s=\"3\"><v>x</v></c>", "the cell A2 should hold a number, and holds “x”"),
      ("<c r=\"A2\" t=\"b\"><v>2</v></c>", "the cell A2 should hold TRUE or FALSE, and holds “2”"),
      (
        "<c r=\"A2\" t=\"d\"><v>15.3.2024</v></c>",
        "the cell A2 should hold a date, and holds “15.3.2024”"
      ),
      (
        "<c r=\"A2\" t=\"d\"><v>2024-02-30</v></c>",
        "the cell A2 should hold a date, and holds “2024-02-30”"
      ),
      ("<c r=\"A2\" t=\"s\"><v>1</v></c>", "the cell A2 names text 1 of 1"),
      (
        "<c r=\"A2\" t=\"s\"><v>-1</v></c>",
        "the cell A2 should hold the number of a text, and holds “-1”"
      ),
      ("<c r=\"A2\" s=\"9\"><v>1</v></c>", "the cell A2 has style 9 of 4"),
      ("<c r=\"A2\" s=\"-1\"><v>1</v></c>", "“-1” is no style"),
      (
        "<c r=\"A2\" s=\"2\"><v>1</v></c>",
        "the format of the cell A2 shows some numbers as dates and others not"
      ),
      ("<c r=\"A3\"><v>1</v></c>", "the cell A3 stands in row 2"),
      ("<c r=\"2A\"><v>1</v></c>", "“2A” is no cell"),
      ("<c r=\"\"><v>1</v></c>", "“” is no cell"),
      ("<c r=\"XFE2\"><v>1</v></c>", "row 2 has a cell outside the sheet"),
      ("<c r=\"ZZZZ2\"><v>1</v></c>", "row 2 has a cell outside the sheet"),
      ("<c r=\"AAAAAA2\"><v>1</v></c>", "“AAAAAA2” is no cell"),
      (
        "<c r=\"A2\"><v>1</v></c><c r=\"A2\"><v>2</v></c>",
        "the cell A2 stands twice, with two values"
      ),
      ("<c r=\"A2\" t=\"inlineStr\"><v>1</v></c>", "the inline text of A2 has a value"),
    ])
  func cells(content: String, message expected: String) {
    var workbook = WorkbookBytes(
      rows: "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"2\">\(content)</row>")
    workbook.formats = ["14", "[&gt;5]dd.mm.yy;0.0", "22"]
    workbook.strings = "<si><t>x</t></si>"
    let error = message(workbook)
    #expect(error?.message == "xl/sheets/s0.xml: \(expected)")
    #expect(error?.line == 2)
  }

  @Test(
    "markup that is not as it must be is refused",
    arguments: [
      ("<c><w>1</w></c>", "<w> is not expected in <c>"),
      ("<c><v>1</v><v>2</v></c>", "<v> is not expected in <c>"),
      ("<c><v><b>1</b></v></c>", "<b> is not expected in <v>"),
      ("<c><is><t>1</t></is></c>", "<is> is not expected in <c>"),
      ("<c t=\"inlineStr\"><is><u>1</u></is></c>", "<u> is not expected in <is>"),
      ("<c t=\"inlineStr\"><is>1</is></c>", "“1” is not expected in <is>"),
      ("<d/>", "<d> is not expected in <row>"),
      ("text", "“text” is not expected in <row>"),
      ("<c><v>1</c></v>", "<c> is not expected in <v>"),
      ("<c><f><a></b></f></c>", "<a> ends as <b>"),
      ("<c r=A1><v>1</v></c>", "the tag <c> is not well-formed"),
      ("<c r><v>1</v></c>", "the tag <c> is not well-formed"),
      ("<c r=\"A1\"s=\"0\"><v>1</v></c>", "the tag <c> is not well-formed"),
      ("<c s=\"0\" s=\"0\"><v>1</v></c>", "the tag <c> is not well-formed"),
      ("<c r=\"A<1\"><v>1</v></c>", "the tag <c> is not well-formed"),
      ("< c/>", "a tag has no name"),
      ("</ >", "a closing tag has no name"),
      ("<!ENTITY a \"b\">", "it has a document type, which is not read"),
      ("<!-x-->", "a comment does not begin as comments do"),
      ("<![INCLUDE[]]>", "a section begins as none does"),
      ("<!-- no end", "it ends within a comment"),
      ("<c t=\"str\"><v>a & b</v></c>", "an & is neither an entity nor written as &amp;"),
      ("<c t=\"str\"><v>&auml;</v></c>", "the entity &auml; is not known"),
      ("<c t=\"str\"><v>&#0;</v></c>", "the entity &#0; is not known"),
      ("<c t=\"str\"><v>&#xD800;</v></c>", "the entity &#xD800; is not known"),
      ("<c t=\"str\"><v>&#99999999999;</v></c>", "an & is neither an entity nor written as &amp;"),
      ("<c t=\"str\"><v>\u{1}</v></c>", "a text holds a control character"),
      ("</row></sheetData><sheetData><row>", "<sheetData> is not expected in <worksheet>"),
      (
        "</row></sheetData></worksheet><worksheet><sheetData><row>",
        "it goes on after its end with <worksheet>"
      ),
    ])
  func markup(row: String, message expected: String) {
    #expect(
      message(WorkbookBytes(rows: "<row>\(row)</row>"))?.message == "xl/sheets/s0.xml: \(expected)")
  }

  @Test(
    "rows that no sheet has are refused",
    arguments: [
      ("0:", "row 0 lies outside a sheet"),
      ("1048577:", "row 1048577 lies outside a sheet"),
      ("12345678901234567890:", "“12345678901234567890” is no row"),
      ("1048576:; :", "row 1048577 lies outside a sheet"),
      ("2: =1; 3: =1; 1: =1", "row 1 stands behind row 2"),
      (": =1; 3: =1; 2: =1; 3: =1", "row 3 stands twice, in two places"),
    ])
  func rows(rows: String, message expected: String) {
    #expect(message(WorkbookBytes(rows: WorkbookBytes.rows(rows)))?.message == "xl/sheets/s0.xml: \(expected)")
  }

  private static let laughs =
    "<!DOCTYPE a [<!ENTITY a \"haha\"><!ENTITY b \"&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;\">]>"

  @Test(
    "parts that would exhaust or lead astray are refused",
    arguments: [
      (
        "xl/sheets/s0.xml", "\(laughs)<worksheet/>",
        "it has a document type, which is not read"
      ),
      (
        "xl/strings.xml", "\(laughs)<sst><si><t>&c;</t></si></sst>",
        "it has a document type, which is not read"
      ),
      (
        "xl/workbook.xml", "\(laughs)<workbook>&c;</workbook>",
        "it has a document type, which is not read"
      ),
      ("xl/styles.xml", "\(laughs)<styleSheet/>", "it has a document type, which is not read"),
      ("xl/sheets/s0.xml", "<worksheet><a>DEEP", "elements lie more than 64 deep in each other"),
      ("xl/strings.xml", "<sst><si><rPr>DEEP", "elements lie more than 64 deep in each other"),
      ("xl/workbook.xml", "DEEP", "elements lie more than 64 deep in each other"),
      (
        "xl/sheets/s0.xml", "<worksheet a=\"LONG\"/>",
        "a tag or a text is longer than 4 MiB"
      ),
      ("xl/sheets/s0.xml", "", "it is empty"),
      ("xl/sheets/s0.xml", "<sst/>", "it begins with <sst> instead of <worksheet>"),
      ("xl/strings.xml", "<sst><si><t>x</t></si>", "it ends within <sst>"),
      (
        "xl/sheets/s0.xml", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><worksheet/>",
        "it is in iso-8859-1, and only UTF-8 is read"
      ),
      ("xl/workbook.xml", "<workbook><sheets></workbook>", "this is no XML: mismatched tag"),
      ("xl/workbook.xml", "<html/>", "it is no workbook"),
      (
        "xl/workbook.xml", "<workbook><sheets><sheet name=\"a\" id=\"zz\"/></sheets></workbook>",
        "a sheet lacks its name or its part"
      ),
      (
        "xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"a\"/></Relationships>",
        "a relationship lacks its id, type or target"
      ),
      (
        "xl/styles.xml", "<styleSheet><numFmts><numFmt numFmtId=\"x\"/></numFmts></styleSheet>",
        "a format of numbers lacks its number or its code"
      ),
    ])
  func parts(part: String, xml: String, message expected: String) {
    var workbook = WorkbookBytes(rows: "")
    workbook.strings = ""
    workbook.formats = ["14"]
    workbook.parts[part] =
      xml
      .replacing("DEEP", with: String(repeating: "<a>", count: 100_000))
      .replacing("LONG", with: String(repeating: "x", count: 5 << 20))
    #expect(message(workbook)?.message == "\(part): \(expected)")
  }

  @Test func errorsOfSmallPartsHaveLineAndColumn() {
    var workbook = WorkbookBytes(rows: "")
    workbook.parts["xl/workbook.xml"] = "<workbook>\n  <sheets>\n  </sheet>\n</workbook>"
    let error = message(workbook)
    #expect(error?.line == 3)
    #expect(error?.column == 5)
  }

  @Test func whatIsNoWorkbookIsRefused() {
    func message(_ bytes: [UInt8]) -> FormatError? {
      do throws(FormatError) {
        _ = try WorkbookReader.records(of: FileBytes(bytes, path: "a.xlsx"))
        return nil
      } catch {
        return error
      }
    }
    let old: [UInt8] =
      [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 600)
    #expect(
      message(old)?.message == "this is a workbook of an old kind (.xls), or one with a password")
    #expect(message(Array("id,name\n".utf8))?.message == "the archive has no directory at its end")
    var workbook = WorkbookBytes(rows: "")
    workbook.parts["_rels/.rels"] = "<Relationships/>"
    #expect(message(workbook.bytes)?.message == "the archive is no workbook")
    workbook.parts["_rels/.rels"] =
      "<Relationships><Relationship Id=\"a\" Type=\"a/officeDocument\" Target=\"xl/workbook.bin\"/></Relationships>"
    #expect(message(workbook.bytes)?.message == "this is a binary workbook (.xlsb)")
    workbook.parts["_rels/.rels"] =
      "<Relationships><Relationship Id=\"a\" Type=\"a/officeDocument\" Target=\"xl/none.xml\"/></Relationships>"
    #expect(message(workbook.bytes)?.message == "the workbook lacks its part xl/none.xml")
  }

  private static let sound: [UInt8] = {
    var workbook = WorkbookBytes(
      rows: "<row><c t=\"s\"><v>0</v></c></row><row><c s=\"1\"><v>45366</v></c></row>")
    workbook.strings = "<si><t>day</t></si>"
    workbook.formats = ["dd.mm.yyyy"]
    return workbook.bytes
  }()

  @Test func aWorkbookCutOrChangedAnywhereDoesNoHarm() {
    for index in WorkbookRefusalTests.sound.indices {
      let short = FileBytes(Array(WorkbookRefusalTests.sound.prefix(index)), path: "")
      #expect(throws: FormatError.self, "cut at \(index)") { try WorkbookReader.records(of: short) }
      var bytes = WorkbookRefusalTests.sound
      bytes[index] ^= 0x11
      do {
        let records = try WorkbookReader.records(of: FileBytes(bytes, path: ""))
        #expect(
          records.sets.map { SheetTexts($0.table).cells } == [[["2024-03-15"]]], "byte \(index)")
      } catch {}
    }
  }
}
