import Store

/// A report as one JSON object: a member for each section, an array where there can be several of a name.
enum ReportJSON {
  static func bytes(of report: Report) -> [UInt8] {
    var text = "{"
    let members =
      ["\(JSON.quoted("title")): \(JSON.quoted(report.title))"] + self.members(of: report.sections, depth: 1)
    text += members.joined(separator: ",\n ") + "}\n"
    return Array(text.utf8)
  }

  /// The same on one line.
  static func line(of report: Report) -> [UInt8] {
    let lines = String(decoding: bytes(of: report), as: UTF8.self).split(separator: "\n")
    return Array((lines.map { $0.drop { $0 == " " } }.joined(separator: " ") + "\n").utf8)
  }

  private static func members(of sections: [ReportSection], depth: Int) -> [String] {
    var names: [String] = []
    for section in sections where !names.contains(section.name) { names.append(section.name) }
    return names.map { name in
      let own = sections.filter { $0.name == name }
      let values = own.map { value(of: $0, depth: depth) }
      let isArray = own.contains(where: \.isOneOfSeveral)
      let separator = ",\n" + String(repeating: " ", count: depth + 1)
      return JSON.quoted(name) + ": " + (isArray ? "[" + values.joined(separator: separator) + "]" : values[0])
    }
  }

  /// Of lines alone an array, of a table alone its rows; else an object.
  private static func value(of section: ReportSection, depth: Int) -> String {
    let lines = section.lines.isEmpty ? nil : "[" + section.lines.map { JSON.quoted($0) }.joined(separator: ", ") + "]"
    let rows = section.table.map { JSON.rows(of: $0, depth: depth + 1) }
    if !section.reading.isEmpty { return "{" + JSON.reading(of: section.reading) + "}" }
    if section.facts.isEmpty, section.sections.isEmpty {
      if let lines, rows == nil { return lines }
      if let rows, lines == nil { return rows }
    }
    let members =
      section.facts.map { JSON.quoted($0.name) + ": " + $0.value.json }
      + (lines.map { ["\"lines\": " + $0] } ?? []) + (rows.map { ["\"rows\": " + $0] } ?? [])
      + self.members(of: section.sections, depth: depth + 1)
    return "{" + members.joined(separator: ",\n" + String(repeating: " ", count: depth + 1)) + "}"
  }
}

extension ReportSection {
  /// There is nothing in it but facts.
  var isOneFact: Bool { lines.isEmpty && table == nil && reading.isEmpty && sections.isEmpty }

  /// What people do not read in the heading, or in the figure as it is shown.
  var factsForPeople: [(name: String, value: ReportValue)] {
    facts.filter { fact in
      switch fact.value {
      case .label, .machine: false
      case .number(let value): !value.isInteger
      case .text, .shown: true
      }
    }
  }
}

extension ReportValue {
  /// As people see it.
  var text: String {
    switch self {
    case .text(let text), .label(let text): text
    case .number(let value), .machine(let value): value.decimal
    case .shown(let figure, let isPercent, let decimals):
      PeopleCells(
        of: AnswerColumn(name: "", isPercent: isPercent, decimals: decimals, values: .figures([figure])),
        escaped: { $0 }
      ).text(of: .figure(figure), row: 0)
    }
  }

  fileprivate var json: String {
    switch self {
    case .number(let value), .machine(let value): NumberFormat.machine(value)
    case .text, .label, .shown: JSON.quoted(text)
    }
  }
}
