import Store
import Testing

@Suite("names of types")
struct TypeNameTests {
  @Test(
    "case, blanks, _ and - do not count",
    arguments: [
      // as people write it  compared as
      ("Hot Desk", "hotdesk"), ("hot_desk", "hotdesk"), ("HOT-DESK\t", "hotdesk"), ("-", ""), ("", ""),
      ("office", "privateoffice"), ("Room", "meetingroom"), ("Officer", "officer"),
      // blanks as web pages and spreadsheets have them
      ("Hot\u{A0}Desk", "hotdesk"), ("Hot\u{2009}Desk", "hotdesk"), ("Hot\u{202F}Desk", "hotdesk"),
      ("\u{FEFF}Hot\u{200B}Desk", "hotdesk"), ("\u{A0}room\u{A0}", "meetingroom"), ("Hot\r\nDesk", "hotdesk"),
      ("Büro Größe", "bürogröße"),
    ])
  func normalized(name: String, expected: String) { #expect(TypeName.normalized(name) == expected) }
}
