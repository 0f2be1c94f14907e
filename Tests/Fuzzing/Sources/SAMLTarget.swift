import Codecs
import Formats

/// A table does not depend on the pieces in which its text comes.
enum SAMLTarget {
  static func run(_ input: FuzzInput) {
    guard let input = input.decoded else { return }
    func read(_ stream: any ByteStream) -> Outcome {
      Outcome { () throws(FormatError) in try SAMLReader.read(stream).checked() }
    }
    Outcome.expectSame(read(input.wholeText), read(input.textPieces))
  }
}
