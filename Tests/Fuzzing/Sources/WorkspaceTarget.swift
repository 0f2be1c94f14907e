import Calculus
import Diagnostics
import Glibc
import Store

@testable import Importers

/// A workspace of one file, loaded. It does not depend on where the file is cut into segments and blocks, nor on whether it
/// is packed.
enum WorkspaceTarget {
  static func run(_ input: FuzzInput) {
    let path = folder + (input.bytes.first == UInt8(ascii: "[") ? "/bookings.json" : "/bookings.csv")
    put(input.bytes, into: path)
    defer { unlink(path) }
    var limits = ReadingLimits()
    limits.workers = 1
    let whole = load(path, limits)
    if input.bytes.first != UInt8(ascii: "[") {
      put(gzipped(input.bytes), into: path + ".gz")
      defer { unlink(path + ".gz") }
      // Of a row with two faults either may be told, and of headers where each lane has its place for it.
      let (plain, packed) = (load(path, limits, givesReasons: false), load(path + ".gz", limits, givesReasons: false))
      expect(plain == packed, "packing makes a difference:\n\(plain)\n\(packed)")
    }
    limits.blockBytes = 64
    limits.segmentBytes = 64 + input.number % 400
    expect(whole == load(path, limits), "segments make a difference:\n\(whole)\n\(load(path, limits))")
  }

  private static func put(_ bytes: [UInt8], into path: String) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    expect(file >= 0 && write(file, bytes, bytes.count) == bytes.count, "\(path) can be written")
    close(file)
  }

  /// In one block that is stored as it is: RFC 1951 §3.2.4, RFC 1952 §2.3.
  private static func gzipped(_ bytes: [UInt8]) -> [UInt8] {
    func number(_ value: UInt32, _ size: UInt32) -> [UInt8] {
      (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    var sum = UInt32.max
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    let count = UInt32(bytes.count)
    return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1] + number(count, 2) + number(~count, 2) + bytes + number(~sum, 4)
      + number(count, 4)
  }

  private static let folder: String = {
    let path = "\(getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp")/deskql-fuzzing-\(getpid())"
    expect(mkdir(path, 0o700) == 0, "\(path) can be made")
    return path
  }()

  private static func load(_ path: String, _ limits: ReadingLimits, givesReasons: Bool = true) -> String {
    do throws(Rejection) {
      let snapshot = try WorkspaceLoader.load(
        path: path, settings: Settings(), today: Day(iso: "2024-07-01")!, limits: limits)
      let bookings = snapshot.table(.bookings)
      expect(snapshot.rejected.count == snapshot.files.reduce(0) { $0 + $1.rejected }, "each reject is counted")
      for row in 0..<bookings.rowCount {
        expect(snapshot.place(ofBooking: row) < snapshot.calendar.places.count, "each booking has a place")
      }
      let rejects = snapshot.rejected.map { givesReasons ? "\($0)" : "\($0.file):\($0.line)" }.joined(separator: "\n")
      // Without a row an id is of no kind.
      let filled = bookings.rowCount == 0 ? [:] : bookings.columns
      let columns = filled.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: "\n")
      let findings = givesReasons ? snapshot.findings.map(\.message).joined(separator: "\n") : ""
      return "\(bookings.rowCount)\n\(columns)\n\(rejects)\n\(findings)".replacing(".csv.gz", with: ".csv")
    } catch {
      return error.diagnostics.map(\.message).joined(separator: "\n").replacing(".csv.gz", with: ".csv")
    }
  }
}
