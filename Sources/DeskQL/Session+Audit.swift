import Diagnostics
import Files
import Language
import Planning
import Store

extension Session {
  /// Permits what was bound, and where the workspace sets `audit`, notes what was asked and decided before anything is
  /// told: one line of time, outcome, decisions and statement, divided by tabs, in which no person is named.
  ///
  /// - Throws: why it is not permitted; where the line cannot be written, nothing is told either.
  func judged<Permitted: DecidedQuery>(
    _ place: Place, in source: SourceText, _ permit: () throws(Rejection) -> Permitted
  ) throws(Rejection) -> Permitted {
    guard isAudited, let file = workspace.auditFile else { return try permit() }
    let permitted: Permitted
    do {
      permitted = try permit()
    } catch {
      let codes = Set(error.diagnostics.map(\.code)).sorted().joined(separator: " ")
      try note("refused", codes, place, source, in: file)
      throw error
    }
    try note("answered", permitted.decisions.joined(separator: ", "), place, source, in: file)
    return permitted
  }

  /// Whatever is wrong and has no place in the text is shown at this one.
  func placed<Result>(
    at place: Place, in source: SourceText, _ body: () throws(Rejection) -> Result
  ) throws(Rejection) -> Result {
    do {
      return try body()
    } catch {
      throw Rejection(error.diagnostics.map { $0.placed(at: place.range, in: source) })
    }
  }

  private func note(
    _ outcome: String, _ decisions: String, _ place: Place, _ source: SourceText, in file: String
  ) throws(Rejection) {
    let statement = withoutPersons(SourceText(name: source.name, text: String(source.text(of: place.range))))
    let words = statement.withSingleBlanks.printable
    do throws(FileError) {
      try AppendedFile.append([options.time(), outcome, decisions, words].joined(separator: "\t"), to: file)
    } catch {
      throw Rejection(.auditUnwritten(file, error.message, place, in: source))
    }
  }
}

extension Settings {
  /// The file of the setting `audit`, beside the file that sets it unless it says where; nil where none is kept.
  var auditFile: String? {
    let name = value("audit")
    guard !name.isEmpty, case .workspace(let file) = origin("audit") else { return nil }
    return Folder(of: file).path(of: name)
  }
}
