/// A cell as nearly all are written: `<c r="B3" s="1" t="s"><v>17</v></c>`, or with an inline text
/// `<c r="C3" t="inlineStr"><is><t>desk</t></is></c>`.
struct PlainCell {
  /// From 1, 0 if the cell does not say.
  var row = 0
  /// From 0, -1 if the cell does not say.
  var column = -1
  var style = 0
  var type = CellReader.CellType.number
  /// Of the window; empty if there is none.
  var value = 0..<0
}

extension MarkupScanner {
  /// Reads a cell at once if it is written plainly and lies within the window; else it reads nothing.
  ///
  /// This is a short cut: what it does not know is left to `next`, byte for byte.
  mutating func plainCell() -> PlainCell? {
    var cell = PlainCell()
    guard let end = MarkupScanner.end(ofPlainCell: &cell, in: window.span, at: at) else { return nil }
    at = end
    return cell
  }

  private static func end(ofPlainCell cell: inout PlainCell, in bytes: Span<UInt8>, at start: Int) -> Int? {
    // Tags may be looked at without further checks of the end: no closing tag is longer.
    let margin = 24
    let limit = bytes.count - margin
    guard start < limit, bytes[start] == UInt8(ascii: "<"), bytes[start + 1] == UInt8(ascii: "c") else { return nil }
    var index = start + 2
    var seen: UInt8 = 0
    while index < limit, bytes[index] == UInt8(ascii: " ") {
      let bit: UInt8
      switch bytes[index + 1] {
      case UInt8(ascii: "r"): bit = 1
      case UInt8(ascii: "s"): bit = 2
      case UInt8(ascii: "t"): bit = 4
      default: return nil
      }
      guard seen & bit == 0, bytes[index + 2] == UInt8(ascii: "="), bytes[index + 3] == UInt8(ascii: "\"") else {
        return nil
      }
      seen |= bit
      index += 4
      let next: Int?
      switch bit {
      case 1: next = end(ofReference: &cell, in: bytes, at: index)
      case 2: next = end(ofNumber: &cell.style, in: bytes, at: index)
      default: next = end(ofType: &cell.type, in: bytes, at: index)
      }
      guard let next, next < limit, bytes[next] == UInt8(ascii: "\"") else { return nil }
      index = next + 1
    }
    guard index < limit else { return nil }
    if bytes[index] == UInt8(ascii: "/") { return bytes[index + 1] == UInt8(ascii: ">") ? index + 2 : nil }
    guard bytes[index] == UInt8(ascii: ">") else { return nil }
    index += 1
    let isInline = cell.type == .inline
    let open: StaticString = isInline ? "<is><t>" : "<v>"
    let close: StaticString = isInline ? "</t></is></c>" : "</v></c>"
    guard bytes.has(open, at: index) else { return nil }
    index += open.utf8CodeUnitCount
    let value = index
    var union: UInt8 = 0
    while index < limit, bytes[index] >= 0x20, bytes[index] != UInt8(ascii: "<"), bytes[index] != UInt8(ascii: "&") {
      union |= bytes[index]
      index += 1
    }
    guard index < limit, bytes.has(close, at: index) else { return nil }
    guard union < 0x80 || bytes.extracting(value..<index).isUTF8 else { return nil }
    cell.value = value..<index
    return index + close.utf8CodeUnitCount
  }

  /// `B3`
  private static func end(ofReference cell: inout PlainCell, in bytes: Span<UInt8>, at start: Int) -> Int? {
    var index = start
    var column = 0
    while index < start + 4 {
      let letter = bytes[index] &- UInt8(ascii: "A")
      guard letter < 26 else { break }
      column = column &* 26 &+ Int(letter) &+ 1
      index += 1
    }
    guard column > 0 else { return nil }
    cell.column = column - 1
    return end(ofNumber: &cell.row, in: bytes, at: index)
  }

  /// No more than 7 digits.
  private static func end(ofNumber number: inout Int, in bytes: Span<UInt8>, at start: Int) -> Int? {
    var index = start
    var value = 0
    while index < start + 7 {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      value = value &* 10 &+ Int(digit)
      index += 1
    }
    number = value
    return index > start ? index : nil
  }

  private static func end(ofType type: inout CellReader.CellType, in bytes: Span<UInt8>, at start: Int) -> Int? {
    if bytes[start + 1] == UInt8(ascii: "\"") {
      switch bytes[start] {
      case UInt8(ascii: "s"): type = .shared
      case UInt8(ascii: "n"): type = .number
      case UInt8(ascii: "b"): type = .boolean
      default: return nil
      }
      return start + 1
    }
    guard bytes.has("inlineStr", at: start) else { return nil }
    type = .inline
    return start + 9
  }
}

extension Span<UInt8> {
  var isUTF8: Bool {
    do {
      _ = try UTF8Span(validating: self)
      return true
    } catch {
      return false
    }
  }

  /// Whether these bytes stand there; they must be within the span.
  func has(_ expected: StaticString, at start: Int) -> Bool {
    expected.withUTF8Buffer { expected in
      for index in expected.indices where expected[index] != self[start + index] { return false }
      return true
    }
  }
}
