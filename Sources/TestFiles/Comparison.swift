import Diagnostics

/// What a case printed against what it expects: a diagnostic for each cell or line that differs, placed in the file.
struct Comparison {
  let file: TestFile
  let item: TestFile.Case
  let printed: Printed

  /// In the order of the file; none if all is as expected.
  var differences: [Diagnostic] {
    let expected = item.expected.map(\.text)
    let got = printed.lines.filter { !$0.isEmpty }
    if printed.isError != item.expectsError {
      return [
        printed.isError
          ? .errorInstead(got.joined(separator: "; "), item.place, in: file.source)
          : .answerInstead(got.first ?? "", item.place, in: file.source)
      ]
    }
    if expected == got { return [] }
    if let table = printed.table, let differences = cells(of: table) { return differences }
    return lines(got)
  }

  /// The end of what is expected, for what is missing there.
  private var end: SourceRange { item.expected.last?.range ?? item.rule }

  // MARK: Tables

  /// The differences of two tables; nil if what is expected is none, or all the difference is not in it.
  private func cells(of table: Printed.Table) -> [Diagnostic]? {
    let before = table.lines.lowerBound
    guard item.expected.count > before,
      zip(item.expected, printed.lines[..<before]).allSatisfy({ $0.text == $1 })
    else { return nil }
    let range = item.expected[before].range.union(end)
    let expected = CSVRecord.all(in: range, of: file.source)
    let text = SourceText(text: printed.lines[table.lines].joined(separator: "\n"))
    let got = CSVRecord.all(in: SourceRange(lower: 0, upper: text.text.utf8.count), of: text)
    guard let header = expected.first, let titles = got.first?.texts else { return nil }
    let columns = columns(header, titles)
    guard !columns.common.isEmpty else { return nil }
    let rows = rows(
      Array(expected.dropFirst()), Array(got.dropFirst()), columns: columns.common, keys: table.keys)
    let differences = columns.differences + rows
    return differences.isEmpty ? nil : differences
  }

  /// A column that both tables have, and where.
  private struct Column {
    let name: String
    let expected: Int
    let got: Int
  }

  private func columns(_ header: CSVRecord, _ titles: [String]) -> (common: [Column], differences: [Diagnostic]) {
    var common: [Column] = []
    var differences: [Diagnostic] = []
    for (index, field) in header.fields.enumerated() {
      if let place = titles.firstIndex(of: field.text) {
        common.append(Column(name: field.text, expected: index, got: place))
      } else {
        differences.append(.missingColumn(field.text, have: titles, field.range, in: file.source))
      }
    }
    for title in titles where !header.texts.contains(title) {
      differences.append(.extraColumn(title, header.range, in: file.source))
    }
    if differences.isEmpty, header.texts != titles {
      differences.append(.otherOrder(of: "columns", titles.joined(separator: ","), header.range, in: file.source))
    }
    return (common, differences)
  }

  /// Rows are found again by their keys; where keys do not tell them apart, by their place.
  private func rows(
    _ expected: [CSVRecord], _ got: [CSVRecord], columns: [Column], keys: Set<String>
  ) -> [Diagnostic] {
    let keyColumns = columns.filter { keys.contains($0.name) }
    let expectedKeys = expected.map { record in keyColumns.map { record.text($0.expected) } }
    let gotKeys = got.map { record in keyColumns.map { record.text($0.got) } }
    let haveKeys =
      !keyColumns.isEmpty && Set(expectedKeys).count == expected.count && Set(gotKeys).count == got.count
    let places: [[String]: Int] = haveKeys ? Dictionary(uniqueKeysWithValues: zip(gotKeys, got.indices)) : [:]
    // A row is called by its keys, where there is a name by that and not by the id.
    let naming = keyColumns.indices.filter { !keys.contains(keyColumns[$0].name + "_name") }
    func name(_ index: Int, _ keys: [[String]]) -> String {
      haveKeys ? naming.map { keys[index][$0] }.joined(separator: ", ") : String(index + 1)
    }

    var differences: [Diagnostic] = []
    var found: [Int] = []
    for (index, record) in expected.enumerated() {
      guard let place = haveKeys ? places[expectedKeys[index]] : got.indices.contains(index) ? index : nil else {
        differences.append(.missingRow(name(index, expectedKeys), record.range, in: file.source))
        continue
      }
      found.append(place)
      for column in columns where record.text(column.expected) != got[place].text(column.got) {
        differences.append(
          .otherCell(
            row: name(index, expectedKeys), column: column.name, expected: record.text(column.expected),
            got: got[place].text(column.got), record.range(column.expected), in: file.source))
      }
    }
    let missed = Set(found)
    for index in got.indices where !missed.contains(index) {
      let texts = got[index].texts.joined(separator: ",")
      differences.append(.extraRow(name(index, gotKeys), texts, end, in: file.source))
    }
    if differences.isEmpty, let index = found.indices.dropFirst().first(where: { found[$0] < found[$0 - 1] }) {
      let order = got.indices.map { name($0, gotKeys) }.joined(separator: "; ")
      differences.append(.otherOrder(of: "rows", order, expected[index].range, in: file.source))
    }
    return differences
  }

  // MARK: Lines

  private func lines(_ got: [String]) -> [Diagnostic] {
    let expected = item.expected
    if expected.count == got.count {
      return zip(expected, got).filter { $0.text != $1 }.map { .otherLine($1, $0.range, in: file.source) }
    }
    return got.difference(from: expected.map(\.text)).map { change in
      switch change {
      case .remove(let offset, _, _): .missingLine(expected[offset].range, in: file.source)
      case .insert(_, let line, _): .extraLine(line, end, in: file.source)
      }
    }.sorted { ($0.range?.lower ?? 0) < ($1.range?.lower ?? 0) }
  }
}

extension CSVRecord {
  /// A field's text; nothing where the record is too short.
  fileprivate func text(_ index: Int) -> String {
    fields.indices.contains(index) ? fields[index].text : ""
  }

  fileprivate func range(_ index: Int) -> SourceRange {
    fields.indices.contains(index) ? fields[index].range : range
  }
}
