import Diagnostics

// Rules: definition, body, column.
extension Parser {
  /// Reads on after `define`.
  mutating func definition(from start: Int) throws(Failure) -> Definition {
    let name = try wholePhrase(.newName)
    var parameters: [Name] = []
    if accept(.open) {
      let open = index - 1
      parameters = try nameList(.newName)
      try close(open)
    }
    try expect(.equal)

    var columns = [try column()]
    while accept(.comma) { columns.append(try column()) }

    var clauses = try clauses(in: .definition)
    var widen: Name?
    var during: Name?
    while true {
      if widen == nil, accept(.widen) {
        widen = try self.name(.key)
      } else if during == nil, accept(.during) {
        during = try self.name(.setting)
      } else {
        break
      }
      clauses += try self.clauses(in: .definition)
    }
    return Definition(
      name: name, parameters: parameters, columns: columns, clauses: clauses, widen: widen, during: during,
      place: place(from: start))
  }

  private mutating func column() throws(Failure) -> ColumnSyntax {
    let start = index
    var label: Name?
    if let token, token.isLabel {
      index += 1
      let text = token.kind == .quotedLabel ? token.text : String(token.text.dropLast())
      label = Name(text: text, quoted: token.kind == .quotedLabel, place: Place(token.range))
    }
    note(.column)
    let value = try columnValue()
    guard accept(.as) else { return ColumnSyntax(label: label, value: value, place: place(from: start)) }
    if accept(.percent) { return ColumnSyntax(label: label, value: value, percent: true, place: place(from: start)) }
    let unit = try name(.unit)
    return ColumnSyntax(label: label, value: value, unit: unit, place: place(from: start))
  }
}
