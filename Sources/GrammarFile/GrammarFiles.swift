/// What in the folder Grammar/ is made of deskql.ebnf.
public enum GrammarFiles {
  /// Paths in the folder, and what stands there.
  public static func all(of grammar: Grammar) throws(Grammar.Problem) -> [(path: String, text: String)] {
    let words = try Vocabulary(grammar)
    return [
      ("keywords.json", KeywordList.text(of: words)),
      ("deskql.tmLanguage.json", TextMateGrammar.text(of: words)),
      ("vim/syntax/deskql.vim", VimSyntax.text(of: words)),
      ("vim/ftdetect/deskql.vim", VimSyntax.detection),
    ]
  }
}
