import Store

/// Records as RFC 4180 writes them, but ended by a line feed alone, which its readers take and Unix tools want.
struct CSV {
  /// What stands between the fields of a record.
  private let separator: UInt8

  static func bytes(of answer: Answer, separator: Unicode.Scalar) -> [UInt8] {
    CSV(separator: UInt8(ascii: separator)).bytes(of: answer)
  }

  private func bytes(of answer: Answer) -> [UInt8] {
    var output: [UInt8] = []
    for (index, column) in answer.columns.enumerated() {
      if index > 0 { output.append(separator) }
      output.append(quotedIfNeeded(column.name))
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
      case .label(let label): csv.quotedIfNeeded(label)
      case .missing: missing
      case .day(let day): day.description
      case .figure(let figure): figure.machineText ?? ""
      }
    }
  }

  fileprivate func quotedIfNeeded(_ text: String) -> String {
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
