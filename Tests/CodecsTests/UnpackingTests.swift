import CZstd
import Codecs
import Testing

@Suite("what is packed comes out, or it is told why not")
struct UnpackingTests {
  static let text = (0..<400).map { "\($0),desk \($0 * 7 % 31),2024-03-\(10 + $0 % 20)\n" }.joined()

  @Test("pieces of any size give the same", arguments: Packing.allCases, [1, 2, 3, 7, 1 << 16])
  func pieces(packing: Packing, size: Int) throws {
    let packed = try packing.packed(UnpackingTests.text)
    for out in [1, 5, 1 << 18] {
      #expect(try packing.unpacking(packed, pieces: size, out: out).rest() == Array(UnpackingTests.text.utf8))
    }
  }

  @Test("several parts are one text, empty ones too", arguments: Packing.allCases, [1, 5, 1 << 16])
  func parts(packing: Packing, size: Int) throws {
    let packed = try packing.packed("a,b\n") + packing.packed("") + packing.packed("1,2\n")
    #expect(try packing.unpacking(packed, pieces: size).rest() == Array("a,b\n1,2\n".utf8))
    #expect(try packing.unpacking(packing.packed("")).next() == nil)
  }

  @Test("what is cut off at any byte says so", arguments: Packing.allCases)
  func cutOff(packing: Packing) throws {
    let packed = try packing.packed(UnpackingTests.text)
    for count in 0..<packed.count {
      let error = #expect(throws: FormatError.self) {
        try packing.unpacking(Array(packed[..<count]), pieces: 1 + count % 50).rest()
      }
      #expect(error?.message.contains("cut off") == true, "after \(count) bytes: \(error?.message ?? "-")")
    }
  }

  @Test("any damaged bit is found, or does not matter", arguments: Packing.allCases)
  func damaged(packing: Packing) throws {
    let text = Array(UnpackingTests.text.utf8)
    let packed = try packing.packed(UnpackingTests.text)
    var found = 0
    for index in packed.indices {
      for bit in 0..<8 {
        var broken = packed
        broken[index] ^= 1 << UInt8(bit)
        do throws(FormatError) {
          #expect(try packing.unpacking(broken).rest(limit: 1 << 24) == text, "byte \(index), bit \(bit)")
        } catch {
          found += 1
        }
      }
    }
    #expect(found > packed.count * 7)
  }

  @Test("a failure is told again, and nothing comes after it", arguments: Packing.allCases)
  func failsForGood(packing: Packing) throws {
    let unpacking = packing.unpacking(Array(try packing.packed(UnpackingTests.text).dropLast(3)))
    var errors: [FormatError] = []
    for _ in 0..<4 {
      do throws(FormatError) { _ = try unpacking.next() } catch { errors.append(error) }
    }
    #expect(errors.count >= 3 && Set(errors).count == 1)
  }

  @Test(
    "what follows the end",
    arguments: [
      // packing       behind            message
      (Packing.gzip, [UInt8](repeating: 0, count: 512), nil),  // a tape's block filled up
      (.gzip, [0, 0, 0x41], "bytes that are no gzip data follow its end"),
      (.gzip, [0x1F], "the gzip file is cut off: it ends before its data does"),
      (.zstd, [0x50, 0x2A, 0x4D, 0x18, 2, 0, 0, 0, 0x41, 0x42], nil),  // a frame to be skipped
    ] as [(Packing, [UInt8], String?)])
  func trailing(packing: Packing, behind: [UInt8], message: String?) throws {
    let packed = try packing.packed("a,b\n") + behind
    do throws(FormatError) {
      #expect(try packing.unpacking(packed, pieces: 3).rest() == Array("a,b\n".utf8))
      #expect(message == nil)
    } catch {
      #expect(error.message == message)
    }
  }

  @Test("200 MiB of zeros are refused early", arguments: Packing.allCases)
  func bomb(packing: Packing) throws {
    let packed = try packing.packed(Repeated(0, count: 200 << 20))
    let unpacking = packing.unpacking(packed)
    var count = 0
    let error = #expect(throws: FormatError.self) {
      while let piece = try unpacking.next() {
        #expect(piece.count <= 1 << 18)
        count += piece.count
      }
    }
    #expect(count <= 64 << 20)
    #expect(error?.message.hasPrefix("it unpacks to more than 250 times its size: ") == true)
  }

  @Test(
    "limits",
    arguments: [
      // packed, unpacked, allowed
      (1, 64 << 20, true), (1, 64 << 20 + 1, false), (1 << 20, 250 << 20, true), (1 << 20, 250 << 20 + 1, false),
      (0, 0, true), (.max, .max, true),
    ])
  func limits(packed: Int, unpacked: Int, allowed: Bool) {
    let passes = (try? UnpackingLimits().check(packed: packed, unpacked: unpacked)) != nil
    #expect(passes == allowed)
  }

  @Test("a frame that wants to look back 2 GiB is refused")
  func window() {
    // Magic number; no single segment; a window of 2^31 bytes; an empty last block.
    let error = #expect(throws: FormatError.self) {
      try ZstdStream(stream([0x28, 0xB5, 0x2F, 0xFD, 0x00, 21 << 3, 1, 0, 0])).rest()
    }
    #expect(error?.message == "it is packed with a window of more than 128 MiB")
  }

  @Test("files are told by how they begin")
  func magic() throws {
    #expect(GzipStream.isGzip(try Packing.gzip.packed("a")) && !GzipStream.isGzip([0x1F]))
    #expect(ZstdStream.isZstd(try Packing.zstd.packed("a")) && !ZstdStream.isZstd(Array("a,b".utf8)))
    #expect(throws: FormatError.self) { try GzipStream(stream(Array("a,b\n".utf8))).rest() }
    #expect(throws: FormatError.self) { try ZstdStream(stream(Array("a,b\n1,2\n".utf8))).rest() }
  }
}
