import Glibc

/// Why a file could not be read or written, as the system says it.
public struct FileError: Error, Hashable {
  public let message: String

  public init(_ message: String) {
    self.message = message
  }

  /// What `errno` says.
  public static var last: FileError { FileError(String(cString: strerror(errno))) }
}

/// A whole file as text; bytes that are no UTF-8 come as `�`, a byte order mark is left out.
public func readText(ofFile path: String) throws(FileError) -> String {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw .last }
  defer { close(descriptor) }
  return try readText(of: descriptor)
}

/// A whole file, byte for byte.
public func readBytes(ofFile path: String) throws(FileError) -> [UInt8] {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw .last }
  defer { close(descriptor) }
  guard let bytes = readAll(descriptor) else { throw .last }
  return bytes
}

/// All that comes from a descriptor, as text.
public func readText(of descriptor: CInt) throws(FileError) -> String {
  guard let bytes = readAll(descriptor) else { throw .last }
  let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
  return String(decoding: bytes.starts(with: mark) ? bytes[3...] : bytes[...], as: UTF8.self)
}

/// All bytes up to the end; nil, with `errno`, if they cannot be read.
///
/// - Parameter limit: once there are so many, the rest is not read.
public func readAll(_ descriptor: CInt, atMost limit: Int = .max) -> [UInt8]? {
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = read(descriptor, &chunk, chunk.count)
    if count > 0 {
      bytes += chunk.prefix(count)
      if bytes.count >= limit { return bytes }
    } else if count == 0 {
      return bytes
    } else if errno != EINTR {
      return nil
    }
  }
}
