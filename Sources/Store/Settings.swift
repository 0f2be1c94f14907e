import Calculus

/// A setting that exists: its kind, default and meaning. The table of all of them is `Settings.definitions`.
public struct SettingDefinition: Sendable {
  public enum Kind: Sendable, Hashable {
    case choice([String])
    /// A positive number, decimals allowed.
    case number
    /// A whole number from 0.
    case count
    case flag
    case month
    case zone
    /// `08:00-18:00`
    case hours
    case text
    /// A name that no export has.
    case logFile
  }

  public let name: String
  public let kind: Kind
  public let defaultValue: String
  public let help: String
  /// Of a setting of privacy, which the workspace's own file sets and nobody else: which of two values is stricter.
  public let strictness: Strictness?
  /// It changes how exports are read, so it counts when the workspace is opened.
  public let isForLoading: Bool

  public enum Strictness: Sendable, Hashable {
    /// `off` allows less.
    case off
    /// The smaller number; 0 is no limit at all.
    case fewer
    /// The larger number.
    case more
    /// To have any.
    case any
  }

  public var isPrivacy: Bool { strictness != nil }
  /// It can be set while working, and in a query.
  public var isForSessions: Bool { !isPrivacy && !isForLoading }
}

/// Why a `set` was refused.
public enum SettingError: Error, Sendable, Hashable {
  case unknown(String, nearest: [String])
  case badValue(String, expected: String)
  case privacyInSession
  case onlyOnLoad
}

/// The settings in force: each has a value and a place where it was set.
public struct Settings: Sendable {
  public enum Origin: Sendable, Hashable {
    case builtIn
    case workspace(String)
    case session
  }

  private var values: [String: (value: String, origin: Origin)] = [:]
  /// What is said of columns of the exports, in the order in which it is said.
  public private(set) var columnMaps: [ColumnMap] = []
  /// Which names of the exports are one thing; a thing stands here once.
  public private(set) var sameThings: [SameThings] = []

  public init() {}

  public static let definitions: [SettingDefinition] = [
    .init(
      name: "anonymize_after", kind: .count, defaultValue: "0",
      help: "days after which ended bookings lose their person; 0 keeps them", strictness: .fewer, isForLoading: true),
    .init(
      name: "audit", kind: .logFile, defaultValue: "",
      help: "file that notes each query and what the policy decided, without names; none keeps none", strictness: .any,
      isForLoading: false),
    .init(
      name: "coefficient", kind: .number, defaultValue: "1", help: "hotdesk memberships that share one hotdesk",
      strictness: nil, isForLoading: false),
    .init(
      name: "date_order", kind: .choice(["auto", "dmy", "mdy", "ymd"]), defaultValue: "auto",
      help: "order of day, month and year where a file does not show it", strictness: nil, isForLoading: true),
    .init(
      name: "decimal_mark", kind: .choice(["auto", "comma", "point"]), defaultValue: "auto",
      help: "what stands before decimals where a file does not show it", strictness: nil, isForLoading: true),
    .init(
      name: "default_cost_center", kind: .text, defaultValue: "default",
      help: "cost centre of a person who has none", strictness: nil, isForLoading: true),
    .init(
      name: "explain_rows", kind: .count, defaultValue: "20",
      help: "rows that explain and why show one by one before the smaller ones are a line; 0 shows all",
      strictness: nil, isForLoading: false),
    .init(
      name: "fiscal_year_start", kind: .month, defaultValue: "", help: "first month of the fiscal year, 1 to 12",
      strictness: nil, isForLoading: false),
    .init(
      name: "hours_divisor", kind: .choice(["weekday", "frame"]), defaultValue: "weekday",
      help: "what average hours are divided by: the number of those weekdays, or all days of the frame",
      strictness: nil, isForLoading: false),
    .init(
      name: "min_group", kind: .count, defaultValue: "0", help: "smallest group of people that is shown; 0 shows all",
      strictness: .more, isForLoading: false),
    .init(
      name: "mode", kind: .choice(Mode.allCases.map(\.rawValue)), defaultValue: "prorated",
      help: "how days of a level are weighed where a query does not say", strictness: nil, isForLoading: false),
    .init(
      name: "open_hours", kind: .hours, defaultValue: "09:00-17:00",
      help: "opening hours of a location that states none", strictness: nil, isForLoading: true),
    .init(
      name: "proration", kind: .choice(Proration.allCases.map(\.rawValue)), defaultValue: "actual",
      help: "how a month's price is shared by its days: by actual days, by thirty, or whole for a month touched",
      strictness: nil, isForLoading: false),
    .init(
      name: "times", kind: .choice(["booked", "actual"]), defaultValue: "booked",
      help: "whether bookings last as booked, or from check-in to check-out where the data has them",
      strictness: nil, isForLoading: false),
    .init(
      name: "timezone", kind: .zone, defaultValue: "",
      help: "zone of bookings without a location; else the one zone that all locations share, else UTC",
      strictness: nil, isForLoading: true),
    .init(
      name: "user_frame_limit", kind: .count, defaultValue: "0",
      help: "most days of a custom frame in a query about persons; 0 is no limit", strictness: .fewer,
      isForLoading: false),
    .init(
      name: "user_statistics", kind: .flag, defaultValue: "off",
      help: "whether queries about single persons are answered",
      strictness: .off, isForLoading: false),
  ]

  private static let definitionOfName = Dictionary(uniqueKeysWithValues: definitions.map { ($0.name, $0) })

  public static func definition(_ name: String) -> SettingDefinition? {
    definitionOfName[name] ?? definitionOfName[name.lowercased()]
  }

  /// The text of a setting, whether set or default.
  public func value(_ name: String) -> String {
    values[name]?.value ?? Settings.definition(name)?.defaultValue ?? ""
  }

  public func origin(_ name: String) -> Origin { values[name]?.origin ?? .builtIn }

  /// Sets a value after checking its kind.
  ///
  /// - Throws: `SettingError`; nothing is changed then.
  public mutating func set(_ name: String, to value: String, origin: Origin) throws(SettingError) {
    guard let definition = Settings.definition(name) else {
      throw .unknown(name, nearest: Settings.definitions.map(\.name))
    }
    if origin == .session {
      if definition.isPrivacy { throw .privacyInSession }
      if definition.isForLoading { throw .onlyOnLoad }
    }
    values[definition.name] = (try definition.normalized(value), origin)
  }

  /// Takes over what a workspace says of a column.
  public mutating func add(_ map: ColumnMap) {
    columnMaps.append(map)
  }

  /// Takes over that names are one thing.
  ///
  /// - Throws: if one of them is another thing's; nothing is changed then.
  public mutating func add(_ things: SameThings) throws(SameThings.Contradiction) {
    try sameThings.join(things)
  }

  /// Takes over the settings of privacy that are stricter in another file.
  public mutating func tighten(by other: Settings, of file: String) {
    for definition in Settings.definitions {
      guard let strictness = definition.strictness else { continue }
      let (own, others) = (value(definition.name), other.value(definition.name))
      if strictness.isStricter(others, than: own) { values[definition.name] = (others, .workspace(file)) }
    }
  }

  /// Takes over what was set while working.
  public mutating func keepSession(of other: Settings) {
    for (name, set) in other.values where set.origin == .session { values[name] = set }
  }

  public var coefficient: Rational { Rational(decimal: value("coefficient")) ?? .one }
  public var mode: Mode { Mode(rawValue: value("mode")) ?? .prorated }
  public var proration: Proration { Proration(rawValue: value("proration")) ?? .actual }
  public var usesActualTimes: Bool { value("times") == "actual" }
  public var fiscalYearStart: Int? { Int(value("fiscal_year_start")) }
  public var userStatistics: Bool { value("user_statistics") == "on" }
  public var anonymizeAfter: Int { Int(value("anonymize_after")) ?? 0 }
  public var minGroup: Int { Int(value("min_group")) ?? 0 }
  public var userFrameLimit: Int { Int(value("user_frame_limit")) ?? 0 }
  /// `dmy`; nil where each file is to show it.
  public var dateOrder: String? { value("date_order") == "auto" ? nil : value("date_order") }
  /// `comma`; nil where each file is to show it.
  public var decimalMark: String? { value("decimal_mark") == "auto" ? nil : value("decimal_mark") }
  public var defaultCostCenter: String { value("default_cost_center") }
  public var timezone: String? { value("timezone").isEmpty ? nil : value("timezone") }
  /// Minutes of a day.
  public var openHours: Range<Int32> { ClockRange.parse(value("open_hours")) ?? 540..<1020 }
}

extension SettingDefinition.Strictness {
  fileprivate func isStricter(_ value: String, than other: String) -> Bool {
    switch self {
    case .off: value == "off" && other != "off"
    case .any: !value.isEmpty && other.isEmpty
    case .more: Int(value) ?? 0 > Int(other) ?? 0
    case .fewer: Int(value) ?? 0 > 0 && (Int(other) == 0 || Int(value) ?? 0 < Int(other) ?? 0)
    }
  }
}

extension SettingDefinition {
  /// The value as it is kept, or why it cannot be one.
  func normalized(_ value: String) throws(SettingError) -> String {
    switch kind {
    case .choice(let choices):
      guard let choice = choices.first(where: { $0 == value.lowercased() }) else {
        throw .badValue(value, expected: "one of " + choices.joined(separator: ", "))
      }
      return choice
    case .number:
      guard let number = Rational(decimal: value), number > .zero else {
        throw .badValue(value, expected: "a number above 0")
      }
      return value
    case .count:
      guard let count = Int(value), count >= 0, count < 1_000_000 else {
        throw .badValue(value, expected: "a whole number from 0")
      }
      return String(count)
    case .flag:
      switch value.lowercased() {
      case "on", "true", "yes": return "on"
      case "off", "false", "no": return "off"
      default: throw .badValue(value, expected: "on or off")
      }
    case .month:
      guard let month = Int(value), (1...12).contains(month) else {
        throw .badValue(value, expected: "a month from 1 to 12")
      }
      return String(month)
    case .zone:
      guard (try? Zone.load(value)) != nil else {
        throw .badValue(value, expected: "a zone of the system's tz data, as in Europe/Berlin")
      }
      return value
    case .hours:
      guard ClockRange.parse(value) != nil else { throw .badValue(value, expected: "hours as in 09:00-17:00") }
      return value
    case .logFile:
      guard value.lowercased().hasSuffix(".log") else {
        throw .badValue(value, expected: "a file whose name ends in .log")
      }
      return value
    case .text:
      return value
    }
  }
}

/// `08:00-18:00`, minutes of a day; `24:00` ends a day.
public enum ClockRange {
  public static func parse(_ text: String) -> Range<Int32>? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let start = minute(parts[0]), let end = minute(parts[1]), start < end else { return nil }
    return start..<end
  }

  /// `8:00`, `08:30`, `24:00`: minutes of the day.
  public static func minute(_ text: some StringProtocol) -> Int32? {
    let trimmed = text.drop { $0 == " " }
    let parts = trimmed.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].count == 2, let hour = Int32(parts[0]), (0...24).contains(hour),
      let minute = Int32(parts[1].prefix { $0.isNumber }), (0..<60).contains(minute), hour * 60 + minute <= 1440
    else { return nil }
    return hour * 60 + minute
  }
}
