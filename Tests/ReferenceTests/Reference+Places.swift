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

  private func places(_ key: Question.Key, _ question: Question) -> [String] {
    let resources = world.resources.filter { !question.isLevel || counts($0, question) }
    switch key {
    case .resource: return resources.map(\.id)
    case .type: return resources.map { Self.typeKey($0.type) }
    case .location: return world.locations.map(\.id)
    default: return []
    }
  }
}
