/// How editors with TextMate grammars show deskql. Its patterns are regular expressions of Oniguruma.
enum TextMateGrammar {
  /// What a word is made of; it runs to a blank or one of these signs.
  private static let letter = #"[^\s,;=()<>!"]"#
  /// Before and behind a word: no letter of it, or two dots.
  private static let before = #"(?:(?<![^\s,;=()<>!])|(?<=\.\.))"#
  private static let behind = #"(?=[\s,;=()<>!]|\.\.|$)"#

  static func text(of words: Vocabulary) -> String {
    let patterns = patterns(words).map { pattern in
      var members = ["\"match\": \(JSONText.quoted(pattern.match))"]
      if let name = pattern.name { members.insert("\"name\": \(JSONText.quoted(name + ".deskql"))", at: 0) }
      if !pattern.captures.isEmpty {
        let captures = pattern.captures.enumerated().map { number, name in
          "\"\(number + 1)\": {\"name\": \(JSONText.quoted(name + ".deskql"))}"
        }
        members.append("\"captures\": {\(captures.joined(separator: ", "))}")
      }
      return "    {" + members.joined(separator: ", ") + "}"
    }
    return """
      {
        "name": "deskql",
        "scopeName": "source.deskql",
        "fileTypes": ["deskql"],
        "patterns": [
      \(patterns.joined(separator: ",\n"))
        ]
      }

      """
  }

  private struct Pattern {
    var name: String?
    let match: String
    var captures: [String] = []
  }

  /// The first that fits wins.
  private static func patterns(_ words: Vocabulary) -> [Pattern] {
    let name = #"(?:"(?:[^"]|"")*"|"# + letter + "+)"
    return [
      Pattern(name: "comment.line.number-sign", match: #"(?:^|(?<=\s))#.*$"#),
      Pattern(name: "entity.name.tag", match: #""(?:[^"]|"")*":"#),
      Pattern(name: "string.quoted.double", match: #""(?:[^"]|"")*""#),
      // In “by user where …” the words behind “by” are keys, whatever they are elsewhere.
      Pattern(
        match: before + "(?i:(by|each))\\s+(\(name)(?:\\s*(?:,|\\s(?i:and)\\s)\\s*\(name))*)",
        captures: ["keyword.control", "variable.parameter"]),
      Pattern(
        match: #"(?:^|(?<=;))\s*"# + "(\(choice(words.statements)))" + behind, captures: ["keyword.control.statement"]),
      Pattern(name: "keyword.control", match: whole(words.clauses)),
      Pattern(
        match: before + "(\(choice(words.keys)))\\s+(?!(?i:in|not|and|or)\\b)(\(name))",
        captures: ["support.type", "string.unquoted"]),
      Pattern(name: "support.type", match: whole(words.keys)),
      Pattern(name: "constant.numeric.time", match: before + time(words.times) + behind),
      Pattern(name: "constant.numeric", match: before + #"-?\d+(?:\.\d+)?%?"# + behind),
      Pattern(name: "support.function", match: whole(words.folds)),
      Pattern(name: "keyword.operator.word", match: whole(words.connectors)),
      Pattern(name: "keyword.other", match: whole(words.options)),
      Pattern(name: "entity.name.tag", match: before + letter + "+:" + #"(?=\s|$)"#),
      Pattern(name: "keyword.operator", match: #"\.\.|!=|<=|>=|[=<>]|(?<=\s)[-+*/](?=\s)"#),
    ]
  }

  private static func whole(_ words: [String]) -> String { before + choice(words) + behind }

  /// Any of the words, in either case, the longer first.
  private static func choice(_ words: [String]) -> String {
    let sorted = words.sorted { ($1.count, $0) < ($0.count, $1) }
    return "(?i:" + sorted.map { $0.replacing(" ", with: "\\s+") }.joined(separator: "|") + ")"
  }

  private static func time(_ times: TimeWords) -> String {
    let rest = #"[^\s,;=()<>!".]*"#
    let units = "(?:" + times.units.joined(separator: "|") + ")s?"
    return "(?i:"
      + [
        #"\d{4}"#, #"\d"# + rest + #"[^\s\d,;=()<>!".%]"# + rest,
        "(?:" + times.beforeDigits.joined(separator: "|") + #")\d"# + rest,
        "(?:" + times.sides.joined(separator: "|") + ")" + units, times.words.joined(separator: "|"),
      ].joined(separator: "|") + ")"
  }
}
