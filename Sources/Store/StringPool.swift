/// The distinct texts of a column. Code 0 is the missing text.
public final class StringPool: Sendable {
  public let strings: [String]
  private let codes: [String: UInt32]

  /// - Parameter strings: distinct texts; the first must be "" (missing).
  public init(_ strings: [String]) {
    precondition(strings.first == "", "code 0 is the missing text")
    self.strings = strings
    codes = Dictionary(strings.enumerated().map { ($1, UInt32($0)) }, uniquingKeysWith: { first, _ in first })
  }

  public var count: Int { strings.count }

  public func code(of text: String) -> UInt32? { codes[text] }

  public subscript(code: Int) -> String { strings[code] }

  public static let empty = StringPool([""])
}

/// Collects texts into a pool while a column is read.
public struct PoolBuilder: Sendable {
  private var strings: [String] = [""]
  private var codes: [String: UInt32] = ["": 0]

  public init() {}

  public mutating func code(of text: String) -> UInt32 {
    if let code = codes[text] { return code }
    let code = UInt32(strings.count)
    strings.append(text)
    codes[text] = code
    return code
  }

  public var count: Int { strings.count }

  public func pool() -> StringPool { StringPool(strings) }
}
