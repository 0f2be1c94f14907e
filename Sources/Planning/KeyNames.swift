import Language
import Store

/// Keys that people know by other names.
enum KeyNames {
  /// What a key is read as where nothing has a column of its own name. The reading says so.
  static let standIns = ["department": "costcenter"]

  /// `Cost Centre` → `costcenter`
  static func canonical(_ word: String) -> String { Keyword(spelling: word)?.rawValue ?? word.lowercased() }

  static func note(on word: String) -> ReadingItem {
    ReadingItem(.note, "\(word) is read as \(standIns[word] ?? word)")
  }
}
