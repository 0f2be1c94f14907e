import Codecs
import Diagnostics

/// Lines of a file, counted only when somebody asks.
enum Lines {
  /// The line (from 1) of each position; positions rise.
  static func numbers(of positions: [Int], in file: SourceFile) throws(Rejection) -> [Int] {
    if let lines = file.lines { return try records(of: positions, in: file).map { Int(lines[$0]) } }
    var numbers: [Int] = []
    var line = 1
    var at = 0
    do throws(SystemError) {
      for position in positions {
        while at < position {
          let part = try file.bytes.bytes(at..<min(position, at + 1 << 20))
          if part.isEmpty { break }
          var breaks = 0
          for byte in part where byte == file.dialect.newline { breaks += 1 }
          line += breaks
          at += part.count
        }
        numbers.append(line)
      }
    } catch {
      throw Rejection(.unreadable(path: file.bytes.path, error: error))
    }
    return numbers
  }

  /// The record (from 0) of each position in a file that was made of another one.
  private static func records(of positions: [Int], in file: SourceFile) throws(Rejection) -> [Int] {
    var numbers: [Int] = []
    var (record, isQuoted) = (0, false)
    var at = file.dataStart
    do throws(SystemError) {
      for position in positions {
        while at < position {
          let part = try file.bytes.bytes(at..<min(position, at + 1 << 20))
          for byte in part {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == file.dialect.newline, !isQuoted { record += 1 }
          }
          at += part.count
        }
        numbers.append(record)
      }
    } catch {
      throw Rejection(.unreadable(path: file.bytes.path, error: error))
    }
    return numbers
  }
}
