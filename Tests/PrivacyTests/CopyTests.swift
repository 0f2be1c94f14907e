import Calculus
import DeskQL
import Diagnostics
import Files
import Foundation
import Glibc
import Testing

@testable import Importers

@Suite("clean copies of exports")
struct CopyTests {
  static func copy(
    _ source: String, to target: String, after: Int? = nil, today: String = MessyExports.today
  ) throws(Rejection) -> [String] {
    let answer = try AnonymizedCopy.write(
      AnonymizedCopy.Request(source: source, target: target, after: after, today: Day(today), clock: Day(today)))
    return (0..<answer.rowCount).map { row in
      answer.columns.indices.map { column in
        switch answer.cell(row: row, column: column) {
        case .label(let text): text
        case .figure(.value(let value)): value.decimal
        case .missing, .day, .figure: ""
        }
      }.joined(separator: "|")
    }
  }

  @Test("a title above the header does not keep persons in", arguments: ["All users", "id"])
  func title(title: String) throws {
    let scratch = try ScratchFolder()
    let source = try scratch.workspace(
      "in",
      [
        "bookings.csv": "id,user,start,end\n1,u1,2022-03-04T09:00,2022-03-04T10:00\n",
        "people.csv": "\(title)\nid,name,email\nu1,Ann,ann@x.org\n", "settings.deskql": "set anonymize_after 30\n",
      ])
    _ = try Self.copy(source, to: scratch.path(of: "out"))
    let written = try scratch.contents("out").filter { !$0.key.hasSuffix(".deskql") }
    #expect(written.count == 2)
    for (name, text) in written { #expect(!text.contains("u1") && !text.contains("Ann"), "\(name): \(text)") }
  }

  @Test("a messy folder comes out byte for byte, but for the cells that name somebody")
  func messy() throws {
    let scratch = try ScratchFolder()
    let source = try scratch.workspace("in", MessyExports.files)
    #expect(chmod(source + "/users.csv", 0o640) == 0)
    let report = try Self.copy(source, to: scratch.path(of: "out"))
    let written = try scratch.contents("out")
    #expect(Set(written.keys) == Set(MessyExports.clean.keys))
    for (name, text) in MessyExports.clean { #expect(written[name] == text, "\(name)") }
    #expect(
      report == [
        ".hidden|left out: no table that is read||||||",
        "bookings.2023.csv|cleaned, cost_center added|9|7|4|0|3|License plate (2), Subject (5)",
        "bookings.csv|cleaned|6|4|2|0|0|organizer (4)",
        "bookings.json|left out: no table that is read||||||",
        "cost_center_history.csv|cleaned|5|0|0|4|0|",
        "locations.csv|copied unchanged|1|0|0|0|0|",
        "memberships.csv|cleaned|3|0|0|0|1|member (1)",
        "notes.txt|left out: no table that is read||||||",
        "old|left out: a folder||||||",
        "resources.csv|cleaned|2|0|0|0|0|keeper (1)",
        "settings.deskql|copied unchanged||||||",
        "users.csv|cleaned|5|0|0|2|0|manager (1)",
      ])
    var facts = stat()
    #expect(stat(scratch.path(of: "out/users.csv"), &facts) == 0 && facts.st_mode & 0o777 == 0o640)
    #expect(Folder(scratch.path).names == ["in", "out"])
    // Clean exports have nothing left to clean.
    let again = try Self.copy(scratch.path(of: "out"), to: scratch.path(of: "again"))
    #expect(try scratch.contents("again") == written)
    #expect(again.contains("bookings.csv|copied unchanged|6|0|0|0|0|"))
  }

  @Test(
    "the copy answers as the exports do that are anonymised when they are opened",
    arguments: [
      "hours 2024 by costcenter", "hours 2024 by month", "people 2024 by month", "bookings 2024 by resource",
      "hours 2024 by department", "hours 2024 by tag", "hours 2024 by organizer", "attendance 2024-06", "list users",
      "list bookings 2024", "list memberships", "list resources", "hours 2024 by user",
      "user \"Dan Decker\" hours 2024",
      "user u-ann hours 2024-06", "avgdays 2024-Q2", "list cost_center_history",
    ])
  func sameFigures(query: String) throws {
    let scratch = try ScratchFolder()
    let source = try scratch.workspace("in", MessyExports.files)
    _ = try Self.copy(source, to: scratch.path(of: "out"))
    let before = try Session.open(source, today: MessyExports.today).csv(query)
    let after = try Session.open(scratch.path(of: "out"), today: MessyExports.today).csv(query)
    #expect(before == after)
    #expect(!before.isEmpty)
  }

  @Test("what people wrote is emptied where it mentions anybody, in the copy as in the store")
  func mentions() throws {
    let scratch = try ScratchFolder()
    let source = try scratch.workspace(
      "in",
      [
        "settings.deskql": "set user_statistics on\nset anonymize_after 90\n",
        "users.csv": "id,name,email\nzzb,ZZBob Brandt,zzbob@x.org\ncem,Cem Celik,cem@x.org\n",
        "bookings.csv": """
        id,user,start,end,cost_center,Remarks,agenda
        1,zzb,2023-01-02T09:00,2023-01-02T10:00,R&D,lunch with ZZBob Brandt,standing desk
        2,zzb,2023-01-03T09:00,2023-01-03T10:00,R&D,window,"by Brandt,
        and others"
        3,cem,2023-01-04T09:00,2023-01-04T10:00,R&D,with Celik,near zzalice@x.org
        4,zzb,soon,2023-01-05T10:00,R&D,with celik,window
        5,cem,2024-06-03T09:00,2024-06-03T10:00,R&D,with zzbob,by Celik
        5,zzb,2024-06-03T09:00,2024-06-03T10:00,R&D,with zzbob,window

        """,
      ])
    let report = try Self.copy(source, to: scratch.path(of: "out"))
    let clean = """
      id,user,start,end,cost_center,Remarks,agenda
      1,,2023-01-02T09:00,2023-01-02T10:00,R&D,,standing desk
      2,,2023-01-03T09:00,2023-01-03T10:00,R&D,window,
      3,,2023-01-04T09:00,2023-01-04T10:00,R&D,,
      4,,soon,2023-01-05T10:00,R&D,,window
      5,cem,2024-06-03T09:00,2024-06-03T10:00,R&D,with zzbob,by Celik
      5,,2024-06-03T09:00,2024-06-03T10:00,R&D,,window

      """
    #expect(try scratch.contents("out")["bookings.csv"] == clean)
    #expect(
      report.contains { $0.hasPrefix("bookings.csv|cleaned|6|5|0|0|1|") && $0.hasSuffix("Remarks (4), agenda (2)") })
    let before = try Session.open(source, today: MessyExports.today).csv("list bookings")
    #expect(try Session.open(scratch.path(of: "out"), today: MessyExports.today).csv("list bookings") == before)
    #expect(!before.contains("Brandt") && before.contains("by Celik"))
  }

  @Test(
    "fewer days than the settings say, and no more",
    arguments: [
      ("", 400, nil), ("", nil, "no-days"), ("set anonymize_after 90", nil, nil), ("set anonymize_after 90", 30, nil),
      ("set anonymize_after 90", 91, "laxer-than-settings"), ("set anonymize_after 0", nil, "no-days"),
      ("set anonymize_after soon", 30, "bad-setting-value"),
    ] as [(String, Int?, String?)])
  func days(settings: String, after: Int?, code: String?) throws {
    let scratch = try ScratchFolder()
    let source = try scratch.workspace(
      "in", ["settings.deskql": settings, "bookings.csv": "id,user,start,end\n1,ann,2024-05-01,2024-05-01\n"])
    do throws(Rejection) {
      _ = try Self.copy(source, to: scratch.path(of: "out"), after: after)
    } catch {
      #expect(error.diagnostics.first?.code == code)
      #expect(Folder(scratch.path).names == ["in"])
      return
    }
    #expect(code == nil)
    #expect(try scratch.contents("out")["bookings.csv"]?.contains("ann") == (after != 30))
  }

  @Test(
    "where no copy goes",
    arguments: [
      ("in", "in", "copy-within-itself"), ("in", "in/out", "copy-within-itself"), ("in", "link", "copy-within-itself"),
      ("in/bookings.csv", "out", "not-an-export-folder"), ("nowhere", "out", "not-an-export-folder"),
      ("in", "full", "unwritable-copy"), ("in", "no/such", "unwritable-copy"), ("in", "file", "unwritable-copy"),
      ("bad", "out", "missing-headers"), ("in", "empty/", nil),
    ] as [(String, String, String?)])
  func refused(source: String, target: String, code: String?) throws {
    let scratch = try ScratchFolder()
    _ = try scratch.workspace("in", ["bookings.csv": "id,user,start,end\n1,ann,2024-05-01,2024-05-01\n"])
    _ = try scratch.workspace("full", ["mine.txt": "mine"])
    _ = try scratch.workspace("bad", ["bookings.csv": "id,user\n"])
    _ = try scratch.workspace(".", ["file": "mine"])
    #expect(mkdir(scratch.path(of: "empty"), 0o700) == 0)
    #expect(symlink(scratch.path(of: "in"), scratch.path(of: "link")) == 0)
    let names = Folder(scratch.path).names
    var refusal: String?
    do throws(Rejection) {
      _ = try Self.copy(scratch.path(of: source), to: scratch.path(of: target), after: 10)
    } catch {
      refusal = error.diagnostics.first?.code
    }
    #expect(refusal == code)
    #expect(try scratch.contents("full") == ["mine.txt": "mine"])
    let clean = "id,user,start,end,cost_center\n1,,2024-05-01,2024-05-01,default\n"
    #expect(try scratch.contents("empty")["bookings.csv"] == (code == nil ? clean : nil))
    #expect(Folder(scratch.path).names == names)
  }

  @Test("whatever is in a file: no byte is lost, and the copy answers alike", arguments: 0..<300)
  func garbage(seed: Int) throws {
    var random = Seeded(seed)
    let scratch = try ScratchFolder()
    let text = Self.garbage(&random)
    let settings = "set anonymize_after 90\nset user_statistics on\n"
    var files = ["settings.deskql": settings, "bookings.csv": text]
    if seed % 3 != 0 {
      files["users.csv"] = Self.garbage(
        among: ["id,name,manager", "ann,ann a,cem", "ben,ben,ann", "cem,cem,", "dee,dee,\"ann\""], &random)
      files["memberships.csv"] = Self.garbage(
        among: ["id,member,start", "1,ann,2024-01-01", "2,\"BEN\",2024-01-01", "3,cem,soon", "4,ann;cem,2024-01-01"],
        &random)
    }
    let folder = try scratch.workspace("in", files)

    let file = try SourceFile(path: folder + "/bookings.csv", name: "bookings.csv")
    var limits = ReadingLimits()
    if seed % 2 == 0 { limits.recordBytes = 20 }
    var scanner = RecordScanner(file, from: 0, limits: limits)
    var bytes: [UInt8] = []
    while try scanner.next() { bytes += scanner.bytes[scanner.record] }
    #expect(String(decoding: bytes, as: UTF8.self) == text)

    _ = try Self.copy(folder, to: scratch.path(of: "out"))
    _ = try Self.copy(scratch.path(of: "out"), to: scratch.path(of: "again"))
    #expect(try scratch.contents("again") == scratch.contents("out"))
    let before = try Session.open(folder, today: MessyExports.today)
    let after = try Session.open(scratch.path(of: "out"), today: MessyExports.today)
    for query in [
      "list bookings", "list memberships", "hours 2024 by costcenter", "people 2024 by month", "hours 2024 by user",
    ] {
      #expect(before.csv(query) == after.csv(query), "\(query)")
    }
    // Of who is gone, nothing is left in any file.
    let written = try scratch.contents("out").values.joined().lowercased()
    files["settings.deskql"] = nil
    let whole = try Session.open(try scratch.workspace("whole", files), today: MessyExports.today)
    for user in ["ann", "ben"] where !whole.workspace.snapshot.rows(named: user, in: .users).isEmpty {
      guard before.workspace.snapshot.rows(named: user, in: .users).isEmpty else { continue }
      #expect(!written.contains(user), "\(user)")
    }
    if files["users.csv"] != nil { #expect(before.csv("list users") == after.csv("list users")) }
  }

  /// Lines, the header first, with pieces between them.
  private static func garbage(among lines: [String], _ random: inout Seeded) -> String {
    var text = lines[0] + "\n"
    for line in lines.dropFirst() {
      if Int.random(in: 0..<4, using: &random) == 0 { text += pieces.randomElement(using: &random)! }
      text += line + "\n"
    }
    return text
  }

  private static let pieces = [
    "a", "\"", "\"\"", ",", ";", "\n", "\r\n", " ", "b c", "\n\n", "x,y\n", "\"q\",", "é", ",,,,\n",
  ]

  /// Bookings of three people, old and young, among pieces of which nobody can tell what they are.
  private static func garbage(_ random: inout Seeded) -> String {
    var text = "id,user,start,end,subject\n"
    for _ in 0..<Int.random(in: 0..<60, using: &random) {
      guard Int.random(in: 0..<3, using: &random) > 0 else {
        text += pieces.randomElement(using: &random)!
        continue
      }
      let id = Int.random(in: 0..<40, using: &random)
      let user = ["ann", "ben", "cem", "\"cem\"", ""].randomElement(using: &random)!
      let month = Int.random(in: 1...6, using: &random)
      let subject = ["", "secret", "\"a,\n\"\"secret\"\"\"", "\"bad\" secret"].randomElement(using: &random)!
      text += "\(id),\(user),2024-0\(month)-03T09:00,2024-0\(month)-04T10:00,\(subject)"
      text += ["\n", "\n", "\n", "\r\n", "\n\n"].randomElement(using: &random)!
    }
    return text
  }
}
