import DeskQL
import Files
import Glibc
import Language

/// What somebody reads who starts the shell.
enum Welcome {
  /// What there is, and some questions that have answers.
  static func text(on session: Session) -> String {
    let overview = session.overview
    let queries = overview.queries.map { "  " + $0 }
    return ([overview.text] + (queries.isEmpty ? [] : ["Try, for instance"] + queries)).joined(separator: "\n")
  }

  /// Where there is no workspace.
  static var text: String {
    let open =
      example.map { "To try it out, load the example, a coworking house:\n  load \(Printer.name($0))\nThen ask" }
      ?? "Then ask"
    return """
      Welcome. deskql answers questions about workplaces from the exports of their booking system, and there are none \
      here yet: name their folder, as in load "path/to/exports" or, next time, deskql path/to/exports
      \(open)
        occupancy desks bom 2024-03
        hours 2024-Q1 by costcenter, type
        why occupancy desks bom 2024-03 vs 2024-02
      """
  }

  /// The example workspace, beside the program or where it was built.
  private static var example: String? {
    var bytes = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &bytes, bytes.count - 1)
    let program = String(decoding: bytes.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    var folder = program[...]
    var places = ["Examples/coworking"]
    // `.build/release/deskql`, `.build/x86_64-unknown-linux-gnu/release/deskql`, `bin/deskql`
    for _ in 0..<4 {
      guard let slash = folder.lastIndex(of: "/") else { break }
      folder = folder[..<slash]
      places += ["\(folder)/Examples/coworking", "\(folder)/share/deskql/Examples/coworking"]
    }
    return places.first { Folder.isFolder($0) }
  }
}
