import Files
import Foundation
import Glibc
import Testing

@testable import Shell

@Suite("History")
struct HistoryTests {
  @Test(
    "an entry is one line, whatever is in it",
    arguments: [
      ("hours 2024", "hours 2024"), ("define x = (\n  hours)", "define x = (\\n  hours)"), ("a\\nb", "a\\\\nb"),
      ("user \"日本\"", "user \"日本\""), ("\\", "\\\\"), ("\r\n", "\r\\n"),
    ])
  func lines(entry: String, line: String) {
    #expect(History.line(of: entry) == line)
    #expect(History.entry(of: line) == entry)
  }

  @Test("several shells add to one file, readable by its owner alone")
  func file() throws {
    let folder = "\(FileManager.default.temporaryDirectory.path)/deskql-history-\(getpid())"
    let path = folder + "/state/deskql/history"
    defer {
      unlink(path)
      for part in ["/state/deskql", "/state", ""] { rmdir(folder + part) }
    }
    var first = History(path: path)
    var second = History(path: path)
    first.append("hours 2024")
    second.append("define x = (\nhours)")
    first.append("hours 2024")  // repeats the last one of this shell
    first.append("people 2024")
    #expect(try readText(ofFile: path) == "hours 2024\ndefine x = (\\nhours)\npeople 2024\n")
    #expect(History(path: path).entries == ["hours 2024", "define x = (\nhours)", "people 2024"])

    var facts = stat()
    #expect(stat(path, &facts) == 0)
    #expect(facts.st_mode & 0o777 == 0o600)
  }

  @Test("a file that grew too long is trimmed when it is loaded")
  func trimmed() throws {
    let path = "\(FileManager.default.temporaryDirectory.path)/deskql-history-long-\(getpid())"
    defer { unlink(path) }
    let descriptor = open(path, O_CREAT | O_WRONLY, 0o600)
    let many = (0...2 * History.mostEntries).map { "hours \($0)\n" }.joined()
    try DescriptorSink(descriptor).write(many)
    close(descriptor)
    #expect(History(path: path).entries.count == History.mostEntries)
    #expect(try readText(ofFile: path).split(separator: "\n").count == History.mostEntries)
    #expect(History(path: path).entries.last == "hours \(2 * History.mostEntries)")
  }

  @Test("what failed is kept, and brought back by no hint until it is answered")
  func failed() {
    var history = History(path: nil)
    for entry in ["hours 2024 by type", "hours 2024 by team"] { history.append(entry) }
    #expect(history.latest(beginning: "hours 2024 by ") == "hours 2024 by team")
    history.judge("hours 2024 by team", isAnswered: false)
    #expect(history.latest(beginning: "hours 2024 by ") == "hours 2024 by type")
    #expect(history.entries.count == 2)
    history.judge("hours 2024 by team", isAnswered: true)
    #expect(history.latest(beginning: "hours 2024 by ") == "hours 2024 by team")
  }

  @Test("without a place to keep it there is still a history")
  func nowhere() {
    var history = History(path: "/proc/none/history")
    history.append("hours 2024")
    #expect(history.entries == ["hours 2024"])
  }
}
