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

  /// - Parameter shown: the calendar keys of a row's values, in their order.
  init(plan: LogicalPlan, shown: [CalendarKey], space: KeySpace?) {
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

  /// For each key the rank of every row's value: calendar values as they are, names in the order that people read.
  func ranks(rows: [Row], evaluations: [Evaluation], calendarValues: [Int32]) -> [[Int]] {
    sources.map { source in
      switch source {
      case .calendar(_, let index): rows.indices.map { Int(calendarValues[$0 * calendarCount + index]) }
      case .attribute(let dimension, _, _): ranks(of: dimension, rows: rows, evaluations: evaluations)
      }
    }
  }

  /// Ranks are found once for every code; rows of several evaluations number their texts alike only by label.
  private func ranks(of dimension: Int, rows: [Row], evaluations: [Evaluation]) -> [Int] {
    var labels: [String: String] = [:]
    let used = evaluations.map { usedLabels(of: dimension, in: $0) }
    for label in used.joined() { if let label { labels[label.id] = label.name } }
    let sorted = labels.sorted { NaturalOrder.less(($0.value, $0.key), ($1.value, $1.key)) }
    let rank = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1.key, $0) })
    let byCode = used.map { $0.map { $0.flatMap { rank[$0.id] } ?? Int.max } }
    let codes = evaluations.map { self.codes(of: dimension, in: $0) }
    return rows.map { byCode[$0.evaluation][codes[$0.evaluation][$0.group]] }
  }

  /// The code of every group.
  private func codes(of dimension: Int, in evaluation: Evaluation) -> [Int] {
    let stride = evaluation.space.strides[dimension]
    let size = evaluation.space.dimensions[dimension].size
    return evaluation.index.groups.map { Int($0) / stride % size }
  }

  /// The label of every code that a group has; `nil` for others and for the missing one.
  private func usedLabels(of dimension: Int, in evaluation: Evaluation) -> [(id: String, name: String)?] {
    var labels = [(id: String, name: String)?](repeating: nil, count: evaluation.space.dimensions[dimension].size)
    var isSeen = [Bool](repeating: false, count: labels.count)
    for (group, code) in codes(of: dimension, in: evaluation).enumerated()
    where evaluation.occurs[group] && !isSeen[code] {
      isSeen[code] = true
      labels[code] = evaluation.space.label(code, of: dimension)
    }
    return labels
  }

  func columns(
    _ order: [Int], rows: [Row], evaluations: [Evaluation], calendarValues: [Int32]
  ) -> [AnswerColumn] {
    let own = sources.flatMap { source -> [AnswerColumn] in
      switch source {
      case .calendar(.day, let index):
        return [
          AnswerColumn(
            name: "day", isKey: true,
            values: .days(order.map { Day(number: calendarValues[$0 * calendarCount + index]) }))
        ]
      case .calendar(let key, let index):
        var pool = LabelPool()
        let codes = order.map { row -> UInt32 in
          let value = calendarValues[row * calendarCount + index]
          return pool.code(of: Int(value)) { key.label(value) }
        }
        return [AnswerColumn(name: key.rawValue, isKey: true, values: .labels(codes: codes, labels: pool.labels))]
      case .attribute(let dimension, let name, let entity):
        return attribute(dimension, name, entity, order, rows, evaluations)
      }
    }
    return hasKeys ? own : [frame(order.count)] + own
  }

  /// Entities other than types give their id and their name.
  private func attribute(
    _ dimension: Int, _ name: String, _ entity: TableName?, _ order: [Int], _ rows: [Row], _ evaluations: [Evaluation]
  ) -> [AnswerColumn] {
    var ids = LabelPool()
    var names = LabelPool()
    let labels = evaluations.map { usedLabels(of: dimension, in: $0) }
    // Codes of the answer's pools for every code of the key.
    let idOfCode = labels.map { $0.map { label in ids.code(of: label?.id) { label?.id } } }
    let nameOfCode = labels.map { $0.map { label in names.code(of: label?.id) { label?.name } } }
    let codes = evaluations.map { self.codes(of: dimension, in: $0) }
    func place(_ index: Int) -> (evaluation: Int, code: Int) {
      (rows[index].evaluation, codes[rows[index].evaluation][rows[index].group])
    }
    let idCodes = order.map { idOfCode[place($0).evaluation][place($0).code] }
    let nameCodes = order.map { nameOfCode[place($0).evaluation][place($0).code] }
    guard let entity, entity != .types else {
      return [AnswerColumn(name: name, isKey: true, values: .labels(codes: idCodes, labels: ids.labels))]
    }
    return [
      AnswerColumn(name: name, isKey: true, isIdentifier: true, values: .labels(codes: idCodes, labels: ids.labels)),
      AnswerColumn(name: name + "_name", isKey: true, values: .labels(codes: nameCodes, labels: names.labels)),
    ]
  }

  /// An answer without keys has its frame in front.
  private func frame(_ count: Int) -> AnswerColumn {
    AnswerColumn(
      name: "frame", isKey: true,
      values: .labels(codes: [UInt32](repeating: 0, count: count), labels: [frameText]))
  }
}

/// Labels in the order in which they are met.
private struct LabelPool {
  private(set) var labels: [String?] = []
  private var codes: [AnyHashable: UInt32] = [:]

  mutating func code(of key: some Hashable, _ make: () -> String?) -> UInt32 {
    if let code = codes[AnyHashable(key)] { return code }
    let code = UInt32(labels.count)
    labels.append(make())
    codes[AnyHashable(key)] = code
    return code
  }
}

/// The order in which people read names: `Desk 2` before `Desk 10`, case aside.
enum NaturalOrder {
  static func less(_ left: (name: String, id: String), _ right: (name: String, id: String)) -> Bool {
    let order = compare(left.name, right.name)
    return order == 0 ? compare(left.id, right.id) < 0 : order < 0
  }

  static func compare(_ left: String, _ right: String) -> Int {
    let a = Array(left.lowercased().utf8)
    let b = Array(right.lowercased().utf8)
    var i = 0
    var j = 0
    while i < a.count, j < b.count {
      if isDigit(a[i]), isDigit(b[j]) {
        let (first, nextI) = number(a, i)
        let (second, nextJ) = number(b, j)
        if first.count != second.count { return first.count < second.count ? -1 : 1 }
        if first != second { return first.lexicographicallyPrecedes(second) ? -1 : 1 }
        (i, j) = (nextI, nextJ)
      } else {
        if a[i] != b[j] { return a[i] < b[j] ? -1 : 1 }
        i += 1
        j += 1
      }
    }
    if a.count - i != b.count - j { return a.count - i < b.count - j ? -1 : 1 }
    return left == right ? 0 : left < right ? -1 : 1
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

  /// The digits without leading zeros, and where they end.
  private static func number(_ bytes: [UInt8], _ from: Int) -> ([UInt8], Int) {
    var end = from
    while end < bytes.count, isDigit(bytes[end]) { end += 1 }
    return (Array(bytes[from..<end].drop { $0 == 48 }), end)
  }
}
