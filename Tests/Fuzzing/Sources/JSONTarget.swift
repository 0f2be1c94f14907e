import Codecs

@testable import Formats

/// Tables do not depend on the pieces in which their text comes, nor on the room that the reader takes.
enum JSONTarget {
  static func run(_ input: FuzzInput) {
    guard let input = input.decoded else { return }
    func read(_ stream: any ByteStream, room: Int) -> Outcome {
      Outcome { () throws(FormatError) in
        try JSONReader.read(stream, refillBytes: room).checked()
      }
    }
    Outcome.expectSame(
      read(input.wholeText, room: 1 << 17), read(input.textPieces, room: 1 + input.number % 61))
  }
}
