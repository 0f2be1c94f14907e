import Codecs

/// What lies where in a workbook: its sheets, and what they share.
///
/// - SeeAlso: ISO/IEC 29500-2 §9 (parts and relationships), 29500-1 §12.3 (parts of a workbook), §18.2.
struct WorkbookParts {
  struct Sheet {
    let name: String
    let isHidden: Bool
    /// The part that holds it; nil for charts and whatever else is no table.
    let part: String?
  }

  private(set) var sheets: [Sheet] = []
  private(set) var epoch = SerialEpoch.from1900
  private(set) var strings: String?
  private(set) var styles: String?

  private let archive: ZipArchive
  /// By name in lower case, as names of parts compare.
  private let entries: [String: ZipArchive.Entry]

  private static let sheetLimit = 10_000

  init(_ archive: ZipArchive) throws(FormatError) {
    self.archive = archive
    var entries: [String: ZipArchive.Entry] = [:]
    for entry in archive.entries { entries[WorkbookParts.key(entry.name)] = entry }
    self.entries = entries
    guard
      let workbook = try relationships(of: "").first(where: { $0.kind == "officeDocument" })?.target
    else {
      throw FormatError("the archive is no workbook", help: "a workbook is saved as .xlsx")
    }
    guard !workbook.lowercased().hasSuffix(".bin") else {
      throw FormatError("this is a binary workbook (.xlsb)", help: "save it as .xlsx")
    }
    let relationships = try relationships(of: workbook)
    strings = relationships.first { $0.kind == "sharedStrings" }?.target
    styles = relationships.first { $0.kind == "styles" }?.target
    try readSheets(of: workbook, relationships)
  }

  /// The bytes of a part; of a large one, unpacked by a thread of its own.
  func stream(of part: String) throws(FormatError) -> any ByteStream {
    guard let entry = entries[WorkbookParts.key(part)] else {
      throw FormatError("the workbook lacks its part \(part)", help: "save the workbook anew")
    }
    let stream = try archive.stream(of: entry)
    return entry.count < WorkbookParts.smallPart ? stream : ReadAheadStream(stream)
  }

  /// Parts of fewer bytes are unpacked before another thread could have begun.
  private static let smallPart = 1 << 20

  private struct Relationship {
    let id: String
    /// The last word of its type, which both forms of the standard share: `worksheet`.
    let kind: String
    let target: String
  }

  /// - Parameter part: empty for the archive as a whole.
  private func relationships(of part: String) throws(FormatError) -> [Relationship] {
    let slash = part.lastIndex(of: "/")
    let folder = slash.map { String(part[...$0]) } ?? ""
    let name = "\(folder)_rels/\(part.dropFirst(folder.count)).rels"
    guard entries[WorkbookParts.key(name)] != nil else { return [] }
    var relationships: [Relationship] = []
    try PartElement.visitAll(of: try stream(of: name), part: name) { element throws(FormatError) in
      guard element.path == ["Relationships", "Relationship"], element["TargetMode"] != "External"
      else {
        return
      }
      guard let id = element["Id"], let type = element["Type"],
        let target = element["Target"]
      else { throw FormatError("a relationship lacks its id, type or target") }
      let kind = type.split(separator: "/").last.map(String.init) ?? type
      relationships.append(
        Relationship(id: id, kind: kind, target: WorkbookParts.path(target, from: folder)))
    }
    return relationships
  }

  private mutating func readSheets(of workbook: String, _ relationships: [Relationship])
    throws(FormatError)
  {
    var sheets: [Sheet] = []
    var epoch = SerialEpoch.from1900
    var isWorkbook = false
    try PartElement.visitAll(of: try stream(of: workbook), part: workbook) {
      element throws(FormatError) in
      if element.path == ["workbook"] { isWorkbook = true }
      if element.path == ["workbook", "workbookPr"],
        ["1", "true", "on"].contains(element["date1904"] ?? "")
      {
        epoch = .from1904
      }
      guard element.path == ["workbook", "sheets", "sheet"] else { return }
      guard sheets.count < WorkbookParts.sheetLimit else {
        throw FormatError("the workbook has more than \(WorkbookParts.sheetLimit) sheets")
      }
      guard let name = element["name"], let id = element["id"],
        let relationship = relationships.first(where: { $0.id == id })
      else { throw FormatError("a sheet lacks its name or its part") }
      let state = element["state"] ?? "visible"
      sheets.append(
        Sheet(
          name: name, isHidden: state == "hidden" || state == "veryHidden",
          part: relationship.kind == "worksheet" ? relationship.target : nil))
    }
    guard isWorkbook else {
      throw FormatError("\(workbook): it is no workbook", help: "a workbook is saved as .xlsx")
    }
    (self.sheets, self.epoch) = (sheets, epoch)
  }

  private static func key(_ name: String) -> String {
    String(name.lowercased().map { $0 == "\\" ? "/" : $0 })
  }

  /// The target of a relationship as a path of the archive: `../a.xml` from `xl/worksheets/` is `xl/a.xml`.
  private static func path(_ target: String, from folder: String) -> String {
    var names: [Substring] = target.hasPrefix("/") ? [] : folder.split(separator: "/")
    for name in target.split(whereSeparator: { $0 == "/" || $0 == "\\" }) where name != "." {
      if name == ".." {
        names = names.dropLast()
      } else {
        names.append(name)
      }
    }
    return names.joined(separator: "/")
  }
}
