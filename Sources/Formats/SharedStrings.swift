import Codecs

extension TextColumn {
  /// Reads the texts that the cells of a workbook share, trimmed, in their order.
  ///
  /// - SeeAlso: ISO/IEC 29500-1 §18.4.
  init(sharedStrings source: any ByteStream, part: String) throws(FormatError) {
    self.init()
    var markup = MarkupScanner(source, part: part)
    try markup.readRoot("sst")
    if !markup.isEmpty {
      var item = StringItem()
      scan: while true {
        switch try markup.next() {
        case .text: try markup.expectBlank(in: "sst")
        case .start where markup.isNamed("si"):
          try item.read("si", from: &markup)
          guard bytes.count + item.bytes.count <= TextColumn.limit else {
            throw markup.error("it holds too much text")
          }
          append(item.bytes)
        case .start where markup.isNamed("extLst"): try markup.skipElement()
        case .end where markup.isNamed("sst"): break scan
        case .start, .end: throw markup.misplaced(in: "sst")
        case .finished: throw markup.unfinished("sst")
        }
      }
    }
    try markup.finish()
  }
}

extension MarkupScanner {
  /// Reads the tag that begins the document, which must be this.
  mutating func readRoot(_ element: StaticString) throws(FormatError) {
    while true {
      switch try next() {
      case .text: try expectBlank(in: element)
      case .start where isNamed(element): return
      case .start, .end: throw error("it begins with <\(string(name))> instead of <\(element)>")
      case .finished: throw error("it is empty")
      }
    }
  }

  /// Reads what follows the document: nothing but blanks, comments and instructions. Only then is all of it verified.
  mutating func finish() throws(FormatError) {
    while true {
      switch try next() {
      case .text: try expectBlank(in: "the end")
      case .start, .end: throw error("it goes on after its end with <\(string(name))>")
      case .finished: return
      }
    }
  }
}
