/// The manual page, in the language of `man`: the same words as `--help` has.
enum Manual {
  static var page: String {
    let synopsis = Arguments.synopsis.map { ".B \(escaped($0))\n.br" }.joined(separator: "\n")
    let options = Arguments.options.map { option in
      let names = (option.short.map { [$0] } ?? []) + [option.name]
      let value = option.value.map { " \\fI\(escaped($0))\\fR" } ?? ""
      return ".TP\n" + names.map { "\\fB\(escaped($0))\\fR" }.joined(separator: ", ") + value + "\n"
        + escaped(option.help)
    }
    let paragraphs = Arguments.paragraphs.map { ".PP\n" + escaped($0) }
    return """
      .TH DESKQL 1 "" "deskql \(Arguments.version)" "User Commands"
      .SH NAME
      deskql \\- answer questions about workplaces from the exports of their booking systems
      .SH SYNOPSIS
      \(synopsis)
      .SH DESCRIPTION
      \(paragraphs.joined(separator: "\n"))
      .SH OPTIONS
      \(options.joined(separator: "\n"))
      .SH EXIT STATUS
      \(escaped(Arguments.statuses))
      .SH FILES
      .TP
      .I settings.deskql
      beside the exports: settings, definitions, and what headers and places mean
      .TP
      .I $XDG_STATE_HOME/deskql/history
      what was typed, else in ~/.local/state
      .SH ENVIRONMENT
      .TP
      .B NO_COLOR
      if set, nothing is coloured
      .SH EXAMPLES
      .nf
      deskql exports \\-c \(escaped("'hours 2024-03 by costcenter'"))
      deskql exports \\-f month.deskql \\-\\-set month=2024\\-03
      curl \(escaped("…")) | deskql \\- \\-c \(escaped("'occupancy desks 2024-03'"))
      .fi

      """
  }

  /// `…` as `\[u2026]`, which needs no preprocessor.
  private static func named(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "\\[u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
  }

  /// Backslashes and hyphens as they are, and no line that begins like a request.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      default:
        for scalar in character.unicodeScalars {
          if scalar.isASCII { result.unicodeScalars.append(scalar) } else { result += named(scalar) }
        }
      }
    }
    return result.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.first == "." || $0.first == "'" ? "\\&" + $0 : String($0) }.joined(separator: "\n")
  }
}

extension Arguments.Document {
  /// What is printed.
  var text: String {
    switch self {
    case .completions(let kind): kind.map(ShellCompletion.script) ?? ""
    case .manual: Manual.page
    }
  }
}
