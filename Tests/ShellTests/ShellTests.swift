import Calculus
import DeskQL
import Diagnostics
import Files
import Foundation
import Glibc
import Testing

@testable import Shell

/// Collects what is written.
final class MemorySink: ByteSink {
  private(set) var text = ""

  func write(_ bytes: [UInt8]) throws(WriteError) {
    text += String(decoding: bytes, as: UTF8.self)
  }
}

/// Gives lines that were typed long ago.
final class Script: LineReader {
  let hint = ""
  private var inputs: [LineInput]
  private(set) var prompts: [String] = []
  private(set) var remembered: [String] = []

  init(_ inputs: [LineInput]) {
    self.inputs = inputs
  }

  func read(prompt: String, help: LineHelp) throws(WriteError) -> LineInput {
    prompts.append(prompt)
    return inputs.isEmpty ? .end : inputs.removeFirst()
  }

  func remember(_ entry: String, isPrivate: Bool) {
    remembered.append(isPrivate ? "(\(entry))" : entry)
  }
}

@Suite("Shell")
struct ShellTests {
  let results = MemorySink()
  let messages = MemorySink()

  func conversation(keepsGoing: Bool = false) throws -> Conversation {
    let today = try #require(Day(iso: "2024-04-02"))
    let session = try Session.open(path: nil, options: SessionOptions(today: today, strict: false))
    return Conversation(
      session: session, presenter: Presenter(format: .csv, results: results, messages: messages),
      keepsGoing: keepsGoing)
  }

  @Test(
    "prompts, and what Up brings back",
    arguments: [
      ([.line("nosuch 2024")], ["> "], ["nosuch 2024"]),
      ([.line("define x = (hours"), .line("+ hours)")], ["> ", ".> "], ["define x = (hours\n+ hours)"]),
      ([.line("define x = (hours"), .interrupted, .line("nosuch 2024")], ["> ", ".> ", "> "], ["nosuch 2024"]),
      ([.line(" nosuch 2024"), .line("")], ["> ", "> "], []),  // a blank in front keeps it out
      ([.line("exit"), .line("nosuch 2024")], [], []),
      ([.line("Quit;"), .line("nosuch 2024")], [], []),
    ] as [([LineInput], [String], [String])])
  func lines(inputs: [LineInput], endings: [String], remembered: [String]) throws {
    let script = Script(inputs)
    var shell = Shell(try conversation(), reader: script)
    try shell.run()
    #expect(script.prompts.count == endings.count + 1)
    for (prompt, ending) in zip(script.prompts, endings) { #expect(prompt.hasSuffix(ending)) }
    #expect(script.remembered == remembered)
  }

  @Test(
    "words of other shells are answered by what there is instead",
    arguments: [
      ("clear", "Ctrl-L"), ("history", "Ctrl-R"), ("Version;", "--version"), ("\\d", "cost_center_history"),
      ("?", "help TOPIC"), ("history 2024", "there is no metric “history”"),
    ])
  func familiar(line: String, said: String) throws {
    var shell = Shell(try conversation(), reader: Script([.line(line)]))
    try shell.run()
    #expect((messages.text + results.text).contains(said))
  }

  @Test(
    "an error stops a script, unless it is to keep going",
    arguments: [(false, 1), (true, 2)])
  func errors(keepsGoing: Bool, count: Int) throws {
    var conversation = try conversation(keepsGoing: keepsGoing)
    let flow = try conversation.run(SourceText(text: "nosuch 2024; by by"))
    #expect(flow == (keepsGoing ? .goOn : .stopped))
    #expect(conversation.status == .failure)
    #expect(messages.text.components(of: "error:") == count)
    #expect(results.text.isEmpty)
  }

  @Test("statements before one that cannot be read run first")
  func order() throws {
    var conversation = try conversation()
    _ = try conversation.run(SourceText(text: "timing on\nby by\ntiming off"))
    #expect(messages.text.hasPrefix("timing is on\nquery:2:1: error:"))
    #expect(!messages.text.contains("timing is off"))
  }

  @Test("a file that reads itself ends with a message")
  func recursion() throws {
    let path = "\(FileManager.default.temporaryDirectory.path)/deskql-self.deskql"
    try DescriptorSink(open(path, O_CREAT | O_TRUNC | O_WRONLY, 0o600)).write("source \(path)\n")
    defer { unlink(path) }
    var conversation = try conversation()
    #expect(try conversation.run(SourceText(text: "source \(path)")) == .stopped)
    #expect(messages.text.contains("does it read itself?"))
  }
}

extension String {
  fileprivate func components(of part: String) -> Int {
    ranges(of: part).count
  }
}
