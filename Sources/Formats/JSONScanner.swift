// Unsafe: passes on places in the window and in tables. Promises: none is used after the window has moved.
import Codecs

/// Reads JSON values one behind the other and puts what they hold into tables; RFC 8259, nothing beyond it.
struct JSONScanner: ~Copyable {
  var window: JSONWindow
  /// The objects at the top, or in lists at the top.
  let rows = JSONTable()
  private(set) var envelopes = JSONEnvelopes()
  var findings = Findings()
  private var serial: UInt64 = 0
  private var padded = 0
  private var keys = 0
  /// Most tables that may lie within each other below `rows`.
  private(set) var listDepthLimit = 3
  /// The object at the top that is being read holds something for which it may be an envelope.
  var mayBeEnvelope = false
  private(set) var isAlone = false

  static let depthLimit = 128
  static let keyLimit = 1 << 16
  /// Empty cells that any text may cost.
  static let freePadding = 1 << 26

  /// Most cells that may be empty because the rows' objects have other keys.
  static func paddingLimit(bytes: Int) -> Int { freePadding + 8 * bytes }

  /// What was odd, and is told once.
  struct Findings {
    var keysTwice = 0
    var firstKeyTwice: (key: String, line: Int)?
    var listWithSemicolon: String?
    /// A list of objects that has values among them, and how many such values there are in all lists.
    var listWithValues: String?
    var valuesAmongObjects = 0
  }

  init(_ stream: any ByteStream, refillBytes: Int) {
    window = JSONWindow(stream, refillBytes: refillBytes)
  }

  /// Reads all values to the end of the text.
  ///
  /// - Returns: whether there was any.
  mutating func run() throws(FormatError) -> Bool {
    var isFirst = true
    while true {
      switch try window.skipBlanks() {
      case 0: return !isFirst
      case UInt8(ascii: "{"):
        // An envelope's list is a table within its row, but it is the rows' table in the end.
        listDepthLimit = 4
        isAlone = true
        mayBeEnvelope = false
        try row(of: rows, depth: 0)
        if mayBeEnvelope { envelopes.judge(rows, row: rows.row - 1) }
        isAlone = false
      case UInt8(ascii: "["):
        listDepthLimit = 3
        try listOfRows()
      default:
        let help = "a list of objects, one object, or one object behind the other (JSON Lines)"
        throw isFirst
          ? window.error("the text is neither an object nor a list", at: window.at, help: help)
          : window.error("something stands behind the end of the JSON value", at: window.at, help: help)
      }
      isFirst = false
    }
  }

  // MARK: Rows

  private mutating func listOfRows() throws(FormatError) {
    window.at += 1
    var byte = try window.skipBlanks()
    if byte == UInt8(ascii: "]") {
      window.at += 1
      return
    }
    while true {
      guard byte == UInt8(ascii: "{") else {
        throw byte == 0
          ? cutOff("a list")
          : window.error("a list at the top holds something else than objects", at: window.at, help: "rows are objects")
      }
      try row(of: rows, depth: 1)
      byte = try window.skipBlanks()
      guard byte == UInt8(ascii: ",") else { break }
      window.at += 1
      byte = try window.skipBlanks()
    }
    guard byte == UInt8(ascii: "]") else { throw unexpected(byte, "“,” or “]”", in: "a list") }
    window.at += 1
  }

  mutating func row(
    of table: JSONTable, firstOf list: JSONKey.Place? = nil, depth: Int
  ) throws(FormatError) {
    guard table.row < Int(UInt32.max) else { throw window.error("there are more than 2³² rows", at: window.at) }
    serial &+= 1
    table.beginRow(line: window.line, serial: serial)
    try members(of: table.root, in: table, depth: depth)
    if let list { try check(table.mirror(listOf: list, padded: &padded), list) }
    table.endRow()
  }

  // MARK: Objects

  /// The object here, which lies within `depth` others.
  private mutating func members(
    of object: JSONKey.Place, in table: JSONTable, depth: Int
  ) throws(FormatError) {
    try checkDepth(depth)
    window.at += 1
    var byte = try window.skipBlanks()
    object.pointee.lastMember = nil
    if byte == UInt8(ascii: "}") {
      window.at += 1
      return
    }
    let serial = table.serial
    var previous: JSONKey.Place?
    var last: JSONKey.Place?
    while true {
      guard byte == UInt8(ascii: "\"") else { throw unexpected(byte, "a key in quotes", in: "an object") }
      let guess = previous == nil ? object.pointee.firstMember : previous!.pointee.next
      let key: JSONKey.Place
      if let guess, window.takes(guess) {
        key = guess
      } else {
        key = try lookedUp(guess, in: object, after: previous, of: table)
      }
      if key.pointee.seen == serial {
        noteTwice(key.pointee.path)
        table.forget(key)
      } else {
        key.pointee.before = last
        last = key
      }
      key.pointee.seen = serial
      previous = key
      byte = try window.skipBlanks()
      guard byte == UInt8(ascii: ":") else { throw unexpected(byte, "“:”", in: "an object") }
      window.at += 1
      byte = try window.skipBlanks()
      switch byte {
      case UInt8(ascii: "\""): try put(window.string(), at: key, in: table)
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
        try put(window.number(), isNumber: true, at: key, in: table)
      case UInt8(ascii: "{"):
        key.pointee.objectSeen = serial
        if isAlone, table.depth == 0, key.pointee.role == .data { mayBeEnvelope = true }
        try members(of: key, in: table, depth: depth + 1)
      case UInt8(ascii: "["): try list(of: key, in: table, depth: depth + 1)
      default: try put(word(byte), at: key, in: table)
      }
      byte = try window.skipBlanks()
      if byte == UInt8(ascii: ",") {
        window.at += 1
        byte = try window.skipBlanks()
      } else if byte == UInt8(ascii: "}") {
        window.at += 1
        object.pointee.lastMember = last
        return
      } else {
        throw unexpected(byte, "“,” or “}”", in: "an object")
      }
    }
  }

  /// The key here, which was not the one guessed.
  @inline(never) private mutating func lookedUp(
    _ guess: JSONKey.Place?, in object: JSONKey.Place, after previous: JSONKey.Place?, of table: JSONTable
  ) throws(FormatError) -> JSONKey.Place {
    // A key may be left out now and then; what comes behind it is found without learning anything new.
    if let skipped = guess?.pointee.next, window.takes(skipped) { return skipped }
    let count = object.pointee.memberByName.count
    let key = try table.key(window.string(), in: object)
    if object.pointee.memberByName.count > count {
      keys += 1
      guard keys <= JSONScanner.keyLimit else {
        throw window.error(
          "there are more than \(JSONScanner.keyLimit) different keys", at: window.tokenStart, help: manyHelp)
      }
    }
    if let previous { previous.pointee.next = key } else { object.pointee.firstMember = key }
    return key
  }

  /// A plain value that is neither string nor number; `null` is the empty cell.
  mutating func word(_ byte: UInt8) throws(FormatError) -> UnsafeBufferPointer<UInt8> {
    switch byte {
    case UInt8(ascii: "t"): return try window.word("true")
    case UInt8(ascii: "f"): return try window.word("false")
    case UInt8(ascii: "n"): return try UnsafeBufferPointer(rebasing: window.word("null").prefix(0))
    default: throw unexpected(byte, "a value", in: "an object or list")
    }
  }

  // MARK: Cells

  @inline(__always) private mutating func put(
    _ text: UnsafeBufferPointer<UInt8>, isNumber: Bool = false, at key: JSONKey.Place, in table: JSONTable
  ) throws(FormatError) {
    let trouble = table.put(text, isNumber: isNumber, at: key, padded: &padded)
    if trouble != .none || padded > JSONScanner.freePadding { try check(trouble, key) }
  }

  /// - Parameter cell: is changed on the way.
  mutating func put(
    _ cell: inout [UInt8], at key: JSONKey.Place, in table: JSONTable
  ) throws(FormatError) {
    let count = cell.count
    // Whoever copies a cell may look at 15 bytes behind it.
    cell.append(contentsOf: repeatElement(0, count: 16))
    try cell.withUnsafeBufferPointer { buffer throws(FormatError) in
      try put(UnsafeBufferPointer(rebasing: buffer[..<count]), at: key, in: table)
    }
  }

  private mutating func check(_ trouble: JSONTable.Trouble, _ key: JSONKey.Place) throws(FormatError) {
    // Empty cells cost memory that no byte of the text pays for.
    guard padded <= JSONScanner.paddingLimit(bytes: window.bytesRead) else {
      throw window.error("the rows have too little in common for a table", at: window.at, help: manyHelp)
    }
    switch trouble {
    case .none: break
    case .occursTwice: noteTwice(key.pointee.path)
    case .tooManyColumns:
      throw window.error("there are more than \(JSONTable.columnLimit) columns", at: window.tokenStart, help: manyHelp)
    case .fullColumn:
      throw window.error(
        "the column “\(key.pointee.path)” holds more than 4 GB", at: window.tokenStart, help: "split the file")
    }
  }

  private var manyHelp: String { "keys name columns; are they ids here?" }

  private mutating func noteTwice(_ path: String) {
    if findings.keysTwice == 0 { findings.firstKeyTwice = (path, window.line) }
    findings.keysTwice += 1
  }

  // MARK: Errors

  func checkDepth(_ depth: Int) throws(FormatError) {
    guard depth < JSONScanner.depthLimit else {
      throw window.error(
        "lists and objects lie more than \(JSONScanner.depthLimit) deep within each other", at: window.at)
    }
  }

  private func cutOff(_ place: String) -> FormatError {
    window.error("the text ends within \(place)", at: window.at, help: "the file was cut off")
  }

  func unexpected(_ byte: UInt8, _ wanted: String, in place: String) -> FormatError {
    guard byte != 0 else { return cutOff(place) }
    let shown = byte < 0x80 ? "“\(Character(Unicode.Scalar(byte)))”" : "something else"
    return window.error("\(wanted) was expected, not \(shown)", at: window.at)
  }
}
