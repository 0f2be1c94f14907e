/// A number, word or sign of a date or time.
struct MomentToken {
  enum Kind: UInt8 {
    case end
    case number
    /// `March`, `Mrz`
    case month
    /// `Mon`, `Montag`
    case weekday
    /// `AM`, `PM`
    case half
    /// `st`, `nd`, `rd`, `th`
    case ordinal
    /// `Uhr`, `h`
    case clock
    /// Says nothing by itself: `at`, `um`, `on`, `of`, `der`
    case filler
    /// `T`, before the time
    case time
    /// `Z`, `UTC`, `GMT`
    case utc
    /// `.`, `:`
    case sign
    /// A remark in brackets that ends the cell: `(Central European Standard Time)`, `[Europe/Berlin]`
    case remark
  }

  var kind = Kind.end
  /// Of a number: how many digits it has, 1 … 14.
  var digits: UInt8 = 0
  /// Whether blanks stand before it.
  var followsBlank = false
  /// Of a number or word what it means, of a sign its byte.
  var value: Int64 = 0
}

/// The tokens of a cell. Its memory is used for each cell anew.
struct MomentTokens: ~Copyable {
  static let limit = 20
  /// As many as the limit, and the end behind them.
  private var tokens = [MomentToken](repeating: MomentToken(), count: limit + 1)
  private(set) var count = 0

  /// Past the last one, ends.
  subscript(index: Int) -> MomentToken { tokens[min(index, count)] }

  private mutating func append(_ token: MomentToken) -> Bool {
    guard count < MomentTokens.limit else { return false }
    tokens[count] = token
    count += 1
    tokens[count] = MomentToken()
    return true
  }

  /// Reads a cell; false if there is anything that no date or time has.
  mutating func read(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    count = 0
    tokens[0] = MomentToken()
    var index = range.lowerBound
    var followsBlank = false
    while index < range.upperBound {
      let byte = bytes[index]
      let blank = bytes.blank(at: index, before: range.upperBound)
      if blank > 0 {
        index += blank
        followsBlank = true
        continue
      }
      var token = MomentToken(followsBlank: followsBlank)
      followsBlank = false
      switch byte {
      case 0x30...0x39:
        token.kind = .number
        while index < range.upperBound, bytes[index] &- 48 <= 9, token.digits < 15 {
          token.value = token.value * 10 + Int64(bytes[index] - 48)
          token.digits += 1
          index += 1
        }
        guard token.digits < 15 else { return false }
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
        guard let word = MomentTokens.word(bytes, &index, range.upperBound) else { return false }
        token.kind = word.kind
        token.value = word.value
      case UInt8(ascii: "("), UInt8(ascii: "["):
        let close = byte == UInt8(ascii: "(") ? UInt8(ascii: ")") : UInt8(ascii: "]")
        guard bytes[range.upperBound - 1] == close else { return false }
        token.kind = .remark
        index = range.upperBound
      case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: ","),
        UInt8(ascii: "+"), UInt8(ascii: "|"):
        token.kind = .sign
        token.value = Int64(byte)
        index += 1
      default:
        // The minus sign, and the dash between two words, as typesetters have them.
        guard bytes.has([0xE2, 0x88, 0x92], at: index) || bytes.has([0xE2, 0x80, 0x93], at: index) else { return false }
        token.kind = .sign
        token.value = Int64(UInt8(ascii: "-"))
        index += 3
      }
      guard append(token) else { return false }
    }
    return true
  }

  /// A run of letters; `a.m.` with its dots.
  private static func word(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) -> MomentWord? {
    var key: UInt128 = 0
    var shift: UInt128 = 0
    var last: UInt8 = 0
    while index < end {
      var byte = bytes[index]
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte |= 0x20
      case UInt8(ascii: "a")...UInt8(ascii: "z"), 0xC3, 0xCC: break
      case 0x80...0xBF where last == 0xC3 || last == 0xCC: if byte == 0x84 { byte = 0xA4 }
      default:
        return closed(key, bytes, &index, end)
      }
      guard shift < 128 else { return nil }
      key |= UInt128(byte) << shift
      shift += 8
      last = byte
      index += 1
    }
    return closed(key, bytes, &index, end)
  }

  private static func closed(_ key: UInt128, _ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) -> MomentWord? {
    guard key == 0x61 || key == 0x70 else { return MomentWord.word(key) }
    guard index < end, bytes[index] == UInt8(ascii: ".") else { return nil }
    index += 1
    while case let blank = bytes.blank(at: index, before: end), blank > 0 { index += blank }
    guard index < end, bytes[index] | 0x20 == UInt8(ascii: "m") else { return nil }
    index += 1
    if index < end, bytes[index] == UInt8(ascii: ".") { index += 1 }
    return MomentWord(kind: .half, value: key == 0x61 ? 0 : 12)
  }
}
