import Calculus
import Testing

@Suite("currencies of ISO 4217")
struct CurrencyTests {
  @Test(
    "the smallest coin",
    arguments: [
      // text  code  decimals  coins
      ("EUR", "EUR", 2, 100),
      ("jpy", "JPY", 0, 1),
      ("Kwd", "KWD", 3, 1000),
      ("CLF", "CLF", 4, 10_000),
      ("BGN", "BGN", 2, 100),  // gone with 2025, and in every export of before
    ])
  func coins(text: String, code: String, decimals: Int, coins: Int) throws {
    let currency = try #require(Currency(code: text))
    #expect(currency.code == code)
    #expect(currency.decimals == decimals)
    #expect(currency.coins == coins)
  }

  @Test("what is no currency", arguments: ["", "EU", "EURO", "XXQ", "XXX", "€", "bom"])
  func unknown(text: String) {
    #expect(Currency(code: text) == nil)
  }

  @Test("each code is three capital letters")
  func codes() {
    #expect(Currency.codes.allSatisfy { $0.utf8.count == 3 && $0 == $0.uppercased() })
    #expect(Currency.codes.count > 150)
  }
}
