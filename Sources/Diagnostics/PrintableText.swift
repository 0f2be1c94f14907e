extension String {
  /// The text with nothing in it that could steer a terminal or turn the direction of a line: control characters show
  /// as their pictures (`␛`, `␊`), C1 controls and directional marks as `�`.
  public var printable: String {
    if utf8.allSatisfy({ 0x20 <= $0 && $0 < 0x7F }) { return self }
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0x00...0x1F: result.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
      case 0x7F: result.append("\u{2421}")
      case 0x80...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: result.append("\u{FFFD}")
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// The text with nothing in it that could steer a terminal: its line breaks and tabs stay.
  public var withoutEscapes: String {
    if utf8.allSatisfy({ 0x20 <= $0 && $0 < 0x7F }) { return self }
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      let isControl = scalar.value < 0x20 || 0x7F...0x9F ~= scalar.value
      let isLayout = scalar == "\t" || scalar == "\n" || scalar == "\r"
      if isControl, !isLayout {
        result.append(contentsOf: String(scalar).printable.unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
