import Calculus

/// On whose clock an instant becomes a day, in tables whose rows have days alone: decided once for a workspace, before its
/// files are translated.
struct DayClock: Sendable, Hashable {
  /// Nil is UTC.
  private(set) var name: String?
  /// What is told where days were made by a clock that not all places have.
  private(set) var doubt: String?

  /// UTC, where nothing needs another one.
  init() {}

  /// The zone of the places where all have the same; else that of the workspace.
  ///
  /// - Parameters:
  ///   - setting: the workspace's `timezone`.
  ///   - places: the zone of each location, empty where one has none.
  init(setting: String?, places: [String]) {
    let general = DayClock.general(setting: setting, places: places)
    let known = Set(places.map { $0.isEmpty ? general : $0 })
    name = known.count == 1 ? known.first! : general
    if name == nil {
      doubt = "moments became days of UTC, as nothing names one zone for all places; say `set timezone …`"
    } else if known.count > 1 {
      doubt = "moments became days of \(name!), though not all locations are in that zone"
    }
  }

  /// The zone of places that name none: as the workspace says; without a setting, the one that all others share.
  static func general(setting: String?, places: [String]) -> String? {
    let shared = Set(places.filter { !$0.isEmpty })
    return setting ?? (shared.count == 1 ? shared.first : nil)
  }

  /// A zone that there is not is refused where places are read.
  var zone: Zone { name.flatMap { try? Zone.load($0) } ?? .utc }
}

extension ExportLayout {
  /// Whether days of its tables depend on a clock.
  var tellsDaysOfInstants: Bool {
    tables.contains { table in
      table.columns.contains { column in column.alternatives.contains { $0.rules.isDayOfInstant } }
    }
  }
}

extension CellRules {
  /// The day of an instant is told on a clock: that of the place.
  var isDayOfInstant: Bool { (isDay || isDayBefore) && zone == .utc }
}
