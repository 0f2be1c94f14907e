import Diagnostics

/// Candidates as `ls` lists files: in columns, from top to bottom, each with a word on what it is where there is room.
enum CandidateList {
  /// More than this say nothing to anybody.
  private static let most = 200
  /// More lines than this are listed without notes: the window holds them then.
  private static let mostLinesWithNotes = 20
  /// Columns that a note takes at most: where there is room, and where there is little.
  private static let widestNotes = [44, 26]

  static func text(of candidates: [Completion.Candidate], width: Int, color: Bool = false) -> String {
    if candidates.contains(where: { !$0.note.isEmpty }) {
      for widest in widestNotes {
        let text = text(of: candidates, width: width, color: color, widestNote: widest)
        if text.utf8.count(where: { $0 == UInt8(ascii: "\n") }) <= mostLinesWithNotes { return text }
      }
    }
    return text(of: candidates, width: width, color: color, widestNote: 0)
  }

  private static func text(
    of candidates: [Completion.Candidate], width: Int, color: Bool, widestNote: Int
  ) -> String {
    let shown = candidates.prefix(most)
    let names = shown.map { DiagnosticRenderer.printable($0.name) }
    let nameWidth = names.map { DisplayWidth.of($0) }.max() ?? 0
    let room = min(widestNote, width - nameWidth - 4)
    let notes = shown.map { candidate in
      room > 8 ? DisplayWidth.shortened(DiagnosticRenderer.printable(candidate.note), to: room) : ""
    }
    let noteWidth = notes.map { DisplayWidth.of($0) }.max() ?? 0
    let cells = zip(names, notes).map { name, note in
      guard !note.isEmpty else { return (text: name, width: DisplayWidth.of(name)) }
      let gap = blanks(nameWidth - DisplayWidth.of(name) + 2)
      return (
        text: name + gap + (color ? "\u{1B}[2m\(note)\u{1B}[0m" : note), width: nameWidth + 2 + DisplayWidth.of(note)
      )
    }
    let cell = nameWidth + (noteWidth > 0 ? noteWidth + 2 : 0) + 2
    // The last column needs no gap behind it.
    let columns = max(1, min(shown.count, (width + 2) / max(1, cell)))
    let rows = (shown.count + columns - 1) / columns
    var text = ""
    for row in 0..<rows {
      var line = ""
      var pending = 0
      for column in 0..<columns where column * rows + row < shown.count {
        let (content, taken) = cells[column * rows + row]
        line += blanks(pending) + content
        pending = cell - taken
      }
      text += line + "\n"
    }
    if candidates.count > most { text += "… and \(candidates.count - most) more\n" }
    return text
  }

  private static func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}
