import Codecs

/// The tables of a text, once it is known which of the objects at its top are envelopes.
struct JSONRecordSets {
  private let rows: JSONRows
  private let envelopes: [JSONEnvelopes.Envelope]

  /// Most values of envelopes, counted for each set that has them.
  private static let valueLimit = 1 << 24

  init(_ rows: JSONRows, _ envelopes: [JSONEnvelopes.Envelope]) {
    self.rows = rows
    self.envelopes = envelopes
  }

  /// One for the objects that are rows, if there are any, then one for each list or record in envelopes.
  func all() throws(FormatError) -> [RecordSet] {
    guard !envelopes.isEmpty else { return [RecordSet(table: rows.table(nil), children: rows.children(nil))] }
    var sets: [RecordSet] = []
    let isEnvelope = Set(envelopes.map(\.row))
    if isEnvelope.count < rows.count {
      let chosen = (0..<rows.count).filter { !isEnvelope.contains($0) }
      sets.append(RecordSet(table: rows.table(chosen), children: rows.children(chosen)))
    }
    let first = sets.count
    var placeByName: [Name: Int] = [:]
    var names: [Name] = []
    var pages: [[Int]] = []  // by set: the envelopes that have it
    for (page, envelope) in envelopes.enumerated() {
      for name in JSONRecordSets.names(envelope) {
        let place = placeByName[name] ?? names.count
        if place == names.count {
          placeByName[name] = place
          names.append(name)
          pages.append([])
        }
        pages[place].append(page)
      }
    }
    for (name, pages) in zip(names, pages) {
      var set = set(name, pages.map { envelopes[$0].row })
      set.pageCount = pages.count
      sets.append(set)
    }
    var valueCount = 0
    for envelope in envelopes {
      let values = values(envelope)
      for name in JSONRecordSets.names(envelope) {
        let place = first + placeByName[name]!
        valueCount += values.count
        guard valueCount <= JSONRecordSets.valueLimit else {
          throw FormatError(
            "there is too much around the lists", line: Int(rows.lines[envelope.row]), help: "keep the lists alone")
        }
        // Sets of one page share its values.
        if sets[place].envelope.isEmpty {
          sets[place].envelope = values
        } else {
          sets[place].envelope.append(contentsOf: values)
        }
      }
    }
    return sets
  }

  private struct Name: Hashable {
    let path: String
    let isList: Bool
  }

  /// Records before lists; lists in the order of their keys.
  private static func names(_ envelope: JSONEnvelopes.Envelope) -> [Name] {
    envelope.recordPaths.map { Name(path: $0, isList: false) } + envelope.listPaths.map { Name(path: $0, isList: true) }
  }

  /// - Parameter chosen: the envelopes' rows.
  private func set(_ name: Name, _ chosen: [Int]) -> RecordSet {
    guard name.isList else {
      let prefix = name.path + "."
      return RecordSet(
        name: name.path, table: rows.table(chosen, prefix: prefix), children: rows.children(chosen, prefix: prefix))
    }
    guard let list = rows.lists.first(where: { $0.path == name.path })?.rows else {
      return RecordSet(name: name.path, table: TextTable(headers: []))
    }
    let envelopes = Set(chosen)
    var kept: [Int]? = list.parents.indices.filter { envelopes.contains(Int(list.parents[$0])) }
    if kept!.count == list.count { kept = nil }
    return RecordSet(name: name.path, table: list.table(kept), children: list.children(kept))
  }

  /// What stands in an envelope besides its lists and records.
  private func values(_ envelope: JSONEnvelopes.Envelope) -> [(path: String, text: String)] {
    let records = envelope.recordPaths.map { $0 + "." }
    return rows.headers.indices.compactMap { column in
      let header = rows.headers[column]
      let isElsewhere = rows.isMirror[column] || records.contains { header.hasPrefix($0) }
      guard !isElsewhere, !rows.columns[column].isEmpty(envelope.row) else { return nil }
      return (header, rows.columns[column].text(envelope.row))
    }
  }
}
