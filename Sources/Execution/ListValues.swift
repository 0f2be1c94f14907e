import Calculus
import Planning
import Store

/// The cells of a list's rows: in which order they stand, and how they read.
struct ListValues {
  let list: ListEvaluation
  let found: ListEvaluation.Found
  private let hours: BookingHours

  init(list: ListEvaluation, found: ListEvaluation.Found) {
    self.list = list
    self.found = found
    hours = BookingHours(plan: list.plan, source: list.source)
  }

  private var table: Table { list.table }

  // MARK: order

  /// Places among the found rows, sorted. What is missing comes last, whichever way is sorted.
  func ordered() throws(EvaluationError) -> [Int] {
    var ranks: [(values: [Int], descending: Bool)] = []
    for order in list.plan.sort { ranks.append((try self.ranks(of: order.column), order.descending)) }
    return found.rows.indices.sorted { left, right in
      for (values, descending) in ranks where values[left] != values[right] {
        if values[left] == Int.max || values[right] == Int.max { return values[right] == Int.max }
        return (values[left] < values[right]) != descending
      }
      return left < right
    }
  }

  /// For each found row the rank of its cell; `Int.max` where nothing stands.
  private func ranks(of column: ListColumn) throws(EvaluationError) -> [Int] {
    switch column.content {
    case .days: return found.days
    case .hours:
      var hours: [Rational?] = []
      for row in found.rows { hours.append(try self.hours.hours(row: row)) }
      let sorted = Set(hours.compactMap { $0 }).sorted()
      let rank = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1, $0) })
      return hours.map { $0.flatMap { rank[$0] } ?? Int.max }
    case .column(let name): return table.columns[name].map { ranks(of: $0) } ?? []
    }
  }

  private func ranks(of column: Column) -> [Int] {
    switch column {
    case .identifiers(let ids): return natural(found.rows) { (ids[$0], ids[$0]) }
    case .text(let codes, let pool):
      return natural(found.rows.map { codes[$0] }) { code in code == 0 ? nil : (pool[code], pool[code]) }
    case .link(let codes, let target):
      let entities = list.snapshot.table(target)
      return natural(found.rows.map { codes[$0] }) { code in
        code == 0 ? nil : (entities.name(of: code - 1), entities.id(of: code - 1))
      }
    case .number(let numbers): return found.rows.map { numbers[$0].map { Int($0) } ?? Int.max }
    // An open beginning is before all others, an open end after them.
    case .day(let values), .minute(let values): return found.rows.map { Int(values[$0]) }
    case .flag(let flags): return found.rows.map { flags[$0] ? 1 : 0 }
    }
  }

  /// Ranks of codes by what they are called.
  private func natural(_ codes: [Int], _ label: (Int) -> (name: String, id: String)?) -> [Int] {
    let labels = Set(codes).compactMap { code in label(code).map { (code: code, label: $0) } }
    let rank = Dictionary(uniqueKeysWithValues: zip(labels.map(\.code), NaturalOrder.ranks(labels.map(\.label))))
    return codes.map { rank[$0] ?? Int.max }
  }

  // MARK: columns

  /// - Parameter order: places among the found rows.
  func columns(_ order: [Int]) throws(EvaluationError) -> [AnswerColumn] {
    let rows = order.map { found.rows[$0] }
    var columns: [AnswerColumn] = []
    for column in list.plan.columns {
      switch column.content {
      case .days:
        columns.append(figures(column, order.map { .value(Rational(found.days[$0])) }))
      case .hours:
        var values: [Figure] = []
        for row in rows { values.append(try hours.hours(row: row).map { .value($0) } ?? .undefined) }
        columns.append(figures(column, values))
      case .column(let name):
        if let values = table.columns[name] {
          columns += self.columns(column, name, values, rows)
        } else {
          columns.append(labels(column.name, rows) { _ in nil })
        }
      }
    }
    return columns
  }

  private func columns(_ column: ListColumn, _ name: String, _ values: Column, _ rows: [Int]) -> [AnswerColumn] {
    switch values {
    case .identifiers(let ids): return [labels(column.name, rows) { ids[$0] }]
    case .text(let codes, let pool):
      return [labels(column.name, rows.map { codes[$0] }) { $0 == 0 ? nil : pool[$0] }]
    case .link(let codes, let target):
      let entities = list.snapshot.table(target)
      let named = rows.map { codes[$0] }
      let ids = labels(column.name, named, isIdentifier: target.hasNames) { $0 == 0 ? nil : entities.id(of: $0 - 1) }
      guard target.hasNames else { return [ids] }
      return [ids, labels(column.name + "_name", named) { $0 == 0 ? nil : entities.name(of: $0 - 1) }]
    case .number(let numbers):
      return [figures(column, rows.map { numbers[$0].map { .value(millionths: $0) } ?? .undefined })]
    case .day(let days):
      // People write the last day, inclusive.
      let shift: Int32 = Schema.field(name, of: table.name)?.type == .lastDay ? 1 : 0
      let isMissing = rows.map { days[$0] == Int32.min || days[$0] == Int32.max }
      guard isMissing.contains(false) else { return [labels(column.name, rows) { _ in nil }] }
      return [
        figures(column, zip(rows, isMissing).map { $1 ? .undefined : .day(Day(number: days[$0] - shift)) })
      ]
    case .minute(let minutes):
      // What lasts all day is written as days, the last one inclusive.
      let isStay = table.name == .bookings && ["start", "end"].contains(name)
      return [
        figures(
          column,
          rows.map { row in
            let minute = minutes[row]
            if minute == Int32.min || minute == Int32.max { return .undefined }
            guard isStay, list.snapshot.calendar.isAllDay(row: row) else { return .minute(minute) }
            // Midnights, so nothing is lost.
            return .day(Day(number: minute / 1440 - (name == "end" ? 1 : 0)))
          })
      ]
    case .flag(let flags): return [labels(column.name, rows.map { flags[$0] ? 1 : 0 }) { $0 == 1 ? "yes" : "no" }]
    }
  }

  private func figures(_ column: ListColumn, _ figures: [Figure]) -> AnswerColumn {
    AnswerColumn(name: column.name, unit: column.unit, values: .figures(figures))
  }

  /// A column of names: each distinct code is written once.
  private func labels(
    _ name: String, _ codes: [Int], isIdentifier: Bool = false, _ label: (Int) -> String?
  ) -> AnswerColumn {
    var labels: [String?] = []
    var places: [Int: UInt32] = [:]
    let cells = codes.map { code -> UInt32 in
      if let place = places[code] { return place }
      let place = UInt32(labels.count)
      labels.append(label(code))
      places[code] = place
      return place
    }
    return AnswerColumn(name: name, isIdentifier: isIdentifier, values: .labels(codes: cells, labels: labels))
  }
}

extension Figure {
  fileprivate static func value(millionths: Int64) -> Figure {
    (try? Rational(Int128(millionths), over: Int128(Numbers.scale))).map { .value($0) } ?? .undefined
  }
}
