/// Rows that stand there though nothing happened: the calendar's cells, and resources, types and locations where they
/// are the key (DESIGN §3).
extension Reference {
  /// The cells that must be there, of the calendar's cells of the frame.
  ///
  /// Asked only without filters and conditions on attributes: what a filter leaves over is no place any more.
  func requiredCells(of question: Question, calendar: some Collection<[String]>) -> Set<[String]> {
    let keys = question.effectiveKeys
    let attributes = keys.indices.filter { !keys[$0].isCalendar }
    if attributes.isEmpty { return Set(calendar) }
    let choosesRows = question.conditions.contains { condition in
      if case .weekdays = condition { false } else { true }
    }
    guard attributes.count == 1, question.filters.isEmpty, !choosesRows else { return [] }
    return Set(
      places(keys[attributes[0]], question).flatMap { place in
        calendar.map { cell in
          var cell = cell
          cell[attributes[0]] = place
          return cell
        }
      })
  }

  /// A place that is closed all through the frame may be left out, and desks where spaces are counted.
  private func places(_ key: Question.Key, _ question: Question) -> [String] {
    // Favourites are what was booked.
    if question.metric == .favorites { return [] }
    let days = Self.days(of: question)
    let resources = world.resources.filter { resource in
      guard days.contains(where: { isAvailable(resource, $0) }) else { return false }
      switch question.metric {
      case .occupancy(.desks), .occupied(.desks), .available(.desks): return counts(resource, question)
      case .occupancy, .occupied, .available: return counts(resource, question) && !countsAsDesk(resource)
      case .hotdeskOccupancy: return Self.typeKey(resource.type) == "hotdesk"
      default: return true
      }
    }
    switch key {
    case .resource: return resources.map(\.id)
    case .type: return resources.map { Self.typeKey($0.type) }
    case .location: return world.locations.map(\.id)
    default: return []
    }
  }
}
