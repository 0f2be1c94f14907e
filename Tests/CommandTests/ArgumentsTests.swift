import Testing

@testable import Command

@Suite("the command line of tests")
struct ArgumentsTests {
  @Test(
    "which words are what",
    arguments: [
      (["test", "a.test"], nil, ["a.test"]),
      (["house", "test", "a.test", "b.deskql"], "house", ["a.test", "b.deskql"]),
      (["test", "test"], nil, ["test"]), (["test", "--update", "a.test"], nil, ["a.test"]),
      (["./test"], "./test", nil), (["house"], "house", nil),
    ] as [([String], String?, [String]?)])
  func operands(words: [String], workspace: String?, files: [String]?) throws {
    let arguments = try Arguments(words)
    #expect(arguments.workspace == workspace)
    #expect(arguments.tests?.files == files)
  }

  @Test("options of tests")
  func options() throws {
    let arguments = try Arguments(["test", "--junit=out.xml", "a.test", "--workspaces", "houses", "--update"])
    #expect(
      arguments.tests
        == Arguments.Tests(files: ["a.test"], junit: "out.xml", updates: true, workspaces: "houses"))
  }

  @Test(
    "folders to anonymise",
    arguments: [
      (["anonymize", "in", "out"], ["in", "out"], nil),
      (["anonymize", "--after", "30", "in", "out"], ["in", "out"], 30),
      (["anonymize", "test", "--after=7", "anonymize"], ["test", "anonymize"], 7), (["./anonymize"], nil, nil),
      (["test", "anonymize"], nil, nil),
    ] as [([String], [String]?, Int?)])
  func anonymization(words: [String], folders: [String]?, after: Int?) throws {
    let arguments = try Arguments(words)
    #expect(arguments.anonymization?.folders == folders)
    #expect(arguments.anonymization?.after == after)
  }

  @Test(
    "layouts to list or to print",
    arguments: [
      (["layouts"], Arguments.Layouts(name: nil), nil), (["layouts", "robin-desks"], .init(name: "robin-desks"), nil),
      (["layouts", "--format", "json"], .init(name: nil), nil), (["layouts", "test"], .init(name: "test"), nil),
      (["./layouts"], nil, "./layouts"), (["layouts", "layouts"], .init(name: "layouts"), nil),
    ] as [([String], Arguments.Layouts?, String?)])
  func layouts(words: [String], layouts: Arguments.Layouts?, workspace: String?) throws {
    let arguments = try Arguments(words)
    #expect(arguments.layouts == layouts)
    #expect(arguments.workspace == workspace)
    #expect(arguments.tests == nil)
  }

  @Test(
    "a command line that makes no sense",
    arguments: [
      (["test"], "test needs a file"), (["--update", "house"], "--update is for tests"),
      (["test", "a.test", "-c", "check"], "-c and -f do not go with test"),
      (["test", "a.test", "--format", "csv"], "--format does not go with test"),
      (["a", "b"], "“b” is one workspace too many"), (["test", "a.test", "--junit"], "--junit needs a value: OUT.xml"),
      (["anonymize", "in"], "anonymize needs two folders: the exports, and where their clean copy goes"),
      (["anonymize", "in", "out", "more"], "“more” is one folder too many for anonymize"),
      (["anonymize", "in", ""], "the folder has an empty name"),
      (["house", "anonymize", "out"], "anonymize takes both folders behind it"),
      (["anonymize", "in", "out", "--after", "0"], "“0” is no number of days from 1"),
      (["anonymize", "in", "out", "--after", "soon"], "“soon” is no number of days from 1"),
      (["--after", "3", "house"], "--after is for anonymize"), (["house", "--after"], "--after needs a value: N"),
      (["anonymize", "in", "out", "-c", "check"], "-c and -f do not go with anonymize"),
      (["anonymize", "in", "out", "--strict"], "--strict does not go with anonymize"),
      (["anonymize", "in", "out", "--update"], "--update is for tests"),
      (["layouts", "a", "b"], "layouts prints one layout at a time"),
      (["layouts", ""], "layouts prints one layout at a time"),
      (["house", "layouts"], "layouts are the same for all workspaces"),
      (["layouts", "-c", "check"], "-c and -f do not go with layouts"),
      (["layouts", "--strict"], "--strict does not go with layouts"),
      (["layouts", "robin-desks", "--format", "csv"], "--format does not go with one layout"),
    ])
  func refused(words: [String], message: String) {
    let error = #expect(throws: UsageError.self) { try Arguments(words) }
    #expect(error?.message == message)
  }
}
