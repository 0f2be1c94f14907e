import Diagnostics
import Foundation
import GrammarFile
import Language
import Testing

@Suite("how editors show deskql")
struct HighlightingTests {
  /// Lines, with what words of them are shown as.
  static let samples: [(text: String, scopes: [String: String])] = [
    (
      "location Berlin occupancy desks bom 2024-01..2024-03 by month, type where size >= 2.5",
      [
        "location": "support.type", "Berlin": "string.unquoted", "2024-01": "constant.numeric.time",
        "2024-03": "constant.numeric.time", "by": "keyword.control", "month": "variable.parameter",
        "type": "variable.parameter", "where": "keyword.control", "2.5": "constant.numeric", ">=": "keyword.operator",
      ]
    ),
    (
      "show steps hours since 2024-02 having check-in > 80% # as above",
      [
        "show": "keyword.control.statement", "steps": "keyword.other", "since": "keyword.other",
        "having": "keyword.control", "80%": "constant.numeric", "as": "comment.line.number-sign",
      ]
    ),
    (
      "define busy = \"most of\": count each user and day of bookings where \"by\" in (Mon, \"R&D\") widen week",
      [
        "define": "keyword.control.statement", "most": "entity.name.tag", "count": "support.function",
        "each": "keyword.control", "day": "variable.parameter", "of": "keyword.operator.word",
        "R&D": "string.quoted.double", "widen": "keyword.operator.word",
      ]
    ),
    (
      "hours last90 by cost centre where costcenter in (Sales)",
      ["last90": "constant.numeric.time", "costcenter": "support.type", "in": "keyword.control"]
    ),
  ]

  @Test("words are shown by their roles", arguments: samples.indices)
  func roles(sample: Int) throws {
    let (text, scopes) = Self.samples[sample]
    let shown = try Highlighter().scopes(of: text)
    for (word, scope) in scopes {
      // “most of” ends in a word of its own.
      let place = (text as NSString).range(of: word == "of" ? "of bookings" : word)
      #expect(shown[place.location] == scope + ".deskql", "\(word)")
    }
  }

  @Test("a keyword within another word is none")
  func within() throws {
    let text = "hours 2024 having check-in > 2"
    let shown = try Highlighter().scopes(of: text)
    #expect(shown[(text as NSString).range(of: "in >").location] == nil)
  }

  @Test("times and clauses are those of the parser", arguments: GrammarFolderTests.examples)
  func agrees(text: String) throws {
    let source = SourceText(text: text)
    let outline = SyntaxOutline(of: try Parser.statement(source))
    let shown = try Highlighter().scopes(of: text)
    for token in try Lexer.tokens(of: source) where token.kind == .word {
      let place = source.text(of: SourceRange(lower: 0, upper: token.range.lower)).utf16.count
      switch outline.role(of: Place(token.range)) {
      case .time: #expect(shown[place] == "constant.numeric.time.deskql", "\(text): \(token.text)")
      case .clause: #expect(shown[place] == "keyword.control.deskql", "\(text): \(token.text)")
      default: break
      }
    }
  }
}

extension GrammarFolderTests {
  /// Queries and lists of the pages' examples.
  static let examples: [String] = {
    var result: [String] = []
    for page in pages {
      let url = folder.appendingPathComponent(page.name)
      var isExample = false
      for line in ((try? String(contentsOf: url, encoding: .utf8)) ?? "").components(separatedBy: "\n") {
        if line.hasPrefix("```") { isExample = line.hasPrefix("```deskql") } else if isExample { result.append(line) }
      }
    }
    return result.filter { line in
      switch parse(line) {
      case .query, .list: true
      default: false
      }
    }
  }()
}

/// As editors do it: at each place the pattern that matches first, of those that match there the first one.
struct Highlighter {
  private let patterns: [(expression: NSRegularExpression, name: String?, captures: [Int: String])]

  init() throws {
    let url = GrammarFolderTests.folder.appendingPathComponent("deskql.tmLanguage.json")
    let file = try JSONDecoder().decode(File.self, from: Data(contentsOf: url))
    patterns = try file.patterns.map { pattern in
      var captures: [Int: String] = [:]
      for (number, capture) in pattern.captures ?? [:] { captures[try #require(Int(number))] = capture.name }
      return (try NSRegularExpression(pattern: pattern.match), pattern.name, captures)
    }
  }

  /// What each UTF-16 unit of a line is shown as; nil is plain text.
  func scopes(of line: String) -> [String?] {
    let length = (line as NSString).length
    var result = [String?](repeating: nil, count: length + 1)
    var at = 0
    while at < length {
      let rest = NSRange(location: at, length: length - at)
      let options: NSRegularExpression.MatchingOptions = [.withTransparentBounds, .withoutAnchoringBounds]
      let matches = patterns.compactMap { pattern in
        pattern.expression.firstMatch(in: line, options: options, range: rest).map { (pattern, $0) }
      }
      guard let (pattern, match) = matches.min(by: { $0.1.range.location < $1.1.range.location }) else { break }
      for unit in Range(match.range)! { result[unit] = pattern.name }
      for (number, name) in pattern.captures {
        guard let range = Range(match.range(at: number)) else { continue }
        for unit in range { result[unit] = name }
      }
      at = max(at + 1, match.range.upperBound)
    }
    return result
  }

  private struct File: Decodable {
    struct Pattern: Decodable {
      struct Capture: Decodable { let name: String }
      let name: String?
      let match: String
      let captures: [String: Capture]?
    }
    let patterns: [Pattern]
  }
}
