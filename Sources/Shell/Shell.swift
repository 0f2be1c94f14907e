import DeskQL
import Diagnostics
import Files
import Language

/// The conversation at a terminal: prompts, lines that become statements, answers.
public struct Shell {
  private var conversation: Conversation
  private var reader: any LineReader
  /// The lines of a statement that is not complete.
  private var pending: [String] = []

  static let prompt = "deskql> "
  static let continuation = "   ...> "

  /// A shell on the terminal of the process: with an editor where the terminal can have one.
  public init(_ conversation: Conversation) {
    if Terminal.canEdit, let editor = LibEditReader(history: History(path: History.standardPath)) {
      self.init(conversation, reader: editor)
    } else {
      self.init(conversation, reader: PlainReader())
    }
  }

  init(_ conversation: Conversation, reader: any LineReader) {
    self.conversation = conversation
    self.reader = reader
  }

  /// Talks until the person ends it.
  public mutating func run() throws(WriteError) {
    Interrupts.install()
    conversation.presenter.show(note: reader.hint)
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
    let completer = Completer(session: conversation.session)
    Interrupts.forget()
    defer { Interrupts.forget() }
    return try reader.read(prompt: pending.isEmpty ? Shell.prompt : Shell.continuation) {
      completer.completion(of: before + $0)
    }
  }

  /// One line more: it ends a statement, or begins or continues one.
  private mutating func take(_ line: String) throws(WriteError) -> Conversation.Flow {
    if pending.isEmpty, Shell.endingWords.contains(line.filter { $0 != " " && $0 != ";" }.lowercased()) { return .quit }
    pending.append(line)
    let source = SourceText(text: pending.joined(separator: "\n"))
    if Parser.isIncomplete(source) { return .goOn }
    pending = []

    if source.text.contains(where: { !$0.isWhitespace }), source.text.first?.isWhitespace == false {
      // Where bookings lose their person, no file keeps whom somebody asked about.
      let session = conversation.session
      reader.remember(source.text, isPrivate: session.forgetsPersons && session.namesPerson(in: source))
    }
    conversation.presenter.beginInput()
    // An error ends what was entered, not the conversation.
    return try conversation.run(source)
  }

  private static let endingWords: Set<String> = ["exit", "quit"]
}
