import Diagnostics
import Foundation
import GrammarFile
import Testing

@testable import Language

@Suite("the folder Grammar/")
struct GrammarFolderTests {
  static let folder = Grammar.root.appendingPathComponent("Grammar")

  @Test("what is made of the grammar is as new as it")
  func isFresh() throws {
    for file in try GrammarFiles.all(of: Grammar.deskql) {
      let url = Self.folder.appendingPathComponent(file.path)
      #expect(
        try String(contentsOf: url, encoding: .utf8) == file.text, "\(file.path): swift run GenerateGrammar Grammar")
    }
  }

  @Test(
    "the parser's lists of words are those of the grammar",
    arguments: [
      ("statement word", Keyword.statements), ("clause word", Keyword.clauses), ("fold", Keyword.folds),
      ("connector", Keyword.allCases.filter { $0.roles.contains(.connector) }),
    ])
  func words(rule: String, keywords: [Keyword]) {
    #expect(Grammar.deskql.words(of: rule).sorted() == keywords.map(\.rawValue).sorted())
  }

  @Test("so are the keys, with their other spellings")
  func keys() {
    let spellings = Keyword.keys.map(\.rawValue) + Keyword.synonyms.keys
    #expect(Grammar.deskql.words(of: "key").sorted() == spellings.sorted())
  }

  @Test("a grammar without its words is refused")
  func lacking() throws {
    #expect(throws: Grammar.Problem.self) { try GrammarFiles.all(of: Grammar("script = ? a word ? ;")) }
  }

  // MARK: pages

  /// Pages with the lines of their forms.
  static let pages: [(name: String, forms: [String])] = {
    let walker = FileManager.default.enumerator(atPath: folder.path)
    let names = (walker?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".md") }.sorted()
    return names.map { name in
      let text = (try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)) ?? ""
      var forms: [String] = []
      var isForm = false
      for line in text.components(separatedBy: "\n") {
        if line.hasPrefix("```") { isForm = line == "```ebnf" } else if isForm { forms.append(line) }
      }
      return (name, forms)
    }
  }()

  @Test("each statement has a page, which begins with its form")
  func statements() {
    let statements = Self.pages.filter { $0.name.hasPrefix("statements/") }
    #expect(statements.compactMap(\.forms.first).sorted() == Grammar.deskql.alternatives(of: "statement").sorted())
    #expect(
      statements.map { String($0.name.dropFirst(11).dropLast(3)) }.sorted()
        == (Keyword.statements.map(\.rawValue) + ["query"]).sorted())
  }

  @Test("the other forms are rules of the grammar, to the letter")
  func rules() {
    let rules = Set(Grammar.deskql.texts.values)
    for page in Self.pages {
      let others = page.name.hasPrefix("statements/") ? page.forms.dropFirst() : page.forms[...]
      for form in others { #expect(rules.contains(form), "\(page.name): \(form)") }
    }
  }
}
