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
    "a command line that makes no sense",
    arguments: [
      (["test"], "test needs a file"), (["--update", "house"], "--update is for tests"),
      (["test", "a.test", "-c", "check"], "-c and -f do not go with test"),
      (["test", "a.test", "--format", "csv"], "--format does not go with test"),
      (["a", "b"], "“b” is one workspace too many"), (["test", "a.test", "--junit"], "--junit needs a value: OUT.xml"),
    ])
  func refused(words: [String], message: String) {
    let error = #expect(throws: UsageError.self) { try Arguments(words) }
    #expect(error?.message == message)
  }
}
