import Diagnostics

/// A record of CSV, and where its fields stand in the text.
struct CSVRecord: Sendable {
  struct Field: Sendable {
    /// Without quotes.
    let text: String
    let range: SourceRange
  }

  let fields: [Field]

  var range: SourceRange { fields[0].range.union(fields[fields.count - 1].range) }
  var texts: [String] { fields.map(\.text) }

  /// The records of a piece of a text; empty lines are none.
  ///
  /// - SeeAlso: RFC 4180 §2.
  static func all(in range: SourceRange, of source: SourceText) -> [CSVRecord] {
    let bytes = Array(source.text(of: range).utf8)
    let quote = UInt8(ascii: "\"")
    let comma = UInt8(ascii: ",")
    let breaks: Set<UInt8> = [UInt8(ascii: "\n"), UInt8(ascii: "\r")]
    var records: [CSVRecord] = []
    var fields: [Field] = []
    var index = 0
    while index < bytes.count {
      if fields.isEmpty, breaks.contains(bytes[index]) {
        index += 1
        continue
      }
      let start = index
      var text: [UInt8] = []
      var isQuoted = false
      while index < bytes.count, isQuoted || bytes[index] != comma && !breaks.contains(bytes[index]) {
        if bytes[index] == quote, isQuoted || index == start {
          if isQuoted, index + 1 < bytes.count, bytes[index + 1] == quote {
            text.append(quote)
            index += 1
          } else {
            isQuoted.toggle()
          }
        } else {
          text.append(bytes[index])
        }
        index += 1
      }
      fields.append(
        Field(
          text: String(decoding: text, as: UTF8.self),
          range: SourceRange(lower: range.lower + start, upper: range.lower + index)))
      if index < bytes.count, bytes[index] == comma {
        index += 1
        if index < bytes.count, !breaks.contains(bytes[index]) { continue }
        let end = range.lower + index  // a comma at the end has an empty field behind it
        fields.append(Field(text: "", range: SourceRange(lower: end, upper: end)))
      }
      records.append(CSVRecord(fields: fields))
      fields = []
    }
    return records
  }
}
