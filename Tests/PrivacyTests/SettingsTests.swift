import DeskQL
import Diagnostics
import Files
import Foundation
import Testing

/// Settings of privacy are those that lie beside the exports, whichever way leads to these.
@Suite("settings of privacy cannot be loosened")
struct SettingsTests {
  private static let bookings = [
    "users.csv": "id,name\nu1,Ann\nu2,Bob\n", "resources.csv": "id,type\nD1,Desk\n",
    "bookings.csv": """
    id,user,resource,start,end
    1,u1,D1,2024-03-04T09:00,2024-03-04T12:00
    2,u2,D1,2024-03-05T09:00,2024-03-05T12:00

    """,
  ]

  private static let strict = "set user_statistics off\nset min_group 3\nset anonymize_after 400\n"
  private static let loose = "set user_statistics on\n"

  private func workspace(_ folder: ScratchFolder, _ name: String, _ settings: String?) throws -> String {
    try folder.workspace(name, Self.bookings.merging(settings.map { ["settings.deskql": $0] } ?? [:]) { $1 })
  }

  private func answer(_ path: String, _ query: String) throws -> String {
    try Session.open(path, today: "2024-06-01").csv(query)
  }

  @Test(
    "the folder itself allows what its file says",
    arguments: [
      // settings                                      query                    what is printed
      (loose, "user Ann hours 2024-03", "2024-03,1,3,1"),
      (strict, "user Ann hours 2024-03", "user-statistics-off"),
      (strict, "people 2024-03", "2024-03,hidden,hidden,hidden"),
      ("set user_statistics on\nset min_group 3", "user Ann hours 2024-03", "small-groups"),
      ("set user_statistics on\nset anonymize_after 89", "user Ann hours 2024-03", "anonymized-too-soon"),
      // What a file says twice, it says last.
      (strict + "set min_group 0", "people 2024-03", "2024-03,2,6,2"),
    ])
  func ownFile(settings: String, query: String, expected: String) throws {
    let folder = try ScratchFolder()
    #expect(try answer(try workspace(folder, "own", settings), query).contains(expected))
  }

  @Test(
    "a broken file is as strict as can be",
    arguments: [
      "set min_grup 5", "set user_statistics on\nset min_group five", "set user_statistics on\nsource other.deskql",
      "set user_statistics on\nhours 2024", "set user_statistics on\ndefine x = (", "set user_statistics on\n\u{0}",
    ])
  func brokenFile(settings: String) throws {
    let folder = try ScratchFolder()
    let path = try workspace(folder, "broken", settings)
    for query in ["user Ann hours 2024-03", "people 2024-03", "list bookings 2024-03", "list users", "timemap 2024-03"]
    {
      #expect(try answer(path, query).contains("settings-unread"), "\(query)")
    }
    #expect(try answer(path, "occupancy desks 2024-03").contains("no data") == false)
    #expect(try answer(path, "available desks 2024-03-04") == "frame,available\n2024-03-04,1\n")
  }

  @Test("a single file of a workspace has the settings beside it")
  func singleFile() throws {
    let folder = try ScratchFolder()
    let path = try workspace(folder, "own", Self.strict)
    #expect(try answer(path + "/bookings.csv", "people 2024-03").contains("hidden"))
  }

  @Test("links to another folder's exports bring its settings, and the stricter of two holds")
  func linkedExports() throws {
    let folder = try ScratchFolder()
    let strict = try workspace(folder, "strict", Self.strict)
    let tricks = try folder.workspace("tricks", ["settings.deskql": Self.loose])
    for name in Self.bookings.keys {
      try FileManager.default.createSymbolicLink(atPath: tricks + "/" + name, withDestinationPath: strict + "/" + name)
    }
    #expect(try answer(tricks, "people 2024-03").contains("hidden"))
    #expect(try answer(tricks, "user Ann hours 2024-03").contains("user-statistics-off"))
    let session = try Session.open(tricks, today: "2024-06-01")
    #expect(session.settings.value("anonymize_after") == "400")
    #expect(session.settings.origin("min_group") == .workspace(RealPath.of(strict + "/settings.deskql")!))

    // One linked file is enough, also through a link to the folder.
    let copy = try workspace(folder, "copy", Self.loose)
    try FileManager.default.removeItem(atPath: copy + "/bookings.csv")
    try FileManager.default.createSymbolicLink(
      atPath: copy + "/bookings.csv", withDestinationPath: tricks + "/bookings.csv")
    #expect(try answer(copy, "people 2024-03").contains("hidden"))
    try FileManager.default.createSymbolicLink(atPath: folder.path(of: "door"), withDestinationPath: strict)
    #expect(try answer(folder.path(of: "door"), "people 2024-03").contains("hidden"))
    #expect(try answer(folder.path(of: "door") + "/bookings.csv", "people 2024-03").contains("hidden"))
  }

  @Test("what another folder's broken file may say is not known either")
  func linkedExportsOfBrokenFolder() throws {
    let folder = try ScratchFolder()
    let broken = try workspace(folder, "broken", "set min_grup 5")
    let tricks = try folder.workspace("tricks", ["settings.deskql": Self.loose])
    for name in Self.bookings.keys {
      try FileManager.default.createSymbolicLink(atPath: tricks + "/" + name, withDestinationPath: broken + "/" + name)
    }
    #expect(try answer(tricks, "people 2024-03").contains("settings-unread"))
  }

  @Test("a settings file that is a link out of the folder, or is called otherwise, is a broken one")
  func misplacedFile() throws {
    let folder = try ScratchFolder()
    let path = try workspace(folder, "own", nil)
    try WholeFile.write(Array(Self.loose.utf8), to: folder.path(of: "loose.deskql"))
    try FileManager.default.createSymbolicLink(
      atPath: path + "/settings.deskql", withDestinationPath: folder.path(of: "loose.deskql"))
    #expect(try answer(path, "user Ann hours 2024-03").contains("settings-unread"))

    let other = try workspace(folder, "other", nil)
    try WholeFile.write(Array(Self.strict.utf8), to: other + "/Settings.deskql")
    #expect(try answer(other, "people 2024-03").contains("settings-unread"))

    let dangling = try workspace(folder, "dangling", nil)
    try FileManager.default.createSymbolicLink(
      atPath: dangling + "/settings.deskql", withDestinationPath: "../nowhere.deskql")
    #expect(try answer(dangling, "people 2024-03").contains("settings-unread"))

    let pipe = try workspace(folder, "pipe", nil)
    #expect(mkfifo(pipe + "/settings.deskql", 0o600) == 0)
    #expect(try answer(pipe, "people 2024-03").contains("settings-unread"))

    // Within the folder a link is a file like any other.
    let inner = try workspace(folder, "inner", nil)
    try WholeFile.write(Array(Self.loose.utf8), to: inner + "/house.txt")
    try FileManager.default.createSymbolicLink(atPath: inner + "/settings.deskql", withDestinationPath: "house.txt")
    #expect(try answer(inner, "user Ann hours 2024-03").contains("2024-03,1,3,1"))
  }

  @Test(
    "a session sets nothing of privacy",
    arguments: ["anonymize_after 0", "audit off", "min_group 0", "user_frame_limit 0", "user_statistics on"])
  func session(setting: String) throws {
    let folder = try ScratchFolder()
    let path = try workspace(folder, "own", Self.strict)
    #expect(try answer(path, "set \(setting)").contains("privacy-setting"))
    #expect(try answer(path, "people 2024-03 with \(setting)").contains("privacy-setting"))
  }
}
