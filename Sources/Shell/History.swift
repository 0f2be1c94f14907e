// Promises the rest: what is in the file was typed, each entry whole, readable by nobody else.
import Files
import Glibc

/// The statements that were typed, kept in a file of one entry a line.
///
/// Each is appended by a single write as soon as it is entered, so that several shells add to one file without
/// losing anything. A backslash is written as `\\`, a line break as `\n`. A history that cannot be read or written is
/// no reason to stop: then there is none.
struct History {
  /// Entries that are loaded, and kept when the file is trimmed.
  static let mostEntries = 5_000

  /// The oldest first.
  private(set) var entries: [String] = []
  /// Those that failed when they were asked last, in this shell.
  private var failed: Set<String> = []
  private let path: String?

  /// - Parameter path: nil keeps nothing.
  init(path: String?) {
    self.path = path
    guard let path else { return }
    createFolders(of: path)
    load(path)
  }

  /// `$XDG_STATE_HOME/deskql/history`, else `~/.local/state/deskql/history`.
  static var standardPath: String? {
    // The specification has relative paths ignored.
    if let state = Terminal.environment("XDG_STATE_HOME"), state.hasPrefix("/") { return state + "/deskql/history" }
    return Terminal.environment("HOME").map { $0 + "/.local/state/deskql/history" }
  }

  /// Keeps an entry, unless it repeats the last.
  mutating func append(_ entry: String) {
    guard entry != entries.last else { return }
    entries.append(entry)
    guard let path else { return }
    let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    fchmod(descriptor, 0o600)  // also one that was there
    flock(descriptor, LOCK_SH)  // waits for a shell that trims
    try? DescriptorSink(descriptor).write(History.line(of: entry) + "\n")
  }

  /// Has an entry at hand as long as this shell lasts.
  mutating func keep(_ entry: String) {
    if entry != entries.last { entries.append(entry) }
  }

  /// Notes whether an entry was answered.
  mutating func judge(_ entry: String, isAnswered: Bool) {
    if isAnswered { failed.remove(entry) } else { failed.insert(entry) }
  }

  /// The latest entry of one line that begins with a text and goes on, and that did not fail.
  func latest(beginning text: String) -> String? {
    guard text.utf8.count > 1 else { return nil }
    return entries.last { entry in
      entry.utf8.count > text.utf8.count && entry.utf8.starts(with: text.utf8) && !entry.utf8.contains(10)
        && !failed.contains(entry)
    }
  }

  // MARK: The file

  private mutating func load(_ path: String) {
    let descriptor = open(path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    guard let bytes = readAll(descriptor) else { return }
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    entries = lines.suffix(History.mostEntries).map { History.entry(of: String(decoding: $0, as: UTF8.self)) }
    if lines.count > 2 * History.mostEntries { trim(descriptor) }
  }

  /// Writes the file anew with what is worth keeping, while nobody appends.
  private func trim(_ descriptor: CInt) {
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, lseek(descriptor, 0, SEEK_SET) == 0,
      let bytes = readAll(descriptor)
    else { return }
    let kept = bytes.split(separator: UInt8(ascii: "\n")).suffix(History.mostEntries)
    guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else { return }
    try? DescriptorSink(descriptor).write(kept.flatMap { $0 + [UInt8(ascii: "\n")] })
  }

  private func createFolders(of path: String) {
    var folder = ""
    for part in path.split(separator: "/").dropLast() {
      folder += "/" + part
      mkdir(folder, 0o700)
    }
  }

  static func line(of entry: String) -> String {
    var line = ""
    for character in entry.unicodeScalars {
      switch character {
      case "\\": line += "\\\\"
      case "\n": line += "\\n"
      default: line.unicodeScalars.append(character)
      }
    }
    return line
  }

  static func entry(of line: String) -> String {
    var entry = String.UnicodeScalarView()
    var isEscaped = false
    for character in line.unicodeScalars {
      if isEscaped {
        entry.append(character == "n" ? "\n" : character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        entry.append(character)
      }
    }
    return String(entry)
  }
}
