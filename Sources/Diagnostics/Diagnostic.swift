/// One thing that is wrong, or worth a word, and where.
public struct Diagnostic: Hashable, Sendable {
  public enum Severity: String, Sendable {
    case error, warning, note
  }

  public let severity: Severity
  /// For scripts: `unknown-metric`. It stays when the message is reworded.
  public let code: String
  /// For people: lower case, no full stop, the user's own words in quotes.
  public let message: String
  public let range: SourceRange?
  public let source: SourceText?
  /// What to type in the place of what is cited, where the message is sure of it: a name with the quotes that it needs.
  public let suggestion: String?
  /// What to do instead, as a sentence: the suggestion, if there is one.
  public let help: String?

  /// - Parameter help: what is said where nothing is suggested.
  public init(
    severity: Severity = .error, code: String, message: String, range: SourceRange? = nil, source: SourceText? = nil,
    suggestion: String? = nil, help: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.range = range
    self.source = source
    self.suggestion = suggestion
    self.help = suggestion.map { NearestName.question($0) } ?? help
  }

  /// Somebody ended what was going on.
  public static let cancelled = Diagnostic(code: "cancelled", message: "cancelled")

  /// The same diagnostic, placed in a text. One that already has a source keeps it.
  public func located(in source: SourceText) -> Diagnostic {
    Diagnostic(
      severity: severity, code: code, message: message, range: range, source: self.source ?? source,
      suggestion: suggestion, help: help)
  }

  /// The same of one of several things, which the message names in front.
  public func about(_ name: String) -> Diagnostic {
    Diagnostic(
      severity: severity, code: code, message: "“\(name)”: \(message)", range: range, source: source,
      suggestion: suggestion, help: help)
  }
}

/// Why a text was not accepted: at least one diagnostic.
public struct Rejection: Error, Hashable, Sendable {
  public let diagnostics: [Diagnostic]

  public init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }

  public init(_ diagnostic: Diagnostic) {
    diagnostics = [diagnostic]
  }
}
