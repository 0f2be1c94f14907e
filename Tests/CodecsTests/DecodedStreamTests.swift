import Codecs
import Testing

@Suite("texts in any encoding")
struct DecodedStreamTests {
  static let sizes = [1, 2, 3, 7, 1 << 16]

  static func encoded(_ text: String, as encoding: Encoding) -> [UInt8] {
    switch encoding {
    case .utf8: Array(text.utf8)
    case .utf16LittleEndian: text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    case .utf16BigEndian: text.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    case .windows1252:
      text.unicodeScalars.map { scalar in (0...255).first { Windows1252.scalar($0) == scalar } ?? 0x3F }
    }
  }

  @Test(
    "every encoding gives the text, with and without mark, in pieces of any size",
    arguments: Encoding.allCases,
    [
      "name;büro\r\nÄpfel – 20 €;ß\r\n", "", "a", "ü",
      "ﬁrst,日本語,😀\n1,\u{10FFFF},\u{E000}\n",
    ])
  func decoded(encoding: Encoding, text: String) throws {
    if encoding == .windows1252, text.contains("日") { return }
    for mark in [[], encoding.mark] {
      let bytes = mark + DecodedStreamTests.encoded(text, as: encoding)
      for size in DecodedStreamTests.sizes {
        let decoded = DecodedStream(stream(bytes, pieces: size), as: encoding)
        var all: [UInt8] = []
        while let piece = try decoded.next() {
          #expect(!piece.isEmpty && String(validating: piece, as: UTF8.self) != nil)
          all += piece
        }
        #expect(all == Array(text.utf8))
      }
    }
  }

  @Test(
    "an encoding is told by its mark, or by zeros",
    arguments: [
      ([0xEF, 0xBB, 0xBF, 0x61], .utf8), ([0xFF, 0xFE, 0x61, 0x00], .utf16LittleEndian),
      ([0xFE, 0xFF, 0x00, 0x61], .utf16BigEndian), ([0x61, 0x00], .utf16LittleEndian),
      ([0x00, 0x61, 0x00], .utf16BigEndian), ([], .utf8), ([0x61, 0xFC, 0x62], .utf8), ([0x61], .utf8),
      (encoded("日本語テキスト,日本\n一一,十\n", as: .utf16LittleEndian), .utf16LittleEndian),
      (encoded("日本語テキスト,日本\n一一,十\n", as: .utf16BigEndian), .utf16BigEndian),
      (encoded("имя;стол\r\n1;2\r\n", as: .utf16LittleEndian), .utf16LittleEndian),
      (Array("a long text with one\0 zero in it, which no encoding explains".utf8), .utf8),
    ] as [([UInt8], Encoding)])
  func detected(sample: [UInt8], encoding: Encoding) { #expect(Encoding.detect(sample) == encoding) }

  @Test(
    "what means nothing is told with its place",
    arguments: [
      // bytes                              encoding        line, column   message begins
      (Array("a\nb".utf8) + [0xFC, 0x62], .utf8, 2, 2, "the byte FC is no UTF-8 here"),
      ([0x61, 0xE2, 0x82], .utf8, 1, 2, "the text ends within a character of UTF-8"),
      ([0x61, 0xED, 0xA0, 0x80, 0x0A], .utf8, 1, 2, "the byte ED is no UTF-8 here"),  // half of a pair
      ([0x0A, 0xC0, 0x80], .utf8, 2, 1, "the byte C0 is no UTF-8 here"),  // an overlong zero
      (Array("a\r\nb\r\n\0".utf8), .utf8, 3, 1, "a zero byte stands in the text"),
      (Array("a\rb\rcd\0".utf8), .utf8, 3, 3, "a zero byte stands in the text"),
      ([0x61, 0x0A, 0x81], .windows1252, 2, 1, "the byte 81 is neither UTF-8 nor a character of Windows-1252"),
      ([0xFC, 0x8D], .windows1252, 1, 3, "the byte 8D is neither"), ([0x8F], .windows1252, 1, 1, "the byte 8F"),
      ([0x90], .windows1252, 1, 1, "the byte 90"), ([0x9D], .windows1252, 1, 1, "the byte 9D"),
      ([0x61, 0x00], .windows1252, 1, 2, "a zero byte stands in the text"),
      ([0x0A, 0x00, 0x00, 0xD8, 0x61, 0x00], .utf16LittleEndian, 2, 1, "half of a surrogate pair"),
      ([0x00, 0xDC, 0x61, 0x00], .utf16LittleEndian, 1, 1, "half of a surrogate pair"),
      ([0xD8, 0x00, 0xD8, 0x00], .utf16BigEndian, 1, 1, "half of a surrogate pair"),
      ([0x00, 0x61, 0xD8, 0x00], .utf16BigEndian, 1, 2, "the text ends within a character of UTF-16"),
      ([0x00, 0x61, 0x00], .utf16BigEndian, 1, 2, "the text ends within a character of UTF-16"),
      ([0x61, 0x00, 0x00, 0x00], .utf16LittleEndian, 1, 2, "a zero byte stands in the text"),
      ([UInt8](repeating: 10, count: 8_191) + [65, 0], .utf8, 8_192, 2, "a zero byte"),  // many lines
    ] as [([UInt8], Encoding, Int, Int, String)])
  func fault(bytes: [UInt8], encoding: Encoding, line: Int, column: Int, message: String) {
    for size in DecodedStreamTests.sizes {
      let error = #expect(throws: FormatError.self) {
        try DecodedStream(stream(bytes, pieces: size), as: encoding).rest()
      }
      #expect(error?.line == line && error?.column == column, "\(error as Any)")
      #expect(error?.message.hasPrefix(message) == true, "\(error as Any)")
    }
  }

  @Test("any bytes in any encoding give a text or an error, whatever the pieces", arguments: 0..<300)
  func garbage(seed: Int) {
    var dice = SeededBytes(seed)
    let bytes = dice.bytes()
    for encoding in Encoding.allCases {
      let outcomes = DecodedStreamTests.sizes.map { size in
        Result { () throws(FormatError) in try DecodedStream(stream(bytes, pieces: size), as: encoding).rest() }
      }
      for outcome in outcomes {
        switch (outcome, outcomes[0]) {
        case (.success(let text), .success(let first)):
          #expect(text == first && String(validating: text, as: UTF8.self) != nil && !text.contains(0))
        case (.failure(let error), .failure(let first)): #expect(error == first && error.line != nil)
        case (.success, .failure), (.failure, .success): Issue.record("the pieces matter")
        }
      }
    }
    for size in DecodedStreamTests.sizes {
      let evidence = try? UTF8Text.evidence(of: stream(bytes, pieces: size))
      #expect(evidence?.faults == (String(validating: bytes, as: UTF8.self) == nil))
    }
  }

  @Test(
    "UTF-8 is checked to the letter",
    arguments: [
      ([0x61, 0xC3, 0xBC, 0xE2, 0x82, 0xAC, 0xF0, 0x9F, 0x98, 0x80], nil),
      ([0x61, 0xFC, 0x62], 1),  // ü of Windows-1252
      ([0xC0, 0x80], 0),  // an overlong zero
      ([0xED, 0xA0, 0x80], 0),  // half of a surrogate pair
      ([0xF4, 0x90, 0x80, 0x80], 0),  // beyond U+10FFFF
      ([0x61, 0xE2, 0x82], 1),  // cut off
      ([0x80], 0),
      ([UInt8](repeating: 0x61, count: 40) + [0xE4] + [UInt8](repeating: 0x61, count: 40), 40),
    ] as [([UInt8], Int?)])
  func utf8(bytes: [UInt8], fault: Int?) {
    #expect(bytes.withUnsafeBufferPointer { UTF8Text.firstFault($0) } == fault)
    #expect((String(validating: bytes, as: UTF8.self) == nil) == (fault != nil))
  }

  @Test("five bytes of Windows-1252 mean nothing")
  func undefined() {
    #expect((0...255).filter { Windows1252.scalar($0) == nil } == [0x81, 0x8D, 0x8F, 0x90, 0x9D])
    #expect(Set((0...255).compactMap { Windows1252.scalar($0) }).count == 251)
  }
}

/// Random bytes that a seed gives again (SplitMix64): letters, and pieces of characters.
struct SeededBytes: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: Int) { state = UInt64(bitPattern: Int64(seed)) &* 0xD134_2543_DE82_EF95 &+ 1 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func bytes() -> [UInt8] {
    let parts: [[UInt8]] = [
      [0x61], [0x0A], [0x0D], [0xC3, 0xBC], [0xF0, 0x9F, 0x98, 0x80], [0xE2, 0x82, 0xAC], [0x00, 0x61], [0x62, 0x00],
      [0xD8, 0x3D, 0xDE, 0x00], [0x3D, 0xD8, 0x00, 0xDE],
    ]
    let strange = Int.random(in: 0...20, using: &self)
    return (0..<Int.random(in: 0...60, using: &self)).flatMap { _ in
      Int.random(in: 0..<100, using: &self) < strange
        ? [UInt8.random(in: 0...255, using: &self)] : parts[Int.random(in: 0..<6, using: &self)]
    }
  }
}
