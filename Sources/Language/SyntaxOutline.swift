/// A tree as brackets within brackets, for `show tree` and for tests.
public struct SyntaxOutline: Hashable, Sendable {
  public let label: String
  public let children: [SyntaxOutline]
  /// Where it stands in its text; nil where it is no more than a word of the grammar.
  public let place: Place?
  /// What the word is for: a leaf's own words, or the first word of a node.
  public let role: Role?

  /// What a word of a statement is for.
  public enum Role: String, Hashable, Sendable {
    case statement = "statement word"
    case clause = "clause word"
    case metric, amount, currency, time, key, name, column, value, number, fold, label, parameter
    case setting, unit, basis, definition, format, file, table, state, topic, header, rule
    case timeOfDay = "time of day"
  }

  init(_ label: String, _ children: [SyntaxOutline] = [], at place: Place? = nil, _ role: Role? = nil) {
    self.label = label
    self.children = children
    self.place = place
    self.role = role
  }

  public init(of statement: Statement) {
    self = statement.outline
  }

  public init(of query: Query) {
    self = query.outline
  }

  public init(of asked: Asked) {
    self = asked.outline
  }

  /// `(query (metric hours) (frame 2024-03))`
  public var inline: String {
    children.isEmpty ? label : "(" + ([label] + children.map(\.inline)).joined(separator: " ") + ")"
  }

  /// A node a line, with how deep it lies; what has a single word or name below it has that on its own line.
  public var lines: [(depth: Int, text: String, place: Place?)] {
    if children.count == 1, children[0].children.isEmpty { return [(0, "\(label)  \(children[0].label)", place)] }
    return [(0, label, place)] + children.flatMap(\.lines).map { ($0.depth + 1, $0.text, $0.place) }
  }

  /// What the word at a place is for, as the parser took it; nil for words that only connect others.
  public func role(of word: Place) -> Role? {
    roleOfLeaf(word) ?? roleOfHead(word)
  }

  private func roleOfLeaf(_ word: Place) -> Role? {
    if children.isEmpty, let place, place.range.contains(word.range) { return role }
    return children.lazy.compactMap { $0.roleOfLeaf(word) }.first
  }

  private func roleOfHead(_ word: Place) -> Role? {
    if let place, let role, place.range.lower == word.range.lower { return role }
    return children.lazy.compactMap { $0.roleOfHead(word) }.first
  }
}

extension Name {
  fileprivate func outline(_ role: SyntaxOutline.Role) -> SyntaxOutline {
    SyntaxOutline(Printer.text(of: self), at: place, role)
  }
}

extension Phrase {
  fileprivate func outline(_ role: SyntaxOutline.Role) -> SyntaxOutline {
    SyntaxOutline(Printer.text(of: self), at: place, role)
  }
}

extension Sequence<Name> {
  fileprivate func outlines(_ role: SyntaxOutline.Role) -> [SyntaxOutline] { map { $0.outline(role) } }
}

extension Statement {
  fileprivate var outline: SyntaxOutline {
    switch self {
    case .query(let query): query.outline
    case .explain(let query): SyntaxOutline("explain", [query.outline])
    case .why(let query): SyntaxOutline("why", [query.outline])
    case .expect(let query, let value, let within):
      SyntaxOutline("expect", [query.outline, value.outline("gives")] + (within.map { [$0.outline("within")] } ?? []))
    case .define(let definition): definition.outline
    case .undefine(let name): SyntaxOutline("undefine", [name.outline(.definition)])
    case .set(let setting, let values): SyntaxOutline("set", [setting.outline(.setting)] + values.outlines(.value))
    case .list(let listing): listing.outline
    case .show(let show): show.outline
    case .describe(let name): SyntaxOutline("describe", [name.outline(.definition)])
    case .check(let check):
      SyntaxOutline("check", (check.subject.map { [$0.outline(.topic)] } ?? []) + check.clauses.map(\.outline))
    case .load(let files): SyntaxOutline("load", files.outlines(.file))
    case .save(let files): SyntaxOutline("save", files.outlines(.file))
    case .source(let files): SyntaxOutline("source", files.outlines(.file))
    case .help(let topic): SyntaxOutline("help", topic.map { [$0.outline(.topic)] } ?? [])
    case .timing(let value): SyntaxOutline("timing", value.map { [$0.outline(.value)] } ?? [])
    case .map(let mapping): mapping.outline
    case .quit: SyntaxOutline("quit")
    }
  }
}

extension Asked {
  fileprivate var outline: SyntaxOutline {
    switch kind {
    case .query(let query): query.outline
    case .explain(let query): SyntaxOutline("explain", [query.outline], at: place, .statement)
    case .why(let query): SyntaxOutline("why", [query.outline], at: place, .statement)
    case .list(let list): list.outline
    }
  }
}

extension Show {
  fileprivate var outline: SyntaxOutline {
    switch self {
    case .settings: SyntaxOutline("show settings")
    case .definition(let name): SyntaxOutline("show definition", [name.outline(.definition)])
    case .tokens(let asked): SyntaxOutline("show tokens", [asked.outline])
    case .tree(let asked): SyntaxOutline("show tree", [asked.outline])
    case .steps(let asked): SyntaxOutline("show steps", [asked.outline])
    case .sql(let asked): SyntaxOutline("show sql", [asked.outline])
    }
  }
}

extension Mapping {
  fileprivate var outline: SyntaxOutline {
    switch self {
    case .column(let column, let cells):
      let rules = cells.rules.isEmpty ? [] : [SyntaxOutline("as", cells.rules.map(\.outline))]
      return SyntaxOutline("map", [column.outline(.column), cells.headers.outline] + rules)
    case .same(let subject, let name, let others):
      return SyntaxOutline("map \(subject.rawValue)", [name.outline(.name)] + others.outlines(.name))
    }
  }
}

extension MappedCells.Headers {
  fileprivate var outline: SyntaxOutline {
    switch self {
    case .firstOf(let names) where names.count == 1: names[0].outline(.header)
    case .firstOf(let names): SyntaxOutline("or", names.outlines(.header))
    case .joined(let names): SyntaxOutline("+", names.outlines(.header))
    }
  }
}

extension MappedCells.Rule {
  fileprivate var outline: SyntaxOutline {
    switch self {
    case .words(let words): SyntaxOutline("rule", [words.outline(.rule)])
    case .word(let word, let meaning): SyntaxOutline("=", [word.outline(.value), meaning.outline(.value)])
    case .otherWords(let meaning): SyntaxOutline("=", [SyntaxOutline("*"), meaning.outline(.value)])
    }
  }
}

extension Value {
  fileprivate func outline(_ label: String) -> SyntaxOutline {
    SyntaxOutline(label, [text.outline(.value)] + (unit.map { [$0.outline(.unit)] } ?? []), at: place)
  }
}

// MARK: Queries

extension Query {
  fileprivate var outline: SyntaxOutline {
    var parts = filters.map(\.outline)
    switch subject {
    case .last(let place): parts.append(SyntaxOutline("_", at: place, .metric))
    case .metric(let metric):
      parts.append(SyntaxOutline("metric", [metric.phrase.outline(.metric)], at: metric.phrase.place))
      if let amount = metric.amount {
        parts.append(
          SyntaxOutline(
            "amount", [amount.number.outline(.amount), amount.currency.outline(.currency)], at: amount.place))
      }
    }
    if let frame { parts.append(frame.outline) }
    return SyntaxOutline("query", parts + clauses.map(\.outline), at: place)
  }
}

extension ListQuery {
  fileprivate var outline: SyntaxOutline {
    var parts = [table.outline(.table)]
    if let state { parts.append(SyntaxOutline("state", [state.outline(.state)], at: state.place)) }
    if let frame { parts.append(frame.outline) }
    return SyntaxOutline("list", parts + clauses.map(\.outline), at: place, .statement)
  }
}

extension Filter {
  fileprivate var outline: SyntaxOutline {
    SyntaxOutline("filter", [key.outline(.key)] + names.outlines(.name), at: place)
  }
}

extension FrameSyntax {
  fileprivate var outline: SyntaxOutline {
    switch self {
    case .point(let point): SyntaxOutline("frame", [point.outline(.time)], at: place)
    case .range(let first, let last): SyntaxOutline("frame", [first, last].outlines(.time), at: place)
    case .since(let first, _): SyntaxOutline("since", [first.outline(.time)], at: place)
    }
  }
}

extension Clause {
  fileprivate var outline: SyntaxOutline {
    func node(_ label: String, _ children: [SyntaxOutline]) -> SyntaxOutline {
      SyntaxOutline(label, children, at: place, .clause)
    }
    return switch kind {
    case .filter(let filter): filter.outline
    case .by(let keys): node("by", keys.outlines(.key))
    case .where(let predicate): node("where", [predicate.outline])
    case .having(let predicate): node("having", [predicate.outline])
    case .sort(let column, let descending): node(descending ? "sort desc" : "sort", [column.outline(.column)])
    case .top(let count): node("top", [count.outline(.number)])
    case .between(let first, let last): node("between", [first, last].outlines(.timeOfDay))
    case .with(let setting, let value): node("with", [setting.outline(.setting), value.outline(.value)])
    case .vs(.frame(let frame)): node("vs", [frame.outline])
    case .vs(.previous): node("vs", [SyntaxOutline("previous")])
    case .vs(.lastYear): node("vs", [SyntaxOutline("lastyear")])
    case .in(let unit): node("in", [unit.outline(.unit)])
    case .on(let basis): node("on", [basis.outline(.basis)])
    case .under(let definitions):
      node("under", definitions.map { SyntaxOutline("definition", [$0.outline(.definition)], at: $0.place) })
    case .as(let format): node("as", [format.outline(.format)])
    case .to(let file): node("to", [file.outline(.file)])
    }
  }
}

// MARK: Definitions

extension Definition {
  fileprivate var outline: SyntaxOutline {
    var parts = [SyntaxOutline("name", [name.outline(.definition)], at: name.place)]
    if !parameters.isEmpty { parts.append(SyntaxOutline("parameters", parameters.outlines(.parameter))) }
    parts += columns.map(\.outline) + clauses.map(\.outline)
    if let widen { parts.append(SyntaxOutline("widen", [widen.outline(.key)])) }
    if let during { parts.append(SyntaxOutline("during", [during.outline(.setting)])) }
    return SyntaxOutline("define", parts, at: place, .statement)
  }
}

extension ColumnSyntax {
  fileprivate var outline: SyntaxOutline {
    let label = label.map { [SyntaxOutline(Printer.text(of: $0) + ":", at: $0.place, .label)] } ?? []
    let unit = unit.map { [SyntaxOutline("as", [$0.outline(.value)])] } ?? []
    return SyntaxOutline(percent ? "column percent" : "column", label + [value.outline(.column)] + unit, at: place)
  }
}

extension Expression {
  /// - Parameter role: what a name in it is.
  fileprivate func outline(_ role: SyntaxOutline.Role) -> SyntaxOutline {
    switch self {
    case .number(let name): name.outline(.number)
    case .name(let phrase): SyntaxOutline("name", [phrase.outline(role)], at: phrase.place)
    case .negate(let value, let place): SyntaxOutline("-", [value.outline(role)], at: place)
    case .binary(let sign, let left, let right):
      SyntaxOutline(sign.rawValue, [left.outline(role), right.outline(role)], at: place)
    case .conditional(let condition, let yes, let no, let place):
      SyntaxOutline("if", [condition.outline, yes.outline(role), no.outline(role)], at: place)
    case .call(let name, let arguments, let place):
      SyntaxOutline(Printer.text(of: name), arguments.map { $0.outline(role) }, at: place, .fold)
    case .aggregate(let aggregate): aggregate.outline
    case .total(let value, let place): SyntaxOutline("total", [value.outline(role)], at: place)
    case .split(let amount, let basis, let place):
      SyntaxOutline("split", [amount.outline(role), basis.outline(role)], at: place)
    case .predicate(let predicate): predicate.outline
    }
  }
}

extension Predicate {
  fileprivate var outline: SyntaxOutline {
    switch self {
    case .or(let parts): SyntaxOutline("or", parts.map(\.outline), at: place)
    case .and(let parts): SyntaxOutline("and", parts.map(\.outline), at: place)
    case .not(let negated, let place): SyntaxOutline("not", [negated.outline], at: place)
    case .comparison(let left, let relation, let right):
      SyntaxOutline(relation.rawValue, [left.outline(.column), right.outline(.value)], at: place)
    case .member(let value, let values, let negated, let place):
      SyntaxOutline(
        negated ? "not in" : "in", [value.outline(.column)] + values.map { $0.outline(.value) }, at: place)
    case .test(let phrase): SyntaxOutline("test", [phrase.outline(.column)], at: phrase.place)
    case .any(let aggregate): aggregate.outline
    case .missing(let phrase, let place): SyntaxOutline("no", [phrase.outline(.column)], at: place)
    }
  }
}

extension Aggregate {
  fileprivate var outline: SyntaxOutline {
    var parts = measure.map { [$0.outline(.column)] } ?? []
    if !each.isEmpty { parts.append(SyntaxOutline("each", each.outlines(.key))) }
    switch source {
    case .table(let table): parts.append(SyntaxOutline(all ? "of all" : "of", [table.outline(.table)]))
    case .aggregate(let inner): parts.append(SyntaxOutline("of", [inner.outline]))
    case .figure(let value): parts.append(SyntaxOutline("of", [value.outline(.column)]))
    }
    if let condition = self.where { parts.append(SyntaxOutline("where", [condition.outline])) }
    if let having { parts.append(SyntaxOutline("having", [having.outline])) }
    return SyntaxOutline(
      fold.map { Printer.text(of: $0) } ?? "measure", parts, at: place, fold == nil ? nil : .fold)
  }
}
