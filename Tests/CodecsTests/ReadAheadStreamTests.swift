import Codecs
import Testing

@Suite struct ReadAheadStreamTests {
  /// Gives `pieces` pieces, and then an error if it fails.
  private final class Counter: ByteStream {
    private var left: Int
    private let fails: Bool

    init(pieces: Int, fails: Bool = false) { (left, self.fails) = (pieces, fails) }

    func next() throws(FormatError) -> [UInt8]? {
      left -= 1
      if left < 0, fails { throw FormatError("no more") }
      return left < 0 ? nil : [UInt8(truncatingIfNeeded: left)]
    }
  }

  @Test("pieces come in their order, and then the end", arguments: [0, 1, 4, 5, 1000])
  func order(count: Int) throws {
    let stream = ReadAheadStream(Counter(pieces: count))
    #expect(try stream.rest() == (0..<count).reversed().map { UInt8(truncatingIfNeeded: $0) })
    #expect(try stream.next() == nil)
  }

  @Test("an error comes behind the pieces before it", arguments: [0, 3, 100])
  func error(count: Int) throws {
    let stream = ReadAheadStream(Counter(pieces: count, fails: true))
    for _ in 0..<count { #expect(try stream.next() != nil) }
    #expect(throws: FormatError("no more")) { try stream.next() }
    #expect(try stream.next() == nil)
  }

  @Test("a stream may be left at any piece", arguments: 0..<50)
  func left(count: Int) throws {
    let stream = ReadAheadStream(Counter(pieces: .max))
    for _ in 0..<count { #expect(try stream.next() != nil) }
  }
}
