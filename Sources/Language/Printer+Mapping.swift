extension Printer {
  /// `bookings.user = "Booked by" or "Gebucht von" as first`, without the word `map`.
  public static func text(of mapping: Mapping) -> String {
    switch mapping {
    case .column(let column, let cells): text(of: column) + " = " + text(of: cells)
    case .same(let subject, let name, let others): "\(subject.rawValue) \(text(of: name)) = \(list(others))"
    }
  }

  public static func text(of cells: MappedCells) -> String {
    let headers =
      switch cells.headers {
      case .firstOf(let names): names.map { text(of: $0) }.joined(separator: " or ")
      case .joined(let names): names.map { text(of: $0) }.joined(separator: " + ")
      }
    return headers + (cells.rules.isEmpty ? "" : " as " + cells.rules.map { text(of: $0) }.joined(separator: ", "))
  }

  private static func text(of rule: MappedCells.Rule) -> String {
    switch rule {
    case .words(let words): text(of: words)
    case .word(let word, let meaning): "\(text(of: word)) = \(text(of: meaning))"
    case .otherWords(let meaning): "* = \(text(of: meaning))"
    }
  }
}
