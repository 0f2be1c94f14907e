import Language
import Store

/// Keys that people know by other names.
enum KeyNames {
  /// What a key is read as where nothing has a column of its own name. The reading says so.
  static let standIns = ["department": "costcenter"]

  /// What people may mean by a word that is no key, the likeliest first.
  ///
  /// - Parameter keys: those that can be asked by.
  static func near(_ word: String, among keys: [String]) -> [String] {
    let word = word.lowercased()
    let plural = word.hasSuffix("s") ? String(word.dropLast()) : word
    return (meanings[word] ?? meanings[plural] ?? []).filter(keys.contains)
  }

  private static let meanings = [
    "team": ["costcenter", "department", "group"], "division": ["department", "costcenter", "group"],
    "unit": ["department", "costcenter"], "site": ["location"], "building": ["location"], "house": ["location"],
    "office": ["location", "resource"], "desk": ["resource"], "room": ["resource"], "area": ["floor", "location"],
    "person": ["user"], "people": ["user"], "employee": ["user"], "member": ["user", "company"],
    "customer": ["company"], "tenant": ["company"], "date": ["day"], "time": ["hour"], "tariff": ["plan"],
  ]

  /// `Cost Centre` → `costcenter`
  static func canonical(_ word: String) -> String { Keyword(spelling: word)?.rawValue ?? word.lowercased() }

  static func note(on word: String) -> ReadingItem {
    ReadingItem(.note, "\(word) is read as \(standIns[word] ?? word)")
  }
}
