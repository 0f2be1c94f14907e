import Calculus
import DeskQL
import Diagnostics
import Files
import Glibc
import Rendering
import Shell

/// The executable: options → session → exit status.
@main
enum Command {
  static func main() {
    // A reader that goes away is told by `write`, not by a signal: the end is as quiet, and the same everywhere.
    signal(SIGPIPE, SIG_IGN)
    exit(status(of: Array(CommandLine.arguments.dropFirst())).rawValue)
  }

  private static func status(of words: [String]) -> ExitStatus {
    let arguments: Arguments
    do {
      arguments = try Arguments(words)
    } catch {
      complain(error.help.map { error.message + "; " + $0 } ?? error.message)
      complain("--help lists the options")
      return .usage
    }
    do {
      return try run(arguments)
    } catch {
      switch error {
      case .closedPipe: return .closedPipe
      case .failed(let reason):
        complain("the results cannot be written: \(reason)")
        return .failure
      }
    }
  }

  static func complain(_ message: String) {
    try? DescriptorSink(STDERR_FILENO).write("deskql: " + DiagnosticRenderer.printable(message) + "\n")
  }

  private static func run(_ arguments: Arguments) throws(WriteError) -> ExitStatus {
    if arguments.wantsHelp || arguments.wantsVersion {
      let help = WrappedText.text(Arguments.help, width: Terminal.width)
      let text = arguments.wantsHelp ? help : "deskql \(Arguments.version)\n"
      try DescriptorSink(STDOUT_FILENO).write(text)
      return .success
    }
    if let document = arguments.document {
      try DescriptorSink(STDOUT_FILENO).write(document.text)
      return .success
    }
    if let tests = arguments.tests { return try run(tests, arguments) }
    if let layouts = arguments.layouts { return try run(layouts, arguments) }
    if let anonymization = arguments.anonymization { return try run(anonymization, arguments) }
    let hasScript = !arguments.sources.isEmpty || !Terminal.isTerminal(STDIN_FILENO)
    let presenter = presenter(arguments)

    let session: Session
    do {
      session = try open(arguments)
    } catch {
      presenter.show(error.diagnostics)
      return ExitStatus.success.after(error)
    }
    presenter.show(session.notices)

    var conversation = Conversation(
      session: session, presenter: presenter, keepsGoing: arguments.keepsGoing,
      parameters: arguments.parameters)
    if hasScript {
      try run(arguments.sources, in: &conversation)
      try conversation.finish()
      // What was wrong with the workspace's own settings is an error, whatever was answered under them.
      let isFaulty = session.notices.contains { $0.severity == .error }
      return isFaulty ? .failure : conversation.status
    }
    var shell = Shell(conversation, hasColor: arguments.hasColor)
    try shell.run()
    try shell.finish()
    return .success
  }

  /// - Parameter format: where none is said; else tables on a terminal, and CSV elsewhere.
  static func presenter(_ arguments: Arguments, format: Format? = nil) -> Presenter {
    Presenter(
      format: arguments.format ?? format ?? (Terminal.isTerminal(STDOUT_FILENO) ? .table : .csv),
      results: DescriptorSink(STDOUT_FILENO), messages: DescriptorSink(STDERR_FILENO),
      resultColor: arguments.hasColor && Terminal.wantsColor(STDOUT_FILENO),
      messageColor: arguments.hasColor && Terminal.wantsColor(STDERR_FILENO),
      isTerminal: Terminal.isTerminal(STDOUT_FILENO), isASCII: !Terminal.knowsBlocks, size: { Terminal.size },
      messageWidth: { Terminal.isTerminal(STDERR_FILENO) ? Terminal.width : nil })
  }

  private static func open(_ arguments: Arguments) throws(Rejection) -> Session {
    let progress = Progress.onTerminal
    let options = SessionOptions(
      today: arguments.today ?? Clock.today, clock: Clock.today, time: { Clock.time }, strict: arguments.isStrict,
      isCancelled: { Interrupts.pending }, progress: { step in progress?.take(step) })
    guard arguments.readsData else {
      let path = arguments.workspace ?? CurrentFolder.workspace
      return try Interrupts.noted { () throws(Rejection) in try Session.open(path: path, options: options) }
    }
    // Before Ctrl-C is noted: it ends a read that waits.
    guard let bytes = readAll(STDIN_FILENO, atMost: Arguments.mostPiped), bytes.count < Arguments.mostPiped else {
      throw Rejection(.unreadablePipe(most: Arguments.mostPiped))
    }
    return try Interrupts.noted { () throws(Rejection) in
      try Session.open(export: bytes, name: "<stdin>", through: "/dev/stdin", options: options)
    }
  }

  /// Runs what `-c` and `-f` give, in their order; without them what standard input gives.
  private static func run(_ sources: [Arguments.Source], in conversation: inout Conversation) throws(WriteError) {
    if sources.isEmpty { _ = try runPiped(in: &conversation) }
    for source in sources {
      let flow: Conversation.Flow
      switch source {
      case .query(let text): flow = try conversation.run(SourceText(name: "query", text: text))
      case .file("-"): flow = try runPiped(in: &conversation)
      case .file(let path): flow = try run(file: path, in: &conversation)
      }
      if flow != .goOn { return }
    }
  }

  /// Statement by statement, while they come.
  private static func runPiped(in conversation: inout Conversation) throws(WriteError) -> Conversation.Flow {
    var reader = StatementReader(descriptor: STDIN_FILENO, name: "<stdin>")
    while true {
      let source: SourceText?
      do {
        source = try reader.next()
      } catch {
        return conversation.fail(Rejection(.unreadableFile("<stdin>", error)))
      }
      guard let source else { return .goOn }
      let flow = try conversation.run(source)
      if flow != .goOn { return flow }
    }
  }

  private static func run(
    file path: String, in conversation: inout Conversation
  ) throws(WriteError) -> Conversation.Flow {
    let text: String
    do {
      text = try readText(ofFile: path)
    } catch {
      return conversation.fail(Rejection(.unreadableFile(path, error)))
    }
    return try conversation.run(SourceText(name: path, text: text))
  }
}
