// Unsafe: hands a pointer to itself to expat and reads the C strings that expat gives back. Promises: both only while
// `read` runs, and the strings only within the call that brings them.
import CExpat
import Codecs

/// XML as a run of events. A document type is refused: with it come entities, and with these files that unfold without
/// end.
struct XMLReader {
  typealias Attributes = [(name: String, value: String)]

  /// - Parameters:
  ///   - stream: UTF-8, whatever encoding the text itself names.
  ///   - start, end: get names without their prefix.
  ///   - text: between two tags, in any number of pieces.
  /// - Throws: what a handler throws, and what is not well-formed, with line and column.
  static func read(
    _ stream: any ByteStream,
    start: (_ localName: String, _ attributes: Attributes) throws(FormatError) -> Void,
    end: (_ localName: String) throws(FormatError) -> Void,
    text: (ArraySlice<UInt8>) throws(FormatError) -> Void
  ) throws(FormatError) {
    var failure: FormatError?
    withoutActuallyEscaping(start) { start in
      withoutActuallyEscaping(end) { end in
        withoutActuallyEscaping(text) { text in
          let handlers = XMLHandlers(start: start, end: end, text: text)
          do throws(FormatError) { try parse(stream, handlers) } catch { failure = error }
        }
      }
    }
    if let failure { throw failure }
  }

  private static func parse(_ stream: any ByteStream, _ handlers: XMLHandlers) throws(FormatError) {
    guard let parser = XML_ParserCreate("UTF-8") else { throw FormatError("there is no memory to read it") }
    defer { XML_ParserFree(parser) }
    handlers.parser = parser
    XML_SetUserData(parser, Unmanaged.passUnretained(handlers).toOpaque())
    XML_SetElementHandler(
      parser, { XMLHandlers.of($0).started($1, $2) }, { data, name in XMLHandlers.of(data).ended(name) })
    XML_SetCharacterDataHandler(parser) { XMLHandlers.of($0).read($1, $2) }
    XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in XMLHandlers.of(data).refuseDocumentType() }
    var isLast = false
    while !isLast {
      let piece = try stream.next() ?? []
      isLast = piece.isEmpty
      // expat counts in C's `int`.
      for from in stride(from: 0, to: max(1, piece.count), by: 1 << 24) {
        let part = piece[from..<min(piece.count, from + 1 << 24)]
        let status = part.withUnsafeBytes { bytes in
          XML_Parse(parser, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), isLast ? 1 : 0)
        }
        if let failure = handlers.failure { throw failure }
        if status != XML_STATUS_OK { throw handlers.error(message(XML_GetErrorCode(parser))) }
      }
    }
  }

  private static func message(_ code: XML_Error) -> String {
    guard let words = XML_ErrorString(code) else { return "this is no XML" }
    return "this is no XML: \(String(cString: words))"
  }
}

/// What is called while a text is read, and what went wrong there.
private final class XMLHandlers {
  let start: (String, XMLReader.Attributes) throws(FormatError) -> Void
  let end: (String) throws(FormatError) -> Void
  let text: (ArraySlice<UInt8>) throws(FormatError) -> Void
  var parser: XML_Parser?
  private(set) var failure: FormatError?

  init(
    start: @escaping (String, XMLReader.Attributes) throws(FormatError) -> Void,
    end: @escaping (String) throws(FormatError) -> Void,
    text: @escaping (ArraySlice<UInt8>) throws(FormatError) -> Void
  ) {
    self.start = start
    self.end = end
    self.text = text
  }

  static func of(_ data: UnsafeMutableRawPointer?) -> XMLHandlers {
    Unmanaged<XMLHandlers>.fromOpaque(data!).takeUnretainedValue()
  }

  func started(_ name: UnsafePointer<CChar>?, _ list: UnsafeMutablePointer<UnsafePointer<CChar>?>?) {
    var attributes: XMLReader.Attributes = []
    var at = 0
    while let name = list?[at], let value = list?[at + 1] {
      attributes.append((String(cString: name), String(cString: value)))
      at += 2
    }
    run { () throws(FormatError) in try start(XMLHandlers.localName(name), attributes) }
  }

  func ended(_ name: UnsafePointer<CChar>?) {
    run { () throws(FormatError) in try end(XMLHandlers.localName(name)) }
  }

  func read(_ bytes: UnsafePointer<CChar>?, _ count: Int32) {
    let copy = UnsafeRawBufferPointer(start: bytes, count: Int(count)).map { $0 }
    run { () throws(FormatError) in try text(copy[...]) }
  }

  func refuseDocumentType() {
    run { () throws(FormatError) in
      throw error("it has a document type, which is not read", help: "take the line <!DOCTYPE …> out")
    }
  }

  func error(_ message: String, help: String? = nil) -> FormatError {
    FormatError(
      message, line: Int(XML_GetCurrentLineNumber(parser)), column: Int(XML_GetCurrentColumnNumber(parser)) + 1,
      help: help)
  }

  /// Events that still come after a failure are not passed on. A failure without a place gets that of the event.
  private func run(_ body: () throws(FormatError) -> Void) {
    guard failure == nil else { return }
    do throws(FormatError) {
      try body()
    } catch {
      failure = error.line == nil ? self.error(error.message, help: error.help) : error
      XML_StopParser(parser, 0)
    }
  }

  private static func localName(_ name: UnsafePointer<CChar>?) -> String {
    let name = name.map { String(cString: $0) } ?? ""
    return name.split(separator: ":").last.map(String.init) ?? name
  }
}
