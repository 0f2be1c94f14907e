// Promises the rest: the pointers of libedit stay in here and live as long as the reader.
import CLibEdit
import Diagnostics
import Files
import Glibc
import Rendering

/// Lines from a terminal, edited by libedit: history, search, completion, paste.
final class LibEditReader: LineReader {
  let hint = "“help” explains, Tab completes, Ctrl-D ends"

  private let editor: OpaquePointer
  private let entries: OpaquePointer
  private var history: History
  private let output = DescriptorSink(STDOUT_FILENO)
  /// The prompt as C sees it; libedit asks for it again and again.
  private var prompt = strdup("")
  private var promptText = ""
  /// Set while a line is read.
  private var help: LineHelp?
  /// How the line was last shown, and whether something stands behind it.
  private var look = LineLook()
  /// The line that it is of.
  private var lookedAt = ""
  private var hasHint = false
  private var isPasting = false
  private var isVi = false
  private let hasColor: Bool

  /// Nil if there is no terminal that libedit can work with.
  ///
  /// - Parameter hasColor: whether lists may be coloured.
  init?(history: History, hasColor: Bool) {
    Terminal.prepareLocale()
    guard let editor = deskql_editor("deskql"), let entries = history_init() else { return nil }
    self.editor = editor
    self.entries = entries
    self.history = history
    self.hasColor = hasColor

    deskql_set_context(editor, Unmanaged.passUnretained(self).toOpaque())
    deskql_set_prompt(editor) { LibEditReader.of($0)?.prompt }
    // What interrupts a read is looked after here: see `readKey`.
    deskql_set_signals(editor, false)
    deskql_set_mode(editor, "emacs")
    deskql_keep_typed(editor)
    deskql_set_key_reader(editor) { editor, character in
      guard let character else { return -1 }
      return LibEditReader.of(editor)?.readKey(character) ?? -1
    }

    deskql_set_history_size(entries, CInt(clamping: History.mostEntries))
    deskql_set_history_unique(entries, true)
    deskql_use_history(editor, entries)
    for entry in history.entries { deskql_enter_history(entries, entry) }

    addCommands()
    EditorKeys.bind(editor)
    // The user's own binds come last and win, but for those of vi, which begin anew with `bind -v`.
    el_source(editor, nil)
    isVi = deskql_is_vi(editor)
    if isVi { EditorKeys.bindForVi(editor) }
  }

  deinit {
    history_end(entries)
    el_end(editor)
    free(prompt)
  }

  private func addCommands() {
    deskql_add_command(editor, "deskql-complete", "Complete the word") { editor, _ in
      LibEditReader.of(editor)?.completeWord() ?? UInt8(CC_ERROR)
    }
    deskql_add_command(editor, "deskql-paste", "Insert a pasted text") { editor, _ in
      LibEditReader.of(editor)?.insertPaste() ?? UInt8(CC_ERROR)
    }
    deskql_add_command(editor, "deskql-nothing", "Nothing") { _, _ in UInt8(CC_NORM) }
    deskql_add_command(editor, "deskql-next-char", "Move to the right, or take the hint") { editor, _ in
      LibEditReader.of(editor)?.moveRight(by: 1) ?? UInt8(CC_ERROR)
    }
    deskql_add_command(editor, "deskql-to-end", "Move to the end, or take the hint") { editor, _ in
      LibEditReader.of(editor)?.moveRight(by: .max) ?? UInt8(CC_ERROR)
    }
  }

  private static func of(_ editor: OpaquePointer?) -> LibEditReader? {
    guard let editor, let context = deskql_context(editor) else { return nil }
    return Unmanaged<LibEditReader>.fromOpaque(context).takeUnretainedValue()
  }

  // MARK: Reading

  func read(prompt: String, help: LineHelp) throws(WriteError) -> LineInput {
    free(self.prompt)
    self.prompt = strdup(prompt)
    promptText = prompt
    self.help = help
    (look, hasHint) = (LineLook(), false)
    defer { self.help = nil }
    TerminalSignals.install()
    defer { TerminalSignals.release() }

    // Before the prompt: what is typed as soon as it can be seen is for the editor, not for the terminal's own.
    try enter()
    let input = readLine()
    if input == .interrupted { el_reset(editor) }
    try output.write(LibEditReader.pasteMarksOff + (input == .interrupted ? "\n" : ""))
    return input
  }

  private static let pasteMarksOn = "\u{1B}[?2004h"
  private static let pasteMarksOff = "\u{1B}[?2004l"

  /// The terminal is ours: keys come one by one, and pasted text between marks.
  private func enter() throws(WriteError) {
    deskql_prepare_terminal(editor)
    try output.write(LibEditReader.pasteMarksOn)
  }

  /// It is another's, as it was found.
  private func leave() {
    eraseHint()
    try? output.write(LibEditReader.pasteMarksOff)
    deskql_restore_terminal(editor)
  }

  private func readLine() -> LineInput {
    var count: CInt = 0
    while true {
      if let line = el_gets(editor, &count), count > 0 {
        var text = String(cString: line)
        if text.utf8.last == UInt8(ascii: "\n") { text.unicodeScalars.removeLast() }
        return .line(text)
      }
      // A search that is interrupted ends as if there was nothing more to read.
      if Interrupts.pending { return .interrupted }
      guard count < 0, errno == EINTR else { return .end }
      // Another signal, which is nothing to us: ask again.
    }
  }

  func remember(_ entry: String, isPrivate: Bool) {
    deskql_enter_history(entries, entry)
    if isPrivate { history.keep(entry) } else { history.append(entry) }
  }

  func judge(_ entry: String, isAnswered: Bool) { history.judge(entry, isAnswered: isAnswered) }

  func offer(_ entry: String) -> Bool {
    deskql_enter_history(entries, entry)
    return true
  }

  // MARK: Keys

  /// The line, with its cursor in bytes.
  private var line: (text: String, cursor: Int)? {
    guard let line = el_line(editor)?.pointee, let start = line.buffer, let cursor = line.cursor,
      let last = line.lastchar
    else { return nil }
    let bytes = UnsafeRawBufferPointer(start: start, count: max(0, last - start))
    return (String(decoding: bytes, as: UTF8.self), max(0, cursor - start))
  }

  /// Milliseconds without a key after which a line is at rest.
  private static let rest: CInt = 150

  /// What libedit calls for a character. Before it waits it shows the line with colours; in the midst of a search or
  /// of several lines it does not, and neither while more is there to be read.
  private func readKey(_ character: UnsafeMutablePointer<wchar_t>) -> CInt {
    var timeout: CInt = -1
    if !isPasting, help?.look != nil, !KeyInput.isReady {
      paint(isAtRest: false)
      timeout = LibEditReader.rest
    }
    while true {
      switch KeyInput.next(timeout: timeout) {
      case .character(let value):
        // What moves the cursor away from the line must not leave a hint behind.
        if value < 0x20 || value == 0x7F { eraseHint() }
        // A Ctrl-D that was typed while a query ran comes as a zero.
        let isEnd = value == 0 && line?.text.isEmpty ?? false
        character.pointee = isEnd ? 4 : value == 0x1B && !isPasting ? keyBehindEscape : wchar_t(value)
        return 1
      case .nothing:
        timeout = -1
        paint(isAtRest: true)
      case .end:
        eraseHint()
        return 0
      case .interrupted:
        if Interrupts.pending {
          eraseHint()
          errno = EINTR
          return -1
        }
        if let signal = TerminalSignals.takeDeparture() {
          leave()
          TerminalSignals.follow(signal)
        }
        if TerminalSignals.takeContinuation() { try? enter() }
        if TerminalSignals.takeResize() { redraw() }
      }
    }
  }

  /// An Escape, or what stands for the longer key that begins with it.
  private var keyBehindEscape: wchar_t {
    if KeyInput.take(EditorKeys.beginOfPaste) { return EditorKeys.pasteCharacter }
    return isVi && KeyInput.isNext(oneOf: EditorKeys.bytesOfLongKeys) ? EditorKeys.longKeyCharacter : 0x1B
  }

  private func paint(isAtRest: Bool) {
    guard let look = help?.look, let (text, cursor) = line, !text.isEmpty || hasHint, let width = Terminal.width,
      !text.utf8.contains(where: { $0 < 0x20 })
    else { return }
    self.look = look(text, cursor, isAtRest) { self.history.latest(beginning: $0) }
    lookedAt = text
    let painted = LinePainter.bytes(
      prompt: promptText, line: text, cursor: cursor, look: self.look, columns: width)
    guard let painted else {
      self.look = LineLook()
      return eraseHint()
    }
    hasHint = painted.hasHint
    try? output.write(painted.paint)
  }

  private func eraseHint() {
    guard hasHint, let (text, cursor) = line else { return }
    hasHint = false
    if let erasing = LinePainter.erasing(prompt: promptText, line: text, cursor: cursor) {
      try? output.write(erasing)
    }
  }

  /// The window has another size, or what is on it is not ours: the line is drawn anew.
  private func redraw() {
    el_resize(editor)
    let columns = Terminal.width ?? 80
    let above = (promptText.utf8.count + (line.map { DisplayWidth.of($0.text.prefix($0.cursor)) } ?? 0)) / columns
    try? output.write("\r" + (above > 0 ? "\u{1B}[\(above)A" : "") + "\u{1B}[J")
    deskql_refresh(editor)
    if help?.look != nil { paint(isAtRest: false) }
  }

  /// To the right by so many characters; at the end of the line what is hinted at becomes part of it.
  private func moveRight(by count: Int) -> UInt8 {
    guard let (text, cursor) = line else { return UInt8(CC_ERROR) }
    let behind = String(decoding: text.utf8.dropFirst(cursor), as: UTF8.self).unicodeScalars.count
    guard behind == 0 else {
      el_cursor(editor, CInt(min(behind, count)))
      return UInt8(CC_CURSOR)
    }
    // What was hinted at behind another line is none of this one's.
    guard text == lookedAt, !look.ghost.isEmpty, el_insertstr(editor, look.ghost) == 0 else { return UInt8(CC_NORM) }
    look.ghost = ""
    return UInt8(CC_REFRESH)
  }

  // MARK: Completion

  /// Inserts what all candidates share; where that is nothing new, lists them.
  private func completeWord() -> UInt8 {
    guard let help, let (text, cursor) = line else { return UInt8(CC_ERROR) }
    let completion = help.complete(String(decoding: text.utf8.prefix(cursor), as: UTF8.self))
    if let insertion = completion.insertion {
      el_deletestr(editor, CInt(completion.typed.unicodeScalars.count))
      el_insertstr(editor, insertion)
      return UInt8(CC_REFRESH)
    }
    guard !completion.candidates.isEmpty else { return UInt8(CC_REFRESH_BEEP) }
    let list = CandidateList.text(
      of: completion.candidates, width: Terminal.width ?? 80, color: hasColor)
    try? output.write("\n" + (Terminal.knowsBlocks ? list : PlainSigns.ascii(list)))
    return UInt8(CC_REDISPLAY)
  }

  // MARK: Paste

  private static let endOfPaste = Array("\u{1B}[201~".utf8)

  /// Inserts all that comes up to the mark behind a pasted text, line breaks too: nothing runs before Return is
  /// pressed.
  private func insertPaste() -> UInt8 {
    isPasting = true
    defer { isPasting = false }
    let mark = LibEditReader.endOfPaste.map { wchar_t($0) }
    var text: [wchar_t] = []
    var character: wchar_t = 0
    var isWhole = false
    while !isWhole, el_wgetc(editor, &character) == 1 {
      text.append(character)
      isWhole = character == mark[mark.count - 1] && text.suffix(mark.count).elementsEqual(mark)
    }
    // Who presses Ctrl-C wants none of it: what is still to come must not be taken for keys.
    guard isWhole else {
      KeyInput.discard(to: LibEditReader.endOfPaste)
      return UInt8(CC_ERROR)
    }
    text.removeLast(mark.count)
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
