// Rules: mapping, mapped, rule, words.
extension Parser {
  mutating func mapping() throws(Failure) -> Mapping {
    note(.column)
    for subject in Mapping.Subject.allCases { note(.keyword(subject.rawValue)) }
    let subject = keyword.flatMap { Mapping.Subject(rawValue: $0.rawValue) }
    let column = try name(.column)
    if let subject {
      let role = Expectation.name(ofKey: subject.rawValue)
      note(role)
      // Before “=” the word is a name like any other.
      if token?.isName ?? false {
        let name = try name(role)
        try expect(.equal)
        return .same(subject, name, others: try nameList(.value))
      }
    }
    try expect(.equal)
    return .column(column, try mappedCells())
  }

  private mutating func mappedCells() throws(Failure) -> MappedCells {
    let start = index
    var headers = [try name(.header)]
    let isJoined = at(.plus)
    if isJoined {
      while accept(.plus) { headers.append(try name(.header)) }
    } else {
      while accept(.or) { headers.append(try name(.header)) }
    }
    var rules: [MappedCells.Rule] = []
    if accept(.as) {
      repeat { rules.append(try rule()) } while accept(.comma)
    }
    return MappedCells(isJoined ? .joined(headers) : .firstOf(headers), rules: rules, place: place(from: start))
  }

  private mutating func rule() throws(Failure) -> MappedCells.Rule {
    if accept(.times) {
      try expect(.equal)
      return .otherWords(mean: try wholePhrase(.value))
    }
    let words = try wholePhrase(.rule)
    return accept(.equal) ? .word(words, means: try wholePhrase(.value)) : .words(words)
  }
}
