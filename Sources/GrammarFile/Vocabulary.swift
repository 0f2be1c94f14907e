/// The words of the grammar by their roles.
struct Vocabulary {
  /// Words that begin a statement.
  let statements: [String]
  /// What stands behind `show`, `vs` and the like, where nothing else can.
  let options: [String]
  let clauses: [String]
  /// Words before a name: `user`, `cost centre`.
  let keys: [String]
  let folds: [String]
  /// Words within expressions and conditions, and `gives`.
  let connectors: [String]
  let times: TimeWords

  /// - Throws: the grammar lacks a rule that the roles come from.
  init(_ grammar: Grammar) throws(Grammar.Problem) {
    func words(_ rule: String) throws(Grammar.Problem) -> [String] {
      let words = grammar.words(of: rule)
      if words.isEmpty { throw Grammar.Problem(text: "there is no rule “\(rule)” with words in it") }
      return words
    }
    statements = try words("statement word")
    clauses = try words("clause word")
    keys = try words("key")
    folds = try words("fold")
    let clauses = clauses
    connectors = try words("connector").filter { !clauses.contains($0) }
    let known = Set(statements + clauses + keys + folds + connectors)
    options = grammar.keywords.subtracting(known).sorted()
    times = try TimeWords(grammar.description(ofTokens: "time"))
  }

  /// The same in the order in which lists show them, with what each is called.
  var byRole: [(role: String, words: [String])] {
    [
      ("statement", statements), ("option", options), ("clause", clauses), ("key", keys), ("fold", folds),
      ("connector", connectors), ("time", times.words),
    ]
  }
}

/// The words with which a time can begin, as the class `time` tells them:
/// `…; last, next, cw and a digit; last, this with day, week, …; today, yesterday, …`
struct TimeWords {
  /// Before a digit: `last90`.
  let beforeDigits: [String]
  /// Before a unit: `thismonth`.
  let sides: [String]
  let units: [String]
  /// By themselves: `today`.
  let words: [String]

  init(_ description: String) throws(Grammar.Problem) {
    let parts = description.split(separator: ";").map { Grammar.singleBlanks($0) }
    func words(_ text: some StringProtocol) -> [String] {
      text.split(separator: ",").map { Grammar.singleBlanks($0) }.filter { !$0.contains(" ") }
    }
    let digits = parts.first { $0.hasSuffix(" and a digit") }
    let spans = parts.first { $0.contains(" with ") }?.split(separator: " with ", maxSplits: 1) ?? []
    guard let digits, spans.count == 2, let last = parts.last else {
      throw Grammar.Problem(text: "the class “time” does not tell its words: \(description)")
    }
    beforeDigits = words(digits.dropLast(" and a digit".count))
    sides = words(spans[0])
    units = words(spans[1])
    self.words = words(last)
  }
}
