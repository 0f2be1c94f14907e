import Calculus
import DeskQL
import Diagnostics
import Files
import Glibc
import Store
import Synchronization
import Testing

/// What `load` does to a session that is under way.
@Suite("load")
struct LoadTests {
  private let folder: Folder
  private let elsewhere: Folder

  init() throws {
    folder = try Folder.temporary()
    elsewhere = try Folder.temporary()
    try write("locations.csv", "id,name\nL1,Berlin\n")
    try write("bookings.csv", LoadTests.bookings(1...2))
  }

  private static func bookings(_ ids: ClosedRange<Int>) -> String {
    "id,user,start,end\n" + ids.map { "\($0),ann,2024-03-04T09:00,2024-03-04T10:00\n" }.joined()
  }

  private func write(_ name: String, _ text: String, in place: Folder? = nil) throws {
    try WholeFile.write(Array(text.utf8), to: (place ?? folder).path(of: name))
  }

  private static func options(
    isCancelled: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (LoadingStep) -> Void = { _ in }
  ) throws -> SessionOptions {
    SessionOptions(today: try #require(Day(iso: "2024-07-01")), isCancelled: isCancelled, progress: progress)
  }

  private func finish() {
    folder.remove()
    elsewhere.remove()
  }

  @Test(
    "what it says, and what counts then",
    arguments: [
      // files written                          statement             what it says                                  hours
      ([:], "load", "nothing has changed in 2 files", 2),
      (["bookings.csv": bookings(1...3)], "load", "read again bookings.csv; 1 file unchanged", 3),
      (["june.txt": bookings(3...4)], "load", "nothing has changed in 2 files", 2),  // a note beside the data
      (["plans.csv": "id,name\nP,Desk\n"], "load", "added plans.csv; 2 files unchanged", 2),
      (["../june.csv": bookings(3...4)], "load ELSEWHERE/june.csv", "added june.csv; 2 files unchanged", 4),
      (
        ["../bookings.csv": bookings(3...7)], "load ELSEWHERE/bookings.csv", "replaced bookings.csv; 1 file unchanged",
        5
      ),
      ([:], "load FOLDER/bookings.csv", "nothing has changed in 2 files", 2),  // it is there already
      (["settings.deskql": "set mode bom\n"], "load", "read again the settings; 2 files unchanged", 2),
    ] as [([String: String], String, String, Int)])
  func texts(files: [String: String], statement: String, text: String, hours: Int) throws {
    defer { finish() }
    var session = try Session.open(path: folder.path, options: try LoadTests.options())
    for (name, content) in files {
      if name.hasPrefix("../") {
        try write(String(name.dropFirst(3)), content, in: elsewhere)
      } else if name != "june.txt" {
        try write(name, content)
      } else {
        try write(name, "called them, they mend it\n")
      }
    }
    #expect(try session.text(of: placed(statement)) == text)
    #expect(try session.figure("hours 2024-03") == hours)
  }

  @Test("a file that was added and is gone is let go of, and what else changed is read")
  func goneFile() throws {
    defer { finish() }
    try write("june.csv", LoadTests.bookings(3...4), in: elsewhere)
    var session = try Session.open(path: folder.path, options: try LoadTests.options())
    _ = try session.text(of: placed("load ELSEWHERE/june.csv"))
    #expect(try session.figure("hours 2024-03") == 4)
    elsewhere.remove()
    try write("settings.deskql", "set coefficient 3\n")
    #expect(try session.text(of: "load") == "gone june.csv; read again the settings; 2 files unchanged")
    #expect(try session.figure("hours 2024-03") == 2)
    #expect(session.settings.value("coefficient") == "3")
  }

  private func placed(_ statement: String) -> String {
    var words = statement.split(separator: " ").map(String.init)
    for (index, word) in words.enumerated() {
      if word.hasPrefix("ELSEWHERE") { words[index] = elsewhere.path + word.dropFirst(9) }
      if word.hasPrefix("FOLDER") { words[index] = folder.path + word.dropFirst(6) }
    }
    return words.joined(separator: " ")
  }

  @Test("definitions and settings of the session stay, and those of the workspace are read again")
  func session() throws {
    defer { finish() }
    try write("settings.deskql", "define house = hours\ndefine gone = hours\nset coefficient 2\n")
    var session = try Session.open(path: folder.path, options: try LoadTests.options())
    try session.run(all: "define mine = hours\nset mode bom\nundefine gone")
    try write("settings.deskql", "define house = bookings\ndefine gone = hours\nset coefficient 3\n")
    #expect(try session.text(of: "load") == "read again the settings; 2 files unchanged")
    #expect(try session.text(of: "show definition mine") == "define mine = hours")
    #expect(try session.text(of: "show definition house") == "define house = bookings")
    #expect(session.settings.mode == .bom)
    #expect(session.settings.value("coefficient") == "3")
    #expect(throws: Rejection.self) { try session.text(of: "show definition gone") }
  }

  @Test(
    "where it fails all stays as it was",
    arguments: [
      // what is written              statement                     why
      ("", "load ELSEWHERE/june.csv", "nothing-to-load"),
      ("a,b\n1,2\n", "load ELSEWHERE/june.csv", "unmatched-file"),
      ("[{\"id\": 1", "load ELSEWHERE/june.csv", "unreadable"),
      ("", "load ELSEWHERE", "folder-loaded"),
    ])
  func failures(content: String, statement: String, code: String) throws {
    defer { finish() }
    if !content.isEmpty { try write("june.csv", content, in: elsewhere) }
    var session = try Session.open(path: folder.path, options: try LoadTests.options())
    try write("bookings.csv", LoadTests.bookings(1...3))
    let rejection = #expect(throws: Rejection.self) { try session.text(of: placed(statement)) }
    #expect(rejection?.diagnostics.map(\.code) == [code])
    #expect(try session.figure("hours 2024-03") == 2)
    #expect(try session.text(of: "load") == "read again bookings.csv; 1 file unchanged")
  }

  @Test("once it is cancelled the old data stays")
  func cancellation() throws {
    defer { finish() }
    let isCancelled = Flag()
    var session = try Session.open(
      path: folder.path, options: try LoadTests.options(isCancelled: { isCancelled.isSet }))
    try write("bookings.csv", LoadTests.bookings(1...3))
    isCancelled.set(true)
    let rejection = #expect(throws: Rejection.self) { try session.text(of: "load") }
    #expect(rejection?.diagnostics.map(\.code) == ["cancelled"])
    isCancelled.set(false)
    #expect(try session.figure("hours 2024-03") == 2)
    #expect(try session.text(of: "load") == "read again bookings.csv; 1 file unchanged")
    #expect(try session.figure("hours 2024-03") == 3)
  }

  @Test("a session without a workspace gets one")
  func nothingBefore() throws {
    defer { finish() }
    var session = try Session.open(path: nil, options: try LoadTests.options())
    let rejection = #expect(throws: Rejection.self) { try session.text(of: "load") }
    #expect(rejection?.diagnostics.map(\.code) == ["no-workspace"])
    #expect(try session.text(of: "load " + folder.path) == "added bookings.csv, locations.csv")
    #expect(try session.figure("hours 2024-03") == 2)
  }

  @Test("a file that was translated is not read again while it stays as it is")
  func known() throws {
    defer { finish() }
    let rows = (1...200).map {
      #"{"id": \#($0), "user": "ann", "start": "2024-03-04T09:00", "end": "2024-03-04T10:00"}"#
    }
    let text = "[" + rows.joined(separator: ",") + "]"
    unlink(folder.path(of: "bookings.csv"))
    try write("bookings.json", text)
    let bytes = Counter()
    var session = try Session.open(
      path: folder.path,
      options: try LoadTests.options(progress: { if case .bytes(let count) = $0 { bytes.add(count) } }))
    let (plain, more) = ("id,name\nL1,Berlin\n".utf8.count, "id,name\nL1,Berlin\nL2,Sofia\n")
    #expect(bytes.take() == text.utf8.count + plain)
    try write("locations.csv", more)
    #expect(try session.text(of: "load") == "read again locations.csv; 1 file unchanged")
    #expect(bytes.take() == more.utf8.count)
    #expect(try session.figure("hours 2024-03") == 200)
    // Other rules, another reading.
    try write("settings.deskql", "set date_order dmy\n")
    #expect(try session.text(of: "load") == "read again the settings; 2 files unchanged")
    #expect(bytes.take() == text.utf8.count + more.utf8.count)
  }

  @Test("an export that no file holds")
  func piped() throws {
    defer { finish() }
    var session = try Session.open(
      export: Array(LoadTests.bookings(1...2).utf8), name: "<stdin>", options: try LoadTests.options())
    #expect(try session.figure("hours 2024-03") == 2)
    #expect(session.workspace.snapshot.files.map(\.file) == ["<stdin>"])
    try write("june.csv", LoadTests.bookings(3...4), in: elsewhere)
    #expect(try session.text(of: "load \(elsewhere.path)/june.csv") == "added june.csv")
    #expect(try session.figure("hours 2024-03") == 4)
    #expect(throws: Rejection.self) {
      try Session.open(export: Array("a,b\n1,2\n".utf8), name: "<stdin>", options: try LoadTests.options())
    }
  }

  @Test("rejected rows are all listed that were kept, and the rest is counted")
  func rejected() throws {
    defer { finish() }
    let bad = (1...10_050).map { "\($0),2024-03-04T09:00,2024-03-04T08:00\n" }.joined()
    try write("bookings.csv", "id,start,end\n0,2024-03-04T09:00,2024-03-04T10:00\n" + bad)
    var session = try Session.open(path: folder.path, options: try LoadTests.options())
    let answer = try session.answer("check rejected")
    #expect(answer.rowCount == 10_001)
    #expect(answer.cell(row: 0, column: 2) == .label("bookings.csv:3"))
    #expect(answer.cell(row: 0, column: 3) == .label("end: it ends before it starts"))
    #expect(answer.cell(row: 10_000, column: 3) == .label("50 more rows are counted, and not named"))
  }
}

final class Flag: Sendable {
  private let value = Atomic<Bool>(false)
  var isSet: Bool { value.load(ordering: .relaxed) }
  func set(_ isSet: Bool) { value.store(isSet, ordering: .relaxed) }
}

final class Counter: Sendable {
  private let value = Atomic<Int>(0)
  func add(_ count: Int) { value.wrappingAdd(count, ordering: .relaxed) }
  func take() -> Int { value.exchange(0, ordering: .relaxed) }
}

extension String {
  fileprivate var replacingCommas: String { String(map { $0 == "," ? ";" : $0 }) }
}

extension Session {
  /// What a text-giving statement prints.
  mutating func text(of statement: String) throws -> String {
    let source = SourceText(text: statement)
    guard case .text(let text) = try execute(try #require(Session.parse(source).statements.first), source: source).0
    else { return "no text" }
    return text
  }

  mutating func answer(_ query: String) throws -> Answer {
    let source = SourceText(text: query)
    let output = try execute(try #require(Session.parse(source).statements.first), source: source).0
    guard case .answer(let answer, _) = output else { throw Rejection(Diagnostic(code: "none", message: "no answer")) }
    return answer
  }

  mutating func figure(_ query: String) throws -> Int {
    let answer = try answer(query)
    let column = try #require(answer.columns.firstIndex { $0.name == "hours" })
    guard case .figure(let figure) = answer.cell(row: 0, column: column), case .value(let value) = figure else {
      return -1
    }
    return Int(value.description) ?? -1
  }

  mutating func run(all text: String) throws {
    let source = SourceText(text: text)
    for statement in Session.parse(source).statements { _ = try execute(statement, source: source) }
  }
}
