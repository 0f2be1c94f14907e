import Calculus
import Execution
import Planning
import Store

/// Lines of a table that explains: labels, then figures. What is too small to be told one by one is its last line.
struct PartTable {
  struct Line {
    var labels: [String?]
    var figures: [Rational?]
  }

  /// Titles of the labels. One that begins with a dot is the id beside the name that follows it, for machines.
  let labels: [String]
  let figures: [(name: String, unit: Unit)]
  /// The figure that parts are: what is folded is added up there.
  let part: Int
  /// Parts are told as fractions, too; counts need none.
  var tellsFractions = true
  /// Parts are rounded for people, with the fractions beside them.
  var rounds = false
  private(set) var lines: [Line] = []

  mutating func add(_ labels: [String?], _ figures: [Rational?]) {
    lines.append(Line(labels: labels, figures: figures))
  }

  /// The table as a part of a report; the title says so where lines are folded.
  func section(_ name: String, title: String, lines notes: [String] = [], limit: Int) -> ReportSection {
    guard !lines.isEmpty else { return ReportSection(name, title: title) }
    let folded = isFolded(limit) ? ", the \(limit) largest; with explain_rows 0 all of them" : ""
    return ReportSection(name, title: title + folded, lines: notes, table: answer(limit: limit))
  }

  private func isFolded(_ limit: Int) -> Bool { limit > 0 && lines.count > limit + 1 }

  /// - Parameter limit: how many lines stand for themselves; 0 is all of them.
  func answer(limit: Int) -> Answer {
    var shown = lines
    if isFolded(limit) {
      shown = Array(lines.prefix(limit))
      let rest = lines.dropFirst(limit)
      var folded = Line(labels: labels.map { _ in nil }, figures: figures.map { _ in nil })
      let place = labels.firstIndex { !$0.hasPrefix(".") } ?? 0
      folded.labels[place] = "… \(rest.count) smaller ones"
      // What cannot be added exactly is not added at all.
      folded.figures[part] = rest.reduce(Rational?.some(.zero)) { sum, line in
        guard let value = line.figures[part] else { return sum }
        return sum.flatMap { try? $0.adding(value) }
      }
      shown.append(folded)
    }
    var columns = labels.indices.map { index in
      AnswerColumn(
        name: String(labels[index].drop { $0 == "." }),
        // What says nothing of any row is no column for people.
        isIdentifier: labels[index].hasPrefix(".") || shown.allSatisfy { $0.labels[index]?.isEmpty ?? true },
        values: .labels(codes: shown.indices.map { UInt32($0) }, labels: shown.map { $0.labels[index] }))
    }
    for index in figures.indices {
      columns.append(
        AnswerColumn(
          name: figures[index].name, unit: figures[index].unit,
          decimals: rounds && index == part ? .asNeeded : .exact,
          values: .figures(shown.map { line in line.figures[index].map { .value($0) } ?? .undefined })))
    }
    guard tellsFractions else { return Answer(columns: columns, rowCount: shown.count, reading: []) }
    // The parts with nothing rounded: for machines, and for people where the figure is rounded.
    columns.append(
      AnswerColumn(
        name: figures[part].name + "_exact",
        isIdentifier: !rounds || shown.allSatisfy { $0.figures[part].map(\.isShort) ?? true },
        values: .labels(
          codes: shown.indices.map { UInt32($0) }, labels: shown.map { $0.figures[part]?.fraction })))
    return Answer(columns: columns, rowCount: shown.count, reading: [])
  }
}

extension Rational {
  /// Two decimals tell all of it, so that nothing is rounded for people.
  fileprivate var isShort: Bool { Rational(decimal: rounded(places: 2)) == self }
}
