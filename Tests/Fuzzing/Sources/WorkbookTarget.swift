import Codecs
import Formats

/// Parts of a workbook that a line `----` separates: the sheet, the shared strings, and the formats, one a line. They
/// are packed soundly, so that the readers of the parts see them.
enum WorkbookTarget {
  static func run(_ input: FuzzInput) {
    var parts = [""]
    for line in input.lines {
      if line == "----" { parts.append("") } else { parts[parts.count - 1] += line + "\n" }
    }
    var workbook = WorkbookBytes([WorkbookBytes.Sheet(xml: parts[0])])
    if parts.count > 1 { workbook.strings = parts[1] }
    if parts.count > 2 { workbook.formats = parts[2].split(separator: "\n").map(String.init) }
    workbook.is1904 = input.number % 8 == 0
    _ = try? WorkbookReader.records(of: workbook.file, headerRows: ["Bookings": 1 + input.number % 2]).checked()
  }
}
