import Codecs
import Testing

@Suite struct ByteStreamTests {
  @Test("the pieces of a stretch are its bytes", arguments: [1, 3, 7, 100])
  func pieces(size: Int) throws {
    let file = FileBytes(Array(0..<50), path: "numbers")
    #expect(try FileStream(file, range: 5..<45, pieceBytes: size).rest() == Array(5..<45))
  }
}
