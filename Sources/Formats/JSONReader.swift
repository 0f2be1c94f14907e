import Codecs

/// JSON of any shape → tables of text.
///
/// An object is a row; its columns are the paths of its keys, joined by `.`, as they first appear. Strings are decoded,
/// numbers, `true` and `false` stand as they are written, `null` is the empty cell. A list of plain values is one cell,
/// joined by `;`; lists and objects in such a list stand there as JSON text. A list of objects is a table of its own, a
/// child of the table in whose rows it lies, and the filled fields of its first object stand in the row as
/// `path[0].field`. Children nest three deep (in an object that stands alone, four); what lies deeper is a cell of JSON
/// text. Empty lists and objects give nothing. Of a key that occurs twice in an object the last value counts.
///
/// The text is a list of objects, whose elements are rows, or an object, or several of these one behind the other
/// (JSON Lines, pages). An object that stands alone is a *record*, one row, or an *envelope* around records:
///
/// 1. With a member `id`, `_id`, `Id`, `uuid` or `userName`, or `schemas` that name a user (`…:User`), it is a record,
///    whatever lists it holds.
/// 2. Otherwise it is an envelope if a member is a list of objects, or an empty list which is called `data`, `results`,
///    `Resources`, `items`, `value`, `records`, `bookings` or `users`, or as a list of objects before it. Each
///    such list is a `RecordSet` of that name.
/// 3. An object under `data` makes an envelope too. By these same rules it is one record, `data`, or an envelope within
///    the envelope (`data.bookings`). So is the only member of an object, if it leads to a list by these rules.
/// 4. Anything else is a record.
///
/// All other values of an envelope are in `RecordSet.envelope`.
public enum JSONReader {
  /// - Parameter stream: UTF-8 without a byte order mark.
  /// - Throws: with line and column, what is not JSON by RFC 8259, halves of surrogate pairs, more than 128 levels, 10,000
  ///   columns or 65,536 keys, values above 16 MB, and a text without any object.
  /// - Complexity: O(bytes), once through, holding a piece of the text and the tables.
  public static func read(_ stream: any ByteStream) throws(FormatError) -> Records {
    try read(stream, refillBytes: 1 << 17)
  }

  static func read(_ stream: any ByteStream, refillBytes: Int) throws(FormatError) -> Records {
    var scanner = JSONScanner(stream, refillBytes: refillBytes)
    guard try scanner.run() else {
      throw FormatError("the file is empty", line: 1, column: 1, help: "an empty list is written []")
    }
    let rows = try JSONRows(scanner.rows, bytes: scanner.window.bytesRead)
    return try Records(sets: JSONRecordSets(rows, scanner.envelopes.all).all(), notes: notes(scanner.findings))
  }

  private static func notes(_ findings: JSONScanner.Findings) -> [String] {
    var notes: [String] = []
    if let (key, line) = findings.firstKeyTwice {
      let more = findings.keysTwice > 1 ? ", and \(findings.keysTwice - 1) more like it" : ""
      notes.append("the key “\(key)” occurs twice in an object in line \(line)\(more); the last one counts")
    }
    if let path = findings.listWithSemicolon {
      notes.append("a value of the list “\(path)” has a “;” in it, by which values are joined in a cell")
    }
    if let path = findings.listWithValues {
      let count = findings.valuesAmongObjects
      notes.append(
        "among the objects of the list “\(path)” \(count == 1 ? "is 1 value" : "are \(count) values") that "
          + "\(count == 1 ? "is" : "are") no row")
    }
    return notes
  }
}
