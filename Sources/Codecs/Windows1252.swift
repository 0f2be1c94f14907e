/// The code page 1252 of Windows: Latin-1, but for the bytes 80 to 9F.
///
/// - SeeAlso: The mapping table “cp1252” of the Unicode Consortium.
public enum Windows1252 {
  /// What the bytes 80 to 9F mean; 0 where nothing.
  private static let upper: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
    0x0178,
  ]

  /// The character of a byte; nil for 81, 8D, 8F, 90 and 9D, which mean nothing.
  public static func scalar(_ byte: UInt8) -> Unicode.Scalar? {
    guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
    let code = upper[Int(byte) - 0x80]
    return code == 0 ? nil : Unicode.Scalar(code)
  }

  /// By byte: its character in UTF-8, the first byte lowest; 0 where it means nothing.
  static let utf8: [UInt32] = (0...255).map { byte in
    guard let scalar = scalar(UInt8(byte)) else { return 0 }
    return Array(String(scalar).utf8).reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }
}
