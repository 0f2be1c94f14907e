extension [UInt8] {
  mutating func append(_ text: String) {
    append(contentsOf: text.utf8)
  }

  mutating func append(_ character: Unicode.Scalar, count: Int) {
    append(contentsOf: repeatElement(UInt8(ascii: character), count: Swift.max(0, count)))
  }
}
