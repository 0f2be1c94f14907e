import Files
import Foundation
import Testing

@testable import Command

/// What the program prints of itself: made of its options, so that nothing is told twice.
@Suite("completions and the manual")
struct DocumentTests {
  @Test("words of the command line")
  func words() throws {
    #expect(try Arguments(["manual"]).document == .manual)
    for kind in ShellCompletion.Kind.allCases {
      #expect(try Arguments(["completions", kind.rawValue]).document == .completions(kind))
    }
    #expect(try Arguments(["./manual"]).workspace == "./manual")
    #expect(try Arguments(["house", "-c", "hours 2024"]).document == nil)
  }

  @Test(
    "what makes no sense",
    arguments: [
      (["completions"], "completions needs the name of a shell"),
      (["completions", "csh"], "there are no completions for “csh”"),
      (["manual", "-c", "hours 2024"], "manual stands alone"),
      (["manual", "layouts"], "manual stands alone"), (["--set", "month"], "“month” says of no parameter"),
      (["--set", "2=3"], "“2=3” says of no parameter"), (["--set", "m="], "“m=” says of no parameter"),
      (["--set", "m=a\nb"], "what $m is goes over several lines"),
      (["--set", "m=Team #1"], "what $m is would not be read to its end: “Team #1”"),
      (["--set", "m=2024;quit"], "what $m is would not be read to its end"),
      (["--set", "m=\"a"], "what $m is would not be read to its end"),
      (["--set", "m=$n"], "what $m is would not be read to its end"),
    ])
  func errors(words: [String], message: String) {
    let error = #expect(throws: UsageError.self) { try Arguments(words) }
    #expect(error?.message.hasPrefix(message) ?? false, "\(error?.message ?? "")")
  }

  @Test("every option is in all of them")
  func options() {
    for option in Arguments.options {
      let name = String(option.name.dropFirst(2))
      #expect(Arguments.Document.completions(.bash).text.contains(option.name))
      #expect(Arguments.Document.completions(.zsh).text.contains(option.name))
      #expect(Arguments.Document.completions(.fish).text.contains("-l \(name)"))
      #expect(Manual.page.contains("\\fB\\-\\-" + name.split(separator: "-").joined(separator: "\\-") + "\\fR"))
    }
  }

  @Test(
    "bash completes by it",
    arguments: [
      // words before the cursor              what is offered
      (["deskql", "--form"], "--format"), (["deskql", "--format", "j"], "json\njsonl"),
      (["deskql", "completions", ""], "bash\nfish\nzsh"), (["deskql", "layo"], "layouts"),
      (["deskql", "my"], "my desks.csv\nmy exports"), (["deskql", "-f", "my d"], "my desks.csv"),
    ])
  func bash(words: [String], offered: String) throws {
    let folder = try Folder.temporary()
    defer { folder.remove() }
    try WholeFile.write([], to: folder.path(of: "my desks.csv"))
    try FileManager.default.createDirectory(atPath: folder.path(of: "my exports"), withIntermediateDirectories: false)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    let list = words.map { "'\($0)'" }.joined(separator: " ")
    process.arguments = [
      "-c",
      Arguments.Document.completions(.bash).text
        + "COMP_WORDS=(\(list)); COMP_CWORD=\(words.count - 1); _deskql\n"
        + "printf '%s\\n' \"${COMPREPLY[@]}\" | LC_ALL=C sort",
    ]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(String(decoding: output, as: UTF8.self) == offered + "\n")
  }

  @Test("the manual is ASCII with no line that begins like a request of its own")
  func manual() {
    let lines = Manual.page.split(separator: "\n")
    let requests: Set<Substring> = [".TH", ".SH", ".PP", ".TP", ".B", ".I", ".br", ".nf", ".fi"]
    #expect(Manual.page.utf8.allSatisfy { $0 < 0x80 })
    for line in lines where line.hasPrefix(".") {
      #expect(requests.contains(line.split(separator: " ")[0]), "\(line)")
    }
  }
}
