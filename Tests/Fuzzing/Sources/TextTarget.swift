import Codecs

/// A text does not depend on the pieces in which its bytes come, and is UTF-8, each piece by itself.
enum TextTarget {
  static func run(_ input: FuzzInput) {
    let isText = String(validating: input.bytes, as: UTF8.self) != nil
    let evidence = try? UTF8Text.evidence(of: FileStream(input.file))
    expect(evidence?.faults == !isText, "what is UTF-8 is for others, too")
    expect(evidence == (try? UTF8Text.evidence(of: FileStream(input.file, pieceBytes: 3))), "pieces make a difference")
    for encoding in Encoding.allCases {
      func read(_ stream: any ByteStream) -> Outcome {
        Outcome { () throws(FormatError) in
          let decoded = DecodedStream(stream, as: encoding)
          var text: [UInt8] = []
          while let piece = try decoded.next() {
            guard !piece.isEmpty, !piece.contains(0), String(validating: piece, as: UTF8.self) != nil else {
              fatalError("a piece is no text: \(piece)")
            }
            text += piece
          }
          return text
        }
      }
      let whole = read(input.whole)
      Outcome.expectSame(whole, read(input.pieces))
      if encoding == .utf8, isText, !input.bytes.contains(0), case .refused(let error) = whole {
        fatalError("UTF-8 is refused: \(error)")
      }
    }
    _ = Encoding.detect(input.bytes)
  }
}
