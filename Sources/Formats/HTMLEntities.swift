import Codecs

/// Characters that some systems write as HTML has them (`B&uuml;ro &amp; Lager`), also in files that are no HTML.
///
/// - SeeAlso: HTML 4.01 §24, its lists of entities; HTML Living Standard §13.2.5, numbers 128 to 159.
public enum HTMLEntities {
  /// A cell with its entities as characters, once: `&amp;lt;` is `&lt;`. What is no entity stays.
  public static func decoded(_ cell: ArraySlice<UInt8>) -> [UInt8] {
    cell.withUnsafeBufferPointer { decoded($0) }
  }

  static func decoded(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var rest = Array(text)[...]
    while let mark = rest.firstIndex(of: UInt8(ascii: "&")) {
      result += rest[..<mark]
      if let entity = entity(in: rest[mark...]) {
        result += String(entity.scalar).utf8
        rest = rest[(mark + entity.count)...]
      } else {
        result.append(rest[mark])
        rest = rest[(mark + 1)...]
      }
    }
    return result + rest
  }

  /// `&#x10FFFF;`
  private static let longest = 10

  /// The entity that a text begins with, and its bytes.
  private static func entity(in text: ArraySlice<UInt8>) -> (scalar: Unicode.Scalar, count: Int)? {
    let head = text.prefix(longest)
    guard let end = head.firstIndex(of: UInt8(ascii: ";")) else { return nil }
    let name = String(decoding: head[(head.startIndex + 1)..<end], as: UTF8.self)
    let scalar = name.hasPrefix("#") ? numbered(name.dropFirst()) : named[name]
    return scalar.map { ($0, end - head.startIndex + 1) }
  }

  private static func numbered(_ digits: Substring) -> Unicode.Scalar? {
    let isHex = digits.first == "x" || digits.first == "X"
    let number = isHex ? digits.dropFirst() : digits
    guard number.first != "+", number.first != "-", let code = UInt32(number, radix: isHex ? 16 : 10) else {
      return nil
    }
    switch code {
    // Browsers read these as Windows-1252, and so they are meant.
    case 0x80...0x9F: return Windows1252.scalar(UInt8(code))
    case 0x09, 0x0A, 0x0D, 0x20...: return Unicode.Scalar(code)
    default: return nil
    }
  }

  private static let named: [String: Unicode.Scalar] = {
    var scalars: [String: Unicode.Scalar] = [
      "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'",
      "OElig": "Œ", "oelig": "œ", "Scaron": "Š", "scaron": "š", "Yuml": "Ÿ", "fnof": "ƒ", "circ": "ˆ", "tilde": "˜",
      "ensp": "\u{2002}", "emsp": "\u{2003}", "thinsp": "\u{2009}", "zwnj": "\u{200C}", "zwj": "\u{200D}",
      "ndash": "–", "mdash": "—", "lsquo": "‘", "rsquo": "’", "sbquo": "‚", "ldquo": "“", "rdquo": "”", "bdquo": "„",
      "dagger": "†", "Dagger": "‡", "bull": "•", "hellip": "…", "permil": "‰", "lsaquo": "‹", "rsaquo": "›",
      "euro": "€", "trade": "™",
    ]
    // Latin-1 from U+00A0 on.
    let latin = """
      nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro \
      para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil \
      Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave \
      Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml \
      igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute \
      thorn yuml
      """
    for (offset, name) in latin.split(separator: " ").enumerated() {
      scalars[String(name)] = Unicode.Scalar(UInt8(0xA0 + offset))
    }
    return scalars
  }()
}
