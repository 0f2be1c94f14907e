import Calculus
import DeskQL
import Diagnostics
import Files
import Language
import Planning
import Rendering

/// Runs `.test` files and scripts as tests, one after the other.
///
/// A `.test` file names its workspace, or brings its files along; paths in it begin at its own folder. A script runs in
/// the workspace given, else in the exports that it stands among; each `expect` in it is a case, and so is each statement
/// that fails.
public struct TestRun {
  /// What came of one case.
  public struct Outcome: Sendable {
    /// The statement, on one line.
    public let name: String
    /// Where it begins, from 1.
    public let line: Int
    /// What was not as expected; none if all was.
    public let failures: [Diagnostic]
    public let duration: Duration
  }

  /// What came of one file.
  public struct FileOutcome: Sendable {
    public let path: String
    public internal(set) var cases: [Outcome] = []
    /// Why the file, or the workspace that it wants, cannot be read.
    public internal(set) var problems: [Diagnostic] = []
    /// What its workspace had to tell, and warnings about the file.
    public internal(set) var notices: [Diagnostic] = []
    /// Cases whose expectation was rewritten.
    public internal(set) var rewritten = 0
  }

  private let workspace: String?
  private let workspaces: Folder?
  private let today: Day
  private let clock: Day
  private let time: @Sendable () -> String
  private let updates: Bool
  /// Workspaces that several files name are loaded once.
  private var sessions: [String: Session] = [:]
  private var definitions = TouchedDefinitions()
  public private(set) var files: [FileOutcome] = []

  /// - Parameters:
  ///   - workspace: for files that name none.
  ///   - workspaces: a folder of workspaces, for names that are not beside the file.
  ///   - today: for files that do not say it.
  ///   - clock: the day that it really is, by which workspaces lose their persons (`anonymize_after`). Rows that a test
  ///     brings along go by its own day, so that it prints the same next year.
  ///   - time: the time of the clock as text, for workspaces that keep an audit.
  ///   - updates: whether expectations of `.test` files are rewritten to what was printed.
  public init(
    workspace: String? = nil, workspaces: String? = nil, today: Day, clock: Day? = nil,
    time: @escaping @Sendable () -> String = { "-" }, updates: Bool = false
  ) {
    self.workspace = workspace
    self.workspaces = workspaces.map { Folder($0) }
    self.today = today
    self.clock = clock ?? today
    self.time = time
    self.updates = updates
  }

  /// The tests in a folder and in those within it, in order: `.test` files, and scripts that expect something.
  public static func tests(in folder: String) -> [String] {
    Folder(folder).files(ending: ".test", ".deskql").filter { $0.hasSuffix(".test") || expects($0) }
  }

  /// Whether a script states a figure. One that cannot be read may do so, and says what is wrong when it is run.
  private static func expects(_ script: String) -> Bool {
    do throws(FileError) {
      let source = SourceText(name: script, text: try readText(ofFile: script))
      let (statements, problems) = Parser.script(source)
      let isStated = statements.contains { if case .expect = $0.0 { true } else { false } }
      return isStated || !problems.isEmpty && source.text.contains("expect")
    } catch {
      return true
    }
  }

  /// Runs one file, and adds to `files` what came of it.
  public mutating func run(_ path: String) {
    var outcome = FileOutcome(path: path)
    do throws(Rejection) {
      let source: SourceText
      do throws(FileError) {
        source = SourceText(name: path, text: try readText(ofFile: path))
      } catch {
        throw Rejection(.unreadableTest(path, error))
      }
      if path.hasSuffix(".test") {
        try run(TestFile(source), into: &outcome)
      } else {
        try run(script: source, into: &outcome)
      }
      if outcome.cases.isEmpty { outcome.notices.append(.nothingExpected(in: source)) }
    } catch {
      outcome.problems += error.diagnostics
    }
    files.append(outcome)
  }

  /// Definitions of workspaces, files and scripts that nothing leads to which was run.
  public var untouched: [CatalogueEntry] { definitions.untouched }

  // MARK: Test files

  private mutating func run(_ file: TestFile, into outcome: inout FileOutcome) throws(Rejection) {
    var temporary: Folder?
    defer { temporary?.remove() }
    let today = file.today ?? today
    var session: Session
    if file.files.isEmpty {
      session = try open(file, today: today, into: &outcome)
    } else {
      do throws(FileError) {
        let folder = try Folder.temporary()
        temporary = folder
        for (name, text) in file.files { try WholeFile.write(Array(text.utf8), to: folder.path(of: name)) }
      } catch {
        throw Rejection(.noTemporaryFolder(error, in: file.source))
      }
      session = try Session.open(path: temporary?.path, options: SessionOptions(today: today))
    }

    let folder = Folder(of: file.source.name)
    var printed: [Printed] = []
    for item in file.cases {
      let clock = ContinuousClock.now
      let result = Printed.of(
        SourceText(name: file.source.name, text: item.statement), in: &session, format: .csv, folder: folder)
      let duration = ContinuousClock.now - clock
      let differences = Comparison(file: file, item: item, printed: result).differences
      if updates, !differences.isEmpty { outcome.rewritten += 1 }
      outcome.cases.append(
        Outcome(
          name: item.statement.onOneLine, line: item.line, failures: updates ? [] : differences, duration: duration))
      printed.append(result)
      definitions.note(result.statements, in: session.catalogue) { [temporary] path in
        guard let temporary, path.hasPrefix(temporary.path + "/") else { return path }
        return file.source.name + ": " + path.dropFirst(temporary.path.count + 1)
      }
    }
    if outcome.rewritten > 0 {
      do throws(FileError) {
        try WholeFile.write(Array(file.text(expecting: printed).utf8), to: file.source.name)
      } catch {
        throw Rejection(.unwritableTest(file.source.name, error))
      }
    }
  }

  /// The workspace that a file names, beside it or among the workspaces.
  private mutating func open(
    _ file: TestFile, today: Day, into outcome: inout FileOutcome
  ) throws(Rejection) -> Session {
    guard let setting = file.workspace else { return try session(of: workspace, today: today, into: &outcome) }
    let places = [Folder(of: file.source.name)] + (workspaces.map { [$0] } ?? [])
    guard let path = places.map({ $0.path(of: setting.text) }).first(where: { WholeFile.isSame($0, $0) }) else {
      throw Rejection(.noWorkspace(setting, in: file.source))
    }
    return try session(of: path, today: today, into: &outcome)
  }

  private mutating func session(
    of path: String?, today: Day, into outcome: inout FileOutcome
  ) throws(Rejection) -> Session {
    let key = "\(today) \(path ?? "")"
    if let session = sessions[key] { return session }
    let session = try Session.open(path: path, options: SessionOptions(today: today, clock: clock, time: time))
    outcome.notices += session.notices.filter { $0.severity == .error }
    sessions[key] = session
    return session
  }

  // MARK: Scripts

  private mutating func run(script source: SourceText, into outcome: inout FileOutcome) throws(Rejection) {
    let folder = Folder(of: source.name)
    let here = [folder, Folder(".")].first { ExportFolder.holdsExports($0.path) }
    var session = try session(of: workspace ?? here?.path, today: today, into: &outcome)
    _ = run(script: source, depth: 0, in: &session, into: &outcome)
  }

  /// - Returns: whether there is more to do: nobody said `quit`.
  private mutating func run(
    script source: SourceText, depth: Int, in session: inout Session, into outcome: inout FileOutcome
  ) -> Bool {
    let script = Parser.script(source)
    var diagnostics = script.diagnostics[...]
    func failed(_ diagnostic: Diagnostic) -> Outcome {
      Outcome(
        name: diagnostic.message, line: source.line(of: diagnostic.range), failures: [diagnostic], duration: .zero)
    }
    for (statement, range) in script.statements {
      while let first = diagnostics.first, (first.range?.lower ?? 0) < range.lower {
        outcome.cases.append(failed(diagnostics.removeFirst()))
      }
      if case .quit = statement { return false }
      let clock = ContinuousClock.now
      var failures: [Diagnostic] = []
      do throws(Rejection) {
        if case .source(let names) = statement {
          // As with `-f`, paths begin at the folder in which the program was started.
          for name in names {
            let inner = try SourceText(reading: name, from: Folder("."), depth: depth, in: source)
            if !run(script: inner, depth: depth + 1, in: &session, into: &outcome) { return false }
          }
          continue
        }
        _ = try session.execute(statement, source: source)
      } catch {
        failures = error.diagnostics
      }
      let duration = ContinuousClock.now - clock
      definitions.note([statement], in: session.catalogue) { $0 }
      let isExpectation = if case .expect = statement { true } else { false }
      if isExpectation || !failures.isEmpty {
        outcome.cases.append(
          Outcome(
            name: String(source.text(of: range)).onOneLine, line: source.line(of: range), failures: failures,
            duration: duration))
      }
    }
    outcome.cases += diagnostics.map(failed)
    return true
  }
}

extension SourceText {
  fileprivate func line(of range: SourceRange?) -> Int {
    lineAndColumn(of: range?.lower ?? 0).line
  }
}

extension String {
  /// The words of several lines on one.
  fileprivate var onOneLine: String {
    split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " } }.joined(separator: " ")
  }
}
