/// Stops what unpacks to far more than an export does: a few kilobytes can be made to fill any memory.
public struct UnpackingLimits: Sendable {
  /// Bytes read and bytes made of them so far.
  private var packed = 0
  private var unpacked = 0

  /// Up to here any ratio is fine.
  private static let harmless = 64 << 20
  /// Exports of nothing but repetition come to some 100.
  private static let ratio = 250

  public init() {}

  /// Adds to the running totals.
  ///
  /// - Throws: once what was unpacked is more than 64 MiB and more than 250 times what was packed.
  public mutating func note(packed: Int, unpacked: Int) throws(FormatError) {
    self.packed += packed
    self.unpacked += unpacked
    guard self.unpacked > UnpackingLimits.harmless, self.unpacked / UnpackingLimits.ratio >= self.packed else { return }
    throw FormatError(
      "it unpacks to more than \(UnpackingLimits.ratio) times its size",
      help: "no export does; unpack it yourself if you trust where it comes from")
  }
}
