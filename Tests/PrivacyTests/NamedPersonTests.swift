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
      // What a booking loses with its person.
      ("hours 2024 where plate = \"B-ZZ 123\"", "hours 2024 where plate = ***"),
      ("hours 2024 where subject in (a, b) by type", "hours 2024 where subject in (***, ***) by type"),
      ("define ben = hours of bookings", "define *** = hours of bookings"),
      ("hours 2024 Ann Van der MEER by x", "hours 2024 *** by x"), ("hours 2024 ann@EXAMPLE.com", "hours 2024 ***"),
      ("show definition \"r&d, the one\"", "show definition ***"), ("user \"ann", "***"),
      ("hours 2024\nuser ann hours 2024", "hours 2024\nuser *** hours 2024"),
      // A name within quotes, with other words or signs around it.
      ("hours 2024 to \"Ann van der Meer.csv\"", "hours 2024 to ***"), ("hours 2024 to u-ann.csv", "hours 2024 to ***"),
      ("hours 2024 to \"ann_van-der meer's.csv\"", "hours 2024 to ***"), ("hours 2024 to \"2024.csv\"", nil),
      ("hours 2024 to \"Annex van der Meer.csv\"", nil), ("hours 2024 who@else.org", "hours 2024 ***"),
      // Comments say whatever they say.
      ("hours 2024 # Ann", "hours 2024 ***"), ("# mine\nhours 2024 # a # b\nhours", "***\nhours 2024 ***\nhours"),
      ("hours 2024 by \"# desks\", a#b", nil), ("hours by u-ann # why", "hours by *** ***"),
      ("hours by r, # R\nd, the, # and\none", "hours by ***"),
    ] as [(String, String?)])
  func named(text: String, left: String?) throws {
    try Self.expect(text, left, in: Self.exports)
  }

  /// Of these only Ann is known.
  static let past = [
    "settings.deskql": "set user_statistics on\nset anonymize_after 90\n",
    "users.csv": """
    id,name,email
    u-ann,Ann van der Meer,ann@example.com
    u-zz,ZZBob Brandt,zzbob@x.org
    30417,"Ödman, Åsa",asa@intranet
    7,Zoë,
    2024,Kim 2024,

    """,
    "bookings.csv": """
    id,user,start,end
    1,u-ann,2024-06-03T09:00,2024-06-03T10:00
    2,u-zz,2023-06-03T09:00,2023-06-03T10:00
    3,30417,2023-06-03T09:00,2023-06-03T10:00
    4,7,2023-06-03T09:00,2023-06-03T10:00
    5,2024,2023-06-03T09:00,2023-06-03T10:00

    """,
  ]

  @Test(
    "whom the store knows no more is known when typed",
    arguments: [
      ("hours 2024 by zzbob@x.org", "hours 2024 by ***"), ("describe \"ZZBob Brandt\"", "describe ***"),
      ("hours 2024 to \"ZZBob Brandt.csv\"", "hours 2024 to ***"), ("hours 2024 # ZZBob Brandt", "hours 2024 ***"),
      ("hours 2024 ZZBOB  brandt by x", "hours 2024 *** by x"), ("hours 2024 by U-ZZ", "hours 2024 by ***"),
      ("hours 2024 by Ödman, åsa", "hours 2024 by ***"), ("hours 2024 by asa@INTRANET", "hours 2024 by ***"),
      ("show definition 30417", "show definition ***"), ("show \"for zoë:\"", "show ***"),
      ("hours 2024 by Kim 2024", "hours 2024 by ***"), ("hours 2024 to \"u-ann.csv\"", "hours 2024 to ***"),
      // Half a name, a number that may be anything.
      ("hours 2024 by brandt", nil), ("hours 2024 top 7", nil), ("hours 2024-03 by u", nil),
      ("hours 2024 to zoëlle.csv", nil),
    ] as [(String, String?)])
  func forgotten(text: String, left: String?) throws {
    try Self.expect(text, left, in: Self.past)
  }

  private static func expect(_ text: String, _ left: String?, in exports: [String: String]) throws {
    let scratch = try ScratchFolder()
    let session = try Session.open(try scratch.workspace("in", exports), today: "2024-07-01")
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
