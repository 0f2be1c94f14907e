import Calculus
import Diagnostics
import Language
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

  /// What `test` is given.
  struct Tests: Hashable {
    /// `.test` files, scripts, and folders that hold them.
    var files: [String] = []
    /// `--junit OUT.xml`
    var junit: String?
    /// `--update`
    var updates = false
    /// `--workspaces FOLDER`
    var workspaces: String?
  }

  /// What `anonymize` is given.
  struct Anonymization: Hashable {
    /// The exports, and where their clean copy goes.
    var folders: [String] = []
    /// `--after N`
    var after: Int?
  }

  /// What `layouts` is given.
  struct Layouts: Hashable {
    /// The one to print; nil lists them all.
    var name: String?
  }

  /// What describes the program itself.
  enum Document: Hashable {
    /// `completions bash`: nil before the shell is named.
    case completions(ShellCompletion.Kind?)
    case manual
  }

  var workspace: String?
  /// Whether the workspace is what comes from standard input.
  var readsData: Bool { workspace == "-" }
  /// Most bytes of that: they are held in memory.
  static let mostPiped = 2 << 30
  /// Behind the word `layouts`.
  var layouts: Layouts?
  /// The word `manual`, or behind the word `completions`.
  var document: Document?
  /// Behind the word `anonymize`.
  var anonymization: Anonymization?
  /// Behind the word `test`: files to run as tests.
  var tests: Tests?
  var sources: [Source] = []
  /// What `$month` is in all statements.
  var parameters = Parameters()
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
    Option(name: "--set", value: "NAME=VALUE", help: "what $NAME is in statements; may be given again") {
      (arguments, value) throws(UsageError) in
      let parts = value.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, Parameters.isName(parts[0]), !parts[1].isEmpty else {
        throw UsageError(message: "“\(value)” says of no parameter what it is", help: "write it as --set month=2024-03")
      }
      guard !parts[1].contains(where: \.isNewline) else {
        throw UsageError(message: "what $\(parts[0]) is goes over several lines", help: "say it in one")
      }
      guard Parameters.isValue(parts[1]) else {
        throw UsageError(
          message: "what $\(parts[0]) is would not be read to its end: “\(parts[1])”",
          help: "write a name in quotes of its own: --set '\(parts[0])=\(Printer.quoted(parts[1]))'")
      }
      arguments.parameters.set(parts[0], to: parts[1])
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
    Option(name: "--junit", value: "OUT.xml", help: "test: write the outcome for build servers") {
      (arguments, value) throws(UsageError) in
      try arguments.changeTests("--junit") { $0.junit = value }
    },
    Option(name: "--update", help: "test: rewrite what .test files expect to what is printed") {
      (arguments, _) throws(UsageError) in
      try arguments.changeTests("--update") { $0.updates = true }
    },
    Option(name: "--workspaces", value: "FOLDER", help: "test: where workspaces are that are not beside the file") {
      (arguments, value) throws(UsageError) in
      try arguments.changeTests("--workspaces") { $0.workspaces = value }
    },
    Option(
      name: "--after", value: "N", help: "anonymize: the days, where they are to be fewer than settings.deskql says"
    ) {
      (arguments, value) throws(UsageError) in
      guard arguments.anonymization != nil else {
        throw UsageError(
          message: "--after is for anonymize", help: "write it behind: deskql anonymize IN OUT --after 90")
      }
      guard let days = Int(value), (1..<1_000_000).contains(days) else {
        throw UsageError(message: "“\(value)” is no number of days from 1", help: "write it as --after 90")
      }
      arguments.anonymization?.after = days
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
    try check()
  }

  private mutating func add(operand: String) throws(UsageError) {
    if anonymization != nil {
      if operand.isEmpty { throw UsageError(message: "the folder has an empty name") }
      anonymization?.folders.append(operand)
      return
    }
    if tests != nil {
      tests?.files.append(operand)
      return
    }
    if layouts != nil {
      guard layouts?.name == nil, !operand.isEmpty else {
        throw UsageError(message: "layouts prints one layout at a time", help: "deskql layouts NAME")
      }
      layouts?.name = operand
      return
    }
    if case .completions(nil) = document {
      guard let kind = ShellCompletion.Kind(rawValue: operand) else {
        throw UsageError(
          message: "there are no completions for “\(operand)”", help: "deskql \(Document.completions(nil).usage)")
      }
      document = .completions(kind)
      return
    }
    if document == nil, workspace == nil, let named = Document(word: operand) {
      document = named
      return
    }
    if operand == "layouts" {
      guard workspace == nil else {
        throw UsageError(message: "layouts are the same for all workspaces", help: "deskql layouts")
      }
      layouts = Layouts()
      return
    }
    if operand == "test" {
      tests = Tests()
      return
    }
    if operand == "anonymize" {
      guard workspace == nil else {
        throw UsageError(
          message: "anonymize takes both folders behind it", help: "deskql anonymize \(workspace ?? "IN") OUT")
      }
      anonymization = Anonymization()
      return
    }
    if operand.isEmpty { throw UsageError(message: "the workspace has an empty name") }
    guard workspace == nil else {
      throw UsageError(
        message: "“\(operand)” is one workspace too many", help: "to run a query, put -c before it, and it in quotes")
    }
    workspace = operand
  }

  /// An option of `test`, which stands behind that word.
  private mutating func changeTests(_ option: String, _ change: (inout Tests) -> Void) throws(UsageError) {
    guard var tests else {
      throw UsageError(message: "\(option) is for tests", help: "write it behind test: deskql test \(option) …")
    }
    change(&tests)
    self.tests = tests
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

extension Arguments.Document {
  init?(word: String) {
    switch word {
    case "completions": self = .completions(nil)
    case "manual": self = .manual
    default: return nil
    }
  }

  var word: String {
    switch self {
    case .completions: "completions"
    case .manual: "manual"
    }
  }

  var usage: String {
    switch self {
    case .completions: "completions " + ShellCompletion.Kind.allCases.map(\.rawValue).joined(separator: "|")
    case .manual: "manual"
    }
  }
}

extension Format {
  static let names = allCases.map(\.rawValue)
}

extension NearestName {
  static func suggestion(for word: String, in names: [String]) -> String? {
    find(word, in: names).map(NearestName.question)
  }
}
