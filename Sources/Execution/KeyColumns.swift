import Calculus
import Planning
import Store

/// The key columns of an answer, and the order of their values.
struct KeyColumns {
  typealias Row = (evaluation: Int, group: Int, cell: Int)

  private enum Source {
    case calendar(CalendarKey, Int)
    case attribute(Int, String, TableName?)
  }

  private let sources: [Source]
  private let calendarCount: Int
  private let frameText: String
  /// The query has keys of its own; without them the frame stands in front.
  private let hasKeys: Bool

  private let rows: [Row]
  private let evaluations: [Evaluation]
  private let calendarValues: [Int32]
  private let snapshot: Snapshot
  private let cache: StepCache
  /// For each evaluation and attribute key: what the group is divided by, and how many codes there are.
  private let scales: [[(stride: Int, size: Int)]]

  /// - Parameter shown: the calendar keys of a row's values, in their order.
  init(_ assembly: AnswerAssembly, shown: [CalendarKey]) {
    let plan = assembly.plan
    (rows, evaluations, calendarValues) = (assembly.rows, assembly.evaluations, assembly.calendarValues)
    (snapshot, cache) = (assembly.snapshot, assembly.cache)
    scales = evaluations.map { evaluation in
      zip(evaluation.space.strides, evaluation.space.dimensions).map { ($0, $1.size) }
    }
    var sources: [Source] = []
    var calendar = 0
    var attribute = 0
    for key in plan.keys {
      switch key {
      case .calendar(let key):
        sources.append(.calendar(key, calendar))
        calendar += 1
      case .attribute(let name, let entity):
        sources.append(.attribute(attribute, name, entity))
        attribute += 1
      }
    }
    for index in calendar..<max(calendar, shown.count) { sources.append(.calendar(shown[index], index)) }
    self.sources = sources
    calendarCount = shown.count
    frameText = plan.frameText
    hasKeys = !plan.keys.isEmpty
  }

  /// For each key the rank of the value of the rows in question: calendar values as they are, names in the order that people
  /// read. What is missing, and every other row, has `Int.max`.
  func ranks(_ order: [Int]) -> [[Int]] {
    sources.map { source in
      var ranks = [Int](repeating: Int.max, count: rows.count)
      switch source {
      case .calendar(_, let index): for row in order { ranks[row] = Int(calendarValues[row * calendarCount + index]) }
      case .attribute(let dimension, _, let entity):
        if let entity {
          let names = cache.nameRanks(of: snapshot.table(entity))
          for row in order {
            let code = code(of: dimension, row)
            if code > 0 { ranks[row] = Int(names[code - 1]) }
          }
        } else {
          let (places, labels) = self.labels(of: dimension, order)
          let rank = NaturalOrder.ranks(labels.map { $0 ?? ("", "") })
          for (row, place) in zip(order, places) where labels[place] != nil { ranks[row] = rank[place] }
        }
      }
      return ranks
    }
  }

  private func code(of dimension: Int, _ row: Int) -> Int {
    let (evaluation, group, _) = rows[row]
    let (stride, size) = scales[evaluation][dimension]
    return Int(evaluations[evaluation].index.groups[group]) / stride % size
  }

  /// The distinct labels of some rows, and the place of each row's among them. Several evaluations number entities alike,
  /// and texts each in its own way.
  private func labels(of dimension: Int, _ order: [Int]) -> (places: [Int], labels: [(name: String, id: String)?]) {
    var labels: [(name: String, id: String)?] = []
    var placeOfCode = scales.map { [Int](repeating: -1, count: $0[dimension].size) }
    var placeOfId: [String: Int] = [:]
    let places = order.map { row -> Int in
      let (evaluation, code) = (rows[row].evaluation, code(of: dimension, row))
      if placeOfCode[evaluation][code] >= 0 { return placeOfCode[evaluation][code] }
      let label = evaluations[evaluation].space.label(code, of: dimension)
      let id = label?.id ?? ""
      let known = evaluations.count > 1 ? placeOfId[id] : nil
      let place = known ?? labels.count
      if known == nil {
        labels.append(label.map { ($0.name, $0.id) })
        if evaluations.count > 1 { placeOfId[id] = place }
      }
      placeOfCode[evaluation][code] = place
      return place
    }
    return (places, labels)
  }

  func columns(_ order: [Int]) -> [AnswerColumn] {
    let own = sources.flatMap { source -> [AnswerColumn] in
      switch source {
      case .calendar(.day, let index):
        return [
          AnswerColumn(
            name: "day", isKey: true,
            values: .days(order.map { Day(number: calendarValues[$0 * calendarCount + index]) }))
        ]
      case .calendar(let key, let index):
        var labels: [String?] = []
        var places: [Int32: UInt32] = [:]
        let codes = order.map { row -> UInt32 in
          let value = calendarValues[row * calendarCount + index]
          if let place = places[value] { return place }
          let place = UInt32(labels.count)
          labels.append(key.label(value))
          places[value] = place
          return place
        }
        return [AnswerColumn(name: key.rawValue, isKey: true, values: .labels(codes: codes, labels: labels))]
      case .attribute(let dimension, let name, let entity):
        return attribute(dimension, name, entity, order)
      }
    }
    return hasKeys ? own : [frame(order.count)] + own
  }

  /// Entities other than types give their id and their name.
  private func attribute(_ dimension: Int, _ name: String, _ entity: TableName?, _ order: [Int]) -> [AnswerColumn] {
    let (places, labels) = labels(of: dimension, order)
    let codes = places.map { UInt32($0) }
    let ids = AnswerColumn.Values.labels(codes: codes, labels: labels.map { $0?.id })
    guard let entity, entity != .types else { return [AnswerColumn(name: name, isKey: true, values: ids)] }
    return [
      AnswerColumn(name: name, isKey: true, isIdentifier: true, values: ids),
      AnswerColumn(
        name: name + "_name", isKey: true, values: .labels(codes: codes, labels: labels.map { $0?.name })),
    ]
  }

  /// An answer without keys has its frame in front.
  private func frame(_ count: Int) -> AnswerColumn {
    AnswerColumn(
      name: "frame", isKey: true,
      values: .labels(codes: [UInt32](repeating: 0, count: count), labels: [frameText]))
  }
}
