import Files
import Glibc

/// What came of asking for a line.
enum LineInput: Hashable {
  /// Without its line break. After a paste it may hold several lines.
  case line(String)
  /// Ctrl-C: the line is not wanted.
  case interrupted
  /// Ctrl-D, or the end of the file.
  case end
}

/// What an editor may ask while a line is typed.
struct LineHelp {
  /// Given the text before the cursor, what could be meant.
  var complete: (String) -> Completion
  /// Given the line, the cursor in bytes, whether nothing was typed for a while, and what the history has for a
  /// beginning: how the line is to be shown. Nil leaves it plain.
  var look: ((String, Int, Bool, (String) -> String?) -> LineLook)?
}

/// Asks somebody for lines.
protocol LineReader {
  /// What somebody should know who sits down before it.
  var hint: String { get }

  /// - Parameters:
  ///   - prompt: ASCII.
  ///   - help: only an editor asks for it.
  mutating func read(prompt: String, help: LineHelp) throws(WriteError) -> LineInput

  /// A statement that Up should bring back.
  ///
  /// - Parameter isPrivate: only until this shell ends; nothing of it is written.
  mutating func remember(_ entry: String, isPrivate: Bool)

  /// Whether what was remembered could be answered: only then a hint brings it back.
  mutating func judge(_ entry: String, isAnswered: Bool)

  /// A statement that Up should bring though nobody entered it.
  ///
  /// - Returns: whether there is an Up.
  mutating func offer(_ entry: String) -> Bool
}

extension LineReader {
  mutating func judge(_ entry: String, isAnswered: Bool) {}
  func offer(_ entry: String) -> Bool { false }
}

/// Reads lines from a terminal that cannot move its cursor.
struct PlainReader: LineReader {
  let hint = "“help” explains, “quit” ends"

  private let descriptor: CInt
  private let prompts: any ByteSink
  private var bytes: [UInt8] = []

  init(descriptor: CInt = STDIN_FILENO, prompts: any ByteSink = DescriptorSink(STDERR_FILENO)) {
    self.descriptor = descriptor
    self.prompts = prompts
  }

  mutating func read(prompt: String, help: LineHelp) throws(WriteError) -> LineInput {
    try prompts.write(prompt)
    while true {
      if let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: bytes[..<end], as: UTF8.self)
        bytes.removeSubrange(...end)
        return .line(line)
      }
      var chunk = [UInt8](repeating: 0, count: 4096)
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count > 0 {
        bytes += chunk.prefix(count)
      } else if count < 0, errno == EINTR {
        bytes = []
        try prompts.write("\n")
        return .interrupted
      } else if bytes.isEmpty {
        return .end
      } else {
        bytes.append(UInt8(ascii: "\n"))  // the last line may lack its break
      }
    }
  }

  func remember(_ entry: String, isPrivate: Bool) {}
}
