import Calculus
import DeskQL
import Diagnostics
import Files
import Foundation
import Rendering

/// A folder that is gone when the test is.
final class ScratchFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("anonymize-" + UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func path(of name: String) -> String { path + "/" + name }

  /// Writes files into a folder in here.
  func workspace(_ name: String, _ files: [String: String]) throws -> String {
    for (file, text) in files {
      let place = path(of: name + "/" + file)
      try FileManager.default.createDirectory(atPath: Folder(of: place).path, withIntermediateDirectories: true)
      try WholeFile.write(Array(text.utf8), to: place)
    }
    return path(of: name)
  }

  /// The files of a folder in here, by name; bytes as text.
  func contents(_ name: String) throws -> [String: String] {
    var contents: [String: String] = [:]
    for file in Folder(path(of: name)).names {
      contents[file] = String(decoding: try readBytes(ofFile: path(of: name + "/" + file)), as: UTF8.self)
    }
    return contents
  }
}

extension Day {
  init(_ text: String) { self = Day(iso: text)! }
}

extension Session {
  static func open(_ path: String, today: String, clock: String? = nil) throws -> Session {
    try Session.open(path: path, options: SessionOptions(today: Day(today), clock: clock.map { Day($0) }))
  }

  /// What an answer prints as CSV, or why there is none.
  func csv(_ text: String) -> String {
    let source = SourceText(text: text)
    var copy = self
    var printed = ""
    let (statements, problems) = Session.parse(source)
    for problem in problems { printed += problem.code + "\n" }
    for statement in statements {
      do {
        if case .answer(let answer, _) = try copy.execute(statement, source: source).0 {
          printed += String(decoding: Renderer.bytes(of: answer, as: .csv), as: UTF8.self)
        }
      } catch {
        printed += error.diagnostics.map { "\($0.code): \($0.message); \($0.help ?? "")\n" }.joined()
      }
    }
    return printed
  }
}
