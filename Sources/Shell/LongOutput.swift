import Files
import Rendering

/// What does not fit the screen: through a pager, or cut with a word on how much is left.
struct LongOutput {
  let settings: ShellSettings
  /// Rows of the terminal, now.
  let height: Int?

  /// - Parameters:
  ///   - rows: of the table; nil where the text is none.
  ///   - isASCII: what people read keeps to what every terminal has.
  func write(_ bytes: [UInt8], rows: Int?, isASCII: Bool, to sink: any ByteSink) throws(WriteError) {
    if settings.pages, let height, bytes.count(where: { $0 == UInt8(ascii: "\n") }) >= height,
      let pager = Pager.standard(isTable: rows != nil), pager.show(bytes)
    {
      return
    }
    guard let rows, settings.mostRows > 0, rows > settings.mostRows else { return try sink.write(bytes) }
    let text = LongOutput.cut(String(decoding: bytes, as: UTF8.self), rows: rows, to: settings.mostRows)
    try sink.write(isASCII ? PlainSigns.ascii(text) : text)
  }

  /// A table with its first rows alone: below its two lines of titles each row is a line; what is too wide goes on below an
  /// empty one in the same way.
  static func cut(_ text: String, rows: Int, to most: Int) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count >= rows + 2 else { return text }
    let left = rows - most
    let note =
      "… \(left) more \(left == 1 ? "row" : "rows"): top, to \"x.csv\", or set rows 0"
    var kept: [Substring] = []
    var start = 0
    while true {
      kept += lines[start..<start + 2 + most]
      let end = start + 2 + rows
      guard end < lines.count, lines[end].isEmpty, lines.count >= end + 3 + rows else {
        return (kept + [note[...]] + lines[end...]).joined(separator: "\n")
      }
      kept.append("")
      start = end + 1
    }
  }
}
