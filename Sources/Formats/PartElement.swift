import Codecs

/// Where an element begins in one of the small parts of a workbook: those that say what lies where.
///
/// Names are local names, so that both forms of ISO/IEC 29500, strict and transitional, read the same.
struct PartElement {
  /// From the root to the element itself.
  let path: [String]
  private let list: XMLReader.Attributes

  /// By local name; the first of a name counts.
  subscript(attribute: String) -> String? {
    list.first { $0.name == attribute || $0.name.hasSuffix(":" + attribute) }?.value
  }

  private static let depthLimit = 64
  /// Bytes of a part.
  private static let byteLimit = 64 << 20

  /// Visits all elements of a part, in their order.
  ///
  /// - Parameter part: its name, for messages.
  /// - Throws: with line and column where it is not well-formed, has a document type, or goes too deep.
  static func visitAll(
    of source: any ByteStream, part: String, visit: (PartElement) throws(FormatError) -> Void
  ) throws(FormatError) {
    do throws(FormatError) {
      let bytes = FileBytes(try source.rest(limit: byteLimit), path: part)
      var path: [String] = []
      try XMLReader.read(
        FileStream(bytes),
        start: { name, attributes throws(FormatError) in
          guard path.count < depthLimit else {
            throw FormatError("elements lie more than \(depthLimit) deep in each other")
          }
          path.append(name)
          try visit(PartElement(path: path, list: attributes))
        },
        end: { _ throws(FormatError) in path.removeLast() },
        text: { _ throws(FormatError) in })
    } catch {
      throw FormatError(
        "\(part): \(error.message)", line: error.line, column: error.column, help: error.help)
    }
  }
}
