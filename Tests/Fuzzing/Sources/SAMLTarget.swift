import Codecs
import Formats

/// A table does not depend on the pieces in which its text comes.
enum SAMLTarget {
  static func run(_ input: FuzzInput) {
    guard let input = input.decoded else { return }
    func read(_ stream: any ByteStream) -> Outcome {
      Outcome { () throws(FormatError) in
        do throws(FormatError) {
          return try SAMLReader.read(stream).checked()
        } catch {
          // Which of several faults expat meets first depends on what it has got so far.
          throw error.message.hasPrefix("this is no XML") ? FormatError("this is no XML") : error
        }
      }
    }
    Outcome.expectSame(read(input.wholeText), read(input.textPieces))
  }
}
