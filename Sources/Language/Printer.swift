/// Syntax tree → text that reads back as the same tree.
///
/// Keywords come out in lower case, brackets only where they are needed, names in quotes where they were or must be.
public enum Printer {
  /// The statement on one line.
  public static func text(of statement: Statement) -> String {
    switch statement {
    case .query(let query): text(of: query)
    case .explain(let query): "explain " + text(of: query)
    case .why(let query): "why " + text(of: query)
    case .expect(let query, let value, let within):
      "expect " + text(of: query) + " gives " + text(of: value) + (within.map { " within " + text(of: $0) } ?? "")
    case .define(let definition): "define " + text(of: definition)
    case .undefine(let name): "undefine " + text(of: name)
    case .set(let setting, let values): words("set", [setting] + values)
    case .list(let listing): text(of: listing)
    case .show(let show): "show " + text(of: show)
    case .describe(let name): "describe " + text(of: name)
    case .check(let check): text(of: check)
    case .load(let files): words("load", files)
    case .save(let files): words("save", files)
    case .source(let files): words("source", files)
    case .help(let topic): words("help", topic?.names ?? [])
    case .timing(let value): words("timing", value.map { [$0] } ?? [])
    case .map(let mapping): "map " + text(of: mapping)
    case .quit: "quit"
    }
  }

  public static func text(of check: CheckQuery) -> String {
    let words = ["check"] + (check.subject.map { [text(of: $0)] } ?? []) + check.clauses.map { text(of: $0) }
    return words.joined(separator: " ")
  }

  public static func text(of query: Query) -> String {
    var parts = query.filters.map { text(of: $0) }
    switch query.subject {
    case .last: parts.append("_")
    case .metric(let metric):
      parts.append(text(of: metric.phrase))
      if let amount = metric.amount { parts.append("\(text(of: amount.number)) \(text(of: amount.currency))") }
    }
    if let frame = query.frame { parts.append(text(of: frame)) }
    return (parts + query.clauses.map { text(of: $0) }).joined(separator: " ")
  }

  public static func text(of frame: FrameSyntax) -> String {
    switch frame {
    case .point(let point): text(of: point)
    case .range(let first, let last): text(of: first) + ".." + text(of: last)
    case .since(let first, _): "since " + text(of: first)
    }
  }

  public static func text(of clause: Clause) -> String {
    switch clause.kind {
    case .filter(let filter): text(of: filter)
    case .by(let keys): "by " + list(keys)
    case .where(let predicate): "where " + text(of: predicate)
    case .having(let predicate): "having " + text(of: predicate)
    case .sort(let column, let descending): "sort " + text(of: column) + (descending ? " desc" : "")
    case .top(let count): "top " + text(of: count)
    case .between(let first, let last): "between \(text(of: first)) and \(text(of: last))"
    case .with(let setting, let value): words("with", [setting, value])
    case .vs(.frame(let frame)): "vs " + text(of: frame)
    case .vs(.previous): "vs previous"
    case .vs(.lastYear): "vs lastyear"
    case .in(let unit): words("in", [unit])
    case .on(let basis): words("on", [basis])
    case .under(let libraries): "under " + libraries.map { text(of: $0) }.joined(separator: ", ")
    case .as(let format): words("as", [format])
    case .to(let file): words("to", [file])
    }
  }

  public static func text(of phrase: Phrase) -> String {
    phrase.names.map { text(of: $0) }.joined(separator: " ")
  }

  /// A name as the tree has it: in quotes if it was so written, or if it would else fall to pieces.
  public static func text(of name: Name) -> String {
    name.quoted || !isWord(name.text) ? quoted(name.text) : name.text
  }

  /// A name that stands for itself wherever a name or a value may stand: quoted unless it is a plain word that is
  /// neither keyword nor number nor time.
  public static func name(_ text: String) -> String {
    let token = Token(kind: .word, text: text, range: .init(lower: 0, upper: 0))
    let isPlain = isWord(text) && Keyword(spelling: text) == nil && !token.isNumber && !token.isTime && !token.isLabel
    return isPlain && text != "_" ? text : quoted(text)
  }

  /// A key or a column: as a name, but words of the language are keys, too.
  public static func key(_ text: String) -> String { Keyword(spelling: text) == nil ? name(text) : text }

  private static func text(of filter: Filter) -> String {
    text(of: filter.key) + " " + list(filter.names)
  }

  private static func text(of value: Value) -> String {
    text(of: value.text) + (value.unit.map { " " + text(of: $0) } ?? "")
  }

  private static func text(of listing: ListQuery) -> String {
    var parts = ["list", text(of: listing.table)]
    if let state = listing.state { parts.append(text(of: state)) }
    if let frame = listing.frame { parts.append(text(of: frame)) }
    return (parts + listing.clauses.map { text(of: $0) }).joined(separator: " ")
  }

  private static func text(of show: Show) -> String {
    switch show {
    case .settings: "settings"
    case .definition(let name): "definition " + text(of: name)
    case .tokens(let asked): "tokens " + text(of: asked.statement)
    case .tree(let asked): "tree " + text(of: asked.statement)
    case .steps(let asked): "steps " + text(of: asked.statement)
    case .sql(let asked): "sql " + text(of: asked.statement)
    }
  }

  // MARK: Words

  static func list(_ names: [Name]) -> String {
    names.map { text(of: $0) }.joined(separator: ", ")
  }

  private static func words(_ keyword: String, _ names: [Name]) -> String {
    ([keyword] + names.map { text(of: $0) }).joined(separator: " ")
  }

  /// In double quotes, those in it doubled.
  public static func quoted(_ text: String) -> String {
    "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }

  /// Whether the lexer takes the text as one word.
  private static func isWord(_ text: String) -> Bool {
    if let first = text.utf8.first, text.utf8.allSatisfy({ isPlain($0) }), !text.isEmpty {
      return first != UInt8(ascii: "-") || text.utf8.count > 1
    }
    let tokens = Lexer.scan(.init(name: "", text: text)).tokens
    return tokens.count == 2 && tokens[0].kind == .word && tokens[0].text == text
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
