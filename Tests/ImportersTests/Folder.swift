import Calculus
import Diagnostics
import Foundation
import Store

@testable import Importers

/// A workspace of a few files, loaded and forgotten.
enum Folder {
  static func load(
    _ files: [String: String], settings: Settings = Settings(), today: String = "2024-07-01",
    limits: ReadingLimits = ReadingLimits()
  ) throws -> Snapshot {
    try load(bytes: files.mapValues { Array($0.utf8) }, settings: settings, today: today, limits: limits)
  }

  static func load(
    bytes files: [String: [UInt8]], settings: Settings = Settings(), today: String = "2024-07-01",
    limits: ReadingLimits = ReadingLimits()
  ) throws -> Snapshot {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("importers-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, bytes) in files {
      let path = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: path)
    }
    return try WorkspaceLoader.load(
      path: folder.path, settings: settings, today: Day(iso: today)!, limits: limits)
  }

  /// The lines of the diagnostics with which loading is refused; empty if it is not.
  static func refusal(bytes files: [String: [UInt8]]) -> [String] {
    do {
      _ = try load(bytes: files)
      return []
    } catch let rejection as Rejection {
      return rejection.diagnostics.map { "\($0.code): \($0.message)" }
    } catch {
      return ["\(error)"]
    }
  }

  static func refusal(_ files: [String: String]) -> [String] {
    refusal(bytes: files.mapValues { Array($0.utf8) })
  }

  /// The same with settings, and with what to do about it.
  static func refusal(_ files: [String: String], settings: Settings) -> [String] {
    do {
      _ = try load(files, settings: settings)
      return []
    } catch let rejection as Rejection {
      return rejection.diagnostics.map { "\($0.code): \($0.message)" + ($0.help.map { "; " + $0 } ?? "") }
    } catch {
      return ["\(error)"]
    }
  }

  /// - Parameters:
  ///   - maps: `bookings.user = "Booked by"`
  ///   - same: `locations Berlin = robin/3, cobot/BER`
  static func settings(
    _ values: [String: String] = [:], maps: [String] = [], same: [String] = []
  ) throws -> Settings {
    var settings = Settings()
    for (name, value) in values { try settings.set(name, to: value, origin: .workspace("settings.deskql")) }
    for map in maps {
      let sides = map.split(separator: " = ", maxSplits: 1)
      let name = sides[0].split(separator: ".")
      let table = TableName(rawValue: String(name[0]))!
      settings.add(try WorkspaceLoader.columnMap(table, String(name[1]), from: String(sides[1])))
    }
    for things in same {
      let sides = things.split(separator: " = ")
      let (table, name) = (sides[0].prefix { $0 != " " }, sides[0].drop { $0 != " " }.dropFirst())
      let others = sides[1].split(separator: ", ").map { String($0) }
      try settings.add(SameThings(table: TableName(rawValue: String(table))!, name: String(name), others: others))
    }
    return settings
  }
}

extension Table {
  /// A cell as a person would write it; a missing one is empty, a link is the other row's id.
  func shown(_ column: String, _ row: Int, in snapshot: Snapshot) -> String {
    switch columns[column] {
    case .identifiers(let ids): return ids[row]
    case .text(let codes, let pool): return pool[codes[row]]
    case .link(let codes, let table): return codes[row] == 0 ? "" : snapshot.table(table).id(of: codes[row] - 1)
    case .number(let numbers): return numbers[row].map { Rational(Int($0)).millionth } ?? ""
    case .day(let days): return days[row] == .min || days[row] == .max ? "" : Day(number: days[row]).description
    case .minute(let minutes):
      if minutes[row] == .min || minutes[row] == .max { return "" }
      let day = floorDiv(minutes[row], 1440)
      let minute = Int(minutes[row] - day * 1440)
      return "\(Day(number: day))T" + String(format: "%02d:%02d", minute / 60, minute % 60)
    case .flag(let flags): return flags[row] ? "yes" : "no"
    case nil: return "no column"
    }
  }
}

extension Rational {
  fileprivate var millionth: String {
    (try? divided(by: Rational(1_000_000)).decimal) ?? "?"
  }
}

extension Snapshot {
  /// A column of a table, top to bottom.
  func shown(_ table: TableName, _ column: String) -> [String] {
    (0..<self.table(table).rowCount).map { self.table(table).shown(column, $0, in: self) }
  }

  /// A column by the id of the row.
  func byId(_ table: TableName, _ column: String) -> [String: String] {
    Dictionary(uniqueKeysWithValues: zip(shown(table, "id"), shown(table, column)))
  }

  /// `file:line column: reason`
  var rejectedLines: [String] { rejected.map { "\($0.file):\($0.line) \($0.column): \($0.reason)" } }

  func finding(_ code: String) -> Finding? { findings.first { $0.code == code } }
}

/// A random generator that a seed fixes.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: Int) { state = UInt64(bitPattern: Int64(seed)) &+ 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
