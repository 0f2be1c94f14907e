import Diagnostics
import Language
import Rendering

extension Diagnostic {
  /// `timing maybe`
  static func badTiming(_ value: String, at range: SourceRange?, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "bad-timing", message: "“\(value)” is neither on nor off", range: range, source: source,
      help: "“timing on”, “timing off”, or “timing” to switch")
  }

  /// `source a.deskql`, where that file sources itself.
  static func sourceTooDeep(_ file: String, at range: SourceRange?, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "source-too-deep", message: "“\(file)” is read from within too many other files", range: range,
      source: source, help: "does it read itself?")
  }

  /// `hours 2024 as xml`
  static func unknownFormat(_ name: Name, in source: SourceText) -> Diagnostic {
    let formats = Format.allCases.map(\.rawValue)
    return Diagnostic(
      code: "unknown-format", message: "there is no format “\(name.text)”", range: name.place.range, source: source,
      help: NearestName.find(name.text, in: formats).map { "did you mean “\($0)”?" }
        ?? "there are " + formats.joined(separator: ", "))
  }

  /// `source missing.deskql`, `-f missing.deskql`
  public static func unreadableFile(
    _ file: String, _ error: FileError, at range: SourceRange? = nil, in source: SourceText? = nil
  ) -> Diagnostic {
    Diagnostic(
      code: "unreadable-file", message: "“\(file)” cannot be read: \(error.message)", range: range, source: source)
  }
}
