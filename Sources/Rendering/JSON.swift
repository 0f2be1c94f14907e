import Calculus
import Store

/// JSON as RFC 8259 has it. Numbers keep all their digits: a reader that wants them exact must not read doubles.
enum JSON {
  /// `{"columns": ["frame", …], "rows": [{"frame": "2024-03", …}, …], "reading": {"mode": "bom", …}}`, a row a line.
  static func document(of answer: Answer) -> [UInt8] {
    var output: [UInt8] = []
    output.append("{\"columns\": [")
    output.append(answer.columns.map { quoted($0.name) }.joined(separator: ", "))
    output.append("],\n \"rows\": [")
    rows(of: answer, separator: ",\n  ", first: "\n  ", to: &output)
    output.append(answer.rowCount == 0 ? "],\n" : "\n ],\n")
    output.append(" \"reading\": {" + reading(of: answer.reading) + "}}\n")
    return output
  }

  /// The rows as an array of objects.
  static func rows(of answer: Answer, depth: Int) -> String {
    var output: [UInt8] = []
    let indent = String(repeating: " ", count: depth + 1)
    rows(of: answer, separator: ",\n" + indent, first: "\n" + indent, to: &output)
    return "[" + String(decoding: output, as: UTF8.self) + "]"
  }

  /// One object a row and line.
  static func lines(of answer: Answer) -> [UInt8] {
    var output: [UInt8] = []
    rows(of: answer, separator: "\n", first: "", to: &output)
    if answer.rowCount > 0 { output.append(UInt8(ascii: "\n")) }
    return output
  }

  private static func rows(of answer: Answer, separator: String, first: String, to output: inout [UInt8]) {
    let columns = answer.columns.map { column in
      // What comes before each cell of the column: `, "occupied": `.
      (lead: Array((quoted(column.name) + ": ").utf8), texts: CellTexts(column, writtenBy: Cells(isKey: column.isKey)))
    }
    let rowSize = columns.reduce(8) { $0 + $1.lead.count + 14 }
    output.reserveCapacity(output.count + answer.rowCount * rowSize)
    for row in 0..<answer.rowCount {
      output.append(row == 0 ? first : separator)
      output.append(UInt8(ascii: "{"))
      for index in columns.indices {
        if index > 0 { output.append(", ") }
        output.append(contentsOf: columns[index].lead)
        columns[index].texts.append(row: row, to: &output)
      }
      output.append(UInt8(ascii: "}"))
    }
  }

  /// One member a topic, in the order in which the answer has them; a topic that can have several texts has an array.
  static func reading(of items: [ReadingItem]) -> String {
    var topics: [ReadingItem.Topic] = []
    var texts: [ReadingItem.Topic: [String]] = [:]
    for item in items {
      if texts[item.topic] == nil { topics.append(item.topic) }
      texts[item.topic, default: []].append(quoted(item.text))
    }
    return topics.map { topic in
      let values = texts[topic] ?? []
      return quoted(topic.rawValue) + ": "
        + (topic.isList ? "[" + values.joined(separator: ", ") + "]" : values.joined(separator: ", "))
    }.joined(separator: ", ")
  }

  private struct Cells: CellWriter {
    let isKey: Bool

    func text(of cell: AnswerCell, row: Int) -> String {
      switch cell {
      case .label(let label): quoted(label)
      case .missing: isKey ? quoted(Wording.missingKey) : "null"
      case .day(let day), .figure(.day(let day)): "\"\(day)\""
      case .figure(.minute(let minute)): quoted(Day.text(ofMinute: minute, separator: "T"))
      case .figure(.hidden): quoted(Wording.hidden)
      case .figure(let figure): figure.machineText ?? "null"
      }
    }
  }

  /// A string; control characters, also those of C1 and DEL, as `\u00XX`, so that a terminal may show it raw.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{00}"..."\u{1F}", "\u{7F}"..."\u{9F}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
