// Unsafe: passes on places in the window and in tables. Promises: none is used after the window has moved.
import Codecs

extension JSONScanner {
  /// The list here: objects become rows of a table of their own, plain values one cell.
  mutating func list(
    of key: JSONKey.Place, in table: JSONTable, depth: Int
  ) throws(FormatError) {
    try checkDepth(depth)
    window.at += 1
    var byte = try window.skipBlanks()
    if byte == UInt8(ascii: "]") {
      window.at += 1
      key.pointee.emptyListSeen = table.serial
      if isAlone, table.depth == 0, key.pointee.role.namesList || key.pointee.list != nil { mayBeEnvelope = true }
      return
    }
    var cell: [UInt8] = []
    var values = 0
    let isTooDeep = table.depth >= listDepthLimit && byte == UInt8(ascii: "{")
    if isTooDeep { cell.append(UInt8(ascii: "[")) }
    while true {
      if byte == UInt8(ascii: "{"), table.depth < listDepthLimit {
        let isFirst = key.pointee.listSeen != table.serial
        key.pointee.listSeen = table.serial
        if isAlone, table.depth == 0 { mayBeEnvelope = true }
        try row(of: table.list(of: key), firstOf: isFirst ? key : nil, depth: depth + 1)
      } else {
        if values > 0 { cell.append(UInt8(ascii: isTooDeep ? "," : ";")) }
        values += 1
        try isTooDeep ? spell(byte, into: &cell, depth: depth + 1) : item(byte, of: key, into: &cell, depth: depth + 1)
      }
      guard cell.count <= JSONWindow.tokenLimit else {
        throw window.error("the list “\(key.pointee.path)” is longer than 16 MB", at: window.at)
      }
      byte = try window.skipBlanks()
      guard byte == UInt8(ascii: ",") else { break }
      window.at += 1
      byte = try window.skipBlanks()
    }
    guard byte == UInt8(ascii: "]") else { throw unexpected(byte, "“,” or “]”", in: "a list") }
    window.at += 1
    guard values > 0 else { return }
    if key.pointee.listSeen == table.serial {
      findings.listWithValues = findings.listWithValues ?? key.pointee.path
      findings.valuesAmongObjects += values
    }
    if isTooDeep { cell.append(UInt8(ascii: "]")) }
    try put(&cell, at: key, in: table)
  }

  /// One value of a list that is a cell; a list or object within it is spelled out.
  private mutating func item(
    _ byte: UInt8, of key: JSONKey.Place, into cell: inout [UInt8], depth: Int
  ) throws(FormatError) {
    let start = cell.count
    switch byte {
    case UInt8(ascii: "\""): try cell.append(contentsOf: window.string())
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): try cell.append(contentsOf: window.number())
    case UInt8(ascii: "{"), UInt8(ascii: "["): try spell(byte, into: &cell, depth: depth)
    default: try cell.append(contentsOf: word(byte))
    }
    if findings.listWithSemicolon == nil, cell[start...].contains(UInt8(ascii: ";")) {
      findings.listWithSemicolon = key.pointee.path
    }
  }

  /// The value here as JSON text, without blanks.
  private mutating func spell(_ byte: UInt8, into text: inout [UInt8], depth: Int) throws(FormatError) {
    switch byte {
    case UInt8(ascii: "\""):
      _ = try window.string()
      text.append(contentsOf: window.spelled)
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): try text.append(contentsOf: window.number())
    case UInt8(ascii: "{"), UInt8(ascii: "["): try spellMembers(of: byte, into: &text, depth: depth)
    default:
      _ = try word(byte)
      text.append(contentsOf: window.spelled)
    }
    guard text.count <= JSONWindow.tokenLimit else { throw window.error("a list is longer than 16 MB", at: window.at) }
  }

  /// - Parameter open: `[` or `{`.
  private mutating func spellMembers(of open: UInt8, into text: inout [UInt8], depth: Int) throws(FormatError) {
    try checkDepth(depth)
    let close = open + 2
    let isObject = open == UInt8(ascii: "{")
    window.at += 1
    text.append(open)
    var byte = try window.skipBlanks()
    while byte != close || text.last != open {
      if isObject {
        guard byte == UInt8(ascii: "\"") else { throw unexpected(byte, "a key in quotes", in: "an object") }
        try spell(byte, into: &text, depth: depth)
        byte = try window.skipBlanks()
        guard byte == UInt8(ascii: ":") else { throw unexpected(byte, "“:”", in: "an object") }
        text.append(byte)
        window.at += 1
        byte = try window.skipBlanks()
      }
      try spell(byte, into: &text, depth: depth + 1)
      byte = try window.skipBlanks()
      if byte == close { break }
      guard byte == UInt8(ascii: ",") else {
        throw unexpected(byte, isObject ? "“,” or “}”" : "“,” or “]”", in: isObject ? "an object" : "a list")
      }
      text.append(byte)
      window.at += 1
      byte = try window.skipBlanks()
    }
    text.append(close)
    window.at += 1
  }
}
