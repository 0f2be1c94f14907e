/// How a text is written down as bytes.
public enum Encoding: Hashable, Sendable, CaseIterable {
  case utf8
  case utf16LittleEndian
  case utf16BigEndian
  /// The old one of Western Europe, from before Unicode. No sample tells it: it is what is left where
  /// `UTF8Text.evidence` shows faults alone.
  case windows1252

  /// The byte order mark that a text may begin with.
  public var mark: [UInt8] {
    switch self {
    case .utf8: [0xEF, 0xBB, 0xBF]
    case .utf16LittleEndian: [0xFF, 0xFE]
    case .utf16BigEndian: [0xFE, 0xFF]
    case .windows1252: []
    }
  }

  /// As people call it.
  public var name: String {
    switch self {
    case .utf8: "UTF-8"
    case .utf16LittleEndian, .utf16BigEndian: "UTF-16"
    case .windows1252: "Windows-1252"
    }
  }

  /// The encoding that the start of a text shows: by its byte order mark, or by the zeros that UTF-16 has in every
  /// other byte of Latin letters, digits and delimiters; else UTF-8, which may turn out to be Windows-1252.
  public static func detect(_ sample: [UInt8]) -> Encoding {
    for encoding in [utf8, utf16LittleEndian, utf16BigEndian] where sample.starts(with: encoding.mark) {
      return encoding
    }
    var zeros = (first: 0, second: 0)
    let units = sample.count / 2
    for unit in 0..<units {
      if sample[2 * unit] == 0 { zeros.first += 1 }
      if sample[2 * unit + 1] == 0 { zeros.second += 1 }
    }
    // Even where all letters are Chinese, one unit in sixteen is a digit or a delimiter; a few letters have a zero in
    // the other place.
    let (low, high) = (min(zeros.first, zeros.second), max(zeros.first, zeros.second))
    guard high > 3 || high * 2 >= units, high > 0, high * 16 >= units, low * 2 <= high else { return .utf8 }
    return zeros.second > zeros.first ? .utf16LittleEndian : .utf16BigEndian
  }
}
