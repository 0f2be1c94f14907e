import Codecs

/// Reads delimited text of any dialect into a table: RFC 4180, and what spreadsheets and old systems make of it.
///
/// The delimiter is found out, or a first line `sep=;` says it. Blank lines and lines of nothing but delimiters are
/// passed over. Outer blanks of cells go, those in quotes stay; headers have none. A row needs a cell for each header, and
/// more cells only if they are empty. Trailing columns without header and content are left out.
public struct CSVReader: Sendable {
  /// The line on which the header starts, where titles stand above it; nil is the first record that says something.
  public var headerLine: Int?
  /// Nil is what the text shows.
  public var dialect: CSVDialect?
  var limits = Limits()

  struct Limits: Sendable {
    var record = CSVCutter.Limits()
    /// Rejects that are listed one by one.
    var rejects = 1_000_000
    var cellsPadded = 1 << 20
  }

  public init(headerLine: Int? = nil, dialect: CSVDialect? = nil) {
    self.headerLine = headerLine
    self.dialect = dialect
  }

  /// One record of a file, not yet taken for a header or a row.
  public struct Record: Hashable, Sendable {
    public let line: Int
    public let cells: [String]
  }

  /// All of a text.
  ///
  /// - Parameter text: UTF-8 without byte order mark, as `DecodedStream` gives it.
  /// - Returns: duplicate headers are kept as they are. A row that cannot be cut into the header's cells is a reject.
  /// - Throws: what the stream throws, and if there is no header, or more than 16,384 columns.
  /// - Complexity: O(n); beside the table, memory for the longest record, at most some 100 MiB.
  public func read(_ text: any ByteStream) throws(FormatError) -> RecordSet {
    var cutter = try cutter(of: text)
    var rejects = RejectList(limit: limits.rejects)
    let header = try header(&cutter, &rejects)
    var rows = CSVRows(headers: header, reader: self)
    while try cutter.next() {
      if let failure = cutter.failure {
        rejects.add(line: cutter.line, failure)
      } else if !cutter.isEmpty, let reason = try rows.append(&cutter) {
        rejects.add(line: cutter.line, reason)
      }
    }
    return RecordSet(table: try rows.table(), rejects: rejects.all)
  }

  /// The first records, to find the header among titles. Those that cannot be cut into cells are left out.
  public func opening(of text: any ByteStream, records: Int = 30) throws(FormatError) -> [Record] {
    var cutter = try cutter(of: text)
    var opening: [Record] = []
    while opening.count < records, try cutter.next() {
      guard cutter.failure == nil, !cutter.isEmpty else { continue }
      opening.append(Record(line: cutter.line, cells: try texts(&cutter)))
    }
    return opening
  }

  /// The dialect in which a text is read.
  public func dialect(of text: any ByteStream) throws(FormatError) -> CSVDialect { try cutter(of: text).dialect }

  // MARK: - The start

  private static let sampleBytes = 64 << 10

  /// What cuts the text, from its header on.
  private func cutter(of text: any ByteStream) throws(FormatError) -> CSVCutter {
    var cutter = CSVCutter(text, dialect: CSVDialect(delimiter: UInt8(ascii: ",")), limits: limits.record)
    var (sample, isWhole) = try sample(&cutter)
    let named = CSVDialect.named(in: sample)
    if let named {
      cutter.skip(lineBytes: named.lineBytes)
      (sample, isWhole) = try self.sample(&cutter)
    }
    var sniffed = CSVDialect.sniff(sample, isWhole: isWhole)
    if let headerLine, headerLine > (named == nil ? 1 : 2) {
      cutter.dialect = sniffed
      guard try cutter.skip(toLine: headerLine) else {
        throw FormatError("it has no line \(headerLine) to take the header from", help: "name the line of the header")
      }
      (sample, isWhole) = try self.sample(&cutter)
      sniffed = CSVDialect.sniff(sample, isWhole: isWhole)
    }
    if let delimiter = named?.delimiter { sniffed = CSVDialect.sniff(sample, isWhole: isWhole, delimiter: delimiter) }
    cutter.dialect = dialect ?? sniffed
    return cutter
  }

  /// The next bytes, with a line break among them if a record can have one.
  private func sample(_ cutter: inout CSVCutter) throws(FormatError) -> (bytes: [UInt8], isWhole: Bool) {
    var count = CSVReader.sampleBytes
    while true {
      let sample = try cutter.sample(count)
      if sample.count < count { return (sample, true) }
      let hasBreak = sample.contains { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
      if hasBreak || count >= limits.record.recordBytes { return (sample, false) }
      count *= 2
    }
  }

  private func header(_ cutter: inout CSVCutter, _ rejects: inout RejectList) throws(FormatError) -> [String] {
    while try cutter.next() {
      if let failure = cutter.failure {
        // What is too long for a row may stand above the header, what is torn is the header.
        guard cutter.cellCount == 0 else { throw FormatError("in the header \(failure)", line: cutter.line) }
        rejects.add(line: cutter.line, failure)
      } else if cutter.contentCount > 0 {
        guard cutter.contentCount <= limits.record.cells else {
          throw FormatError(
            "it has \(cutter.contentCount) columns, which is more than \(limits.record.cells)", line: cutter.line,
            help: "name the line of the header, if it is another one")
        }
        let texts = try texts(&cutter)
        // Blanks in quotes name no column.
        if texts.contains(where: { !$0.isEmpty }) { return texts }
      }
    }
    throw FormatError(
      rejects.all.isEmpty ? "it is empty: there is no header" : "there is no header: no line can be cut into cells",
      line: rejects.all.first?.line, help: "export it anew, with its header")
  }

  private func texts(_ cutter: inout CSVCutter) throws(FormatError) -> [String] {
    (0..<min(cutter.cellCount, limits.record.cells)).map { index in
      var text = Array(cutter.content(index))
      text.trimBlanks()
      return String(decoding: text, as: UTF8.self)
    }
  }
}

/// Rows that could not be read, of which a file may have as many as it has lines.
struct RejectList {
  private var listed: [RecordSet.Reject] = []
  private var unlisted = (count: 0, line: 0)
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  mutating func add(line: Int, _ reason: String) {
    if listed.count < limit {
      listed.append(RecordSet.Reject(line: line, reason: reason))
    } else {
      unlisted = (unlisted.count + 1, unlisted.count == 0 ? line : unlisted.line)
    }
  }

  var all: [RecordSet.Reject] {
    guard unlisted.count > 0 else { return listed }
    let reason = "from here on \(unlisted.count) more rows could not be read"
    return listed + [RecordSet.Reject(line: unlisted.line, reason: reason)]
  }
}
