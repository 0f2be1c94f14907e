import DeskQL
import Diagnostics
import Files
import Language
import Rendering

/// A session and somebody who talks to it: runs texts statement by statement and shows what comes of it.
public struct Conversation {
  /// Whether there is more to do.
  public enum Flow: Sendable {
    case goOn
    /// After an error, unless one was to keep going.
    case stopped
    /// Somebody said `quit`.
    case quit
  }

  public private(set) var session: Session
  /// What the process should end with.
  public private(set) var status = ExitStatus.success
  var presenter: Presenter
  private var keepsGoing: Bool
  let parameters: Parameters
  private var showsTime = false
  /// Of the shell itself.
  private(set) var settings = ShellSettings()
  /// How often something was changed that what is typed depends on: definitions, settings, the data.
  private(set) var changes = 0
  /// What was wrong with the last statement that failed.
  private(set) var lastProblems: [Diagnostic] = []
  /// Real paths of the files that answers were written into.
  private var written: Set<String> = []
  /// How many files are being read, one from within the other.
  private var depth = 0
  private static let deepest = 20

  /// - Parameters:
  ///   - keepsGoing: whether an error leaves the statements after it in force.
  ///   - parameters: of all texts.
  public init(session: Session, presenter: Presenter, keepsGoing: Bool, parameters: Parameters = Parameters()) {
    self.parameters = parameters
    self.session = session
    self.presenter = presenter
    self.keepsGoing = keepsGoing
  }

  /// Runs the statements of a text in turn. One that cannot be read fails when its turn comes, not before.
  public mutating func run(_ source: SourceText) throws(WriteError) -> Flow {
    let source = parameters.expanded(source)
    let script = Parser.script(source)
    var diagnostics = script.diagnostics[...]
    var end: Int?
    for (statement, range) in script.statements {
      while let first = diagnostics.first, (first.range?.lower ?? 0) < range.lower {
        diagnostics.removeFirst()
        if try fail(first, after: &end, in: source) == .stopped { return .stopped }
      }
      if presenter.isPage {
        let comments = ScriptComments(after: end, before: range, in: source)
        try presenter.announce(comments, definitions: session.definitions(behind: statement))
      }
      end = range.upper
      let flow = try run(statement, at: range, of: source)
      presenter.endStatement()
      if flow != .goOn { return flow }
    }
    for diagnostic in diagnostics {
      if try fail(diagnostic, after: &end, in: source) == .stopped { return .stopped }
    }
    return .goOn
  }

  /// What cannot be read stands on a page below what was written above it, as any statement does.
  private mutating func fail(
    _ diagnostic: Diagnostic, after end: inout Int?, in source: SourceText
  ) throws(WriteError) -> Flow {
    if presenter.isPage, let place = diagnostic.range {
      let lines = source.statementLines(after: end, at: place)
      try presenter.announce(ScriptComments(after: end, before: lines, in: source), definitions: [])
      end = lines.upper
    }
    return fail(Rejection(diagnostic))
  }

  /// Ends what all results go into.
  public mutating func finish() throws(WriteError) {
    try presenter.finish()
  }

  /// Runs a file that is there for somebody's convenience: no error in it stops the rest, or anything else.
  mutating func runStartFile(_ source: SourceText) throws(WriteError) -> Flow {
    let (kept, before) = (keepsGoing, status)
    keepsGoing = true
    defer { (keepsGoing, status) = (kept, before) }
    return try run(source)
  }

  /// Before something new is entered.
  mutating func beginInput() {
    lastProblems = []
    presenter.beginInput()
  }

  /// Shows why something was rejected, and notes it for the end.
  public mutating func fail(_ rejection: Rejection) -> Flow {
    lastProblems = rejection.diagnostics
    presenter.show(rejection.diagnostics)
    presenter.note(rejection.diagnostics, isFailure: true)
    status = status.after(rejection)
    return keepsGoing && !rejection.isCancellation ? .goOn : .stopped
  }

  private mutating func run(
    _ statement: Statement, at range: SourceRange, of source: SourceText
  ) throws(WriteError) -> Flow {
    switch statement {
    case .quit: return .quit
    case .timing(let value): return time(value, in: source)
    case .set(let name, let values) where ShellSettings.has(name.text): return set(name, values, in: source)
    case .source(let names):
      for name in names {
        let flow = try runFile(name, of: source)
        if flow != .goOn { return flow }
      }
      return .goOn
    // Loading lets go of what it has read so far.
    case .load(let names):
      changes += 1
      let files = names.map { Name(text: HomePath.expanded($0.text), quoted: $0.quoted, place: $0.place) }
      return try Interrupts.noted { () throws(WriteError) in try execute(.load(files), at: range, of: source) }
    case .define, .undefine, .set:
      changes += 1
      return try execute(statement, at: range, of: source)
    default: return try execute(statement, at: range, of: source)
    }
  }

  private mutating func execute(
    _ statement: Statement, at range: SourceRange, of source: SourceText
  ) throws(WriteError) -> Flow {
    let formatName = statement.formatName
    if let unknown = formatName, Format(rawValue: unknown.text.lowercased()) == nil {
      return fail(Rejection(.unknownFormat(unknown, in: source)))
    }
    let destination: Destination?
    do {
      destination = try Destination(of: statement, in: source)
      try destination?.checkFile(against: session.workspace, written: written)
    } catch {
      return fail(error)
    }
    let start = ContinuousClock.now
    let output: Output
    do {
      let result = try session.execute(statement, source: source)
      presenter.show(result.warnings)
      presenter.note(result.warnings, isFailure: false)
      output = result.0
    } catch {
      return fail(error)
    }
    let duration = ContinuousClock.now - start
    switch output {
    case .answer(let answer, let format):
      guard let destination else {
        let wanted = format.flatMap { Format(rawValue: $0) }
        if !presenter.isPage, let refusal = Renderer.refusal(of: answer, as: presenter.format(wanted)) {
          let place = formatName?.place.range ?? range
          return fail(Rejection(.notDrawable(refusal.reason, help: refusal.help, at: place, in: source)))
        }
        try presenter.show(answer, as: wanted)
        break
      }
      do {
        try destination.checkColumns(of: answer, against: session.workspace)
        try destination.write(answer)
        if let path = destination.realPath { written.insert(path) }
      } catch {
        return fail(error)
      }
      presenter.show(note: destination.note(on: answer))
    case .report(let report, let format):
      guard let destination else {
        let wanted = format.flatMap { Format(rawValue: $0) }
        if let wanted, let refusal = Renderer.refusal(of: report, as: wanted) {
          let place = formatName?.place.range ?? range
          return fail(Rejection(.noTable(refusal.reason, help: refusal.help, at: place, in: source)))
        }
        try presenter.show(report, as: wanted)
        break
      }
      do {
        try destination.write(report)
        if let path = destination.realPath { written.insert(path) }
      } catch {
        return fail(error)
      }
      presenter.show(note: destination.note)
    case .text(let text):
      // Who asks at a terminal has settings of the shell, too.
      let isAllSettings = statement == .show(.settings) && presenter.longOutput != nil
      try presenter.show(
        text: isAllSettings ? session.settingsText(and: settings.rows) : text, isProse: statement.givesProse)
    case .none: break
    case .quit: return .quit
    }
    if presenter.isCut { return fail(Rejection(.cancelled)) }
    if showsTime { presenter.show(note: Conversation.text(of: duration)) }
    return .goOn
  }

  // MARK: Statements about the conversation itself

  /// `timing`, `timing on`, `timing off`
  private mutating func time(_ value: Name?, in source: SourceText) -> Flow {
    switch value?.text.lowercased() {
    case nil: showsTime.toggle()
    case "on": showsTime = true
    case "off": showsTime = false
    default: return fail(Rejection(.badTiming(value?.text ?? "", at: value?.place.range, in: source)))
    }
    presenter.show(note: showsTime ? "timing is on" : "timing is off")
    return .goOn
  }

  /// `set live off`
  private mutating func set(_ name: Name, _ values: [Name], in source: SourceText) -> Flow {
    let value = values.map(\.text).joined(separator: " ")
    if let expected = settings.set(name.text, to: value) {
      let place = values.first?.place ?? name.place
      return fail(Rejection(.badShellSetting(name.text, value, expected: expected, at: place, in: source)))
    }
    presenter.longOutput = presenter.longOutput.map { LongOutput(settings: settings, height: $0.height) }
    return .goOn
  }

  /// `source month.deskql`
  private mutating func runFile(_ name: Name, of source: SourceText) throws(WriteError) -> Flow {
    guard depth < Conversation.deepest else {
      return fail(Rejection(.sourceTooDeep(name.text, at: name.place.range, in: source)))
    }
    let text: String
    do {
      text = try readText(ofFile: HomePath.expanded(name.text))
    } catch {
      return fail(Rejection(.unreadableFile(name.text, error, at: name.place.range, in: source)))
    }
    depth += 1
    defer { depth -= 1 }
    return try run(SourceText(name: name.text, text: text))
  }

  /// Milliseconds with a decimal: `12.3 ms`.
  private static func text(of duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let tenths = seconds * 10_000 + attoseconds / 100_000_000_000_000
    return "\(tenths / 10).\(tenths % 10) ms"
  }
}

extension Statement {
  /// Whether its text is for reading alone, and none that could be run or compared line by line.
  fileprivate var givesProse: Bool {
    switch self {
    case .show(.settings): true
    case .show: false
    default: true
    }
  }

  /// What stands after `as`.
  fileprivate var formatName: Name? {
    let clauses: [Clause]
    switch self {
    case .query(let query), .explain(let query), .why(let query): clauses = query.clauses
    case .list(let list): clauses = list.clauses
    case .check(let check): clauses = check.clauses
    case .expect, .define, .undefine, .set, .show, .describe, .load, .save, .source, .help, .timing, .map,
      .quit:
      return nil
    }
    for clause in clauses {
      if case .as(let name) = clause.kind { return name }
    }
    return nil
  }
}
