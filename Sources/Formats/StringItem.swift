import Codecs

/// The text of a shared or an inline string: plain, or in runs of different looks; without readings (phonetic runs).
///
/// - SeeAlso: ISO/IEC 29500-1 §18.4.8 (`si`), §18.3.1.53 (`is`), §22.9.2.19 (`ST_Xstring`).
struct StringItem: ~Copyable {
  /// The text last read, trimmed; valid until the next is read.
  private(set) var bytes: [UInt8] = []
  private var run: [UInt8] = []

  /// Reads to the end of the element just begun, `si` or `is`.
  mutating func read(_ element: StaticString, from markup: inout MarkupScanner) throws(FormatError) {
    bytes.removeAll(keepingCapacity: true)
    guard !markup.isEmpty else { return }
    var isInRun = false
    scan: while true {
      switch try markup.next() {
      case .text: try markup.expectBlank(in: element)
      case .start:
        if markup.isNamed("t") {
          try readRun(from: &markup)
        } else if markup.isNamed("r"), !isInRun {
          isInRun = !markup.isEmpty
        } else if markup.isNamed("rPr") || markup.isNamed("rPh") || markup.isNamed("phoneticPr")
          || markup.isNamed("extLst")
        {
          try markup.skipElement()
        } else {
          throw markup.misplaced(in: element)
        }
      case .end:
        if isInRun, markup.isNamed("r") {
          isInRun = false
        } else if !isInRun, markup.isNamed(element) {
          break scan
        } else {
          throw markup.misplaced(in: element)
        }
      case .finished: throw markup.unfinished(element)
      }
    }
    bytes.trimBlanks()
  }

  mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  /// A `t`: its outer blanks count only if it says so.
  private mutating func readRun(from markup: inout MarkupScanner) throws(FormatError) {
    let space = markup.attribute("space")
    let keepsBlanks = space.map { markup.matches($0, "preserve") } ?? false
    run.removeAll(keepingCapacity: true)
    try markup.readContent(of: "t", into: &run)
    if !keepsBlanks { run.trimBlanks(nonBreaking: false) }
    run.decodeEscapes()
    guard bytes.count + run.count <= StringItem.limit else {
      throw markup.error("a text is longer than \(StringItem.limit >> 20) MiB")
    }
    bytes += run
  }

  private static let limit = 4 << 20
}
