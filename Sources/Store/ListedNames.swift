extension String {
  /// The names of a `;`-separated list, without the blanks around them.
  public var listed: [String] {
    split(separator: ";").compactMap { part in
      let name = String(part.drop { $0.isBlank }.reversed().drop { $0.isBlank }.reversed())
      return name.isEmpty ? nil : name
    }
  }
}

extension Character {
  fileprivate var isBlank: Bool { self == " " || self == "\t" }
}
