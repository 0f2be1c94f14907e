import Rendering

/// Scripts by which a shell completes the command line, made from the options that there are.
enum ShellCompletion {
  enum Kind: String, CaseIterable, Hashable {
    case bash, zsh, fish
  }

  /// What may stand as the value of an option.
  private enum Value {
    case none, any, file, folder
    case words([String])

    init(_ option: Arguments.Option) {
      switch option.value {
      case nil: self = .none
      case "FORMAT": self = .words(Format.names)
      case "FOLDER": self = .folder
      case "FILE", "OUT.xml": self = .file
      default: self = .any
      }
    }
  }

  private static let commands = [
    ("test", "run tests of metrics"), ("anonymize", "write exports without persons"),
    ("layouts", "list the exports that are known"), ("completions", "print a script for a shell"),
    ("manual", "print the manual page"),
  ]

  static func script(for kind: Kind) -> String {
    switch kind {
    case .bash: bash
    case .zsh: zsh
    case .fish: fish
    }
  }

  private static func names(_ option: Arguments.Option) -> [String] {
    (option.short.map { [$0] } ?? []) + [option.name]
  }

  private static var bash: String {
    let cases = Arguments.options.compactMap { option -> String? in
      let names = names(option).joined(separator: "|")
      return switch Value(option) {
      case .none: nil
      case .any: "    \(names)) COMPREPLY=(); return ;;"
      case .file: "    \(names)) mapfile -t COMPREPLY < <(compgen -f -- \"$word\"); return ;;"
      case .folder: "    \(names)) mapfile -t COMPREPLY < <(compgen -d -- \"$word\"); return ;;"
      case .words(let words):
        "    \(names)) COMPREPLY=($(compgen -W \"\(words.joined(separator: " "))\" -- \"$word\")); return ;;"
      }
    }
    return """
      # bash completion of deskql; put it into ~/.local/share/bash-completion/completions/deskql
      _deskql() {
        local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}"
        case "$before" in
      \(cases.joined(separator: "\n"))
          completions) COMPREPLY=($(compgen -W "\(Kind.allCases.map(\.rawValue).joined(separator: " "))" -- "$word")); return ;;
        esac
        if [[ "$word" == -* ]]; then
          COMPREPLY=($(compgen -W "\(Arguments.options.flatMap(names).joined(separator: " "))" -- "$word"))
          return
        fi
        # A line is a name, whatever blanks are in it.
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
        if [[ $COMP_CWORD -eq 1 ]]; then
          COMPREPLY+=($(compgen -W "\(commands.map(\.0).joined(separator: " "))" -- "$word"))
        fi
      }
      complete -o filenames -F _deskql deskql

      """
  }

  private static var zsh: String {
    let options = Arguments.options.map { option -> String in
      let help = option.help.filter { $0 != "[" && $0 != "]" && $0 != "'" && $0 != "`" }
        .split(separator: ":", omittingEmptySubsequences: false).joined(separator: "\\:")
      let value =
        switch Value(option) {
        case .none: ""
        case .any: ":\(option.value ?? ""): "
        case .file: ":\(option.value ?? ""):_files"
        case .folder: ":\(option.value ?? ""):_files -/"
        case .words(let words): ":\(option.value ?? ""):(\(words.joined(separator: " ")))"
        }
      let names = names(option)
      let spelled = names.count == 1 ? "\(names[0])" : "{\(names.joined(separator: ","))}"
      return "    '*'\(spelled)'[\(help)]\(value)'"
    }
    return """
      #compdef deskql
      # zsh completion of deskql; put it as _deskql into a folder of $fpath
      _deskql_words() {
        if (( CURRENT == 2 )); then
          local -a commands=(\(commands.map { "'\($0.0):\($0.1)'" }.joined(separator: " ")))
          _describe command commands
        elif [[ ${words[2]} == completions ]]; then
          compadd \(Kind.allCases.map(\.rawValue).joined(separator: " "))
        fi
        _files
      }
      _arguments -s \\
      \(options.joined(separator: " \\\n")) \\
          '*:workspace:_deskql_words'

      """
  }

  private static var fish: String {
    let options = Arguments.options.map { option -> String in
      var line = "complete -c deskql -l \(option.name.dropFirst(2))"
      if let short = option.short { line += " -s \(short.dropFirst())" }
      switch Value(option) {
      case .none: break
      case .any: line += " -x"
      case .file: line += " -r -F"
      case .folder: line += " -x -a '(__fish_complete_directories)'"
      case .words(let words): line += " -x -a '\(words.joined(separator: " "))'"
      }
      return line + " -d '\(option.help.split(separator: "'").joined(separator: "\\'"))'"
    }
    let words = commands.map { "complete -c deskql -n __fish_use_subcommand -a \($0.0) -d '\($0.1)'" }
    let shells = Kind.allCases.map(\.rawValue).joined(separator: " ")
    return """
      # fish completion of deskql; put it into ~/.config/fish/completions/deskql.fish
      \((words + options).joined(separator: "\n"))
      complete -c deskql -n '__fish_seen_subcommand_from completions' -x -a '\(shells)'

      """
  }
}
