import Codecs
import Formats

/// Opens one file of a workspace, whatever it is packed in, and takes it apart into tables of text.
struct ExportReader {
  /// One table or document of a file: the file itself, or an entry of an archive.
  struct Part {
    /// As messages call it: `june.zip: bookings.csv`.
    let name: String
    /// Without folders and extensions.
    let stem: String
    /// That of an archive in which it lies, where there are several.
    let folder: String?
    let result: Result<Content, FormatError>
  }

  struct Content {
    let kind: FileKind
    let records: Records
    /// How its letters were written, where it is text.
    let encoding: Encoding?
    /// What it says of decimal marks by what it is.
    let hint: NumberHint
  }

  /// Most bytes of an archive's entry that is an archive itself, a workbook.
  private static let nestedLimit = 1 << 30

  /// What was read may be of two files.
  static let changed = FormatError("it was written to while it was read", help: "load again once it is whole")

  /// There is nothing in it.
  static let empty = FormatError("it is empty")

  private(set) var parts: [Part] = []
  /// For all that is packed in the file together.
  private var limits = UnpackingLimits()
  /// Tells headers from titles.
  private let matcher: LayoutMatcher
  /// Of the entry at hand.
  private var folder: String?

  /// - Parameter name: without folders.
  init(_ file: FileBytes, name: String, matcher: LayoutMatcher) {
    self.matcher = matcher
    read(file, name: name, title: name, isEntry: false)
    if file.hasChanged {
      parts = [Part(name: name, stem: Self.stem(name), folder: nil, result: .failure(Self.changed))]
    }
  }

  private mutating func read(_ file: FileBytes, name: String, title: String, isEntry: Bool) {
    do throws(FormatError) {
      let magic = try FileStream(file, pieceBytes: 8).next() ?? []
      guard magic.starts(with: [0x50, 0x4B]) else {
        return try readStream(name: name, title: title) { FileStream(file) }
      }
      let archive = try ZipArchive(file, limits: limits)
      if archive.entries.contains(where: { $0.name == "[Content_Types].xml" }) {
        for entry in archive.entries { limits.count(packed: entry.packedCount, unpacked: entry.count) }
        let records = try workbook(file, stem: Self.stem(name))
        guard records.sets.contains(where: { !$0.table.headers.isEmpty }) else {
          throw FormatError("no sheet of the workbook holds a table", help: "export it anew, with its header")
        }
        let content = Content(kind: .xlsx, records: records, encoding: nil, hint: .otherColumn(.point))
        return parts.append(Part(name: title, stem: Self.stem(name), folder: folder, result: .success(content)))
      }
      if isEntry { throw FormatError("it is an archive within an archive", help: "unpack it first") }
      try read(archive, title: title)
    } catch {
      parts.append(Part(name: title, stem: Self.stem(name), folder: folder, result: .failure(error)))
    }
  }

  private mutating func read(_ archive: ZipArchive, title: String) throws(FormatError) {
    let entries = archive.entries.filter { Self.isExport($0.name) }
    if entries.isEmpty { throw FormatError("the archive holds no file", help: "pack it anew, with the exports in it") }
    let folders = Self.folders(of: entries.map(\.name))
    for (index, entry) in entries.enumerated() {
      folder = folders[index]
      let name = entry.name.split(separator: "/").last.map(String.init) ?? entry.name
      let inner = "\(title): \(entry.name)"
      do throws(FormatError) {
        let magic = try archive.stream(of: entry).next()?.prefix(4) ?? []
        if magic.starts(with: [0x50, 0x4B]) {
          let bytes = try archive.stream(of: entry).rest(limit: Self.nestedLimit)
          read(FileBytes(bytes, path: inner), name: name, title: inner, isEntry: true)
        } else {
          try readStream(name: name, title: inner) { () throws(FormatError) in try archive.stream(of: entry) }
        }
      } catch {
        parts.append(Part(name: inner, stem: Self.stem(name), folder: folder, result: .failure(error)))
      }
    }
  }

  /// The folders of an archive's entries, below the one that all are in; none where that is all there is. Names ignore how
  /// deep an entry lies in its folder.
  static func folders(of names: [String]) -> [String?] {
    var paths = names.map { $0.split(separator: "/").dropLast().map(String.init) }
    while let first = paths.first?.first, paths.allSatisfy({ $0.first == first }) {
      for index in paths.indices { paths[index].removeFirst() }
    }
    return paths.map(\.first)
  }

  /// Reads text, which may be packed. The stream is opened anew for each look at it.
  private mutating func readStream(
    name: String, title: String, open: () throws(FormatError) -> any ByteStream
  ) throws(FormatError) {
    var last: (any UnpackingStream)?
    func unpacked() throws(FormatError) -> any ByteStream {
      last = try unpacking(open)
      if let last { return last }
      return try open()
    }
    defer { if let last { limits.count(packed: last.packedCount, unpacked: last.unpackedCount) } }
    func text(_ encoding: Encoding) throws(FormatError) -> any ByteStream {
      let text = DecodedStream(try unpacked(), as: encoding)
      // What is packed has its measures read when the text is over, by this thread.
      return last == nil ? ReadAheadStream(text) : text
    }
    let sample = try Self.sample(of: unpacked())
    let encoding = Encoding.detect(sample)
    let stem = Self.stem(name)
    let content: Content
    do throws(FormatError) {
      content = try self.content(encoding, stem: stem, text)
    } catch {
      // Where some characters are UTF-8 and others are not, the text is broken, and the error tells where.
      guard encoding == .utf8, !sample.starts(with: encoding.mark),
        try UTF8Text.evidence(of: unpacked()) == UTF8Text.Evidence(faults: true)
      else { throw error }
      content = try self.content(.windows1252, stem: stem, text)
    }
    parts.append(Part(name: title, stem: stem, folder: folder, result: .success(content)))
  }

  /// The sheets of a workbook, each from its header on.
  private func workbook(_ file: FileBytes, stem: String) throws(FormatError) -> Records {
    let records = try WorkbookReader.records(of: file)
    var headerRows: [String: Int] = [:]
    for set in records.sets {
      let rows = (0..<min(set.table.rowCount, 30)).map { row in
        (line: Int(set.table.lines[row]), cells: set.table.columns.map { $0.text(row) })
      }
      let opening = [(line: 1, cells: set.table.headers)] + rows
      headerRows[set.name] = matcher.headerLine(of: opening, sheet: set.name, kind: .xlsx, stem: stem)
    }
    if headerRows.isEmpty { return records }
    var titled = try WorkbookReader.records(of: file, headerRows: headerRows)
    for (sheet, row) in headerRows.sorted(by: { $0.key < $1.key }) {
      titled.notes.append("the header of the sheet “\(sheet)” is in row \(row); what stands above it is not read")
    }
    return titled
  }

  private func content(
    _ encoding: Encoding, stem: String, _ text: (Encoding) throws(FormatError) -> any ByteStream
  ) throws(FormatError) -> Content {
    let first = try Self.sample(of: text(encoding)).first { !Cell.isBlank($0) && $0 != 0x0A && $0 != 0x0D }
    switch first {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      return Content(
        kind: .json, records: try JSONReader.read(text(encoding)), encoding: encoding, hint: .otherColumn(.point))
    case UInt8(ascii: "<"):
      return Content(kind: .xml, records: try SAMLReader.read(text(encoding)), encoding: encoding, hint: .none)
    case nil: throw Self.empty
    default:
      var reader = CSVReader()
      let opening = try reader.opening(of: text(encoding)).map { (line: $0.line, cells: $0.cells) }
      reader.headerLine = matcher.headerLine(of: opening, sheet: "", kind: .csv, stem: stem)
      let dialect = try reader.dialect(of: text(encoding))
      reader.dialect = dialect
      // Who parts cells by commas does not write them before decimals.
      let hint: NumberHint = dialect.delimiter == UInt8(ascii: ",") ? .otherColumn(.point) : .none
      let notes = reader.headerLine.map { ["the header is in line \($0); what stands above it is not read"] } ?? []
      let records = Records(sets: [try reader.read(text(encoding))], notes: notes)
      return Content(kind: .csv, records: records, encoding: encoding, hint: hint)
    }
  }

  /// Takes gzip or Zstandard off; nil where a text is not packed.
  private func unpacking(
    _ open: () throws(FormatError) -> any ByteStream
  ) throws(FormatError) -> (any UnpackingStream)? {
    let magic = try open().next()?.prefix(4) ?? []
    if GzipStream.isGzip(Array(magic)) { return GzipStream(try open(), limits: limits) }
    if ZstdStream.isZstd(Array(magic)) { return ZstdStream(try open(), limits: limits) }
    return nil
  }

  private static func sample(of stream: any ByteStream) throws(FormatError) -> [UInt8] {
    var sample: [UInt8] = []
    while sample.count < 1 << 16, let piece = try stream.next() { sample += piece }
    return sample
  }

  /// Whether an entry of an archive may be an export: not a folder, nor what file managers leave.
  private static func isExport(_ name: String) -> Bool {
    !name.hasSuffix("/") && !name.hasPrefix("__MACOSX/")
      && !name.split(separator: "/").contains { $0.hasPrefix(".") && $0 != ".." && $0 != "." }
  }

  /// `robin/Bookings.csv.gz` → `Bookings`
  static func stem(_ name: String) -> String {
    String((name.split(separator: "/").last ?? "").prefix { $0 != "." })
  }
}
