import DeskQL
import Diagnostics
import Files
import Glibc
import Language

/// The conversation at a terminal: prompts, lines that become statements, answers.
public struct Shell {
  private var conversation: Conversation
  private var reader: any LineReader
  /// The lines of a statement that is not complete.
  private var pending: [String] = []
  /// What is known of the session as it is, and how many changes of it that knows.
  private var assistant: Assistant?
  private var knownChanges = 0
  private var preparation: Task<Void, Never>?
  /// Whether the terminal can show colours and hints.
  private let canBeLive: Bool
  private let startFile: String?

  static let prompt = "deskql> "
  static let continuation = "   ...> "

  /// A shell on the terminal of the process: with an editor where the terminal can have one.
  ///
  /// - Parameter hasColor: false where nothing may be coloured, whatever the terminal can.
  public init(_ conversation: Conversation, hasColor: Bool) {
    let hasColor = hasColor && Terminal.wantsColor(STDOUT_FILENO)
    if Terminal.canEdit,
      let editor = LibEditReader(history: History(path: History.standardPath), hasColor: hasColor)
    {
      self.init(conversation, reader: editor, canBeLive: hasColor, startFile: StartFile.standardPath)
    } else {
      self.init(conversation, reader: PlainReader(), startFile: StartFile.standardPath)
    }
    self.conversation.presenter.longOutput = longOutput
  }

  init(_ conversation: Conversation, reader: any LineReader, canBeLive: Bool = false, startFile: String? = nil) {
    self.conversation = conversation
    self.reader = reader
    self.canBeLive = canBeLive
    self.startFile = startFile
  }

  private var longOutput: LongOutput { LongOutput(settings: conversation.settings, height: Terminal.height) }

  /// Talks until the person ends it.
  public mutating func run() throws(WriteError) {
    Interrupts.install()
    if let startFile, let text = try? readText(ofFile: startFile) {
      if try conversation.runStartFile(SourceText(name: startFile, text: text)) == .quit { return }
    }
    let session = conversation.session
    conversation.presenter.show(note: session.hasData ? Welcome.text(on: session) : Welcome.text)
    conversation.presenter.show(note: reader.hint)
    defer { preparation?.cancel() }
    while true {
      switch try read() {
      case .end:
        conversation.presenter.show(note: "")
        return
      case .interrupted:
        pending = []
      case .line(let line):
        if try take(line) == .quit { return }
      }
    }
  }

  /// Ends what all results go into.
  public mutating func finish() throws(WriteError) {
    try conversation.finish()
  }

  private mutating func read() throws(WriteError) -> LineInput {
    let before = pending.map { $0 + "\n" }.joined()
    let assistant = currentAssistant()
    let lastMetric = conversation.session.lastMetric
    let completer = Completer(assistant, lastMetric: lastMetric, parameters: conversation.parameters)
    var help = LineHelp(complete: { completer.completion(of: before + $0) })
    if canBeLive, conversation.settings.isLive {
      var highlighter = Highlighter(
        assistant, before: before, lastMetric: lastMetric, parameters: conversation.parameters)
      help.look = { highlighter.look(at: $0, cursor: $1, isAtRest: $2, recalled: $3) }
    }
    Interrupts.forget()
    defer { Interrupts.forget() }
    return try reader.read(prompt: pending.isEmpty ? Shell.prompt : Shell.continuation, help: help)
  }

  /// What the session knows, worked out beforehand while nothing is asked.
  private mutating func currentAssistant() -> Assistant {
    if let assistant, knownChanges == conversation.changes { return assistant }
    preparation?.cancel()
    let assistant = Assistant(conversation.session)
    preparation = canBeLive ? Task.detached(priority: .background) { assistant.prepare() } : nil
    (self.assistant, knownChanges) = (assistant, conversation.changes)
    return assistant
  }

  /// One line more: it ends a statement, or begins or continues one.
  private mutating func take(_ line: String) throws(WriteError) -> Conversation.Flow {
    if pending.isEmpty, FamiliarWords.end(line) { return .quit }
    if pending.isEmpty, let note = FamiliarWords.note(on: line) {
      conversation.presenter.show(note: note)
      return .goOn
    }
    pending.append(pending.isEmpty ? FamiliarWords.statement(line) : line)
    let source = SourceText(text: pending.joined(separator: "\n"))
    if Parser.isIncomplete(source) { return .goOn }
    pending = []

    // As in other shells, a blank in front keeps a line out of the history.
    if source.text.first?.isWhitespace == false {
      // Where bookings lose their person, no file keeps whom somebody asked about.
      let session = conversation.session
      reader.remember(source.text, isPrivate: session.forgetsPersons && session.namesPerson(in: source))
    }
    conversation.beginInput()
    if conversation.presenter.longOutput != nil { conversation.presenter.longOutput = longOutput }
    // An error ends what was entered, not the conversation.
    let flow = try conversation.run(source)
    reader.judge(source.text, isAnswered: conversation.lastProblems.isEmpty)
    if let corrected = Correction.line(of: source.text, after: conversation.lastProblems), reader.offer(corrected) {
      conversation.presenter.show(aside: "Up: " + corrected.split(separator: "\n").joined(separator: " "))
    }
    return flow
  }
}
