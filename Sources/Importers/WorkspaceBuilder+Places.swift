import Calculus
import Diagnostics
import Store

extension WorkspaceBuilder {
  /// Locations with their zones and opening hours.
  ///
  /// - Throws: if a zone is unknown: times in a wrong zone would be plausible wrong figures.
  func addLocations() throws(Rejection) {
    openHours = [settings.openHours]
    guard let raw = try open(.locations) else {
      zones = [try loadZone(settings.timezone)]
      return
    }
    let placement = Placement(inFileOrder: raw)
    var names: [String] = []
    var known: [String: Zone] = [:]
    var slots: [Int] = []
    raw.forEachRow { slot, _ in slots.append(slot) }
    for slot in slots {
      let name = raw.index(of: "timezone").map { raw.text($0, slot: slot) } ?? ""
      names.append(name)
      if name.isEmpty || known[name] != nil { continue }
      do {
        known[name] = try Zone.load(name)
      } catch {
        let file = raw.sources[raw.segment(ofSlot: slot).source]
        let line = try Lines.numbers(of: [raw.positions?[slot] ?? 0], in: file)[0]
        throw Rejection(.unknownZone(file: file.name, line: line, reason: error.message, help: error.help))
      }
    }
    let general = try loadZone(DayClock.general(setting: settings.timezone, places: names))
    zones = [general] + names.map { known[$0] ?? general }
    for slot in slots { openHours.append(hours(raw, slot)) }
    var draft = draft(raw, placement)
    if let groups = merge(&draft, file: []) {
      // Of places that are one, the first that states its zone or its hours counts.
      zones = [general] + groups.map { group in group.lazy.compactMap { known[names[$0]] }.first ?? general }
      let usual = settings.openHours
      let stated = raw.index(of: "open_hours") != nil ? openHours.dropFirst().map { $0 } : []
      openHours =
        [openHours[0]]
        + groups.map { group in
          group.lazy.compactMap { row in stated.isEmpty || stated[row] == usual ? nil : stated[row] }.first
            ?? usual
        }
    }
    drafts[.locations] = draft
  }

  /// Places that are known only by what other tables call them have the workspace's zone and hours.
  func coverPlaces() {
    while zones.count <= rowCount(.locations) { zones.append(zones[0]) }
    while openHours.count < zones.count { openHours.append(openHours[0]) }
  }

  private func loadZone(_ name: String?) throws(Rejection) -> Zone {
    guard let name else { return .utc }
    do {
      return try Zone.load(name)
    } catch {
      throw Rejection(Diagnostic(code: error.code, message: error.message, help: error.help))
    }
  }

  private func hours(_ raw: RawTable, _ slot: Int) -> Range<Int32> {
    guard let column = raw.index(of: "open_hours") else { return settings.openHours }
    let text = raw.text(column, slot: slot)
    if text.isEmpty { return settings.openHours }
    if let hours = ClockRange.parse(text) { return hours }
    notebook.add(
      .badOpenHours,
      "the opening hours “\(text)” are not written as in 09:00-17:00; \(settings.value("open_hours")) is taken instead",
      table: .locations, rows: [raw.identifier(slot: slot)], count: 1)
    return settings.openHours
  }

  func addHolidays() throws(Rejection) {
    guard let raw = try open(.holidays), let dayColumn = raw.index(of: "day"),
      case .days(let days) = raw.storage[dayColumn]
    else { return }
    let links = link(raw, "location", to: .locations)
    dropUnknownHolidayPlaces(raw, links)
    let placement = Placement(inFileOrder: raw)
    let column = raw.index(of: "location")
    raw.forEachRow { slot, worker in
      var location = 0
      if let links, let column, case .codes(let codes) = raw.storage[column] {
        location = Int(links[worker, codes[slot]])
      }
      holidays.append((days[slot], location))
    }
    var draft = draft(raw, placement, except: ["location"])
    draft.columns["location"] = linkColumn(raw, "location", placement, .locations, links)
    drafts[.holidays] = draft
  }

  /// A holiday of an unknown place is not one of all places.
  private func dropUnknownHolidayPlaces(_ raw: RawTable, _ links: CodeMaps?) {
    guard let links, let column = raw.index(of: "location"), case .codes(let codes) = raw.storage[column] else {
      return
    }
    var unknown: [Int] = []
    raw.forEachRow { slot, worker in
      if codes[slot] != 0, links[worker, codes[slot]] == 0 { unknown.append(slot) }
    }
    for slot in unknown {
      notebook.reject(
        slot, of: raw, column: "location", reason: "there is no location “\(raw.text(column, slot: slot))”")
      raw.drop(slot)
    }
  }
}
