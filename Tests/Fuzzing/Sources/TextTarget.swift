import Codecs

/// A text does not depend on the pieces in which its bytes come, and is UTF-8, each piece by itself.
enum TextTarget {
  static func run(_ input: FuzzInput) {
    let isText = String(validating: input.bytes, as: UTF8.self) != nil
    expect((try? UTF8Text.isValid(FileStream(input.file))) == isText, "what is UTF-8 is for others, too")
    expect((try? UTF8Text.isValid(FileStream(input.file, pieceBytes: 3))) == isText, "pieces make a difference")
    for encoding in Encoding.allCases {
      func read(_ stream: any ByteStream) -> Outcome {
        Outcome { () throws(FormatError) in
          let decoded = DecodedStream(stream, as: encoding)
          var text = ""
          while let piece = try decoded.next() {
            guard !piece.isEmpty, !piece.contains(0), let part = String(validating: piece, as: UTF8.self) else {
              fatalError("a piece is no text: \(piece)")
            }
            text.unicodeScalars += part.unicodeScalars
          }
          return text
        }
      }
      let whole = read(input.whole)
      Outcome.expectSame(whole, read(input.pieces), "pieces make a difference")
      if encoding == .utf8, isText, !input.bytes.contains(0), case .refused(let error) = whole {
        fatalError("UTF-8 is refused: \(error)")
      }
    }
    _ = Encoding.detect(input.bytes)
  }
}
