import DeskQL
import Diagnostics
import Testing

/// Files that a session adds loosen nothing.
@Suite("files loaded into a session")
struct LoadedFilesTests {
  private let scratch: ScratchFolder
  private static let bookings = "id,user,start,end\n1,ann,2024-03-04T09:00,2024-03-04T11:00\n"

  init() throws {
    scratch = try ScratchFolder()
  }

  /// The first line of what a query gives after files were loaded, or the code of why there is nothing.
  private func answers(_ own: String, _ other: String?, _ statements: String) throws -> [String] {
    let workspace = try scratch.workspace("in", ["bookings.csv": LoadedFilesTests.bookings, "settings.deskql": own])
    var files = ["june.csv": "id,user,start,end\n2,ben,2024-03-05T09:00,2024-03-05T10:00\n"]
    files["settings.deskql"] = other
    let elsewhere = try scratch.workspace("elsewhere", files)
    let session = try Session.open(workspace, today: "2024-06-01")
    let text = statements.split(separator: " ").map { $0 == "FILE" ? elsewhere + "/june.csv" : $0 }
    return session.csv(text.joined(separator: " ")).split(separator: "\n").map {
      String($0.prefix { $0 != ":" && $0 != ";" })
    }
  }

  @Test(
    "settings of privacy beside an added file hold, too",
    arguments: [
      // own settings                  beside the file            statements                              answer
      (
        "set user_statistics on\n", nil, "load FILE ; user ben hours 2024-03",
        ["frame,bookings,hours,people", "2024-03,1,1,1"]
      ),
      (
        "set user_statistics on\n", "set user_statistics off\n", "load FILE ; user ben hours 2024-03",
        ["user-statistics-off"]
      ),
      (
        "set user_statistics on\n", "set user_statistics on\nset user_frame_limit 30\n",
        "load FILE ; user ann hours 2024-01-01..2024-03-31", ["personal-frame-too-long"]
      ),
      (
        "set user_statistics on\n", "set user_statistics on\nset anonymize_after 10\n",
        "load FILE ; user ann hours 2024-03",
        ["anonymized-too-soon"]
      ),
      ("", "set user_statistics on\n", "load FILE ; user ben hours 2024-03", ["user-statistics-off"]),  // never looser
      ("set user_statistics on\n", "set nosuch 1\n", "load FILE ; user ben hours 2024-03", ["settings-unread"]),
    ] as [(String, String?, String, [String])])
  func stricter(own: String, other: String?, statements: String, expected: [String]) throws {
    #expect(try answers(own, other, statements) == expected)
  }

  @Test(
    "where small groups are hidden, rows from elsewhere do not fill them up",
    arguments: [("set min_group 5\n", nil), ("", "set min_group 5\n")] as [(String, String?)])
  func groups(own: String, other: String?) throws {
    #expect(try answers(own, other, "load FILE") == ["file-among-groups"])
  }
}
