// Unsafe: calls expat. Promises: expat's pointers are read within its callbacks only, up to their terminating zero or
// the count given; the reader outlives the parser that points to it.
import CExpat
import Codecs

/// Reads small XML documents, element by element: those that say what lies where in a workbook.
///
/// Names are local names: prefixes are passed over, so that both forms of ISO/IEC 29500, strict and transitional, read
/// the same. A document type declaration is refused, and with it every entity but the five of XML itself.
final class XMLReader {
  struct Element {
    /// Local names from the root to the element itself.
    let path: [String]
    /// By local name; the first of a name counts.
    let attributes: [String: String]
  }

  private let part: String
  private let visit: (Element) throws(FormatError) -> Void
  private let parser: XML_Parser
  private var path: [String] = []
  private var failure: FormatError?

  private static let depthLimit = 64
  /// Bytes of a document.
  private static let byteLimit = 64 << 20

  /// Reads a document to its end.
  ///
  /// - Parameters:
  ///   - part: its name, for messages.
  ///   - visit: called where an element begins.
  /// - Throws: with line and column where it is not well-formed, has a document type, or goes too deep.
  static func read(
    _ source: any ByteStream, part: String, visit: (Element) throws(FormatError) -> Void
  ) throws(FormatError) {
    try withoutActuallyEscaping(visit) { visit throws(FormatError) in
      guard let parser = XML_ParserCreate(nil) else { throw FormatError("\(part): there is no memory to read it") }
      defer { XML_ParserFree(parser) }
      try XMLReader(parser, part: part, visit: visit).read(source)
    }
  }

  private init(_ parser: XML_Parser, part: String, visit: @escaping (Element) throws(FormatError) -> Void) {
    self.parser = parser
    self.part = part
    self.visit = visit
  }

  private func read(_ source: any ByteStream) throws(FormatError) {
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser,
      { data, name, attributes in
        XMLReader.from(data).begin(String(cString: name!), attributes!)
      },
      { data, _ in
        XMLReader.from(data).end()
      })
    XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
      XMLReader.from(data).fail("it declares a document type, which is not read", help: "save the workbook anew")
    }
    var count = 0
    while let piece = try source.next(of: part) {
      count += piece.count
      guard count <= XMLReader.byteLimit else {
        throw FormatError("\(part): it is larger than \(XMLReader.byteLimit >> 20) MiB")
      }
      try parse(piece, isLast: false)
    }
    try parse([], isLast: true)
  }

  private func parse(_ piece: [UInt8], isLast: Bool) throws(FormatError) {
    let status = piece.withUnsafeBytes {
      XML_Parse(parser, $0.baseAddress?.assumingMemoryBound(to: CChar.self), CInt($0.count), isLast ? 1 : 0)
    }
    if let failure { throw failure }
    guard status == XML_STATUS_OK else {
      throw error("it is not well-formed: \(String(cString: XML_ErrorString(XML_GetErrorCode(parser))))")
    }
  }

  private static func from(_ data: UnsafeMutableRawPointer?) -> XMLReader {
    Unmanaged<XMLReader>.fromOpaque(data!).takeUnretainedValue()
  }

  private func begin(_ name: String, _ pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>) {
    guard failure == nil else { return }
    guard path.count < XMLReader.depthLimit else {
      fail("elements lie more than \(XMLReader.depthLimit) deep in each other")
      return
    }
    path.append(XMLReader.localName(name))
    var attributes: [String: String] = [:]
    var index = 0
    while let key = pairs[index], let value = pairs[index + 1] {
      let name = XMLReader.localName(String(cString: key))
      if attributes[name] == nil { attributes[name] = String(cString: value) }
      index += 2
    }
    do throws(FormatError) {
      try visit(Element(path: path, attributes: attributes))
    } catch {
      fail(error.message, help: error.help)
    }
  }

  /// A parser that is to stop may still end the element that it has begun.
  private func end() {
    if failure == nil { path.removeLast() }
  }

  /// Notes what is wrong and stops the parser: nothing more is visited.
  private func fail(_ message: String, help: String? = nil) {
    guard failure == nil else { return }
    failure = error(message, help: help)
    XML_StopParser(parser, 0)
  }

  private func error(_ message: String, help: String? = nil) -> FormatError {
    FormatError(
      "\(part): \(message)", line: Int(XML_GetCurrentLineNumber(parser)),
      column: Int(XML_GetCurrentColumnNumber(parser)) + 1, help: help)
  }

  private static func localName(_ name: String) -> String {
    name.lastIndex(of: ":").map { String(name[name.index(after: $0)...]) } ?? name
  }
}
