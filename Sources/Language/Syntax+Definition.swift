/// `define revenue = revenue: sum price of memberships where active * months`
public struct Definition: Hashable, Sendable {
  /// For a column of a row one dotted word: `resources.desks`.
  public let name: Phrase
  /// `define chargeback (amount) = …`
  public let parameters: [Name]
  /// At least one; the last is the value.
  public let columns: [ColumnSyntax]
  /// Clauses of queries except filters, `vs`, `as`, `to`.
  public let clauses: [Clause]
  /// `widen week`
  public let widen: Name?
  /// `during open_hours`
  public let during: Name?
  public let place: Place

  public init(
    name: Phrase, parameters: [Name] = [], columns: [ColumnSyntax], clauses: [Clause] = [], widen: Name? = nil,
    during: Name? = nil, place: Place
  ) {
    self.name = name
    self.parameters = parameters
    self.columns = columns
    self.clauses = clauses
    self.widen = widen
    self.during = during
    self.place = place
  }
}

/// `occupancy: occupied / available as percent`, `days`
public struct ColumnSyntax: Hashable, Sendable {
  /// Without the `:`; nil for a bare column, whose label is its own phrase.
  public let label: Name?
  public let value: Expression
  /// `as percent`
  public let percent: Bool
  /// `hours` of `as hours`: what the figure is counted in.
  public let unit: Name?
  public let place: Place

  public init(label: Name? = nil, value: Expression, percent: Bool = false, unit: Name? = nil, place: Place) {
    self.label = label
    self.value = value
    self.percent = percent
    self.unit = unit
    self.place = place
  }
}
