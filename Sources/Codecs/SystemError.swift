import Glibc

/// What the operating system said.
public struct SystemError: Error, Hashable, Sendable {
  public let number: Int32

  public init(number: Int32) { self.number = number }

  public static var last: SystemError { SystemError(number: errno) }

  /// What has no bytes to come back to: a pipe, a socket, a device.
  public static let noFile = SystemError(number: ESPIPE)

  /// Folders within folders without an end, by links that lead in a circle.
  public static let tooDeep = SystemError(number: ELOOP)

  /// `no such file or directory`
  public var message: String {
    if self == .noFile { return "it is a pipe or a device, and no file" }
    let text = String(cString: strerror(number))
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}
