import DeskQL
import Diagnostics
import Rendering
import Store
import TestFiles
import Testing

@Suite("what a check tells of people")
struct CheckTests {
  private static let users = [
    "u-ann", "Ann Example", "ann@example.com", "u-gone", "Deleted user", "u-many", "Mona Many",
  ]

  /// People with every finding there is about them, and bookings that contradict each other.
  private static func files(_ settings: String) -> [String: String] {
    var bookings = """
      id,user,resource,start,end,created,checked_in_at
      bk-1,u-ann,D1,2023-05-06T09:00,2023-05-06T12:00,2024-05-06T10:00,
      bk-2,u-gone,D1,2023-05-06T10:00,2023-05-06T12:00,,2023-05-06T01:00
      bk-3,u-gone,D1,1900-05-06T10:00,1900-08-06T12:00,,
      bk-4,u-ann,D9,2024-05-06T10:00,2024-05-06T12:00,2025-01-01T00:00,

      """
    for number in 1...21 { bookings += "bk-m\(number),u-many,R\(number),2024-05-07T09:00,2024-05-07T10:00,,\n" }
    return [
      "settings.deskql": settings,
      "users.csv": """
      id,name,email,cost_center
      u-ann,Ann Example,ann@example.com,Ann Example
      u-gone,Deleted user,ANN@example.com,Ann  Example
      u-many,Mona Many,,Sales

      """,
      "cost_center_history.csv": """
      user,cost_center,from
      u-ann,Sales,2024-01-01
      u-ann,Ops,2024-03-01
      u-ann,Sales,2024-02-01

      """,
      "resources.csv": "id,type\nD1,Desk\n",
      "bookings.csv": bookings,
    ]
  }

  private static func printed(_ settings: String) throws -> String {
    let folder = try ScratchFolder()
    let path = try folder.workspace("own", files(settings))
    var session = try Session.open(path: path, options: SessionOptions(today: .init("2024-07-01")))
    let statements =
      ["check"] + (TableName.allCases.map(\.rawValue) + FindingKind.all.map(\.code)).map { "check \($0)" }
    return statements.flatMap { statement in
      Format.allCases.flatMap { format in
        Printed.of(SourceText(text: statement), in: &session, format: format).lines
      }
    }.joined(separator: "\n")
  }

  @Test(
    "names nobody where persons may not be asked for",
    arguments: ["", "set user_statistics on\nset user_frame_limit 90\n"])
  func persons(settings: String) throws {
    let text = try Self.printed(settings)
    for name in Self.users { #expect(!text.contains(name), "\(name)") }
    #expect(text.contains("placeholder-user") && text.contains("counted and not named"))
  }

  @Test("and would name them otherwise")
  func otherwise() throws {
    let text = try Self.printed("set user_statistics on\n")
    for name in Self.users where !name.contains("Mona") && !name.contains("Ann E") {
      #expect(text.contains(name), "\(name)")
    }
    #expect(text.contains("bk-2"))
    // A cost centre that is called like somebody is not read out in any case.
    #expect(!text.contains("Ann Example"))
  }

  @Test(
    "names no booking where small groups are hidden, nor where nobody knows whether they are",
    arguments: ["set user_statistics on\nset min_group 5\n", "set user_statistics on\nset min_gruop 5\n"])
  func groups(settings: String) throws {
    let text = try Self.printed(settings)
    for name in Self.users + ["bk-"] { #expect(!text.contains(name), "\(name)") }
    #expect(text.contains("overlapping-bookings") && text.contains("counted and not named"))
  }

  @Test("a strict opening names no more")
  func strictly() throws {
    let folder = try ScratchFolder()
    let path = try folder.workspace("own", Self.files("set user_statistics on\nset min_group 5\n"))
    let error = #expect(throws: Rejection.self) {
      try Session.open(path: path, options: SessionOptions(today: .init("2024-07-01"), strict: true))
    }
    let text = error?.diagnostics.map { DiagnosticRenderer.line($0) }.joined(separator: "\n") ?? ""
    #expect(text.contains("dangling-link") && !text.contains("bk-"))
  }
}
