import Codecs
import Formats

/// A table does not depend on the pieces in which its text comes.
enum SAMLTarget {
  static func run(_ input: FuzzInput) {
    func read(_ stream: any ByteStream) -> Outcome {
      Outcome { () throws(FormatError) in try SAMLReader.read(input.decoded(stream)).checked() }
    }
    Outcome.expectSame(read(input.whole), read(input.pieces), "pieces make a difference")
  }
}
