/// How Vim shows deskql.
enum VimSyntax {
  static let detection = "autocmd BufRead,BufNewFile *.deskql setfiletype deskql\n"

  static func text(of words: Vocabulary) -> String {
    var lines = [
      "\" Made of Grammar/deskql.ebnf: swift run GenerateGrammar Grammar",
      "if exists('b:current_syntax') | finish | endif",
      "syn case ignore",
      // A word runs to a blank or one of , ; = ( ) < > ! and quotes.
      "syn iskeyword 35-39,42-43,45-58,63-126,128-255",
    ]
    let groups = [
      ("Option", words.options), ("Connector", words.connectors), ("Fold", words.folds), ("Key", words.keys),
      ("Clause", words.clauses),
    ]
    for (group, words) in groups {
      lines.append("syn keyword deskql\(group) " + words.filter { !$0.contains(" ") }.joined(separator: " "))
      for pair in words.filter({ $0.contains(" ") }) {
        lines.append(#"syn match deskql\#(group) /\<\#(pair.replacing(" ", with: #"\s\+"#))\>/"#)
      }
    }
    let time = time(words.times)
    lines += [
      #"syn match deskqlStatement /\%(^\|;\)\s*\zs\%(\#(words.statements.joined(separator: #"\|"#))\)\>/"#,
      #"syn match deskqlNumber /\<-\?\d\+\%(\.\d\+\)\?%\?\>/"#,
      #"syn match deskqlTime /\<\#(time)\%(\.\.\#(time)\)\?\>/"#,
      #"syn match deskqlLabel /\<\k\+:\ze\%(\s\|$\)/"#,
      #"syn region deskqlString start=/"/ skip=/""/ end=/"/ oneline"#,
      #"syn match deskqlComment /\%(^\|\s\)#.*$/"#,
    ]
    let links = [
      ("Statement", "Statement"), ("Clause", "Keyword"), ("Key", "Type"), ("Fold", "Function"),
      ("Connector", "Operator"), ("Option", "Special"), ("Time", "Constant"), ("Number", "Number"),
      ("Label", "Label"), ("String", "String"), ("Comment", "Comment"),
    ]
    lines += links.map { "hi def link deskql\($0) \($1)" }
    return (lines + ["let b:current_syntax = 'deskql'"]).joined(separator: "\n") + "\n"
  }

  private static func time(_ times: TimeWords) -> String {
    let rest = #"[0-9A-Za-z:/+-]*"#
    func choice(_ words: [String]) -> String { #"\%("# + words.joined(separator: #"\|"#) + #"\)"# }
    return choice([
      #"\d\{4}"#, #"\d"# + rest + #"[A-Za-z:/+-]"# + rest, choice(times.beforeDigits) + #"\d"# + rest,
      choice(times.sides) + choice(times.units) + #"s\?"#, choice(times.words),
    ])
  }
}
