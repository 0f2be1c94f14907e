import Diagnostics
import Testing

@testable import Rendering

@Suite("TextWidth")
struct TextWidthTests {
  @Test(
    "columns of a terminal",
    arguments: [
      ("", 0), ("desk", 4), ("Büro", 4), ("Bu\u{308}ro", 4),  // one letter, two code points
      ("日本", 4), ("ｆｕｌｌ", 8), ("한글", 4), ("\u{1112}\u{1161}\u{11AB}", 2),  // syllable of three jamo
      ("🏢", 2), ("👩‍💻", 2), ("👨‍👩‍👧‍👦", 2), ("🇩🇪", 2), ("☎️", 2), ("☎", 1),
      ("–", 1), ("…", 1), ("é", 1), ("עברית", 5), ("ไทย", 3), ("a\u{200B}b", 2),
    ])
  func width(text: String, columns: Int) {
    #expect(DisplayWidth.of(text) == columns)
  }

  @Test(
    "what is too long ends in an ellipsis, and never takes more columns",
    arguments: [
      ("Berlin", 6, "Berlin"), ("Berlin Mitte", 8, "Berlin …"), ("日本語", 4, "日…"), ("日本語", 5, "日本…"),
      ("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 3, "👨‍👩‍👧‍👦…"),
    ])
  func shortened(text: String, width: Int, result: String) {
    #expect(DisplayWidth.shortened(text, to: width) == result)
    #expect(DisplayWidth.of(result) <= width)
  }

  @Test(
    "nothing in a name reaches a terminal raw that could steer it",
    arguments: [
      ("a\u{1B}[31mb", "a␛[31mb"), ("one\ntwo", "one␊two"), ("tab\there", "tab␉here"), ("\u{7F}", "␡"),
      ("\u{9B}31m", "�31m"), ("\u{202E}evil", "�evil"), ("Zoë 日本 👩‍💻", "Zoë 日本 👩‍💻"), ("\r\n", "␍␊"),
    ])
  func printable(text: String, shown: String) {
    #expect(text.printable == shown)
  }
}
