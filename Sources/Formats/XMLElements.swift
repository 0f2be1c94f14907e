import Codecs

/// Goes through the elements of a small document: those that say what lies where in a workbook.
///
/// Names are local names: prefixes are passed over, so that both forms of ISO/IEC 29500, strict and transitional, read
/// the same.
enum XMLElements {
  struct Element {
    /// Local names from the root to the element itself.
    let path: [String]
    /// By local name; the first of a name counts.
    let attributes: [String: String]
  }

  private static let depthLimit = 64
  /// Bytes of a document.
  private static let byteLimit = 64 << 20

  /// - Parameters:
  ///   - part: the document's name, for messages.
  ///   - visit: called where an element begins.
  /// - Throws: with line and column where it is not well-formed, has a document type, or goes too deep.
  static func read(
    _ source: any ByteStream, part: String, visit: (Element) throws(FormatError) -> Void
  ) throws(FormatError) {
    var path: [String] = []
    do throws(FormatError) {
      try XMLReader.read(
        LimitedStream(source, limit: byteLimit),
        start: { name, attributes throws(FormatError) in
          guard path.count < depthLimit else {
            throw FormatError("elements lie more than \(depthLimit) deep in each other")
          }
          path.append(name)
          let named = attributes.map { (XMLReader.localName($0.name), $0.value) }
          try visit(Element(path: path, attributes: Dictionary(named, uniquingKeysWith: { first, _ in first })))
        }, end: { _ in path.removeLast() }, text: { _ in })
    } catch {
      throw FormatError("\(part): \(error.message)", line: error.line, column: error.column, help: error.help)
    }
  }
}

/// A stream that is not to be long.
private final class LimitedStream: ByteStream {
  private let source: any ByteStream
  private let limit: Int
  private var count = 0

  init(_ source: any ByteStream, limit: Int) {
    self.source = source
    self.limit = limit
  }

  func next() throws(FormatError) -> [UInt8]? {
    guard let piece = try source.next() else { return nil }
    count += piece.count
    guard count <= limit else { throw FormatError("it is larger than \(limit >> 20) MiB") }
    return piece
  }
}
