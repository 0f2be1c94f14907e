// Promises the rest: the pointers of libedit stay in here and live as long as the reader.
import CLibEdit
import Files
import Glibc

/// Lines from a terminal, edited by libedit: history, search, completion, paste.
final class LibEditReader: LineReader {
  let hint = "“help” explains, Tab completes, Ctrl-D ends"

  private let editor: OpaquePointer
  private let entries: OpaquePointer
  private var history: History
  private let output = DescriptorSink(STDOUT_FILENO)
  /// The prompt as C sees it; libedit asks for it again and again.
  private var prompt = strdup("")

  /// Nil if there is no terminal that libedit can work with.
  init?(history: History) {
    Terminal.prepareLocale()
    guard let editor = deskql_editor("deskql"), let entries = history_init() else { return nil }
    self.editor = editor
    self.entries = entries
    self.history = history

    deskql_set_context(editor, Unmanaged.passUnretained(self).toOpaque())
    deskql_set_prompt(editor) { LibEditReader.of($0)?.prompt }
    deskql_set_signals(editor, true)
    deskql_set_mode(editor, "emacs")

    deskql_set_history_size(entries, CInt(clamping: History.mostEntries))
    deskql_set_history_unique(entries, true)
    deskql_use_history(editor, entries)
    for entry in history.entries { deskql_enter_history(entries, entry) }

    bindKeys()
    // The user's own binds come last and win.
    el_source(editor, nil)
  }

  deinit {
    history_end(entries)
    el_end(editor)
    free(prompt)
  }

  private func bindKeys() {
    deskql_add_command(editor, "deskql-complete", "Complete the word") { editor, _ in
      LibEditReader.of(editor)?.completeWord() ?? UInt8(CC_ERROR)
    }
    deskql_add_command(editor, "deskql-paste", "Insert a pasted text") { editor, _ in
      LibEditReader.of(editor)?.insertPaste() ?? UInt8(CC_ERROR)
    }
    for (keys, command) in LibEditReader.keys { deskql_bind(editor, keys, command) }
  }

  /// In libedit's notation. What libedit does not bind by itself, or binds to something nobody expects.
  private static let keys = [
    ("^I", "deskql-complete"),
    ("\\033[200~", "deskql-paste"),
    ("^R", "em-inc-search-prev"),
    ("^W", "ed-delete-prev-word"),
    ("\\033[3~", "ed-delete-next-char"),
    ("\\033[H", "ed-move-to-beg"), ("\\033[F", "ed-move-to-end"),
    ("\\033[1~", "ed-move-to-beg"), ("\\033[4~", "ed-move-to-end"),
    ("\\033[1;5D", "ed-prev-word"), ("\\033[1;5C", "em-next-word"),  // Ctrl and an arrow
    ("\\033[1;3D", "ed-prev-word"), ("\\033[1;3C", "em-next-word"),  // Alt and an arrow
  ]

  private static func of(_ editor: OpaquePointer?) -> LibEditReader? {
    guard let editor, let context = deskql_context(editor) else { return nil }
    return Unmanaged<LibEditReader>.fromOpaque(context).takeUnretainedValue()
  }

  // MARK: Reading

  func read(prompt: String, complete: @escaping (String) -> Completion) throws(WriteError) -> LineInput {
    free(self.prompt)
    self.prompt = strdup(prompt)
    completer = complete
    defer { completer = nil }

    try output.write("\u{1B}[?2004h")  // pasted text comes between marks from here on
    let input = readLine()
    if input == .interrupted { el_reset(editor) }
    try output.write(input == .interrupted ? "\u{1B}[?2004l\n" : "\u{1B}[?2004l")
    return input
  }

  private func readLine() -> LineInput {
    var count: CInt = 0
    while true {
      if let line = el_gets(editor, &count), count > 0 {
        var text = String(cString: line)
        if text.utf8.last == UInt8(ascii: "\n") { text.unicodeScalars.removeLast() }
        return .line(text)
      }
      guard count < 0, errno == EINTR else { return .end }
      if Interrupts.pending { return .interrupted }
      // Another signal, which is nothing to us: ask again.
    }
  }

  func remember(_ entry: String, isPrivate: Bool) {
    deskql_enter_history(entries, entry)
    if !isPrivate { history.append(entry) }
  }

  // MARK: Completion

  /// Set while a line is read.
  private var completer: ((String) -> Completion)?

  /// Inserts what all candidates share; where that is nothing new, lists them.
  private func completeWord() -> UInt8 {
    guard let completer, let line = el_line(editor)?.pointee, let start = line.buffer, let cursor = line.cursor else {
      return UInt8(CC_ERROR)
    }
    let before = String(
      decoding: UnsafeRawBufferPointer(start: start, count: max(0, cursor - start)), as: UTF8.self)
    let completion = completer(before)
    if let insertion = completion.insertion {
      el_deletestr(editor, CInt(completion.typed.unicodeScalars.count))
      el_insertstr(editor, insertion)
      return UInt8(CC_REFRESH)
    }
    guard !completion.candidates.isEmpty else { return UInt8(CC_REFRESH_BEEP) }
    let list = CandidateList.text(of: completion.candidates.map(\.name), width: Terminal.width ?? 80)
    try? output.write("\n" + list)
    return UInt8(CC_REDISPLAY)
  }

  // MARK: Paste

  /// Inserts all that comes up to the mark behind a pasted text, line breaks too: nothing runs before Return is
  /// pressed.
  private func insertPaste() -> UInt8 {
    let mark: [wchar_t] = "\u{1B}[201~".unicodeScalars.map { wchar_t($0.value) }
    var text: [wchar_t] = []
    var character: wchar_t = 0
    while el_wgetc(editor, &character) == 1 {
      text.append(character)
      guard character == mark[mark.count - 1], text.suffix(mark.count).elementsEqual(mark) else { continue }
      text.removeLast(mark.count)
      break
    }
    while let last = text.last, last == 10 || last == 13 { text.removeLast() }
    for (index, character) in text.enumerated() {
      switch character {
      case 13: text[index] = 10  // terminals send Return for a line break
      case 0..<32 where character != 10, 127: text[index] = 32
      default: break
      }
    }
    text.append(0)
    return UInt8(el_winsertstr(editor, text) == 0 ? CC_REFRESH : CC_ERROR)
  }
}
