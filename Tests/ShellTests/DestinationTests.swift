import Calculus
import DeskQL
import Diagnostics
import Files
import Foundation
import Glibc
import Testing

@testable import Shell

@Suite("answers into files")
struct DestinationTests {
  let results = MemorySink()
  let messages = MemorySink()

  /// Runs a text on a workspace of two desks; `FOLDER` in it is the workspace's folder.
  func run(_ text: String, folders: [String] = [], inspect: (Folder) throws -> Void = { _ in }) throws -> Int32 {
    let folder = try Folder.temporary()
    defer { folder.remove() }
    let table = "id,type,floor\nD1,Desk,Attic\nD2,Desk,\"East, 2\"\n"
    try WholeFile.write(Array(table.utf8), to: folder.path(of: "resources.csv"))
    try WholeFile.write(Array("mine".utf8), to: folder.path(of: "notes.md"))
    for name in folders { try #require(mkdir(folder.path(of: name), 0o700) == 0) }
    let session = try Session.open(
      path: folder.path, options: SessionOptions(today: try #require(Day(iso: "2024-07-01"))))
    var conversation = Conversation(
      session: session, presenter: Presenter(format: .csv, results: results, messages: messages), keepsGoing: false)
    _ = try conversation.run(SourceText(text: text.replacing("FOLDER", with: folder.path)))
    try inspect(folder)
    return conversation.status.rawValue
  }

  @Test(
    "the ending says the shape",
    arguments: [
      ("x.csv", "floor,available\nAttic,1\n\"East, 2\",1\n"),
      ("X.TSV", "floor\tavailable\nAttic\t1\nEast, 2\t1\n"),
      (
        "x.jsonl", "{\"floor\": \"Attic\", \"available\": 1}\n{\"floor\": \"East, 2\", \"available\": 1}\n"
      ),
      (
        "x.ndjson",
        "{\"floor\": \"Attic\", \"available\": 1}\n{\"floor\": \"East, 2\", \"available\": 1}\n"
      ),
    ])
  func shapes(name: String, text: String) throws {
    let status = try run("available desks bom 2024-03 by floor to \"FOLDER/\(name)\"") { folder in
      let written = try readText(ofFile: folder.path(of: name))
      #expect(written == text)
      #expect(folder.names.sorted() == [name, "notes.md", "resources.csv"].sorted())
    }
    #expect(status == 0)
    #expect(results.text.isEmpty)
    #expect(messages.text.hasPrefix("2 rows written to /"))
  }

  @Test(
    "shapes for other readers",
    arguments: [("x.json", "{\"columns\": [\"frame\""), ("x.md", "| frame | available |"), ("x.xlsx", "PK")])
  func others(name: String, start: String) throws {
    let status = try run("available desks 2024-03 to \"FOLDER/\(name)\"") { folder in
      #expect(text(folder.path(of: name)).hasPrefix(start))
    }
    #expect(status == 0)
    #expect(messages.text.hasPrefix("1 row written to /"))
  }

  @Test("as says the shape where the ending does not")
  func format() throws {
    let status = try run("available desks 2024-03 as table to \"FOLDER/x.txt\"; _ to \"FOLDER/x.csv\"") { folder in
      #expect(text(folder.path(of: "x.txt")).hasPrefix("frame    available\n"))
      #expect(text(folder.path(of: "x.csv")) == "frame,available\n2024-03,2\n")
    }
    #expect(status == 0)
  }

  @Test(
    "what cannot be written is refused before the query runs",
    arguments: [
      ("to \"x.doc\"", "the ending of “x.doc” is no format"), ("to \"csv\"", "the ending of “csv” is no format"),
      ("as json to \"x.csv\"", "would hold json, and its ending says otherwise"),
      ("as chart to \"x.png\"", "would hold chart, and its ending says otherwise"),
      ("as csv to \"x.xlsx\"", "would hold csv, and its ending says otherwise"),
      ("to \"a.csv\" to \"b.csv\"", "an answer goes into one file"),
      ("to \"FOLDER/no/x.csv\"", "cannot be written: No such file or directory"),
      ("to \"FOLDER/resources.csv\"", "is a file of the workspace, which would be lost"),
    ])
  func refused(clauses: String, message: String) throws {
    #expect(try run("available desks 2024-03 " + clauses) == 1)
    #expect(messages.text.contains(message), "\(messages.text)")
    #expect(results.text.isEmpty)
  }

  @Test(
    "nothing is written that would be read as a table",
    arguments: [
      ("available desks 2024-03 to \"FOLDER/plans.csv\"", "would be read as the workspace's plans", "plans.csv"),
      ("available desks 2024-03 to \"FOLDER/Cost-Centre_History.xlsx\"", "written to", ""),
      ("available desks 2024-03 to \"FOLDER/Cost-Center_History.xlsx\"", "workspace's cost_center_history", ""),
      ("available desks 2024-03 to \"FOLDER/./bookings.q1.tsv\"", "would be read as the workspace's bookings", ""),
      ("list resources to \"FOLDER/march.csv\"", "would be read as the workspace's resources by its columns", ""),
      ("list resources to \"FOLDER/march.md\"", "written to", ""),
      ("available desks 2024-03 to \"FOLDER/out/plans.csv\"", "would be read as the workspace's plans", "plans.csv"),
      ("check to \"FOLDER/march.csv\"", "written to", ""),
      ("check files to \"FOLDER/march.csv\"", "written to", ""),
      ("check to \"FOLDER/bookings.csv\"", "would be read as the workspace's bookings", ""),
      ("list resources as csv to \"FOLDER/Settings.deskql\"", "is a file of the workspace", ""),
      ("available desks 2024-03 to \"FOLDER/plans.md\"", "written to", ""),
    ])
  func guarded(query: String, message: String, absent: String) throws {
    let status = try run(query, folders: ["out"]) { folder in
      #expect(!folder.names.contains(absent))
    }
    #expect((status == 0) == (message == "written to"))
    #expect(messages.text.contains(message), "\(messages.text)")
  }

  @Test(
    "a tilde at the beginning of a path is the home folder",
    arguments: [("~/x.csv", "HOME/x.csv"), ("~", "HOME"), ("~ann/x", "~ann/x"), ("a/~/x", "a/~/x"), ("x", "x")])
  func home(path: String, expanded: String) throws {
    let home = try #require(ProcessInfo.processInfo.environment["HOME"])
    #expect(HomePath.expanded(path) == expanded.replacing("HOME", with: home))
  }

  @Test("what was written may be written again")
  func again() throws {
    let queries = ["", " by floor"].map { "available desks 2024-03\($0) to \"FOLDER/a.csv\"" }
    let status = try run(queries.joined(separator: "; ")) { folder in
      #expect(text(folder.path(of: "a.csv")).contains("Attic"))
    }
    #expect(status == 0)
  }

  @Test("expect writes no file")
  func expectation() throws {
    #expect(try run("expect available desks 2024-03 to \"FOLDER/x.csv\" gives 2") == 1)
    #expect(messages.text.contains("expect writes no file"))
  }

  @Test("a file that is there is replaced whole, and keeps who may read it")
  func replacement() throws {
    let folder = try Folder.temporary()
    defer { folder.remove() }
    let path = folder.path(of: "a.csv")
    try WholeFile.write(Array("a long text that was there".utf8), to: path)
    #expect(chmod(path, 0o640) == 0)
    #expect(symlink(path, folder.path(of: "link.csv")) == 0)
    try WholeFile.write(Array("new".utf8), to: folder.path(of: "link.csv"))
    #expect(text(path) == "new")
    var facts = stat()
    #expect(lstat(folder.path(of: "link.csv"), &facts) == 0 && facts.st_mode & S_IFMT == S_IFLNK)
    #expect(stat(path, &facts) == 0 && facts.st_mode & 0o777 == 0o640)
    #expect(throws: FileError.self) { try WholeFile.write([], to: folder.path) }
    #expect(folder.names == ["a.csv", "link.csv"])
  }

  func text(_ path: String) -> String {
    (try? readText(ofFile: path)) ?? "unreadable"
  }
}
