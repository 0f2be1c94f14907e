import Diagnostics
import Store

/// A table of GitHub's Markdown with the figures as people see them, and the reading as a paragraph below.
enum Markdown {
  static func bytes(of answer: Answer) -> [UInt8] {
    let columns = answer.columnsForPeople
    let texts = columns.map { CellTexts($0, writtenBy: PeopleCells(of: $0, escaped: escaped)) }
    var output: [UInt8] = []
    output.append("|" + columns.map { " " + escaped(answer.titleForPeople(of: $0)) + " |" }.joined() + "\n")
    output.append("|" + columns.map { $0.alignsRight ? " ---: |" : " --- |" }.joined() + "\n")
    for row in 0..<answer.rowCount {
      output.append(UInt8(ascii: "|"))
      for index in texts.indices {
        output.append(UInt8(ascii: " "))
        texts[index].append(row: row, to: &output)
        output.append(" |")
      }
      output.append(UInt8(ascii: "\n"))
    }
    if answer.rowCount == 0 { output.append("\n" + Wording.noRows + "\n") }
    if !answer.reading.isEmpty { output.append("\n" + escaped(answer.readingLine) + "\n") }
    return output
  }

  /// The text with what Markdown would read as marks behind a backslash. A `_` inside a word means nothing there, so
  /// that `days_per_week` stays as it is.
  static func escaped(_ text: String) -> String {
    let characters = Array(text.printable)
    func isPartOfWord(_ index: Int) -> Bool {
      characters.indices.contains(index) && (characters[index].isLetter || characters[index].isNumber)
    }
    var result = ""
    for (index, character) in characters.enumerated() {
      switch character {
      case "\\", "|", "`", "*", "<", "[", "]": result += "\\" + String(character)
      case "_" where !(isPartOfWord(index - 1) && isPartOfWord(index + 1)): result += "\\_"
      default: result.append(character)
      }
    }
    return result
  }
}
