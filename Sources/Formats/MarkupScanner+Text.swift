import Codecs

extension MarkupScanner {
  /// Bytes of the text of one element.
  private static let textLimit = 4 << 20
  /// How deep elements may lie within each other.
  static let depthLimit = 64

  /// Reads to the end of the element just begun, which holds nothing but text, and appends the text.
  mutating func readContent(of element: StaticString, into result: inout [UInt8]) throws(FormatError) {
    guard !isEmpty else { return }
    while true {
      switch try next() {
      case .text: try appendText(to: &result)
      case .end:
        guard isNamed(element) else { throw misplaced(in: element) }
        return
      case .start: throw misplaced(in: element)
      case .finished: throw unfinished(element)
      }
    }
  }

  /// Reads to the end of the element just begun, whatever it holds.
  mutating func skipElement() throws(FormatError) {
    guard !isEmpty else { return }
    var names = Array(window[name])
    var ends = [names.count]
    while !ends.isEmpty {
      switch try next() {
      case .text: break
      case .start where isEmpty: break
      case .start:
        guard ends.count < MarkupScanner.depthLimit else {
          throw error("elements lie more than \(MarkupScanner.depthLimit) deep in each other")
        }
        names += window[name]
        ends.append(names.count)
      case .end:
        let start = ends.count > 1 ? ends[ends.count - 2] : 0
        guard window[name].elementsEqual(names[start...]) else {
          throw error("<\(String(decoding: names[start...].prefix(60), as: UTF8.self))> ends as <\(string(name))>")
        }
        names.removeSubrange(start...)
        ends.removeLast()
      case .finished: throw error("it ends within an element")
      }
    }
  }

  func misplaced(in element: StaticString) -> FormatError {
    error("<\(string(name))> is not expected in <\(element)>", help: "save the workbook anew")
  }

  func unfinished(_ element: StaticString) -> FormatError { error("it ends within <\(element)>") }

  /// The text just read, which must be blank.
  func expectBlank(in element: StaticString) throws(FormatError) {
    guard window[text].allSatisfy(\.isXMLBlank) else {
      throw error("“\(string(text))” is not expected in <\(element)>")
    }
  }

  /// Appends the text just read: entities replaced, ends of lines made `\n` (XML 1.0 §2.11), UTF-8 verified.
  mutating func appendText(to result: inout [UInt8]) throws(FormatError) {
    var isPlain = true
    var isASCII = true
    for index in text {
      let byte = window[index]
      if byte < 0x20 || byte == UInt8(ascii: "&") { isPlain = false }
      if byte >= 0x80 { isASCII = false }
    }
    guard result.count + text.count <= MarkupScanner.textLimit else {
      throw error("a text is longer than \(MarkupScanner.textLimit >> 20) MiB")
    }
    guard isASCII || window.span.extracting(text).isUTF8 else { throw error("“\(string(text))” is not UTF-8") }
    if isPlain {
      result.append(contentsOf: window[text])
    } else {
      try appendDecoded(to: &result)
    }
  }

  private func appendDecoded(to result: inout [UInt8]) throws(FormatError) {
    var index = text.lowerBound
    while index < text.upperBound {
      let byte = window[index]
      switch byte {
      case UInt8(ascii: "&") where !isLiteral:
        index = try appendEntity(at: index + 1, to: &result)
        continue
      case 0x0D:
        if index + 1 == text.upperBound || window[index + 1] != 0x0A { result.append(0x0A) }
      case 0x09, 0x0A, 0x20...: result.append(byte)
      default: throw error("a text holds a control character")
      }
      index += 1
    }
  }

  /// - Parameter start: behind the `&`.
  /// - Returns: where the text goes on.
  private func appendEntity(at start: Int, to result: inout [UInt8]) throws(FormatError) -> Int {
    let longest = 12
    guard let end = window[start..<min(text.upperBound, start + longest)].firstIndex(of: UInt8(ascii: ";")) else {
      throw error("an & is neither an entity nor written as &amp;")
    }
    let range = start..<end
    if matches(range, "amp") {
      result.append(UInt8(ascii: "&"))
    } else if matches(range, "lt") {
      result.append(UInt8(ascii: "<"))
    } else if matches(range, "gt") {
      result.append(UInt8(ascii: ">"))
    } else if matches(range, "quot") {
      result.append(UInt8(ascii: "\""))
    } else if matches(range, "apos") {
      result.append(UInt8(ascii: "'"))
    } else if let scalar = numbered(range) {
      result += UTF8.encode(scalar)!
    } else {
      throw error("the entity &\(string(range)); is not known")
    }
    return end + 1
  }

  /// `#65`, `#x41`; only characters that XML may hold (§2.2).
  private func numbered(_ range: Range<Int>) -> Unicode.Scalar? {
    guard window[range].first == UInt8(ascii: "#") else { return nil }
    let isHexadecimal = window[range].dropFirst().first == UInt8(ascii: "x")
    let digits = window[range].dropFirst(isHexadecimal ? 2 : 1)
    guard !digits.isEmpty, digits.allSatisfy({ $0.hexadecimalValue != nil }),
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: isHexadecimal ? 16 : 10),
      let scalar = Unicode.Scalar(value)
    else { return nil }
    return value >= 0x20 || [0x09, 0x0A, 0x0D].contains(value) ? scalar : nil
  }
}

extension UInt8 {
  /// 0 … 15.
  var hexadecimalValue: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
