import Codecs

/// SAML 2.0 assertions → one table with a row for each.
///
/// The text is a response, a bare assertion, or any element around several of either. The columns are `NameID`,
/// `IssueInstant`, `AuthnInstant` (of the first statement), and for each attribute its `Name` and, where it has one, its
/// `FriendlyName`; several values are joined by `;`. Where one attribute's friendly name is another's name, the name
/// counts; an attribute that is called like a column of ours stands as `Attribute.NameID`. `lines` number the assertions, from 1.
///
/// Signatures are not checked: what is read is what the file says, whoever wrote it.
///
/// - SeeAlso: Assertions and Protocols for SAML 2.0, §2.3.3 and §2.7.3.
public enum SAMLReader {
  /// - Parameter stream: UTF-8.
  /// - Throws: what is not well-formed, a document type, elements more than 64 deep, more than 10,000 columns, and a text
  ///   without any assertion.
  public static func read(_ stream: any ByteStream) throws(FormatError) -> Records {
    var assertions = SAMLAssertions()
    try XMLReader.read(
      stream, start: { name, attributes throws(FormatError) in try assertions.start(name, attributes) },
      end: { name throws(FormatError) in try assertions.end(name) },
      text: { bytes throws(FormatError) in try assertions.text(bytes) })
    guard assertions.count > 0 || assertions.encrypted > 0 else {
      throw FormatError(
        "there is no SAML assertion in it", help: "save the response as the service provider received it")
    }
    var notes: [String] = []
    if assertions.encrypted > 0 {
      notes.append("\(assertions.encrypted) encrypted assertion\(assertions.encrypted == 1 ? " is" : "s are") not read")
    }
    if assertions.encryptedParts > 0 {
      notes.append("names or attributes of \(assertions.encryptedParts) assertions are encrypted and not read")
    }
    return Records(sets: [RecordSet(table: try assertions.finished())], notes: notes)
  }
}
