import Glibc

// TZif files (RFC 8536). No pointer leaves this file: bytes are copied out of the C calls, and every offset is checked.
extension Zone {
  /// Loads from another directory than the system's.
  static func load(_ name: String, from directory: String) throws(ZoneError) -> Zone {
    guard isPlausible(name) else { throw .badName(name) }
    guard access(directory + "/", R_OK) == 0 else { throw .noData(directory: directory) }
    guard let bytes = contents(ofFile: "\(directory)/\(name)") else { throw .unknownName(name) }
    return try Zone(name: name, tzif: bytes)
  }

  /// Letters, digits, `_`, `+`, `-` and `/`, and no step out of the directory. Links to this machine's own setting
  /// (`localtime`, `posixrules`) are no names: a query means the same everywhere.
  private static func isPlausible(_ name: String) -> Bool {
    let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let allowed = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-".utf8)
    return parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(allowed.contains) }
      && name != "localtime" && name != "posixrules" && name.utf8.count <= 255
  }

  /// A regular file's bytes; nil if there is none. Zone files are a few kilobytes: a megabyte is not one.
  private static func contents(ofFile path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16_384)
    while bytes.count < 1_048_576 {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
    return nil
  }

  /// Decodes a file's bytes; of a file of version 2 or later, the part with 64-bit times and its footer.
  convenience init(name: String, tzif bytes: [UInt8]) throws(ZoneError) {
    var reader = ByteReader(bytes: bytes)
    guard var header = reader.header() else { throw .unknownName(name) }
    var table: TransitionTable?
    var footer = ""
    if header.version == 1 {
      table = reader.table(header, timeSize: 4)
    } else {
      reader.position += header.bodySize(timeSize: 4)
      guard let second = reader.header() else { throw .unreadable(name: name, reason: "its second header is missing") }
      header = second
      table = reader.table(header, timeSize: 8)
      footer = reader.footer() ?? ""
    }
    guard header.leapSecondCount == 0 else { throw .unreadable(name: name, reason: "it counts leap seconds") }
    guard let table else { throw .unreadable(name: name, reason: "it is cut short or inconsistent") }
    guard !footer.isEmpty else {
      self.init(name: name, table: table, horizon: .max)
      return
    }
    guard let rule = ZoneRule(footer) else {
      throw .unreadable(name: name, reason: "its rule “\(footer)” is not a POSIX one")
    }
    let (extended, horizon) = table.extended(by: rule)
    self.init(name: name, table: extended, horizon: horizon)
  }

  private convenience init(name: String, table: TransitionTable, horizon: Int64) {
    let plain = table.withoutIdleTransitions
    self.init(name: name, transitions: plain.instants, offsets: plain.offsets, horizon: horizon)
  }
}

/// Instants and the offsets before, between and after them: one offset more than instants.
struct TransitionTable {
  var instants: [Int64]
  var offsets: [Int64]

  /// In order, and only those that change the offset: files also list changes of the abbreviation alone, and summer
  /// time all year round ends and starts at one instant.
  var withoutIdleTransitions: TransitionTable {
    var plain = TransitionTable(instants: [], offsets: [offsets[0]])
    for (instant, offset) in zip(instants, offsets.dropFirst()) {
      if plain.instants.last == instant {
        plain.instants.removeLast()
        plain.offsets.removeLast()
      }
      if plain.offsets.last != offset {
        plain.instants.append(instant)
        plain.offsets.append(offset)
      }
    }
    return plain
  }

  /// Follows the last transition with those of a rule, for a cycle of 400 years and what the look-ahead needs.
  ///
  /// - Returns: the longer table, and the instant from which on it repeats; `Int64.max` for a rule without changes.
  func extended(by rule: ZoneRule) -> (TransitionTable, horizon: Int64) {
    var table = self
    let last = instants.last
    // Without transitions the rule holds always.
    if last == nil { table.offsets[0] = rule.standardOffset }
    guard rule.summer != nil else { return (table, .max) }
    let firstYear = last.map { Day(number: Int32(clamping: $0 / 86_400)).year } ?? Frame.supportedYears.lowerBound - 1
    let changes = (firstYear...firstYear + 403).flatMap { rule.changes(in: $0) }.filter { $0.instant > last ?? .min }
    for (instant, offset) in changes.sorted(by: { $0.instant < $1.instant }) {
      table.instants.append(instant)
      table.offsets.append(offset)
    }
    return (table, Int64(Day(civil: firstYear + 402, 1, 1).number) * 86_400)
  }
}

/// Reads big-endian numbers from a file's bytes; nil past the end.
private struct ByteReader {
  let bytes: [UInt8]
  var position = 0

  struct Header {
    let version: Int
    let utcIndicatorCount, standardIndicatorCount, leapSecondCount, timeCount, typeCount, characterCount: Int

    func bodySize(timeSize: Int) -> Int {
      timeCount * (timeSize + 1) + typeCount * 6 + characterCount + leapSecondCount * (timeSize + 4)
        + standardIndicatorCount + utcIndicatorCount
    }
  }

  /// `TZif`, a version, 15 bytes unused, six counts.
  mutating func header() -> Header? {
    guard position >= 0, bytes.count - position >= 44, Array(bytes[position..<position + 4]) == Array("TZif".utf8)
    else {
      return nil
    }
    let version = bytes[position + 4]
    position += 20
    let counts = (0..<6).map { _ in Int(number(size: 4) & 0xFFFF_FFFF) }
    return Header(
      version: version == 0 ? 1 : Int(version) - Int(UInt8(ascii: "0")),
      utcIndicatorCount: counts[0], standardIndicatorCount: counts[1], leapSecondCount: counts[2],
      timeCount: counts[3], typeCount: counts[4], characterCount: counts[5])
  }

  /// The transitions; nil if the counts promise more than there is, or something contradicts itself.
  mutating func table(_ header: Header, timeSize: Int) -> TransitionTable? {
    let size = header.bodySize(timeSize: timeSize)
    guard header.typeCount > 0, bytes.count - position >= size else { return nil }
    let end = position + size
    let instants = (0..<header.timeCount).map { _ in number(size: timeSize) }
    let types = (0..<header.timeCount).map { _ in Int(number(size: 1) & 0xFF) }
    var offsets: [Int64] = []
    for _ in 0..<header.typeCount {
      offsets.append(number(size: 4))
      position += 2
    }
    position = end
    let latest = Int64(Day(civil: 10_000, 1, 1).number) * 86_400
    guard instants.last ?? 0 < latest, zip(instants, instants.dropFirst()).allSatisfy({ $0 < $1 }),
      types.allSatisfy({ $0 < offsets.count }),
      offsets.allSatisfy({ abs($0) < Zone.widestOffset })
    else { return nil }
    // Before the first transition, type 0 holds (RFC 8536 §3.2).
    return TransitionTable(instants: instants, offsets: [offsets[0]] + types.map { offsets[$0] })
  }

  /// The rule between two newlines.
  mutating func footer() -> String? {
    guard position < bytes.count, bytes[position] == UInt8(ascii: "\n") else { return nil }
    let rest = bytes[(position + 1)...]
    guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    return String(decoding: rest[..<end], as: UTF8.self)
  }

  /// A big-endian two's complement number; the caller has checked that it is there.
  private mutating func number(size: Int) -> Int64 {
    var value: Int64 = bytes[position] >= 0x80 ? -1 : 0
    for byte in bytes[position..<position + size] { value = value << 8 | Int64(byte) }
    position += size
    return value
  }
}
