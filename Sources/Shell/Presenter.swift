import Diagnostics
import Files
import Rendering
import Store

/// Shows results and messages: the former on standard output, all else on standard error.
public struct Presenter {
  /// What `--format` says; a query's `as` goes before it.
  private let format: Format
  private let results: any ByteSink
  private let messages: any ByteSink
  private let resultColor: Bool
  private let messageColor: Bool
  private let isTerminal: Bool
  private let isASCII: Bool
  private let size: @Sendable () -> (columns: Int, lines: Int)?
  private let messageWidth: @Sendable () -> Int?
  /// What long results go through; nil where nobody sits before them.
  var longOutput: LongOutput?
  /// Whether Ctrl-C came before the last result was shown to its end.
  private(set) var isCut = false
  /// Whether a result was shown, which the next one must stand apart from.
  private var hasShown = false
  /// The page that all results go into, once it has begun.
  private var page: HTMLReport?
  /// What stands over the next result of a page.
  private var heading = ReportHeading(query: "")
  /// What failed and is not on the page yet.
  private var failures: [(heading: ReportHeading, text: String)] = []
  /// What the page's queries go by.
  private var definitions: [(name: String, text: String)] = []

  /// - Parameters:
  ///   - isTerminal: whether results go to one.
  ///   - isASCII: what people read keeps to what every terminal has.
  ///   - size: that of the terminal that shows results, asked at every answer; nil where there is none.
  ///   - messageWidth: columns of the one that shows messages.
  public init(
    format: Format, results: any ByteSink, messages: any ByteSink, resultColor: Bool = false,
    messageColor: Bool = false, isTerminal: Bool = false, isASCII: Bool = false,
    size: @escaping @Sendable () -> (columns: Int, lines: Int)? = { nil },
    messageWidth: @escaping @Sendable () -> Int? = { nil }
  ) {
    self.format = format
    self.results = results
    self.messages = messages
    self.resultColor = resultColor
    self.messageColor = messageColor
    self.isTerminal = isTerminal
    self.isASCII = isASCII
    self.size = size
    self.messageWidth = messageWidth
  }

  /// - Parameter wanted: the format that the query asked for, if any.
  public mutating func show(_ answer: Answer, as wanted: Format?) throws(WriteError) {
    if isPage {
      try add { $0.section(of: answer, under: $1, as: wanted) }
      return
    }
    let format = wanted ?? format
    if format.isForReading { try separate() }
    let rows = longOutput != nil && Renderer.isTable(answer, as: format) ? answer.rowCount : nil
    try write(Renderer.bytes(of: answer, as: format, style: style), rows: rows)
    hasShown = true
  }

  /// - Parameter wanted: the format that the query asked for, if any.
  mutating func show(_ report: Report, as wanted: Format?) throws(WriteError) {
    if isPage {
      try add { $0.section(of: report, under: $1) }
      return
    }
    let format = wanted ?? format
    if format.isForReadingOfReports { try separate() }
    try write(Renderer.bytes(of: report, as: format, style: style))
    hasShown = true
  }

  /// - Parameter isProse: whether lines may break where the window ends; what can be copied and run stays as it is.
  mutating func show(text: String, isProse: Bool = true) throws(WriteError) {
    guard !text.isEmpty else { return }
    if isPage {
      try add { $0.section(of: text, under: $1) }
      return
    }
    if format.isForReading { try separate() }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { DiagnosticRenderer.printable($0) }
    let whole = WrappedText.text(lines.joined(separator: "\n"), width: isProse ? size()?.columns : nil)
    let shown = whole + (lines.last == "" ? "" : "\n")
    try write(Array((isProse ? plain(shown) : shown).utf8))
    hasShown = true
  }

  /// What people read, with the signs that they can see.
  private func plain(_ text: String) -> String { isASCII ? PlainSigns.ascii(text) : text }

  private var style: TableStyle {
    let size = size()
    return TableStyle(
      width: size?.columns, color: resultColor, isTerminal: isTerminal, height: size?.lines, isASCII: isASCII)
  }

  // MARK: Pages

  /// Whether all results go into one page.
  var isPage: Bool { format == .html }

  /// The format of an answer that asks for this one.
  func format(_ wanted: Format?) -> Format { wanted ?? format }

  /// Takes what the script says above a statement, and what that goes by.
  mutating func announce(_ comments: ScriptComments, definitions new: [(name: String, text: String)]) throws(WriteError)
  {
    heading = comments.heading
    for definition in new where !definitions.contains(where: { $0.name == definition.name }) {
      definitions.append(definition)
    }
    if page == nil, comments.title != nil {
      try begin(title: comments.title, paragraphs: comments.paragraphs)
      return try addFailures()
    }
    try addFailures()
    // A script that comes piece by piece has one title.
    let paragraphs = (comments.title.map { [$0] } ?? []) + comments.paragraphs
    guard !paragraphs.isEmpty else { return }
    if page == nil { try begin() }
    try results.write(HTMLReport().text(paragraphs))
  }

  private mutating func begin(title: String? = nil, paragraphs: [String] = []) throws(WriteError) {
    page = HTMLReport()
    try results.write(HTMLReport().head(title: title ?? "Report", paragraphs: paragraphs))
  }

  /// - Parameter past: the heading of a statement before the one at hand.
  private mutating func add(
    under past: ReportHeading? = nil, _ section: (inout HTMLReport, ReportHeading) -> [UInt8]
  ) throws(WriteError) {
    if page == nil { try begin() }
    var page = page ?? HTMLReport()
    let bytes = section(&page, past ?? heading)
    self.page = page
    if past == nil { endStatement() }
    try results.write(bytes)
  }

  /// Keeps what was said of the statement at hand, as who reads the page does not see the messages. What failed is a
  /// section of its own.
  mutating func note(_ diagnostics: [Diagnostic], isFailure: Bool) {
    guard isPage, !diagnostics.isEmpty else { return }
    let texts = diagnostics.map { DiagnosticRenderer.text($0, color: false) }
    guard isFailure else {
      heading.remarks += texts
      return
    }
    failures.append((heading, texts.joined(separator: "\n")))
    endStatement()
  }

  /// What comes next is not of the statement that was announced.
  mutating func endStatement() { heading = ReportHeading(query: "") }

  private mutating func addFailures() throws(WriteError) {
    let failures = failures
    self.failures = []
    for (heading, text) in failures { try add(under: heading) { $0.section(ofFailure: text, under: $1) } }
  }

  /// Ends the page, if results go into one: also where there was none of them.
  public mutating func finish() throws(WriteError) {
    guard isPage else { return }
    try addFailures()
    if page == nil { try begin() }
    try results.write(HTMLReport().end(definitions: definitions))
    page = nil
  }

  // MARK: Long output

  private mutating func write(_ bytes: [UInt8], rows: Int? = nil) throws(WriteError) {
    guard let longOutput else { return try results.write(bytes) }
    let sink = InterruptibleSink(results)
    try longOutput.write(bytes, rows: rows, isASCII: isASCII, to: sink)
    isCut = sink.isCut
  }

  /// An empty line between what people read in turn.
  private mutating func separate() throws(WriteError) {
    if hasShown { try results.write("\n") }
  }

  /// After a prompt nothing needs to stand apart.
  mutating func beginInput() {
    isCut = false
    hasShown = false
  }

  /// Messages that nobody can see any more are no reason to stop.
  public func show(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics {
      try? messages.write(
        plain(DiagnosticRenderer.text(diagnostic, color: messageColor, window: messageWidth())) + "\n")
    }
  }

  public func show(note: String) {
    try? messages.write(message(note) + "\n")
  }

  private func message(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { DiagnosticRenderer.printable($0) }
    return plain(WrappedText.text(lines.joined(separator: "\n"), width: messageWidth()))
  }

  /// What may be passed over.
  func show(aside: String) {
    let text = message(aside)
    try? messages.write((messageColor ? "\u{1B}[2m\(text)\u{1B}[0m" : text) + "\n")
  }
}

/// A sink that Ctrl-C stops: what is left of a long answer is not written then.
private final class InterruptibleSink: ByteSink {
  private let sink: any ByteSink
  private(set) var isCut = false
  /// Bytes that are written without a look.
  private static let slice = 1 << 16

  init(_ sink: any ByteSink) { self.sink = sink }

  func write(_ bytes: [UInt8]) throws(WriteError) {
    var rest = bytes[...]
    while !rest.isEmpty, !Interrupts.pending {
      try sink.write(Array(rest.prefix(InterruptibleSink.slice)))
      rest = rest.dropFirst(InterruptibleSink.slice)
    }
    isCut = isCut || !rest.isEmpty
  }
}
