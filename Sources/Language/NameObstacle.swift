/// Why a word cannot stand in a name that somebody defines: where it would be asked for, it is read as something else.
public enum NameObstacle: Hashable, Sendable {
  /// `2024`, `last90`
  case time
  /// `12.5`, `80%`
  case number
  /// `by`, `gives`, `of`
  case keyword
  /// `user`, `cost centre`
  case key
  /// `list`, in front
  case statement
  /// `_`
  case lastAnswer
}

extension Phrase {
  /// The first word that keeps a query from asking for a metric of this name.
  public var obstacleAsMetric: (word: Name, obstacle: NameObstacle)? {
    for (index, name) in names.enumerated() where !name.quoted {
      let token = Token(kind: .word, text: name.text, range: name.place.range)
      let roles = Keyword(spelling: name.text)?.roles ?? []
      if token.isTime { return (name, .time) }
      if token.isNumber { return (name, .number) }
      if name.text == "_" { return (name, .lastAnswer) }
      let isCheckMetric = Keyword(spelling: name.text) == .check && names.count > 1
      if index == 0, roles.contains(.statement), !isCheckMetric { return (name, .statement) }
      if roles.contains(.key) { return (name, .key) }
      if roles.contains(.endsMetric) { return (name, .keyword) }
    }
    return nil
  }
}

extension Name {
  /// What keeps a definition from naming a column or a parameter that is called so.
  public var obstacleInDefinition: NameObstacle? {
    if quoted { return nil }
    let token = Token(kind: .word, text: text, range: place.range)
    if token.isNumber { return .number }
    return token.isLabel || Keyword(spelling: text)?.roles.contains(.connector) ?? false ? .keyword : nil
  }
}
