import Calculus
import Store

/// A column of keys from its texts.
func key(_ name: String, _ texts: [String]) -> AnswerColumn {
  var labels: [String] = []
  let codes = texts.map { text -> UInt32 in
    if let known = labels.firstIndex(of: text) { return UInt32(known) }
    labels.append(text)
    return UInt32(labels.count - 1)
  }
  return AnswerColumn(name: name, isKey: true, values: .labels(codes: codes, labels: labels))
}

/// Days from the 1st of March 2024 on.
func days(_ count: Int) -> AnswerColumn {
  AnswerColumn(name: "day", isKey: true, values: .days((0..<count).map { Day(number: 19_783 + Int32($0)) }))
}

/// A column of figures, as ``figure(_:)`` reads them.
func measure(
  _ name: String, _ figures: [String], unit: Unit = .hours, isPercent: Bool = false, addsUp: Bool = true
) -> AnswerColumn {
  AnswerColumn(
    name: name, unit: unit, isPercent: isPercent, addsUp: addsUp, values: .figures(figures.map { figure($0) }))
}

/// An answer whose value is its last column.
func picture(
  _ columns: AnswerColumn..., parts: [Int] = [], reading: [ReadingItem] = [], isSorted: Bool = false
) -> Answer {
  Answer(
    columns: columns, rowCount: columns[0].count, reading: reading, valueColumn: columns.count - 1, parts: parts,
    sortColumn: isSorted ? columns.count - 1 : nil)
}

/// Each of the first with each of the second.
func pairs(_ first: [String], _ second: [String]) -> (first: [String], second: [String]) {
  (first.flatMap { name in second.map { _ in name } }, first.flatMap { _ in second })
}

let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
let months = ["2024-01", "2024-02", "2024-03"]
