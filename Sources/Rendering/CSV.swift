import Diagnostics
import Store

/// Records as RFC 4180 writes them, but ended by a line feed alone, which its readers take and Unix tools want.
///
/// A text that a spreadsheet would take for a formula gets an apostrophe in front, by which it is a text: exports hold what
/// strangers typed, and a formula can send a sheet's cells away. Numbers stay as they are. What could steer a terminal that
/// shows the file is a picture of itself.
///
/// - SeeAlso: OWASP, “CSV Injection”.
struct CSV {
  /// What stands between the fields of a record.
  private let separator: UInt8
  private let isTerminal: Bool

  /// - Parameter isTerminal: control characters show as their pictures.
  static func bytes(of answer: Answer, separator: Unicode.Scalar, isTerminal: Bool) -> [UInt8] {
    CSV(separator: UInt8(ascii: separator), isTerminal: isTerminal).bytes(of: answer)
  }

  private func bytes(of answer: Answer) -> [UInt8] {
    var output: [UInt8] = []
    for (index, column) in answer.columns.enumerated() {
      if index > 0 { output.append(separator) }
      output.append(text(column.name))
    }
    output.append(UInt8(ascii: "\n"))

    let columns = answer.columns.map {
      CellTexts($0, writtenBy: Cells(csv: self, missing: $0.isKey ? Wording.missingKey : ""))
    }
    output.reserveCapacity(output.count + answer.rowCount * columns.count * 12)
    for row in 0..<answer.rowCount {
      for index in columns.indices {
        if index > 0 { output.append(separator) }
        columns[index].append(row: row, to: &output)
      }
      output.append(UInt8(ascii: "\n"))
    }
    return output
  }

  private struct Cells: CellWriter {
    let csv: CSV
    let missing: String

    func text(of cell: AnswerCell, row: Int) -> String {
      switch cell {
      case .label(let label): csv.text(label)
      case .missing: missing
      case .day(let day): day.description
      case .figure(let figure): figure.machineText ?? ""
      }
    }
  }

  fileprivate func text(_ text: String) -> String {
    let harmless = CSV.isFormula(text) ? "'" + text : text
    return quotedIfNeeded(isTerminal ? harmless.printable : harmless.withoutEscapes)
  }

  /// Whether a text begins like a formula; a sign alone and a number are none.
  private static func isFormula(_ text: String) -> Bool {
    guard let first = text.utf8.first, text.utf8.count > 1 else { return false }
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "@"), UInt8(ascii: "\t"), UInt8(ascii: "\r"): return true
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      let number = text.utf8.dropFirst().split(
        separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
      return !number.allSatisfy { part in
        !part.isEmpty && part.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
      }
    default: return false
    }
  }

  private func quotedIfNeeded(_ text: String) -> String {
    guard text.utf8.contains(where: needsQuotes) else { return text }
    var quoted: [UInt8] = [UInt8(ascii: "\"")]
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { quoted.append(byte) }
      quoted.append(byte)
    }
    quoted.append(UInt8(ascii: "\""))
    return String(decoding: quoted, as: UTF8.self)
  }

  private func needsQuotes(_ byte: UInt8) -> Bool {
    switch byte {
    case separator, UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"): true
    default: false
    }
  }
}
