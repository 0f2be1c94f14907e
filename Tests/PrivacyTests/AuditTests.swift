import DeskQL
import Diagnostics
import Files
import Foundation
import Testing

@Suite("the audit")
struct AuditTests {
  private static func files(_ settings: String) -> [String: String] {
    [
      "settings.deskql": "set audit \"asked.log\"\n" + settings,
      "users.csv": "id,name,email\nu1,Ann Example,ann@example.com\nu2,Bob,bob@example.com\n",
      "resources.csv": "id,type\nD1,Desk\n",
      "bookings.csv": """
      id,user,resource,start,end
      1,u1,D1,2024-03-04T09:00,2024-03-04T12:00
      2,u2,D1,2024-03-05T09:00,2024-03-05T12:00

      """,
    ]
  }

  private static func session(_ path: String) throws -> Session {
    try Session.open(path: path, options: SessionOptions(today: .init("2024-06-01"), time: { "NOW" }))
  }

  @Test("each query has a line, with what was decided and nobody's name")
  func lines() throws {
    let folder = try ScratchFolder()
    let path = try folder.workspace("own", Self.files("set user_statistics on\nset user_frame_limit 90\n"))
    let session = try Self.session(path)
    let rows = [
      // query                                              the line
      ("hours 2024-03", "answered\tno single person\thours 2024-03"),
      ("user \"Ann Example\" hours 2024-03", "answered\tsingle persons allowed\tuser *** hours 2024-03"),
      ("user Ann Example hours 2024", nil),
      ("user u1 hours 2024", "refused\tpersonal-frame-too-long\tuser *** hours 2024"),
      ("user Ghost hours 2024-03", "refused\tunknown-name\tuser *** hours 2024-03"),
      (
        "list bookings 2024-03 where user = bob@example.com",
        "answered\tsingle persons allowed\tlist bookings 2024-03 where user = ***"
      ),
      ("check users", "answered\trows of persons left out\tcheck users"),
      // Several definitions are one question.
      ("hours 2024-03 under people, bookings", "answered\tno single person\thours 2024-03 under people, bookings"),
      ("expect hours 2024-03 gives 6", "answered\tno single person\thours 2024-03"),
      // What makes no sense asks nothing.
      ("hours 2024-13", nil),
    ]
    for (query, _) in rows { _ = session.csv(query) }
    let log = try readText(ofFile: path + "/asked.log")
    #expect(log == rows.compactMap(\.1).map { "NOW\t" + $0 + "\n" }.joined())
    for name in ["Ann", "Bob", "bob", "u1", "u2", "Ghost"] { #expect(!log.contains(name)) }
  }

  @Test("nobody but its owner reads it, whatever it was before")
  func mode() throws {
    let folder = try ScratchFolder()
    let path = try folder.workspace("own", Self.files("set min_group 5\n"))
    try WholeFile.write(Array("before\n".utf8), to: path + "/asked.log")
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path + "/asked.log")
    _ = try Self.session(path).csv("people 2024-03")
    let facts = try FileManager.default.attributesOfItem(atPath: path + "/asked.log")
    #expect(facts[.posixPermissions] as? Int == 0o600)
    #expect(
      try readText(ofFile: path + "/asked.log")
        == "before\nNOW\tanswered\tno single person, groups of fewer than 5 people hidden\tpeople 2024-03\n")
  }

  @Test("without its line nothing is answered")
  func unwritten() throws {
    let folder = try ScratchFolder()
    let path = try folder.workspace("own", Self.files(""))
    try FileManager.default.createDirectory(atPath: path + "/asked.log", withIntermediateDirectories: false)
    let printed = try Self.session(path).csv("people 2024-03")
    #expect(printed.hasPrefix("audit-unwritten: "))
    // A link would have the line written elsewhere.
    try FileManager.default.removeItem(atPath: path + "/asked.log")
    try FileManager.default.createSymbolicLink(atPath: path + "/asked.log", withDestinationPath: "/dev/null")
    #expect(try Self.session(path).csv("people 2024-03").hasPrefix("audit-unwritten: "))
  }
}
