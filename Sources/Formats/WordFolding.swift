/// How words of exports are compared: without regard to case, blanks, `_` and `-`.
public enum WordFolding {
  /// `Hot Desk`, `hot_desk`, `HOT-DESK` → `hotdesk`. A word of nothing else but those signs is itself, without blanks
  /// around it: `-`.
  ///
  /// - Parameter keepsMark: a `_` at the start counts: `_id` is no `id`.
  public static func folded(_ text: some StringProtocol, keepsMark: Bool = false) -> String {
    var bytes: [UInt8] = []
    let source = Array(text.utf8)
    fold(source.span, source.indices, to: &bytes)
    let mark = UInt8(ascii: "_")
    if keepsMark, source.first == mark, bytes.first != mark { bytes.insert(mark, at: 0) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// - Parameter text: replaced by the folded bytes; all blanks of Unicode count.
  static func fold(_ bytes: Span<UInt8>, _ range: Range<Int>, to text: inout [UInt8]) {
    text.removeAll(keepingCapacity: true)
    let range = bytes.trimmed(range)
    var index = range.lowerBound
    var isASCII = true
    while index < range.upperBound {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "_"), UInt8(ascii: "-"): index += 1
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        text.append(byte | 0x20)
        index += 1
      default:
        let blank = bytes.blank(at: index, before: range.upperBound)
        if blank > 0 {
          index += blank
        } else {
          if byte >= 0x80 { isASCII = false }
          text.append(byte)
          index += 1
        }
      }
    }
    if text.isEmpty {
      for index in range { text.append(bytes[index]) }
    } else if !isASCII {
      // Upper case beyond ASCII, and characters whose accents stand apart.
      text = WordFolding.composed(String(decoding: text, as: UTF8.self).lowercased())
    }
  }

  /// The commonest accents that stand behind their letter (`a` and U+0308, as macOS writes names) joined with it.
  private static func composed(_ text: String) -> [UInt8] {
    guard text.utf8.contains(0xCC) else { return Array(text.utf8) }
    var result: [UInt8] = []
    for character in text {
      // Characters compare by canonical equivalence, so the one of the table stands for both ways of writing it.
      result.append(contentsOf: (composites[character] ?? character).utf8)
    }
    return result
  }

  private static let composites: [Character: Character] = {
    var table: [Character: Character] = [:]
    for character in "äöüàáâãåçèéêëìíîïñòóôõùúûýÿčďěňřšťůžąęśźżćńőű" { table[character] = character }
    return table
  }()
}
