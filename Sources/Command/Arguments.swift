import Calculus
import Diagnostics
import Rendering

/// The command line, read.
struct Arguments {
  /// Something to run, in the order given.
  enum Source: Hashable {
    /// `-c QUERY`
    case query(String)
    /// `-f FILE`
    case file(String)
  }

  var workspace: String?
  var sources: [Source] = []
  var format: Format?
  var today: Day?
  var isStrict = false
  var keepsGoing = false
  var hasColor = true
  var wantsHelp = false
  var wantsVersion = false
}

/// A command line that makes no sense, and why.
struct UsageError: Error {
  let message: String
  var help: String?
}

extension Arguments {
  /// One option, as rows of a table: reading, guessing and `--help` all go by it.
  struct Option {
    /// `--format`
    let name: String
    /// `-c`
    var short: String?
    /// What its value is, for `--help`; nil takes none.
    var value: String?
    let help: String
    let apply: @Sendable (inout Arguments, String) throws(UsageError) -> Void
  }

  static let options: [Option] = [
    Option(name: "--command", short: "-c", value: "QUERY", help: "run statements; may be given again") {
      $0.sources.append(.query($1))
    },
    Option(name: "--file", short: "-f", value: "FILE", help: "run a file of statements; may be given again") {
      $0.sources.append(.file($1))
    },
    Option(name: "--format", value: "FORMAT", help: Format.allCases.map(\.rawValue).joined(separator: ", ")) {
      (arguments, value) throws(UsageError) in
      guard let format = Format(rawValue: value.lowercased()) else {
        throw UsageError(
          message: "there is no format “\(value)”", help: NearestName.suggestion(for: value, in: Format.names))
      }
      arguments.format = format
    },
    Option(name: "--today", value: "DATE", help: "the day that “today” means, as 2024-03-15; else the clock says") {
      (arguments, value) throws(UsageError) in
      guard let day = Day(iso: value), day >= Day.min, day <= Day.max else {
        throw UsageError(message: "“\(value)” is no day from \(Day.min) to \(Day.max)", help: "write it as 2024-03-15")
      }
      arguments.today = day
    },
    Option(name: "--engine", value: "URL", help: "another engine; this build has none") {
      (_, _) throws(UsageError) in
      throw UsageError(
        message: "no engine is supported by this build", help: "without --engine the queries run in deskql itself")
    },
    Option(name: "--strict", help: "rows that cannot be read, and findings, are errors") { (arguments, _) in
      arguments.isStrict = true
    },
    Option(name: "--keep-going", help: "go on after an error; the exit status still tells") { (arguments, _) in
      arguments.keepsGoing = true
    },
    Option(name: "--no-color", help: "no colours, as with NO_COLOR set") { (arguments, _) in
      arguments.hasColor = false
    },
    Option(name: "--help", short: "-h", help: "this text") { (arguments, _) in arguments.wantsHelp = true },
    Option(name: "--version", help: "the version") { (arguments, _) in arguments.wantsVersion = true },
  ]

  /// Reads the words behind the name of the program.
  init(_ words: [String]) throws(UsageError) {
    var rest = words[...]
    var onlyOperands = false
    while let word = rest.popFirst() {
      if onlyOperands || !word.hasPrefix("-") || word == "-" {
        try add(operand: word)
      } else if word == "--" {
        onlyOperands = true
      } else {
        try read(option: word, rest: &rest)
      }
    }
  }

  private mutating func add(operand: String) throws(UsageError) {
    if operand.isEmpty { throw UsageError(message: "the workspace has an empty name") }
    guard workspace == nil else {
      throw UsageError(
        message: "“\(operand)” is one workspace too many", help: "to run a query, put -c before it, and it in quotes")
    }
    workspace = operand
  }

  /// `--format csv`, `--format=csv`, `-c QUERY`, `-cQUERY`
  private mutating func read(option word: String, rest: inout ArraySlice<String>) throws(UsageError) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let isLong = word.hasPrefix("--")
    let name = isLong ? String(parts[0]) : String(word.prefix(2))
    guard let option = Arguments.options.first(where: { $0.name == name || $0.short == name }) else {
      throw UsageError(
        message: "there is no option \(name)",
        help: NearestName.suggestion(for: isLong ? name : word, in: Arguments.options.map(\.name)))
    }
    let attached =
      isLong ? (parts.count == 2 ? String(parts[1]) : nil) : (word.count > 2 ? String(word.dropFirst(2)) : nil)

    guard option.value != nil else {
      if attached != nil { throw UsageError(message: "\(name) takes no value") }
      return try option.apply(&self, "")
    }
    guard let value = attached ?? rest.popFirst() else {
      throw UsageError(message: "\(name) needs a value: \(option.value ?? "")")
    }
    try option.apply(&self, value)
  }
}

extension Format {
  static let names = allCases.map(\.rawValue)
}

extension NearestName {
  static func suggestion(for word: String, in names: [String]) -> String? {
    find(word, in: names).map { "did you mean \($0)?" }
  }
}
