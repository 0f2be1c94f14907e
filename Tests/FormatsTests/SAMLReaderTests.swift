import Codecs
import Formats
import Testing

@Suite struct SAMLReaderTests {
  static func read(_ text: String, size: Int = 1 << 16) throws -> Records {
    try SAMLReader.read(Pieces(Array(text.utf8), size: size))
  }

  static let assertion = """
    <saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" IssueInstant="2024-03-01T08:00:00Z">
      <saml:Issuer>https://idp.example.com</saml:Issuer>
      <saml:Subject>
        <saml:NameID Format="x"> anna@example.com </saml:NameID>
        <saml:SubjectConfirmation><saml:NameID>other</saml:NameID></saml:SubjectConfirmation>
      </saml:Subject>
      <saml:AuthnStatement AuthnInstant="2024-03-01T07:59:00Z"/>
      <saml:AttributeStatement>
        <saml:Attribute Name="urn:oid:2.5.4.11" FriendlyName="ou">
          <saml:AttributeValue>R&amp;D</saml:AttributeValue>
        </saml:Attribute>
        <saml:Attribute Name="groups"><saml:AttributeValue>a</saml:AttributeValue><saml:AttributeValue
          >b</saml:AttributeValue></saml:Attribute>
        <saml:Attribute Name="costcenter"><saml:AttributeValue>0042</saml:AttributeValue></saml:Attribute>
      </saml:AttributeStatement>
    </saml:Assertion>
    """

  static let headers = "NameID|IssueInstant|AuthnInstant|urn:oid:2.5.4.11|groups|costcenter|ou"
  static let row = "anna@example.com|2024-03-01T08:00:00Z|2024-03-01T07:59:00Z|R&D|a;b|0042|R&D"

  @Test(
    "an assertion is a row, wherever it stands",
    arguments: [
      (assertion, 1),
      ("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<p:Response xmlns:p=\"p\">\(assertion)</p:Response>", 1),
      ("<all><Response>\(assertion)</Response><Response>\(assertion)</Response>\(assertion)</all>", 3),
    ])
  func assertions(text: String, count: Int) throws {
    let rows = (1...count).map { "\n\($0): \(Self.row)" }.joined()
    for size in [1, 7, 1 << 16] {
      let records = try Self.read(text, size: size)
      #expect(records.shown == "= \n\(Self.headers)\(rows)")
      #expect(records.notes.isEmpty)
    }
  }

  @Test(
    "attributes of all kinds",
    arguments: [
      // attributes                                                            headers behind ours, cells
      ("<Attribute Name='a'/>", "|a", "|"),
      ("<Attribute Name='a'><AttributeValue/><AttributeValue>x</AttributeValue></Attribute>", "|a", "|;x"),
      ("<Attribute Name='a' FriendlyName='a'><AttributeValue>x</AttributeValue></Attribute>", "|a", "|x"),
      (  // a friendly name that is another's name
        "<Attribute Name='a' FriendlyName='b'><AttributeValue>x</AttributeValue></Attribute>"
          + "<Attribute Name='b'><AttributeValue>y</AttributeValue></Attribute>", "|a|b", "|x|y"
      ),
      (  // twice the same
        "<Attribute Name='a'><AttributeValue>x</AttributeValue></Attribute>"
          + "<Attribute Name='a'><AttributeValue>y</AttributeValue></Attribute>", "|a", "|x;y"
      ),
      ("<Attribute Name='NameID'><AttributeValue>x</AttributeValue></Attribute>", "|Attribute.NameID", "|x"),
      ("<Attribute Name='a'><AttributeValue><NameID>n</NameID></AttributeValue></Attribute>", "|a", "|n"),
      ("<Attribute Name='a'><AttributeValue><![CDATA[ü<]]> &#x20AC;</AttributeValue></Attribute>", "|a", "|ü< €"),
    ])
  func attributes(text: String, headers: String, cells: String) throws {
    let records = try Self.read("<Assertion><AttributeStatement>\(text)</AttributeStatement></Assertion>", size: 2)
    #expect(records.shown == "= \nNameID|IssueInstant|AuthnInstant\(headers)\n1: ||\(cells)")
  }

  @Test("assertions with different attributes share one table")
  func differentAttributes() throws {
    func assertion(_ name: String) -> String {
      "<Assertion><AttributeStatement><Attribute Name='\(name)'><AttributeValue>1</AttributeValue></Attribute>"
        + "</AttributeStatement><Advice><Assertion><Subject><NameID>no</NameID></Subject></Assertion></Advice></Assertion>"
    }
    let text = "<x>" + assertion("a") + assertion("b") + assertion("a") + "</x>"
    #expect(try Self.read(text).shown == "= \nNameID|IssueInstant|AuthnInstant|a|b\n1: |||1|\n2: ||||1\n3: |||1|")
  }

  @Test("what is encrypted is noted")
  func encrypted() throws {
    let text = "<Response><EncryptedAssertion/><Assertion><Subject><EncryptedID/></Subject></Assertion></Response>"
    #expect(
      try Self.read(text).notes == [
        "1 encrypted assertion is not read", "names or attributes of 1 assertions are encrypted and not read",
      ])
    #expect(
      try Self.read("<Response><EncryptedAssertion/><EncryptedAssertion/></Response>").sets[0].table.rowCount == 0)
  }

  @Test(
    "what is no assertion is refused with its place",
    arguments: [
      ("<Response/>", nil, "there is no SAML assertion in it"),
      ("", 1, "this is no XML: no element found"),
      ("<Response>\n<Assertion></Response>", 2, "this is no XML: mismatched tag"),
      ("<Assertion>", 1, "this is no XML: no element found"),
      ("<!DOCTYPE x [<!ENTITY a \"b\">]><Assertion/>", 1, "it has a document type, which is not read"),
      ("<Assertion>\n&a;</Assertion>", 2, "this is no XML: undefined entity"),
      (
        "<Assertion><AttributeStatement>\n\n<Attribute/></AttributeStatement></Assertion>", 3,
        "an attribute has no name"
      ),
      (String(repeating: "<a>", count: 65), 1, "elements lie more than 64 deep within each other"),
    ] as [(String, Int?, String)])
  func errors(text: String, line: Int?, message: String) {
    let error = #expect(throws: FormatError.self) { try Self.read(text) }
    #expect(error?.message == message)
    #expect(error?.line == line)
  }

  @Test("an assertion cut at any byte is refused")
  func truncation() {
    let text = Array(Self.assertion.utf8)
    for count in 0..<text.count {
      #expect(throws: FormatError.self) { try SAMLReader.read(Pieces(Array(text[..<count]), size: 100)) }
    }
  }
}
