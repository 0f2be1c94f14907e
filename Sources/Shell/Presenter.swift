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
  private let width: @Sendable () -> Int?
  /// What long results go through; nil where nobody sits before them.
  var longOutput: LongOutput?
  /// Whether a result was shown, which the next one must stand apart from.
  private var hasShown = false

  /// - Parameters:
  ///   - isTerminal: whether results go to one.
  ///   - width: columns of the terminal that shows results, asked at every answer; nil where there is none.
  public init(
    format: Format, results: any ByteSink, messages: any ByteSink, resultColor: Bool = false,
    messageColor: Bool = false, isTerminal: Bool = false, width: @escaping @Sendable () -> Int? = { nil }
  ) {
    self.format = format
    self.results = results
    self.messages = messages
    self.resultColor = resultColor
    self.messageColor = messageColor
    self.isTerminal = isTerminal
    self.width = width
  }

  /// - Parameter wanted: the format that the query asked for, if any.
  mutating func show(_ answer: Answer, as wanted: Format?) throws(WriteError) {
    let format = wanted ?? format
    if format == .table || format == .markdown { try separate() }
    let style = TableStyle(width: width(), color: resultColor, isTerminal: isTerminal)
    try write(Renderer.bytes(of: answer, as: format, style: style), rows: format == .table ? answer.rowCount : nil)
    hasShown = true
  }

  /// - Parameter wanted: the format that the query asked for, if any.
  mutating func show(_ report: Report, as wanted: Format?) throws(WriteError) {
    try separate()
    let style = TableStyle(width: width(), color: resultColor, isTerminal: isTerminal)
    try write(Renderer.bytes(of: report, as: wanted ?? format, style: style))
    hasShown = true
  }

  mutating func show(text: String) throws(WriteError) {
    guard !text.isEmpty else { return }
    if format == .table || format == .markdown { try separate() }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { DiagnosticRenderer.printable($0) }
    try write(Array((lines.joined(separator: "\n") + (lines.last == "" ? "" : "\n")).utf8))
    hasShown = true
  }

  private func write(_ bytes: [UInt8], rows: Int? = nil) throws(WriteError) {
    guard let longOutput else { return try results.write(bytes) }
    try longOutput.write(bytes, rows: rows, to: results)
  }

  /// An empty line between what people read in turn.
  private mutating func separate() throws(WriteError) {
    if hasShown { try results.write("\n") }
  }

  /// After a prompt nothing needs to stand apart.
  mutating func beginInput() {
    hasShown = false
  }

  /// Messages that nobody can see any more are no reason to stop.
  public func show(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics {
      try? messages.write(DiagnosticRenderer.text(diagnostic, color: messageColor) + "\n")
    }
  }

  func show(note: String) {
    try? messages.write(note + "\n")
  }

  /// What may be passed over.
  func show(aside: String) {
    show(note: messageColor ? "\u{1B}[2m\(aside)\u{1B}[0m" : aside)
  }
}
