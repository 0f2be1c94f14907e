/// Why bytes are not what their file claims to be: its place, a sentence, and a way out.
public struct FormatError: Error, Hashable, Sendable {
  /// From 1, as an editor counts, or the row of a sheet; nil where bytes have no lines.
  public let line: Int?
  /// From 1, in bytes.
  public let column: Int?
  /// Lower case, without a full stop: `the archive ends within an entry`.
  public let message: String
  public let help: String?

  public init(_ message: String, line: Int? = nil, column: Int? = nil, help: String? = nil) {
    self.line = line
    self.column = column
    self.message = message
    self.help = help
  }

  public init(_ error: SystemError) { self.init("it cannot be read: \(error.message)") }
}
