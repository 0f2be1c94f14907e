import Codecs

/// The bytes of one run, and a number that depends on nothing but them, for choices that are no part of the input: so
/// seeds are files as people have them.
struct FuzzInput {
  let bytes: [UInt8]
  let number: Int

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    // FNV-1a
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    number = Int(hash >> 16 & 0xffff_ffff)
  }

  var file: FileBytes { FileBytes(bytes, path: "input") }

  /// All bytes in one piece.
  var whole: any ByteStream { FileStream(file) }

  /// A few bytes at a time.
  var pieces: any ByteStream { FileStream(file, pieceBytes: 1 + number % 37) }

  /// The text that a reader is given, decoded as the reader of exports does it; nil where it is none. What is wrong with
  /// the letters and what with the notation are not both told: which comes first depends on the pieces.
  var decoded: FuzzInput? { (try? DecodedStream(whole, as: encoding).rest()).map(FuzzInput.init) }

  /// A few bytes of text at a time, in whole characters.
  var textPieces: any ByteStream { DecodedStream(pieces, as: .utf8) }

  /// All of a text in one piece.
  var wholeText: any ByteStream { DecodedStream(whole, as: .utf8) }

  private var encoding: Encoding {
    let encoding = Encoding.detect(bytes)
    guard encoding == .utf8, !bytes.starts(with: encoding.mark) else { return encoding }
    return (try? UTF8Text.evidence(of: FileStream(file))) == UTF8Text.Evidence(faults: true) ? .windows1252 : .utf8
  }

  /// The lines of a text of cells.
  var lines: [String] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}

/// Stops the run where a property does not hold.
func expect(_ condition: Bool, _ message: @autoclosure () -> String) {
  if !condition { fatalError(message()) }
}

/// What a reader makes of an input: all of it in bytes, or why it is refused.
enum Outcome: Equatable {
  case read([UInt8])
  case refused(FormatError)

  init(_ body: () throws(FormatError) -> [UInt8]) {
    do throws(FormatError) {
      self = .read(try body())
    } catch {
      self = .refused(error)
    }
  }

  /// Expects two ways to the same input to end alike.
  static func expectSame(_ one: Outcome, _ other: Outcome) {
    expect(one == other, "pieces make a difference:\n\(one.shown)\n\(other.shown)")
  }

  private var shown: String {
    switch self {
    case .read(let bytes): "read: \(String(decoding: bytes, as: UTF8.self).debugDescription)"
    case .refused(let error): "refused: \(error)"
    }
  }
}
