import Codecs

/// The assertions of a text, as its elements come.
struct SAMLAssertions {
  private var table = TextTable(headers: SAMLAssertions.headers)
  private(set) var encrypted = 0
  /// Assertions of which something is encrypted.
  private(set) var encryptedParts = 0
  private var columnByHeader = ["NameID": 0, "IssueInstant": 1, "AuthnInstant": 2]
  private var filledCells = 0
  /// The elements in which the reader stands, outermost first.
  private var path: [String] = []
  /// How deep the assertion lies that is being read.
  private var assertionDepth: Int?
  private var row = Row()
  private var attribute: Attribute?
  /// The text of the value or name that is being read.
  private var text: [UInt8]?
  private var textDepth = 0

  private static let headers = ["NameID", "IssueInstant", "AuthnInstant"]
  private static let depthLimit = 64
  /// Most bytes of a value.
  private static let textLimit = 1 << 24

  /// Texts by header. A friendly name gives way to a name.
  private struct Row {
    var names = Cells()
    var friendlyNames = Cells()
    var hasEncryptedParts = false
  }

  private struct Cells {
    private(set) var all: [(header: String, text: [UInt8])] = []
    private var places: [String: Int] = [:]

    func has(_ header: String) -> Bool { places[header] != nil }

    /// An attribute that occurs again adds its values.
    mutating func add(_ text: [UInt8], _ header: String) {
      if let place = places[header] {
        all[place].text += [UInt8(ascii: ";")] + text
      } else {
        places[header] = all.count
        all.append((header, text))
      }
    }
  }

  private struct Attribute {
    let name: String
    let friendlyName: String?
    var values: [[UInt8]] = []
  }

  var count: Int { table.rowCount }

  /// The table, once all elements have come.
  ///
  /// - Throws: if far more cells would be empty than are filled.
  consuming func finished() throws(FormatError) -> TextTable {
    guard table.headers.count * count <= JSONScanner.freePadding + 64 * filledCells else {
      throw FormatError("the assertions have too little in common for a table", help: "attributes name columns")
    }
    for column in table.columns.indices { table.columns[column].pad(to: count) }
    return table
  }

  mutating func start(_ name: String, _ attributes: XMLReader.Attributes) throws(FormatError) {
    guard path.count < SAMLAssertions.depthLimit else {
      throw FormatError("elements lie more than \(SAMLAssertions.depthLimit) deep within each other")
    }
    let parent = path.last
    path.append(name)
    func value(_ key: String) -> String? { attributes.first { $0.name == key }?.value }
    guard let depth = assertionDepth else {
      switch name {
      case "Assertion":
        assertionDepth = path.count
        row = Row()
        if let instant = value("IssueInstant") { row.names.add(Array(instant.utf8), "IssueInstant") }
      case "EncryptedAssertion": encrypted += 1
      default: break
      }
      return
    }
    guard text == nil else { return }
    // An assertion may carry others as advice; they are not its own words.
    guard !path[depth...].contains("Advice") else { return }
    switch (parent, name) {
    case ("Assertion", "AuthnStatement"):
      if let instant = value("AuthnInstant"), !row.names.has("AuthnInstant") {
        row.names.add(Array(instant.utf8), "AuthnInstant")
      }
    case ("Subject", "NameID") where path.count == depth + 2, ("Attribute", "AttributeValue") where attribute != nil:
      text = []
      textDepth = path.count
    case ("AttributeStatement", "Attribute"):
      guard let name = value("Name"), !name.isEmpty else {
        throw FormatError("an attribute has no name", help: "SAML wants <Attribute Name=\"…\">")
      }
      attribute = Attribute(name: name, friendlyName: value("FriendlyName"))
    case (_, "EncryptedID"), (_, "EncryptedAttribute"): row.hasEncryptedParts = true
    default: break
    }
  }

  mutating func text(_ bytes: ArraySlice<UInt8>) throws(FormatError) {
    guard text != nil else { return }
    text!.append(contentsOf: bytes)
    guard text!.count <= SAMLAssertions.textLimit else { throw FormatError("a value is longer than 16 MB") }
  }

  mutating func end(_ name: String) throws(FormatError) {
    defer { path.removeLast() }
    guard let depth = assertionDepth else { return }
    if let ended = text {
      guard path.count == textDepth else { return }
      text = nil
      let value = SAMLAssertions.trimmed(ended)
      if name == "NameID" { row.names.add(value, "NameID") } else { attribute?.values.append(value) }
    } else if name == "Attribute", let ended = attribute {
      attribute = nil
      let values = Array(ended.values.joined(separator: [UInt8(ascii: ";")]))
      let isOurs = SAMLAssertions.headers.contains(ended.name)
      row.names.add(values, isOurs ? "Attribute." + ended.name : ended.name)
      if let friendlyName = ended.friendlyName, !friendlyName.isEmpty, friendlyName != ended.name {
        row.friendlyNames.add(values, friendlyName)
      }
    } else if path.count == depth {
      assertionDepth = nil
      try endRow()
    }
  }

  private mutating func endRow() throws(FormatError) {
    for (header, text) in row.names.all { try put(text, header) }
    for (header, text) in row.friendlyNames.all where !row.names.has(header) { try put(text, header) }
    if row.hasEncryptedParts { encryptedParts += 1 }
    table.lines.append(UInt32(clamping: count + 1))
  }

  private mutating func put(_ text: [UInt8], _ header: String) throws(FormatError) {
    let column = columnByHeader[header] ?? table.headers.count
    if column == table.headers.count {
      guard column < JSONTable.columnLimit else {
        throw FormatError("there are more than \(JSONTable.columnLimit) different attributes")
      }
      columnByHeader[header] = column
      table.headers.append(header)
      table.columns.append(TextColumn())
    }
    guard table.columns[column].bytes.count + text.count <= TextColumn.limit else {
      throw FormatError("the attribute “\(header)” holds more than 4 GB", help: "split the file")
    }
    filledCells += 1
    guard count < 1 << 31, table.headers.count * count <= JSONScanner.freePadding + 64 * filledCells else {
      throw FormatError("the assertions have too little in common for a table", help: "attributes name columns")
    }
    table.columns[column].pad(to: count)
    table.columns[column].append(text)
  }

  private static func trimmed(_ text: [UInt8]) -> [UInt8] {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    guard let first = text.firstIndex(where: { !isBlank($0) }) else { return [] }
    return Array(text[first...text.lastIndex { !isBlank($0) }!])
  }
}
