import Codecs
import Formats

/// Archives end with their entries or a reason.
enum ZipTarget {
  static func run(_ input: FuzzInput) {
    guard let archive = try? ZipArchive(input.file) else { return }
    for entry in archive.entries {
      guard let bytes = try? archive.stream(of: entry).rest(limit: 1 << 20) else { continue }
      expect(bytes.count == entry.count, "“\(entry.name)” is as long as the directory says")
    }
    _ = try? WorkbookReader.records(of: input.file).checked()
  }
}
