import Foundation
import GrammarFile

extension Grammar {
  /// The folder of the package: this file is in Tests/LanguageTests.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let deskql: Grammar = {
    let url = root.appendingPathComponent("Grammar/deskql.ebnf")
    do {
      return try Grammar(String(contentsOf: url, encoding: .utf8))
    } catch {
      fatalError("cannot read \(url.path): \(error)")
    }
  }()
}
