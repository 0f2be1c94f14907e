import Testing

@testable import Codecs

@Suite struct ZipArchiveTests {
  /// Name and text of each entry.
  private func contents(_ bytes: [UInt8]) throws -> [String] {
    let archive = try ZipArchive(FileBytes(bytes, path: "a.zip"))
    return try archive.entries.map { entry in
      "\(entry.name)=\(String(decoding: try archive.stream(of: entry).rest(), as: UTF8.self))"
    }
  }

  private static let text = "id,name\n1,Büro\n2,Halle\n"
  private static let stored = ArchiveBytes.Entry("a.csv", stored: text)
  private static let deflated = ArchiveBytes.Entry("a.csv", deflated: text)

  private static func with(
    _ entry: ArchiveBytes.Entry = deflated, _ change: (inout ArchiveBytes.Entry) -> Void
  ) -> ArchiveBytes {
    var entry = entry
    change(&entry)
    return ArchiveBytes([entry])
  }

  private static func with(
    _ entries: [ArchiveBytes.Entry], _ change: (inout ArchiveBytes) -> Void
  ) -> ArchiveBytes {
    var archive = ArchiveBytes(entries)
    change(&archive)
    return archive
  }

  @Test(
    "entries come out as they went in",
    arguments: [
      ("stored", ArchiveBytes([stored])),
      ("deflated", ArchiveBytes([deflated])),
      ("a descriptor behind the data", with { $0.hasDescriptor = true }),
      ("zip64 entry", with { $0.isLong = true }),
      ("zip64 end", with([deflated]) { $0.isLong = true }),
      (
        "a comment like an end",
        with([stored]) { $0.comment = Array("PK\u{5}\u{6} hello, this is no end".utf8) }
      ),
    ])
  func reads(why: String, archive: ArchiveBytes) throws {
    #expect(try contents(archive.bytes) == ["a.csv=\(ZipArchiveTests.text)"])
  }

  @Test func entriesKeepTheirOrder() throws {
    let archive = ArchiveBytes([
      .init("b/", stored: ""), .init("b/2.csv", deflated: "x"), .init("a.csv", deflated: ""),
    ])
    #expect(try contents(archive.bytes) == ["b/=", "b/2.csv=x", "a.csv="])
    #expect(try contents(ArchiveBytes([]).bytes) == [])
  }

  @Test func namesOfOldAreOfCodePage437() throws {
    #expect(
      try contents(ZipArchiveTests.with { $0.name = [0x42, 0x81, 0x72, 0x6f] }.bytes) == [
        "Büro=\(ZipArchiveTests.text)"
      ])
  }

  @Test func compressedDataAreInflated() throws {
    let packed: [UInt8] = [0x4b, 0xd4, 0x49, 0xe2, 0x4a, 0xa4, 0x22, 0x3e, 0xbc, 0x04, 0x00]
    let archive = ZipArchiveTests.with {
      ($0.packed, $0.count, $0.checksum) = (packed, 82, 0xeb88_0267)
    }
    #expect(try contents(archive.bytes) == ["a.csv=" + String(repeating: "a,b\n", count: 20) + "ä"])
    for size in 1...packed.count {
      let stream = InflateStream(
        FileStream(FileBytes(packed, path: ""), pieceBytes: size), pieceBytes: 5)
      #expect(try stream.rest().count == 82, "pieces of \(size)")
    }
  }

  @Test(
    "what is no sound archive is refused",
    arguments: [
      ("“a.csv” is encrypted", with { $0.flags = 1 }),
      ("“a.csv” is encrypted", with { $0.flags = 0x41 }),
      ("“a.csv” is packed by method 12, which is not read", with { $0.method = 12 }),
      ("its checksum is wrong: it is damaged", with { $0.checksum ^= 1 }),
      ("it is shorter than its archive says", with { $0.count += 1 }),
      ("it is longer than its archive says", with { $0.count -= 1 }),
      ("it is shorter than its archive says", with(stored) { $0.count += 1 }),
      ("the compressed data are damaged", with { $0.packed[0] = 7 }),
      ("the compressed data end too early", with { $0.packed.removeLast() }),
      ("the compressed data go on after their end", with { $0.packed.append(0) }),
      (
        "an entry of the archive has a name that no file can have",
        with { $0.name = [0x61, 0, 0x62] }
      ),
      ("an entry of the archive has a name that no file can have", with { $0.name = [] }),
      ("“a.csv” is not where the archive's directory says", with { $0.start = 1 }),
      ("“a.csv” overlaps what follows it in the archive", with { $0.start = 20 }),
      ("“a.csv” lies outside the archive", with { $0.start = 1 << 20 }),
      (
        "“b.csv” overlaps what follows it in the archive",
        with([stored, .init("b.csv", stored: text)]) { $0.entries[1].start = 0 }
      ),
      ("the archive holds “a.csv” twice", ArchiveBytes([stored, stored])),
      ("the archive's directory is damaged", with([stored]) { $0.count = 2 }),
      ("the archive's directory is damaged", with([stored]) { $0.count = 0 }),
      (
        "the archive has 100001 entries, more than 100000",
        with([stored]) { ($0.count, $0.isLong) = (100_001, true) }
      ),
    ])
  func refuses(message: String, archive: ArchiveBytes) {
    let error = #expect(throws: FormatError.self) { try contents(archive.bytes) }
    #expect(error?.message == message)
  }

  @Test(arguments: ["", "PK\u{3}\u{4} and then nothing of the kind"])
  func whatIsNoArchiveIsRefused(text: String) {
    let error = #expect(throws: FormatError.self) { try contents(Array(text.utf8)) }
    #expect(error?.message == "the archive has no directory at its end")
  }

  @Test func aBombIsRefusedBeforeItFillsMemory() throws {
    // The start of a block whose codes take one bit each; every byte of zeros then stands for 1,032 bytes.
    let start: [UInt8] = [
      0xec, 0xc1, 0x01, 0x01, 0, 0, 0, 0x80, 0x90, 0xfe, 0xaf, 0xee, 0x08, 0x0a,
    ]
    let stream = InflateStream(
      FileStream(FileBytes(start + [UInt8](repeating: 0, count: 200_000), path: "")))
    var count = 0
    let error = #expect(throws: FormatError.self) {
      while let piece = try stream.next() { count += piece.count }
    }
    #expect(error?.message.hasPrefix("it unpacks to more than 250 times its size") == true)
    #expect(count <= 65 << 20)
  }

  private static let sound = with([deflated, .init("b", stored: "x")]) {
    $0.entries[1].isLong = true
    $0.isLong = true
  }.bytes

  @Test func anArchiveCutAnywhereIsRefused() throws {
    for count in 0..<ZipArchiveTests.sound.count {
      #expect(throws: FormatError.self, "cut at \(count)") {
        try contents(Array(ZipArchiveTests.sound.prefix(count)))
      }
    }
  }

  @Test func aByteChangedAnywhereDoesNoHarm() throws {
    for index in ZipArchiveTests.sound.indices {
      for change: UInt8 in [1, 0x80, 0xff] {
        var bytes = ZipArchiveTests.sound
        bytes[index] ^= change
        do {
          // Times, versions and the names themselves may change; contents may not.
          let contents = try contents(bytes).map { $0.drop { $0 != "=" } }
          #expect(contents == ["=\(ZipArchiveTests.text)", "=x"], "byte \(index)")
        } catch is FormatError {}
      }
    }
  }
}
