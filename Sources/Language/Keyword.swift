/// The words that the parser knows, each only where it may stand. The lexer knows none of them.
///
/// Case is ignored: `BY` is `by`. A name in quotes is never a keyword.
public enum Keyword: String, CaseIterable, Hashable, Sendable {
  // Statements.
  case explain, why, expect, define, undefine, set, list, show, describe, check
  case load, save, source, help, timing, map, quit
  case gives, within
  case settings, definition, tokens, tree, steps, sql
  // Clauses.
  case by, `where`, having, sort, top, between, with, vs, `in`, on, under, `as`, to
  case since, desc, previous, lastyear
  // Filters, next to `source`.
  case user, costcenter, group, location, floor, type, category, resource, company, plan, kind, department
  // Definitions.
  case widen, during, percent
  case of, each, all, and, or, not, no, `if`, then, `else`, total, split
  case sum, count, mean, max, min, first, last, any
  /// Next to `floor`, which is a key, too.
  case ceiling, round

  /// Words that begin a statement other than a query.
  public static let statements: [Keyword] = [
    .explain, .why, .expect, .define, .undefine, .set, .list, .show, .describe, .check, .load, .save, .source, .help,
    .timing, .map, .quit,
  ]

  /// Words that the grammar has and no session answers yet: nothing offers them.
  public static let unanswered: Set<Keyword> = [.save, .sql]

  /// What may be meant by the first word of a statement.
  public static let answeredStatements = statements.filter { !unanswered.contains($0) }

  /// Words that begin a clause, those that people need most in front.
  public static let clauses: [Keyword] = [
    .by, .where, .vs, .top, .sort, .having, .with, .between, .in, .on, .under, .as, .to,
  ]

  /// Words that begin a filter.
  public static let keys: [Keyword] = [
    .user, .location, .type, .costcenter, .group, .floor, .category, .resource, .company, .plan, .kind, .department,
    .source,
  ]

  /// Other spellings of keywords. Those of two words are one word wherever they stand side by side.
  public static let synonyms: [String: Keyword] = [
    "cost center": .costcenter, "cost centre": .costcenter, "costcentre": .costcenter, "cost_center": .costcenter,
    "cost_centre": .costcenter, "cost-center": .costcenter, "cost-centre": .costcenter,
  ]

  /// Words that make one value of many.
  public static let folds: [Keyword] = [.sum, .count, .mean, .max, .min, .first, .last, .any]

  /// Words that round the value in brackets behind them.
  public static let roundings: [Keyword] = [.floor, .ceiling, .round]

  /// Words that are one thing in front of a bracket, and others elsewhere.
  static let functions = roundings + [.previous]

  /// What `show` takes.
  static let shows: [Keyword] = [.definition, .settings, .steps, .sql, .tokens, .tree]

  /// What `describe` lists, and neither `show` nor `list`.
  public static let described: Set<String> = ["metrics", "tables", "primitives"]

  /// What a word is, wherever it stands.
  struct Roles: OptionSet {
    let rawValue: Int
    static let statement = Roles(rawValue: 1)
    static let clause = Roles(rawValue: 2)
    static let key = Roles(rawValue: 4)
    static let fold = Roles(rawValue: 8)
    /// Ends a run of words in an expression.
    static let connector = Roles(rawValue: 16)
    /// Ends the words of a metric.
    static let endsMetric = Roles(rawValue: 32)
  }

  var roles: Roles {
    switch self {
    case .by, .where, .having, .sort, .top, .between, .with, .vs, .in, .on, .under, .as, .to:
      [.clause, .connector, .endsMetric]
    case .gives: [.connector, .endsMetric]
    case .since: .endsMetric
    case .source: [.statement, .key, .endsMetric]
    case .user, .costcenter, .group, .location, .floor, .type, .category, .resource, .company, .plan, .kind,
      .department:
      [.key, .endsMetric]
    case .of, .each, .and, .or, .not, .no, .if, .then, .else, .total, .split, .widen, .during: .connector
    case .sum, .count, .mean, .max, .min, .first, .last, .any: .fold
    case .explain, .why, .expect, .define, .undefine, .set, .list, .show, .describe, .check, .load, .save, .help,
      .timing, .map, .quit:
      .statement
    case .within, .settings, .definition, .tokens, .tree, .steps, .sql, .desc, .previous, .lastyear, .percent, .all,
      .ceiling,
      .round:
      []
    }
  }

  /// The keyword that a word spells, ignoring case.
  public init?(spelling word: String) {
    guard word.utf8.count <= Self.longest else { return nil }
    guard let keyword = Self.spellings[word] ?? Self.spellings[word.lowercased()] else { return nil }
    self = keyword
  }

  /// Whether a word may be the second one of a keyword.
  static func isSecond(_ word: String) -> Bool { word.utf8.count <= longest && seconds.contains(word.lowercased()) }

  private static let spellings = synonyms.merging(allCases.map { ($0.rawValue, $0) }) { $1 }
  private static let longest = spellings.keys.map(\.utf8.count).max() ?? 0
  private static let seconds = Set(
    synonyms.keys.compactMap { $0.split(separator: " ").dropFirst().first.map(String.init) })
}
