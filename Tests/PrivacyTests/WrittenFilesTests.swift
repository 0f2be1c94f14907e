import CZlib
import DeskQL
import Diagnostics
import Files
import Testing

@testable import Shell

/// Keeps what is typed as the editor does: all for the arrow keys, in the file what may be there.
private final class TypedLines: LineReader {
  let hint = ""
  private var lines: [String]
  private var history: History
  private(set) var remembered: [String] = []

  init(_ lines: [String], history: String) {
    self.lines = lines
    self.history = History(path: history)
  }

  func read(prompt: String, help: LineHelp) throws(WriteError) -> LineInput {
    lines.isEmpty ? .end : .line(lines.removeFirst())
  }

  func remember(_ entry: String, isPrivate: Bool) {
    remembered.append(entry)
    if !isPrivate { history.append(entry) }
  }
}

/// Collects what is shown.
private final class Shown: ByteSink {
  private(set) var text = ""

  func write(_ bytes: [UInt8]) throws(WriteError) { text += String(decoding: bytes, as: UTF8.self) }
}

@Suite("files that a session writes")
struct WrittenFilesTests {
  static let queries = [
    "list bookings 2024", "list users", "list memberships", "list resources", "list cost_center_history",
    "hours 2024 by user", "hours 2024 by organizer", "hours 2024 by costcenter, month", "people 2024 by department",
    "hours 2024 by manager", "hours 2024 by tag",
  ]

  /// Everything that a session writes, with its workbooks unpacked, and what it shows.
  static func written(anonymised: Bool) throws -> (files: String, shown: String, remembered: [String]) {
    let scratch = try ScratchFolder()
    var files = MessyExports.files
    files["settings.deskql"] = "set user_statistics on\n" + (anonymised ? "set anonymize_after 90\n" : "")
    let session = try Session.open(try scratch.workspace("in", files), today: MessyExports.today)
    let out = try scratch.workspace("out", ["begun.txt": ""])
    var lines: [String] = []
    for (number, query) in queries.enumerated() {
      for ending in ["csv", "tsv", "json", "jsonl", "md", "xlsx"] {
        lines.append("\(query) to \"\(out)/\(number).\(ending)\"")
      }
    }
    lines += [
      "check", "check rejected", "check files", "describe bookings.csv", "describe users.csv", "user u-ann hours 2024",
      "user \"Ben Brandt\" hours 2024", "hours 2024 user Ann",
      "describe users",
      "describe \"Ben Brandt\"", "hours 2024 by ann@example.com", "show \"of Ben Brandt, b\"", "hours 2024 # for Ann",
    ]
    let reader = TypedLines(lines, history: out + "/history")
    let shown = Shown()
    let presenter = Presenter(format: .csv, results: shown, messages: shown)
    presenter.show(session.notices)
    var shell = Shell(Conversation(session: session, presenter: presenter, keepsGoing: true), reader: reader)
    try shell.run()

    var bytes: [UInt8] = []
    for name in Folder(out).names {
      let file = try readBytes(ofFile: out + "/" + name)
      bytes += name.hasSuffix(".xlsx") ? try inflated(file) : file
    }
    #expect(Folder(out).names.count == queries.count * 6 + 2)
    return (String(decoding: bytes, as: UTF8.self), shown.text, reader.remembered)
  }

  @Test("name nobody who is forgotten", arguments: MessyExports.namesOfForgotten)
  func forgotten(name: String) throws {
    let written = try Self.written(anonymised: true)
    #expect(!written.files.contains(name))
    #expect(written.files.contains("Cem Celik") && written.files.contains("list bookings"))
    #expect(written.remembered.contains("user u-ann hours 2024"))
  }

  @Test("and would name them otherwise")
  func named() throws {
    let written = try Self.written(anonymised: false)
    for name in MessyExports.namesOfForgotten where !["Secret", "B-BB 2"].contains(name) {
      #expect(written.files.contains(name), "\(name)")
    }
    #expect(written.files.contains("user u-ann hours 2024"))
  }

  @Test("what loading tells quotes no person", arguments: [true, false])
  func messages(anonymised: Bool) throws {
    let shown = try Self.written(anonymised: anonymised).shown
    #expect(shown.contains("there is no such user") && shown.contains("text follows the closing quote of its cell"))
    for name in ["Nobody Known", "u-gone", "broken"] { #expect(!shown.contains(name), "\(name)") }
  }

  /// What the parts of a zip archive hold, one after the other.
  static func inflated(_ archive: [UInt8]) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var at = 0
    let mark: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
    while let start = archive[at...].indices.first(where: { archive[$0...].starts(with: mark) }) {
      let name = Int(archive[start + 26]) | Int(archive[start + 27]) << 8
      let extra = Int(archive[start + 28]) | Int(archive[start + 29]) << 8
      at = start + 30 + name + extra
      bytes += inflate(archive[at...])
    }
    #expect(!bytes.isEmpty)
    return bytes
  }

  private static func inflate(_ data: ArraySlice<UInt8>) -> [UInt8] {
    var input = Array(data)
    var output = [UInt8](repeating: 0, count: 1 << 20)
    var stream = z_stream()
    inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    defer { inflateEnd(&stream) }
    return input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        stream.next_in = source.baseAddress
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(target.count)
        _ = CZlib.inflate(&stream, Z_FINISH)
        return Array(target[..<(target.count - Int(stream.avail_out))])
      }
    }
  }
}
