import Codecs

/// What is unpacked does not depend on the pieces that go in and come out, and is never more than the limits allow.
enum PackedTarget {
  static func run(_ input: FuzzInput) {
    let limits = UnpackingLimits(freeBytes: 1 << 14, ratio: 50)
    func unpacked(_ packed: any ByteStream, room: Int) -> [UInt8]? {
      let stream: any ByteStream =
        ZstdStream.isZstd(input.bytes)
        ? ZstdStream(packed, limits: limits, pieceBytes: room) : GzipStream(packed, limits: limits, pieceBytes: room)
      return try? stream.rest()
    }
    let whole = unpacked(input.whole, room: 1 << 12)
    let pieces = unpacked(input.pieces, room: 1 + input.number % 4000)
    // Where the limit is passed depends on how much is packed and unpacked at a time.
    let isNearLimit = max(whole?.count ?? 0, pieces?.count ?? 0) > limits.freeBytes
    expect(whole == pieces || isNearLimit, "pieces make a difference: \(whole ?? []), \(pieces ?? [])")
    expect(whole?.count ?? 0 <= max(limits.freeBytes, input.bytes.count * limits.ratio), "the limit is passed")
  }
}
