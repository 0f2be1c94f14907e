import Calculus
import Diagnostics
import Glibc
import Store

@testable import Importers

/// A workspace of one file, loaded. It does not depend on where the file is cut into segments and blocks.
enum WorkspaceTarget {
  static func run(_ input: FuzzInput) {
    let path = folder + (input.bytes.first == UInt8(ascii: "[") ? "/bookings.json" : "/bookings.csv")
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    expect(file >= 0 && write(file, input.bytes, input.bytes.count) == input.bytes.count, "\(path) can be written")
    close(file)
    defer { unlink(path) }
    var limits = ReadingLimits()
    limits.workers = 1
    let whole = load(path, limits)
    limits.blockBytes = 64
    limits.segmentBytes = 64 + input.number % 400
    expect(whole == load(path, limits), "segments make a difference:\n\(whole)\n\(load(path, limits))")
  }

  private static let folder: String = {
    let path = "\(getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp")/deskql-fuzzing-\(getpid())"
    expect(mkdir(path, 0o700) == 0, "\(path) can be made")
    return path
  }()

  private static func load(_ path: String, _ limits: ReadingLimits) -> String {
    do throws(Rejection) {
      let snapshot = try WorkspaceLoader.load(
        path: path, settings: Settings(), today: Day(iso: "2024-07-01")!, limits: limits)
      let bookings = snapshot.table(.bookings)
      expect(snapshot.rejected.count == snapshot.files.reduce(0) { $0 + $1.rejected }, "each reject is counted")
      for row in 0..<bookings.rowCount {
        expect(snapshot.place(ofBooking: row) < snapshot.calendar.places.count, "each booking has a place")
      }
      let rejects = snapshot.rejected.map { "\($0)" }.joined(separator: "\n")
      return "\(bookings.rowCount)\n\(rejects)\n\(snapshot.findings.map(\.message).joined(separator: "\n"))"
    } catch {
      return error.diagnostics.map(\.message).joined(separator: "\n")
    }
  }
}
