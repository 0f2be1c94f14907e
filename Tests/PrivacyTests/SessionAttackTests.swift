import Calculus
import DeskQL
import Diagnostics
import Foundation
import Store
import Testing

/// The attacker asks a real session everything that it permits, reads the answers, and calculates.
@Suite("no answers of a session single anybody out")
struct SessionAttackTests {
  /// More of them where `DESKQL_ATTACK_SEEDS` says so.
  static let randomWorlds = ProcessInfo.processInfo.environment["DESKQL_ATTACK_SEEDS"].flatMap { Int($0) } ?? 4

  private static let frames: [(text: String, span: DaySpan)] = {
    let days = BookedWorld.days
    var frames: [(String, DaySpan)] = []
    for week in Set(days.map(\.isoWeek)).sorted() { frames.append((week.description, week.span)) }
    for month in Set(days.map(\.calendarMonth)).sorted() { frames.append((month.description, month.span)) }
    for quarter in Set(days.map(\.calendarQuarter)).sorted() { frames.append((quarter.description, quarter.span)) }
    for year in Set(days.map(\.calendarYear)).sorted() { frames.append((year.description, year.span)) }
    return frames
  }()

  private static let keys: [[String]] = {
    let kinds = [[], ["type"], ["category"]]
    return [[], ["costcenter"], ["location"], ["costcenter", "location"]].flatMap { keys in kinds.map { keys + $0 } }
  }()

  private static let filters: [(text: String, values: [String: Set<String>])] = [
    ("", [:]), ("costcenter A", ["costcenter": ["A"]]), ("location L2", ["location": ["L2"]]),
    ("category parking", ["category": ["parking"]]),
    ("where category != home_office", ["category": ["parking", "workstation"]]),
    ("where costcenter != B", ["costcenter": ["A", "C"]]),
    ("where type in (Desk, Parking)", ["type": ["Desk", "Parking"]]),
    ("costcenter B, C location L1", ["costcenter": ["B", "C"], "location": ["L1"]]),
  ]

  /// Metrics of hours, and the bookings that they leave.
  private static let metrics: [(text: String, values: [String: Set<String>])] = [
    ("hours", [:]), ("based", ["location": ["L1", "L2"]]), ("parked", ["category": ["parking"]]),
  ]

  /// Everything that a world tells, as an attacker has it.
  private func attacker(of world: BookedWorld, settings: String) throws -> (Attacker, figures: Int) {
    let definitions = """
      define based = hours: hours of bookings where not no resource
      define parked = hours: hours of bookings where category = parking

      """
    let session = try world.session(settings: definitions + settings)
    var attacker = Attacker(unknowns: BookedWorld.unknowns)
    var figures = 0
    for (frame, span) in Self.frames {
      for keys in Self.keys {
        for (number, filter) in Self.filters.enumerated() where number == 0 || keys.count < 2 {
          let by = keys.isEmpty ? "" : " by " + keys.joined(separator: ", ")
          for metric in Self.metrics where number == 0 || metric.text == "hours" {
            let answer = try session.run(SourceText(name: "query", text: "\(metric.text) \(frame) \(filter.text)\(by)"))
            for row in 0..<answer.rowCount {
              guard case .figure(.value(let hours)) = cell("hours", row, answer) else { continue }
              var values = filter.values.merging(metric.values) { $0.intersection($1) }
              for key in keys {
                let label = if case .label(let label) = cell(key, row, answer) { label } else { "" }
                values[key] = values[key].map { $0.intersection([label]) } ?? [label]
              }
              figures += 1
              let cells = BookedWorld.cells(values, span)
              if hours.isZero { attacker.learn(nothing: cells) } else { attacker.learn(sumOf: cells) }
            }
          }
        }
      }
    }
    return (attacker, figures)
  }

  private func cell(_ name: String, _ row: Int, _ answer: Answer) -> AnswerCell {
    guard let column = answer.columns.firstIndex(where: { $0.name == name }) else { return .missing }
    return answer.cell(row: row, column: column)
  }

  /// The small cells of the lattice that an attacker knows.
  private func found(by attacker: Attacker, in world: BookedWorld) -> [String] {
    var found: [String] = []
    for (frame, span) in Self.frames {
      for costCenter in [nil] + BookedWorld.costCenters.map(Optional.init) {
        for location in [nil] + BookedWorld.locations.map(Optional.init) {
          let kinds = BookedWorld.types.map { ("type", $0) } + [("category", "workstation")]
          for kind in [nil] + kinds.map(Optional.init) {
            var values: [String: Set<String>] = [:]
            if let costCenter { values["costcenter"] = [costCenter] }
            if let location { values["location"] = [location] }
            if let kind { values[kind.0] = [kind.1] }
            if world.isSmall(values, span), attacker.knows(sumOf: BookedWorld.cells(values, span)) {
              found.append("\(frame) \(values)")
            }
          }
        }
      }
    }
    return found
  }

  @Test("everything that is permitted is asked, and no small cell follows", arguments: 0..<randomWorlds)
  func attack(seed: Int) throws {
    let world = BookedWorld(seed: seed)
    let (attacker, figures) = try attacker(of: world, settings: "set min_group \(world.size)\n")
    #expect(found(by: attacker, in: world).isEmpty)
    #expect(figures > 50)
  }

  @Test("without the setting the same attacker finds many")
  func attackWithoutHiding() throws {
    let world = BookedWorld(seed: 0)
    let (attacker, _) = try attacker(of: world, settings: "")
    #expect(found(by: attacker, in: world).count > 100)
  }

  @Test(
    "what is hidden does not depend on what was asked before",
    arguments: [
      "hours 2024-01 by costcenter, type", "people 2024-W02 by costcenter", "hours 2024-Q1 by location, category",
    ])
  func stability(query: String) throws {
    let world = BookedWorld(seed: 1)
    let settings = "set min_group \(world.size)\n"
    let fresh = try world.session(settings: settings)
    let used = try world.session(settings: settings)
    for (frame, _) in Self.frames {
      for keys in Self.keys.reversed() where !keys.isEmpty {
        _ = try used.run(SourceText(name: "query", text: "bookings \(frame) by \(keys.joined(separator: ", "))"))
      }
    }
    let source = SourceText(name: "query", text: query)
    #expect(Self.texts(try fresh.run(source)) == Self.texts(try used.run(source)))
  }

  @Test("side by side nothing is told that is not told one by one", arguments: 0..<randomWorlds)
  func sideBySide(seed: Int) throws {
    let world = BookedWorld(seed: seed)
    let definitions = """
      define based = hours: hours of bookings where not no resource
      define parked = hours: hours of bookings where category = parking

      """
    let session = try world.session(settings: definitions + "set min_group \(world.size)\n")
    var hidden = 0
    for (frame, _) in Self.frames {
      for keys in Self.keys where keys.count < 3 {
        let by = keys.isEmpty ? "" : " by " + keys.joined(separator: ", ")
        func rows(_ text: String, _ column: String) throws -> [[AnswerCell]: AnswerCell] {
          let answer = try session.run(SourceText(name: "query", text: text + by))
          let places = answer.columns.indices.filter { answer.columns[$0].isKey }
          return Dictionary(
            uniqueKeysWithValues: (0..<answer.rowCount).map { row in
              (places.map { answer.cell(row: row, column: $0) }, cell(column, row, answer))
            })
        }
        for metric in Self.metrics.map(\.text) {
          let alone = try rows("\(metric) \(frame)", "hours")
          let together = try rows("hours \(frame) under hours, based, parked", metric)
          for (place, figure) in together {
            // What has no row alone is nothing there, or hidden.
            #expect(alone[place] == figure || alone[place] == nil && figure.isNothing)
            if figure == .figure(.hidden) { hidden += 1 }
          }
          #expect(alone.keys.allSatisfy { together[$0] != nil })
        }
      }
    }
    #expect(hidden > 0)
  }

  private static func texts(_ answer: Answer) -> [[String]] {
    (0..<answer.rowCount).map { row in answer.columns.indices.map { "\(answer.cell(row: row, column: $0))" } }
  }
}

extension AnswerCell {
  /// It tells of nobody: zero, or hidden.
  fileprivate var isNothing: Bool {
    switch self {
    case .figure(.value(let value)): value.isZero
    case .figure(.hidden), .figure(.undefined), .figure(.noData): true
    case .figure(.minute), .figure(.day), .label, .day, .missing: false
    }
  }
}
