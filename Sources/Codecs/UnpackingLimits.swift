/// How much may come out of how little: what is packed small to become huge is refused before it fills the memory.
public struct UnpackingLimits: Hashable, Sendable {
  /// Bytes unpacked that are never too many.
  public var freeBytes: Int
  /// Bytes unpacked for each byte packed, beyond those. Exports come out at 5 to 50.
  public var ratio: Int
  /// Bytes that other parts of the same file took, and gave: many parts must not become what one may not.
  private var packedBefore = 0
  private var unpackedBefore = 0

  public init(freeBytes: Int = 64 << 20, ratio: Int = 250) {
    self.freeBytes = freeBytes
    self.ratio = ratio
  }

  /// Counts a part of a file in, so that what is left is for the others.
  public mutating func count(packed: Int, unpacked: Int) {
    packedBefore = UnpackingLimits.sum(packedBefore, packed)
    unpackedBefore = UnpackingLimits.sum(unpackedBefore, unpacked)
  }

  /// - Parameters:
  ///   - packed: bytes that went in so far.
  ///   - unpacked: bytes that came out of them.
  /// - Throws: if that, with the parts before, is more than `freeBytes` and more than `ratio` times what went in.
  public func check(packed: Int, unpacked: Int) throws(FormatError) {
    let packed = UnpackingLimits.sum(packedBefore, packed)
    let unpacked = UnpackingLimits.sum(unpackedBefore, unpacked)
    guard unpacked > freeBytes else { return }
    let (allowed, isHuge) = packed.multipliedReportingOverflow(by: ratio)
    guard isHuge || unpacked <= allowed else {
      throw FormatError(
        "it unpacks to more than \(ratio) times its size: \(packed) bytes gave \(unpacked) so far",
        help: "no export packs so well; if it is one, unpack it by hand")
    }
  }

  private static func sum(_ left: Int, _ right: Int) -> Int {
    let (sum, isHuge) = left.addingReportingOverflow(right)
    return isHuge ? .max : sum
  }
}
