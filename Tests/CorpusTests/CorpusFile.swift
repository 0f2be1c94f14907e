import Foundation

/// A `.test` file: a workspace, a clock, and statements with what they print.
///
///     workspace coworking              # a folder of Examples, or files in place:
///     file resources.csv
///     id,type
///     D1,Desk
///
///     today 2024-04-02
///
///     occupancy desks 2024-03
///     ----
///     frame,occupied,available,occupancy
///     2024-03,0,1,0
///
/// A case whose rule is `---- error` expects diagnostics, one a line.
struct CorpusFile {
  struct Case {
    let line: Int
    let statement: String
    let expectsError: Bool
    let expected: [String]
  }

  let url: URL
  var workspace: String?
  var files: [(name: String, text: String)] = []
  var today = "2024-07-01"
  var cases: [Case] = []
  /// The text with what the cases printed filled in.
  private var lines: [String]

  init(_ url: URL) throws {
    self.url = url
    lines = try String(contentsOf: url, encoding: .utf8).components(separatedBy: "\n")
    var index = 0
    while index < lines.count {
      let line = lines[index]
      if line.isEmpty || line.hasPrefix("#") {
        index += 1
      } else if let name = value(line, after: "workspace ") {
        workspace = name
        index += 1
      } else if let day = value(line, after: "today ") {
        today = day
        index += 1
      } else if let name = value(line, after: "file ") {
        let end = lines[index...].firstIndex(of: "") ?? lines.count
        files.append((name, lines[index + 1..<end].map { $0 + "\n" }.joined()))
        index = end
      } else {
        index = try readCase(at: index)
      }
    }
  }

  private func value(_ line: String, after word: String) -> String? {
    line.hasPrefix(word) ? String(line.dropFirst(word.count)).trimmingCharacters(in: .whitespaces) : nil
  }

  private mutating func readCase(at start: Int) throws -> Int {
    guard let rule = lines[start...].firstIndex(where: { $0.hasPrefix("----") }) else {
      throw CorpusError(description: "\(url.lastPathComponent):\(start + 1): no rule of dashes behind the statement")
    }
    let end = lines[(rule + 1)...].firstIndex(of: "") ?? lines.count
    cases.append(
      Case(
        line: start + 1, statement: lines[start..<rule].joined(separator: "\n"),
        expectsError: lines[rule].hasSuffix("error"), expected: Array(lines[(rule + 1)..<end])))
    return end
  }

  /// The file with other expectations, in the order of the cases.
  func text(expecting printed: [(isError: Bool, lines: [String])]) -> String {
    var result: [String] = []
    var index = 0
    var number = 0
    while index < lines.count {
      if lines[index].hasPrefix("----") {
        result.append(printed[number].isError ? "---- error" : "----")
        result += printed[number].lines
        number += 1
        index = lines[index...].firstIndex(of: "") ?? lines.count
      } else {
        result.append(lines[index])
        index += 1
      }
    }
    return result.joined(separator: "\n")
  }
}

struct CorpusError: Error, CustomStringConvertible {
  let description: String
}

/// Folders of the project, found from this file.
enum Project {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static var examples: URL { root.appendingPathComponent("Examples") }
  static var corpus: URL { root.appendingPathComponent("Tests/Corpus") }
  /// Whether expectations are written instead of compared.
  static var updates: Bool { ProcessInfo.processInfo.environment["DESKQL_UPDATE"] == "1" }
}
