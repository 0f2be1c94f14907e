import DeskQL
import Diagnostics
import Files
import Language
import Rendering

/// What statements print, as lines. Files that they write with `to` are not written; the answer is printed instead.
public struct Printed: Sendable {
  /// Whether the lines are diagnostics.
  public private(set) var isError = false
  /// Without line breaks, and without empty ones at the end.
  public private(set) var lines: [String] = []
  /// What was wrong, if anything was: the same as the lines then.
  public private(set) var diagnostics: [Diagnostic] = []
  /// The lines of the last thing printed, if that is an answer as CSV.
  private(set) var table: Table?
  /// The statements that could be read, in their order, with those of scripts that they read.
  private(set) var statements: [Statement] = []

  /// Where a table stands, and which of its columns are keys.
  struct Table: Hashable, Sendable {
    let lines: Range<Int>
    let keys: Set<String>
  }

  /// Runs the statements of a text.
  ///
  /// - Parameters:
  ///   - format: that of answers which do not say one with `as`.
  ///   - folder: where the files of `source` are; nil reads none.
  public static func of(
    _ source: SourceText, in session: inout Session, format: Format, folder: Folder? = nil
  ) -> Printed {
    var printed = Printed()
    do throws(Rejection) {
      try printed.run(source, in: &session, format: format, folder: folder, depth: 0)
    } catch {
      printed.isError = true
      printed.table = nil
      printed.diagnostics = error.diagnostics
      printed.lines = error.diagnostics.map { DiagnosticRenderer.line($0) }
    }
    return printed
  }

  private mutating func run(
    _ source: SourceText, in session: inout Session, format: Format, folder: Folder?, depth: Int
  ) throws(Rejection) {
    let script = Session.parse(source)
    guard script.diagnostics.isEmpty else { throw Rejection(script.diagnostics) }
    for statement in script.statements {
      statements.append(statement)
      if case .source(let names) = statement, let folder {
        for name in names {
          let inner = try SourceText(reading: name, from: folder, depth: depth, in: source)
          try run(inner, in: &session, format: format, folder: folder, depth: depth + 1)
        }
        continue
      }
      let (output, warnings) = try session.execute(statement, source: source)
      lines += warnings.map { "\($0.severity.rawValue): " + DiagnosticRenderer.line($0) }
      switch output {
      case .answer(let answer, let wanted):
        let own = wanted.flatMap { Format(rawValue: $0) } ?? format
        let text = Printed.lines(of: Renderer.text(of: answer, as: own))
        let keys = Set(answer.columns.filter(\.isKey).map(\.name))
        table = own == .csv ? Table(lines: lines.count..<lines.count + text.count, keys: keys) : nil
        lines += text
      case .text(let text):
        table = nil
        lines += Printed.lines(of: text)
      case .report(let report, let wanted):
        let own = wanted.flatMap { Format(rawValue: $0) } ?? format
        table = nil
        lines += Printed.lines(of: String(decoding: Renderer.bytes(of: report, as: own), as: UTF8.self))
      case .none, .quit: break
      }
    }
  }

  private static func lines(of text: String) -> [String] {
    var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { bytes in
      String(Substring(bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes))
    }
    while lines.last == "" { lines.removeLast() }
    return lines
  }
}

extension SourceText {
  /// The script that a statement `source` names.
  ///
  /// - Parameters:
  ///   - depth: how many scripts are being read, one from within the other.
  ///   - source: where the name stands.
  init(reading name: Name, from folder: Folder, depth: Int, in source: SourceText) throws(Rejection) {
    let deepest = 20
    guard depth < deepest else { throw Rejection(.readsItself(name, in: source)) }
    let path = folder.path(of: name.text)
    do throws(FileError) {
      self.init(name: path, text: try readText(ofFile: path))
    } catch {
      throw Rejection(.unreadableScript(name, error, in: source))
    }
  }
}
