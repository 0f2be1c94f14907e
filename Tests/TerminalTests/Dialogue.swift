import Files
import Foundation
import Glibc
import Testing

/// Somebody at a terminal with the program: types, and waits until something can be read. Never for a time alone.
final class Dialogue {
  let home: Folder
  private let ownsHome: Bool
  private let terminal: PseudoTerminal
  /// What starts the program in a shell.
  let command: String
  private(set) var screen: Screen
  private var sentBytes: [UInt8] = []
  /// All that was sent to the terminal.
  var sent: String { String(decoding: sentBytes, as: UTF8.self) }
  /// What of it was there when somebody last pressed Return or Ctrl-C: the prompt that is on the screen then is none that
  /// comes after it.
  private var sentBefore: Int?

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// The program that is built along with the tests; nil where it was not.
  static let program: String? = {
    let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path
    let path = folder + "/deskql"
    if access(path, X_OK) == 0 { return path }
    let built = root + "/.build/debug/deskql"
    return access(built, X_OK) == 0 ? built : nil
  }()

  /// - Parameters:
  ///   - home: a folder of its own unless given; history and start file are in it.
  ///   - shell: what starts the program when it is told to; nil starts it at once.
  ///   - environment: besides HOME, PATH, TERM=xterm and a locale of UTF-8; an empty value takes one away.
  init(
    _ arguments: [String] = ["coworking"], shell: String? = nil, home: Folder? = nil,
    environment: [String: String] = [:], columns: Int = 80,
    rows: Int = 24
  ) throws {
    self.home = try home ?? Folder.temporary()
    ownsHome = home == nil
    var variables = [
      "HOME": self.home.path, "PATH": "/usr/bin:/bin", "TERM": "xterm", "LC_ALL": "C.UTF-8", "PAGER": "",
    ]
    variables.merge(environment) { $1 }
    screen = Screen(columns: columns, rows: rows)
    let examples = Dialogue.root + "/Examples/"
    let workspace = arguments.map { ["coworking", "office"].contains($0) ? examples + $0 : $0 }
    let program = try #require(Dialogue.program, "the program is not built: swift build")
    command = ([program] + workspace + ["--today", "2024-07-01"]).map { "'\($0)'" }.joined(separator: " ")
    terminal = try PseudoTerminal(
      shell ?? program, shell == nil ? workspace + ["--today", "2024-07-01"] : [],
      environment: variables.filter { !$1.isEmpty }, columns: columns, rows: rows)
  }

  deinit {
    terminal.close()
    if ownsHome { try? FileManager.default.removeItem(atPath: home.path) }
  }

  func type(_ text: String) {
    if text.utf8.contains(where: { $0 == 0x0D || $0 == 0x03 }) { sentBefore = sentBytes.count }
    terminal.write(Array(text.utf8))
  }

  /// Types bytes that are no text.
  func type(bytes: [UInt8]) { terminal.write(bytes) }

  /// What was sent since Return was pressed.
  var sentSince: String { String(decoding: sentBytes.dropFirst(sentBefore ?? 0), as: UTF8.self) }

  func resize(columns: Int) {
    screen.resize(columns: columns, rows: screen.rows)
    terminal.resize(columns: columns, rows: screen.rows)
  }

  /// Reads until a condition holds. What is told in vain is shown with the screen.
  func wait(
    _ what: String, seconds: Double = 90, at location: SourceLocation = #_sourceLocation, until holds: () -> Bool
  ) throws {
    let end = Date().addingTimeInterval(seconds)
    while !holds() {
      guard Date() < end, let bytes = terminal.read(milliseconds: 50) else {
        if holds() { return }
        Issue.record("\(what) did not come:\n\(screen.text)", sourceLocation: location)
        throw FileError("waited in vain")
      }
      sentBytes += bytes
      screen.take(bytes)
    }
  }

  /// The line with the cursor, blanks at its end left out.
  func waitForLine(_ line: String, at location: SourceLocation = #_sourceLocation) throws {
    try wait("the line “\(line)”", at: location) { screen.line == line }
  }

  func waitForText(_ text: String, at location: SourceLocation = #_sourceLocation) throws {
    try wait("“\(text)”", at: location) { screen.text.contains(text) }
  }

  /// The prompt on a line below that on which Return was pressed.
  func waitForPrompt(at location: SourceLocation = #_sourceLocation) throws {
    try wait("the prompt", at: location) {
      screen.line == "deskql>" && (sentBefore == nil || sentSince.unicodeScalars.contains("\n"))
    }
  }

  /// Waits until the program has ended by itself.
  func waitForEnd(at location: SourceLocation = #_sourceLocation) throws -> CInt {
    var status: CInt?
    let end = Date().addingTimeInterval(60)
    while status == nil, Date() < end {
      if let bytes = terminal.read(milliseconds: 20) {
        sentBytes += bytes
        screen.take(bytes)
      } else {
        usleep(5_000)  // it has closed the terminal and is about to end
      }
      status = terminal.exitStatus()
    }
    return try #require(status, "it did not end:\n\(screen.text)", sourceLocation: location)
  }

  /// What the history's file holds.
  var history: String {
    (try? readText(ofFile: home.path + "/.local/state/deskql/history")) ?? ""
  }
}
