import Codecs
import Diagnostics
import Foundation
import Store
import Testing

@testable import Importers

/// A file beside a sound one: the latter loads, whatever the former is.
@Suite("a bad file is told, and the others load")
struct BadInputTests {
  static let resources = Array("id,name,type\n1,Desk 1,desk\n2,Desk 2,desk\n".utf8)
  static let header = "id,user,resource,start,end"
  static let row = "7,ann,1,2024-03-01T09:00,2024-03-01T10:00"
  static let table = "\(header)\n\(row)\n"

  struct Bad: CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    /// Why it could not be read.
    let message: String

    init(_ name: String, _ bytes: [UInt8], _ message: String) {
      (self.name, self.bytes, self.message) = (name, bytes, message)
    }

    init(_ name: String, _ text: String, _ message: String) { self.init(name, Array(text.utf8), message) }

    var testDescription: String { "\(name): \(message)" }
  }

  @Test(
    "why it cannot be read, and where",
    arguments: [
      // nothing in it
      Bad("bookings.csv", "", "bookings.csv is empty: there is no header line"),
      Bad("bookings.csv", "\n\r\n  \n", "bookings.csv is empty: there is no header line"),
      Bad("bookings.csv", ",,,\n,,,\n", "bookings.csv: it is empty: there is no header"),
      Bad("bookings.json", "", "bookings.json is empty: there is no header line"),
      Bad("bookings.zip", Packed.archive([:] as [String: String]), "bookings.zip: the archive holds no file"),
      Bad("bookings.zip", Packed.archive([".bookings.csv": table]), "bookings.zip: the archive holds no file"),
      // cut off
      Bad(
        "bookings.csv.gz", Packed.gzip(table).dropLast(9).map { $0 },
        "bookings.csv.gz: the gzip file is cut off: it ends before its data does"),
      Bad(
        "bookings.zip", Packed.archive(["a.csv": table]).dropLast(30).map { $0 },
        "bookings.zip: the archive has no directory at its end"),
      Bad(
        "bookings.xlsx", Packed.archive(["a.csv": table]).dropLast(30).map { $0 },
        "bookings.xlsx: the archive has no directory at its end"),
      Bad("bookings.json", "[{\"id\": 1},\n {\"id\": ", "bookings.json:2:9: the text ends within an object"),
      // no text
      Bad("bookings.csv", table + "8,\0,,,\n", "bookings.csv:3:3: a zero byte stands in the text"),
      Bad("bookings.csv", [UInt8](repeating: 0, count: 100), "bookings.csv:1:1: a zero byte stands in the text"),
      Bad("bookings.json", "[{\"id\": 1},\n {\"id\": \"a\\u0000\"}]", "bookings.json:2:11: a zero byte is no text"),
      // broken UTF-8
      Bad(
        "bookings.csv", Array("\(header)\n8,Müller,".utf8) + [0xFF] + Array(",,\n".utf8),
        "bookings.csv:2:11: the byte FF is no UTF-8 here"),
      Bad(
        "bookings.csv", [0xEF, 0xBB, 0xBF] + Array("\(header)\n8,ann".utf8) + [0xE4] + Array(",1,,\n".utf8),
        "bookings.csv:2:6: the byte E4 is no UTF-8 here"),
      Bad(
        "bookings.csv", Array("\(header)\n8,Müller,1,,\n9,M".utf8) + [0xC3],
        "bookings.csv:3:4: the text ends within a character of UTF-8"),
      // nothing that is a table
      Bad("bookings.json", "[1, 2, \"a\"]", "bookings.json:1:2: a list at the top holds something else than objects"),
      Bad(
        "bookings.json", String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000),
        "bookings.json:1:2: a list at the top holds something else than objects"),
      Bad(
        "bookings.json", "[{\"x\": " + String(repeating: "[", count: 100_000),
        "bookings.json:1:134: lists and objects lie more than 128 deep within each other"),
      // documents that unfold
      Bad(
        "users.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
        "users.xml:1:13: it has a document type, which is not read"),
      // packed
      Bad(
        "bookings.zip", Packed.archive(["inner.zip": Packed.archive(["bookings.csv": table])]),
        "bookings.zip: inner.zip: it is an archive within an archive"),
      Bad(
        "bookings.csv.gz", Packed.gzip(String(repeating: "\(row)\n", count: 2 << 20)),
        "bookings.csv.gz: it unpacks to more than 250 times its size"),
    ])
  func bad(_ bad: Bad) throws {
    let snapshot = try Folder.load(bytes: ["resources.csv": Self.resources, bad.name: bad.bytes])
    #expect(snapshot.table(.resources).rowCount == 2)
    let reports = snapshot.files.filter(\.hasFailed)
    #expect(
      reports.count == 1 && reports.allSatisfy { $0.problems.first?.message.hasPrefix(bad.message) == true },
      "\(reports)")
    let table: TableName = bad.name.hasPrefix("users") ? .users : .bookings
    #expect(snapshot.failedTables.keys.map { $0 } == [table])
    #expect(snapshot.findings.contains { $0.kind == .unreadFile && $0.message.hasPrefix(bad.message) })
  }

  @Test(
    "odd files that hold what there is",
    arguments: [
      // name                content                       users
      ("bookings.csv", header, []),
      ("bookings.csv", header + "\n\n\n", []),
      ("bookings.json", "[]", []),
      ("bookings.csv", "\n\n" + table, ["ann"]),
      // nameless columns
      ("bookings.csv", "id,,user,resource,start,end,\n7,x,ann,1,2024-03-01,2024-03-01,\n", ["ann"]),
      // a header twice
      ("bookings.csv", "id,user,x,x,resource,start,end\n7,ann,1,2,1,2024-03-01,2024-03-01\n", ["ann"]),
      ("bookings.csv", table + "8,\"bob,1,2024-03-01,2024-03-01\n9,cem,1,2024-03-01,2024-03-01\n", ["ann", "cem"]),
    ] as [(String, String, [String])])
  func odd(name: String, content: String, users: [String]) throws {
    let snapshot = try Folder.load(bytes: ["resources.csv": Self.resources, name: Array(content.utf8)])
    #expect(
      snapshot.shown(.bookings, "user").sorted() == users || users.isEmpty && snapshot.table(.bookings).rowCount == 0)
    #expect(snapshot.failedTables.isEmpty)
  }

  @Test(
    "text is Windows-1252 only where nothing in it is UTF-8",
    arguments: [
      // the two users as bytes                            read as
      ([[0x4D, 0xFC], [0xE9]], ["Mü", "é"]),
      ([[0x4D, 0xC3, 0xBC], [0xC3, 0xA9]], ["Mü", "é"]),
      ([[0x4D, 0xC3, 0xBC], [0xE9]], nil),  // one of each: broken
      ([[0x61], [0x80]], ["a", "€"]),
    ] as [([[UInt8]], [String]?)])
  func encodings(users: [[UInt8]], read: [String]?) throws {
    var bytes = Array((Self.header + "\n").utf8)
    for (id, user) in users.enumerated() { bytes += Array("\(id),".utf8) + user + Array(",1,2024-03-01,\n".utf8) }
    let snapshot = try Folder.load(bytes: ["resources.csv": Self.resources, "bookings.csv": bytes])
    #expect(snapshot.failedTables.isEmpty == (read != nil))
    #expect(snapshot.shown(.bookings, "user") == read ?? [])
  }

  @Test("what is allowed to unpack is so for an archive, not for each of its entries", arguments: [false, true])
  func manyBombs(isPackedTwice: Bool) throws {
    // Each is below what is always allowed.
    let text = Self.header + "\n" + String(repeating: Self.row + "\n", count: 400_000)
    let entry = isPackedTwice ? Packed.gzip(text) : Array(text.utf8)
    let entries = (0..<6).map { ("bookings \($0).csv" + (isPackedTwice ? ".gz" : ""), entry) }
    let archive = Packed.archive(Dictionary(uniqueKeysWithValues: entries))
    let snapshot = try Folder.load(bytes: ["resources.csv": Self.resources, "bookings.zip": archive])
    let failures = snapshot.files.flatMap(\.problems).map(\.message)
    #expect(!failures.isEmpty && failures.allSatisfy { $0.contains("it unpacks to more than 250 times its size") })
  }

  @Test("ten thousand columns are read, named or not", arguments: [true, false])
  func columns(areNamed: Bool) throws {
    let many = 0..<10_000
    let text =
      Self.header + many.map { areNamed ? ",c\($0)" : ",c" }.joined() + "\n" + Self.row
      + many.map { _ in ",x" }.joined()
    let snapshot = try Folder.load(bytes: ["resources.csv": Self.resources, "bookings.csv": Array(text.utf8)])
    #expect(snapshot.table(.bookings).attributes.count == 10_000)
    #expect(snapshot.findings.count { $0.kind == .headerTwice } == (areNamed ? 0 : 9_999))
  }

  @Test("what is no file is not waited for", arguments: ["pipe", "folder", "dangling", "loop"])
  func noFile(kind: String) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bad-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(Self.resources).write(to: folder.appendingPathComponent("resources.csv"))
    let path = folder.appendingPathComponent("bookings.csv").path
    let reason: String
    switch kind {
    case "pipe":
      #expect(mkfifo(path, 0o600) == 0)
      reason = "bookings.csv cannot be read: it is a pipe or a device, and no file"
    case "folder":
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      reason = "bookings.csv is a folder, though it is called like a file"
    case "dangling":
      #expect(symlink("nowhere.csv", path) == 0)
      reason = "bookings.csv cannot be read: no such file or directory"
    default:
      #expect(symlink("bookings.csv", path) == 0)
      reason = "bookings.csv cannot be read: too many levels of symbolic links"
    }
    let snapshot = try WorkspaceLoader.load(path: folder.path, settings: .init(), today: .init(iso: "2024-07-01")!)
    #expect(snapshot.files.flatMap(\.problems).map(\.message) == [reason])
    #expect(snapshot.failedTables == [.bookings: ["bookings.csv"]])
  }

  @Test("folders that lead in a circle are told where they begin to", arguments: 1...4)
  func circles(links: Int) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bad-" + UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let inner = folder.appendingPathComponent("robin/2024")
    try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    try Data(Self.resources).write(to: inner.appendingPathComponent("resources.csv"))
    // To the folder itself, to the one above it, and to the workspace.
    let targets = (0..<links).map { [".", "..", "../.."][$0 % 3] }
    for (number, target) in targets.enumerated() {
      #expect(symlink(target, inner.appendingPathComponent("link \(number)").path) == 0)
    }
    let snapshot = try WorkspaceLoader.load(path: folder.path, settings: .init(), today: .init(iso: "2024-07-01")!)
    #expect(snapshot.table(.resources).rowCount == 2)
    #expect(
      snapshot.files.flatMap(\.problems).map(\.message)
        == (0..<links).map { "\(inner.path)/link \($0) cannot be read: too many levels of symbolic links" })
    #expect(snapshot.files.filter { $0.rows > 0 }.map(\.repeated) == [0])
  }

  @Test("a file that is written to while it is read is told", arguments: ["shorter", "longer", "other"])
  func changes(how: String) throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("bad-" + UUID().uuidString + ".csv").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(Self.table.utf8).write(to: URL(fileURLWithPath: path))
    let file = try FileBytes(path: path)
    #expect(!file.hasChanged)
    let matcher = LayoutMatcher(corrections: [])
    let parts = ExportReader(file, name: "bookings.csv", matcher: matcher).parts
    #expect(parts.allSatisfy { if case .success = $0.result { true } else { false } })
    let handle = try #require(FileHandle(forUpdatingAtPath: path))
    switch how {
    case "shorter": try handle.truncate(atOffset: 30)
    case "longer":
      try handle.seekToEnd()
      try handle.write(contentsOf: Data("8,".utf8))
    default:
      try handle.write(contentsOf: Data("ID".utf8))
      // A clock of coarse ticks would not show it.
      var times = [timespec(tv_sec: 0, tv_nsec: 0), timespec(tv_sec: 1, tv_nsec: 0)]
      #expect(utimensat(AT_FDCWD, path, &times, 0) == 0)
    }
    try handle.close()
    let messages = ExportReader(file, name: "bookings.csv", matcher: matcher).parts.map { part in
      if case .failure(let error) = part.result { error.message } else { "" }
    }
    #expect(messages == ["it was written to while it was read"])
  }
}
