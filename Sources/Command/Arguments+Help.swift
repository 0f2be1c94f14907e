extension Arguments {
  static let version = "0.1.0"

  static let synopsis = [
    "deskql [WORKSPACE] [-c QUERY]… [-f FILE]… [--format FORMAT] [--today DATE] [--strict] [--keep-going]",
    "deskql [WORKSPACE] test FILE… [--junit OUT.xml] [--update] [--workspaces FOLDER] [--today DATE]",
    "deskql anonymize IN OUT [--after N] [--format FORMAT] [--today DATE]",
    "deskql layouts [NAME] [--format FORMAT]",
    "deskql " + Document.completions(nil).usage,
    "deskql " + Document.manual.usage,
  ]

  /// What stands where, a paragraph each.
  static let paragraphs = [
    """
    WORKSPACE is a folder of exports, or one file; without it the current folder, if it holds exports. With - it is an
    export that standard input gives, of any kind that a file could be.
    """,
    """
    Without -c, -f or piped input deskql asks for statements itself; “help” explains them there. A piped statement runs
    once it has surely ended: at “;”, an empty line, or with the next one.
    """,
    """
    Behind “test” stand .test files, scripts, or folders that hold them: tests of metrics, run one by one.
    """,
    """
    Behind “anonymize” stand a folder of exports and one that is new or empty: there the exports are written once more,
    without the persons of bookings that ended more than N days ago, as `set anonymize_after N` in settings.deskql has it.
    """,
    """
    Behind “layouts” may stand the name of a layout, which is then printed: how a system's export is read. Without a name
    all of them are listed.
    """,
    """
    “completions” prints how a shell completes this command line, “manual” the page for man: deskql manual | man -l -
    """,
  ]

  static let statuses = """
    Exit status: 0 fine, 1 an error, 2 a wrong command line, 3 an “expect” or a test that did not hold, 130 Ctrl-C while
    exports were loaded.
    """

  /// What `--help` prints.
  static var help: String {
    let titles = options.map { option in
      (option.short.map { $0 + ", " } ?? "    ") + option.name + (option.value.map { " " + $0 } ?? "")
    }
    let width = (titles.map(\.count).max() ?? 0) + 2
    let rows = zip(titles, options).map { title, option in
      "  " + title + String(repeating: " ", count: width - title.count) + option.help
    }
    return """
      deskql answers questions about workplaces from the exports of their booking systems.

      \(synopsis.map { "  " + $0 }.joined(separator: "\n"))

      \(paragraphs.joined(separator: "\n\n"))

      \(rows.joined(separator: "\n"))

      Results go to standard output, as tables on a terminal, else as CSV; all else goes to standard error.
      \(statuses)

      """
  }
}
