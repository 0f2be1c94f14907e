import Calculus
import Foundation
import Store
import Testing

@testable import Importers

/// Instants that become days, as Cobot tells its lets, by the zone that the places have.
@Suite("days of instants")
struct DayClockTests {
  /// Both begin and end at midnight in Berlin.
  private static let allocations = """
    {"data":[{"id":"a-1","type":"allocations","attributes":{"startsAt":"2024-03-15T23:00:00Z",\
    "canceledTo":"2024-04-29T22:00:00Z","cycleDuration":1},"relationships":{"resource":{"data":{"id":"r-1"}}}}]}
    """

  private static func spaces(_ zones: [String]) -> String {
    let spaces = zones.enumerated().map { number, zone in
      "{\"id\":\"s-\(number)\",\"type\":\"spaces\",\"attributes\":{\"name\":\"S\",\"timeZone\":\"\(zone)\"}}"
    }
    return "{\"data\":[\(spaces.joined(separator: ","))]}"
  }

  private static func locations(_ zones: [String]) -> String {
    "id,timezone\n" + zones.enumerated().map { "L\($0),\($1)\n" }.joined()
  }

  private static let inUTC =
    "moments became days of UTC, as nothing names one zone for all places; say `set timezone …`"
  private static let inBerlin = "moments became days of Europe/Berlin, though not all locations are in that zone"

  @Test(
    "the zone is that of all places, else the workspace's; what is not sure is told",
    arguments: [
      // files besides                                         timezone          first day     note
      (["spaces.json": spaces(["Europe/Berlin"])], "", "2024-03-16", nil),
      (["spaces.json": spaces(["Europe/Berlin", "Europe/Berlin"])], "", "2024-03-16", nil),
      // The same wherever the locations stand, and however they are read.
      (["locations.csv": locations(["Europe/Berlin"])], "", "2024-03-16", nil),
      (["robin/locations.csv": locations(["Europe/Berlin"])], "", "2024-03-16", nil),
      (["locations.json": "[{\"id\":\"L\",\"tz\":\"Europe/Berlin\"}]"], "", "2024-03-16", nil),
      (["z/spaces.json": spaces(["Europe/Berlin"])], "", "2024-03-16", nil),
      (["locations.csv": locations(["Europe/Berlin", ""])], "", "2024-03-16", nil),
      ([:], "Europe/Berlin", "2024-03-16", nil),
      (["spaces.json": spaces([""])], "Europe/Berlin", "2024-03-16", nil),
      // Where all places say another zone than the setting, that is theirs, as it is for bookings.
      (["spaces.json": spaces(["Europe/Berlin"])], "America/New_York", "2024-03-16", nil),
      (["spaces.json": spaces(["Europe/Berlin", "Asia/Tokyo"])], "Europe/Berlin", "2024-03-16", inBerlin),
      (["spaces.json": spaces(["Europe/Berlin", "Asia/Tokyo"])], "", "2024-03-15", inUTC),
      (["locations.csv": locations([""])], "", "2024-03-15", inUTC),
      ([:], "", "2024-03-15", inUTC),
    ] as [([String: String], String, String, String?)])
  func zone(files: [String: String], timezone: String, first: String, note: String?) throws {
    var settings = Settings()
    if !timezone.isEmpty { settings = try Folder.settings(["timezone": timezone]) }
    let others = files.merging(["allocations.json": Self.allocations]) { one, _ in one }
    let snapshot = try Folder.load(others, settings: settings)
    #expect(snapshot.shown(.memberships, "start") == [first])
    let report = snapshot.files.first { $0.table == .memberships }
    #expect(report?.notes.map(\.text) == (note.map { [$0] } ?? []))
    #expect(report?.notes.map(\.count) == (note == nil ? [] : [2]))
    #expect(snapshot.findings.contains { note != nil && $0.message.hasSuffix(note!) } == (note != nil))
  }

  @Test("a file of locations with an odd byte far down names its zone as well")
  func oddByte() throws {
    let rows = (0..<80).map { "L\($0),Europe/Berlin,Haus\n" }.joined()
    let bytes = Array(("id,timezone,name\n" + rows + "X,Europe/Berlin,B").utf8) + [0xFC] + Array("ro\n".utf8)
    let snapshot = try Folder.load(bytes: ["locations.csv": bytes, "allocations.json": Array(Self.allocations.utf8)])
    #expect(snapshot.shown(.memberships, "start") == ["2024-03-16"])
  }

  @Test("what is known of a file counts only while the places keep their zone")
  func reloaded() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("clock-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func write(_ name: String, _ text: String) throws {
      try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }
    try write("allocations.json", Self.allocations)
    try write("spaces.json", Self.spaces(["Europe/Berlin"]))
    var known = KnownFiles()
    func load() throws -> [String] {
      let loaded = try WorkspaceLoader.load(
        ExportSources(path: folder.path), settings: Settings(), today: Day(iso: "2024-07-01")!, known: known)
      known = loaded.known
      return loaded.snapshot.shown(.memberships, "start")
    }
    #expect(try load() == ["2024-03-16"])
    #expect(try load() == ["2024-03-16"])
    try write("spaces.json", Self.spaces(["America/New_York"]))
    #expect(try load() == ["2024-03-15"])
    try write("spaces.json", Self.spaces(["Europe/Berlin", "Europe/Berlin"]))
    #expect(try load() == ["2024-03-16"])
  }
}
