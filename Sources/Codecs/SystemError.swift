import Glibc

/// What the operating system said.
public struct SystemError: Error, Hashable, Sendable {
  public let number: Int32

  public init(number: Int32) { self.number = number }

  public static var last: SystemError { SystemError(number: errno) }

  /// `no such file or directory`
  public var message: String {
    let text = String(cString: strerror(number))
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}
