// Promises the rest: bytes are read as they come, and none is lost between two texts.
import Diagnostics
import Files
import Glibc
import Language

/// Statements that come through a pipe or from a long file: each runs as soon as it has surely ended, and is forgotten.
public struct StatementReader {
  private let descriptor: CInt
  private let name: String
  /// What has come and is not handed out.
  private var bytes: [UInt8] = []
  /// The number of its first line.
  private var line = 1
  /// So many bytes held no whole statement.
  private var looked = 0
  private var isStarted = false
  private var isOver = false

  private static let chunk = 1 << 16
  /// A statement that is longer is looked at again only when it has twice as many bytes.
  private static let large = 1 << 20

  /// - Parameter name: as messages cite it.
  public init(descriptor: CInt, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  /// The next statements, as many as have come; nil after the last.
  ///
  /// - Throws: if the descriptor cannot be read.
  public mutating func next() throws(FileError) -> SourceText? {
    while !isOver {
      if let text = settled() { return text }
      try fill()
    }
    return bytes.isEmpty ? nil : take(bytes.count)
  }

  private mutating func settled() -> SourceText? {
    guard let end = bytes.lastIndex(of: UInt8(ascii: "\n")), looked < StatementReader.large || end >= 2 * looked
    else { return nil }
    let lines = SourceText(text: String(decoding: bytes[...end], as: UTF8.self))
    // What is no UTF-8 is replaced, and may be longer then.
    if lines.text.utf8.count != end + 1 { bytes.replaceSubrange(...end, with: lines.text.utf8) }
    let length = Parser.settledLength(lines)
    looked = length == 0 ? end : 0
    return length == 0 ? nil : take(length)
  }

  private mutating func take(_ count: Int) -> SourceText {
    let text = SourceText(name: name, text: String(decoding: bytes[..<count], as: UTF8.self), firstLine: line)
    line += bytes[..<count].count { $0 == UInt8(ascii: "\n") }
    bytes.removeFirst(count)
    return text
  }

  private mutating func fill() throws(FileError) {
    var chunk = [UInt8](repeating: 0, count: StatementReader.chunk)
    let count = read(descriptor, &chunk, chunk.count)
    if count < 0, errno != EINTR { throw .last }
    if count == 0 { isOver = true }
    bytes += chunk.prefix(max(0, count))
    if !isStarted, bytes.count >= 3 || isOver {
      isStarted = true
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    }
  }
}
