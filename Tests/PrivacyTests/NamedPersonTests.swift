import DeskQL
import Diagnostics
import Testing

@Suite("statements that name persons")
struct NamedPersonTests {
  static let exports = [
    "settings.deskql": "set user_statistics on\nset anonymize_after 90\n",
    "users.csv": """
    id,name,email
    u-ann,Ann van der Meer,ann@example.com
    2024,Ben,ben@example.com
    7,"R&D, the one",x@example.com

    """,
    "bookings.csv": "id,user,start,end,booked_for\n1,u-ann,2024-06-03T09:00,2024-06-03T10:00,u-ann\n",
  ]

  @Test(
    "and what is left of them",
    arguments: [
      ("hours 2024", nil), ("hours 2024 by user", nil), ("hours 2024-03 by costcenter, user sort hours desc", nil),
      ("hours 2024 by user top 7", nil), ("list users", nil), ("list resources where name = Annex", nil),
      ("user alice hours 2024", "user *** hours 2024"), ("hours 2024 user Alice, bob", "hours 2024 user ***, ***"),
      ("user \"Who Ever\" hours 2024", "user *** hours 2024"), ("USER ann hours 2024", "USER *** hours 2024"),
      ("user 2024 hours 2024", "user *** hours 2024"), ("hours 2024 where user = 17", "hours 2024 where user = ***"),
      ("hours 2024 where user not in (a, \"b c\")", "hours 2024 where user not in (***, ***)"),
      ("hours 2024 where user.name != Who", "hours 2024 where user.name != ***"),
      ("hours 2024 where booked_for = 17", "hours 2024 where booked_for = ***"),
      ("list users where name = Who", "list users where name = ***"),
      ("define ben = hours of bookings", "define *** = hours of bookings"),
      ("hours 2024 Ann Van der MEER by x", "hours 2024 *** by x"), ("hours 2024 ann@EXAMPLE.com", "hours 2024 ***"),
      ("show definition \"r&d, the one\"", "show definition ***"), ("user \"ann", "***"),
      ("hours 2024\nuser ann hours 2024", "hours 2024\nuser *** hours 2024"),
    ] as [(String, String?)])
  func named(text: String, left: String?) throws {
    let scratch = try ScratchFolder()
    let session = try Session.open(try scratch.workspace("in", Self.exports), today: "2024-07-01")
    let source = SourceText(text: text)
    #expect(session.namesPerson(in: source) == (left != nil))
    #expect(session.withoutPersons(source) == left ?? text)
  }

  @Test(
    "which workspaces keep them out of files",
    arguments: [
      ("set anonymize_after 90", true), ("set user_statistics on", false), ("set anonymize_after 0", false),
      ("set anonymize_after soon", true), ("", false),
    ])
  func forgets(settings: String, forgets: Bool) throws {
    let scratch = try ScratchFolder()
    var files = Self.exports
    files["settings.deskql"] = settings
    #expect(try Session.open(try scratch.workspace("in", files), today: "2024-07-01").forgetsPersons == forgets)
  }
}
