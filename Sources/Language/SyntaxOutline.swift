/// A tree as brackets within brackets, for `show tree` and for tests.
public struct SyntaxOutline: Hashable, Sendable {
  public let label: String
  public let children: [SyntaxOutline]

  init(_ label: String, _ children: [SyntaxOutline] = []) {
    self.label = label
    self.children = children
  }

  public init(of statement: Statement) {
    self = statement.outline
  }

  public init(of query: Query) {
    self = query.outline
  }

  /// `(query (metric hours) (frame 2024-03))`
  public var inline: String {
    children.isEmpty ? label : "(" + ([label] + children.map(\.inline)).joined(separator: " ") + ")"
  }

  /// The same, a node a line where it would be longer than `width`, indented by two blanks a level.
  public func indented(width: Int = 80) -> String {
    let line = inline
    if line.count <= width || children.isEmpty { return line }
    let inner = children.map { "\n  " + $0.indented(width: width - 2).replacing("\n", with: "\n  ") }
    return "(" + label + inner.joined() + ")"
  }
}

extension Name {
  fileprivate var outline: SyntaxOutline { SyntaxOutline(Printer.text(of: self)) }
}

extension Phrase {
  fileprivate var outline: SyntaxOutline { SyntaxOutline(Printer.text(of: self)) }
}

extension Sequence<Name> {
  fileprivate var outlines: [SyntaxOutline] { map(\.outline) }
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
    case .undefine(let name): SyntaxOutline("undefine", [name.outline])
    case .set(let setting, let values): SyntaxOutline("set", [setting.outline] + values.outlines)
    case .list(let listing): listing.outline
    case .show(let show): show.outline
    case .describe(let name): SyntaxOutline("describe", [name.outline])
    case .check: SyntaxOutline("check")
    case .load(let files): SyntaxOutline("load", files.outlines)
    case .save(let files): SyntaxOutline("save", files.outlines)
    case .source(let files): SyntaxOutline("source", files.outlines)
    case .help(let topic): SyntaxOutline("help", topic.map { [$0.outline] } ?? [])
    case .timing(let value): SyntaxOutline("timing", value.map { [$0.outline] } ?? [])
    case .map(let column, let header): SyntaxOutline("map", [column.outline, header.outline])
    case .quit: SyntaxOutline("quit")
    }
  }
}

extension Show {
  fileprivate var outline: SyntaxOutline {
    switch self {
    case .settings: SyntaxOutline("show settings")
    case .definition(let name): SyntaxOutline("show definition", [name.outline])
    case .tokens(let query): SyntaxOutline("show tokens", [query.outline])
    case .tree(let query): SyntaxOutline("show tree", [query.outline])
    case .steps(let query): SyntaxOutline("show steps", [query.outline])
    case .sql(let query): SyntaxOutline("show sql", [query.outline])
    }
  }
}

extension Value {
  fileprivate func outline(_ label: String) -> SyntaxOutline {
    SyntaxOutline(label, [text.outline] + (unit.map { [$0.outline] } ?? []))
  }
}

// MARK: Queries

extension Query {
  fileprivate var outline: SyntaxOutline {
    var parts = filters.map(\.outline)
    switch subject {
    case .last: parts.append(SyntaxOutline("_"))
    case .metric(let metric):
      parts.append(SyntaxOutline("metric", [metric.phrase.outline]))
      if let amount = metric.amount {
        parts.append(SyntaxOutline("amount", [amount.number, amount.currency].outlines))
      }
    }
    if let frame { parts.append(frame.outline) }
    return SyntaxOutline("query", parts + clauses.map(\.outline))
  }
}

extension ListQuery {
  fileprivate var outline: SyntaxOutline {
    var parts = [table.outline]
    if let state { parts.append(SyntaxOutline("state", [state.outline])) }
    if let frame { parts.append(frame.outline) }
    return SyntaxOutline("list", parts + clauses.map(\.outline))
  }
}

extension Filter {
  fileprivate var outline: SyntaxOutline { SyntaxOutline("filter", [key.outline] + names.outlines) }
}

extension FrameSyntax {
  fileprivate var outline: SyntaxOutline {
    switch self {
    case .point(let point): SyntaxOutline("frame", [point.outline])
    case .range(let first, let last): SyntaxOutline("frame", [first, last].outlines)
    case .since(let first, _): SyntaxOutline("since", [first.outline])
    }
  }
}

extension Clause {
  fileprivate var outline: SyntaxOutline {
    switch kind {
    case .filter(let filter): filter.outline
    case .by(let keys): SyntaxOutline("by", keys.outlines)
    case .where(let predicate): SyntaxOutline("where", [predicate.outline])
    case .having(let predicate): SyntaxOutline("having", [predicate.outline])
    case .sort(let column, let descending): SyntaxOutline(descending ? "sort desc" : "sort", [column.outline])
    case .top(let count): SyntaxOutline("top", [count.outline])
    case .between(let first, let last): SyntaxOutline("between", [first, last].outlines)
    case .with(let setting, let value): SyntaxOutline("with", [setting, value].outlines)
    case .vs(.frame(let frame)): SyntaxOutline("vs", [frame.outline])
    case .vs(.previous): SyntaxOutline("vs", [SyntaxOutline("previous")])
    case .vs(.lastYear): SyntaxOutline("vs", [SyntaxOutline("lastyear")])
    case .in(let unit): SyntaxOutline("in", [unit.outline])
    case .on(let basis): SyntaxOutline("on", [basis.outline])
    case .under(let libraries): SyntaxOutline("under", libraries.map { SyntaxOutline("library", [$0.outline]) })
    case .as(let format): SyntaxOutline("as", [format.outline])
    case .to(let file): SyntaxOutline("to", [file.outline])
    }
  }
}

// MARK: Definitions

extension Definition {
  fileprivate var outline: SyntaxOutline {
    var parts = [SyntaxOutline("name", [name.outline])]
    if !parameters.isEmpty { parts.append(SyntaxOutline("parameters", parameters.outlines)) }
    parts += columns.map(\.outline) + clauses.map(\.outline)
    if let widen { parts.append(SyntaxOutline("widen", [widen.outline])) }
    if let during { parts.append(SyntaxOutline("during", [during.outline])) }
    return SyntaxOutline("define", parts)
  }
}

extension ColumnSyntax {
  fileprivate var outline: SyntaxOutline {
    let label = label.map { [SyntaxOutline(Printer.text(of: $0) + ":")] } ?? []
    let unit = unit.map { [SyntaxOutline("as", [$0.outline])] } ?? []
    return SyntaxOutline(percent ? "column percent" : "column", label + [value.outline] + unit)
  }
}

extension Expression {
  fileprivate var outline: SyntaxOutline {
    switch self {
    case .number(let name): name.outline
    case .name(let phrase): SyntaxOutline("name", [phrase.outline])
    case .negate(let value, _): SyntaxOutline("-", [value.outline])
    case .binary(let sign, let left, let right): SyntaxOutline(sign.rawValue, [left.outline, right.outline])
    case .conditional(let condition, let yes, let no, _):
      SyntaxOutline("if", [condition.outline, yes.outline, no.outline])
    case .call(let name, let arguments, _): SyntaxOutline(Printer.text(of: name), arguments.map(\.outline))
    case .aggregate(let aggregate): aggregate.outline
    case .total(let value, _): SyntaxOutline("total", [value.outline])
    case .split(let amount, let basis, _): SyntaxOutline("split", [amount.outline, basis.outline])
    case .predicate(let predicate): predicate.outline
    }
  }
}

extension Predicate {
  fileprivate var outline: SyntaxOutline {
    switch self {
    case .or(let parts): SyntaxOutline("or", parts.map(\.outline))
    case .and(let parts): SyntaxOutline("and", parts.map(\.outline))
    case .not(let negated, _): SyntaxOutline("not", [negated.outline])
    case .comparison(let left, let relation, let right):
      SyntaxOutline(relation.rawValue, [left.outline, right.outline])
    case .member(let value, let values, let negated, _):
      SyntaxOutline(negated ? "not in" : "in", [value.outline] + values.map(\.outline))
    case .test(let phrase): SyntaxOutline("test", [phrase.outline])
    case .any(let aggregate): aggregate.outline
    case .missing(let phrase, _): SyntaxOutline("no", [phrase.outline])
    }
  }
}

extension Aggregate {
  fileprivate var outline: SyntaxOutline {
    var parts = measure.map { [$0.outline] } ?? []
    if !each.isEmpty { parts.append(SyntaxOutline("each", each.outlines)) }
    switch source {
    case .table(let table): parts.append(SyntaxOutline(all ? "of all" : "of", [table.outline]))
    case .aggregate(let inner): parts.append(SyntaxOutline("of", [inner.outline]))
    case .figure(let value): parts.append(SyntaxOutline("of", [value.outline]))
    }
    if let condition = self.where { parts.append(SyntaxOutline("where", [condition.outline])) }
    if let having { parts.append(SyntaxOutline("having", [having.outline])) }
    return SyntaxOutline(fold.map { Printer.text(of: $0) } ?? "measure", parts)
  }
}
