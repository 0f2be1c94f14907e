import Calculus

/// A currency as a cell names it.
public struct CurrencyWord: Hashable, Sendable {
  /// As it is written: `€`, `EUR`, `Fr.`
  public let text: String
  /// Of ISO 4217; nil where the word is that of several (`$`, `¥`, `kr`).
  public let code: String?

  /// Nil if it is no currency. Codes count in capital letters, as small ones are words: `all`, `top`, `try`.
  public init?(_ text: String) {
    if let code = CurrencyWord.signs[text.lowercased()] {
      self.code = code.isEmpty ? nil : code
    } else if text.utf8.count == 3, text.utf8.allSatisfy({ 65...90 ~= $0 }), let currency = Currency(code: text) {
      code = currency.code
    } else {
      return nil
    }
    self.text = text
  }

  /// Signs and words in lower case; an empty code where it is that of several.
  private static let signs: [String: String] = [
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "gbp": "GBP", "$": "", "us$": "USD",
    "usd": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD",
    "r$": "BRL", "chf": "CHF", "sfr.": "CHF", "sfr": "CHF", "fr.": "CHF", "¥": "", "￥": "", "kr": "", "kr.": "",
    "zł": "PLN", "kč": "CZK", "ft": "HUF", "lei": "", "₹": "INR", "₺": "TRY", "₽": "RUB", "₩": "KRW", "₪": "ILS",
    "₴": "UAH", "₫": "VND", "฿": "THB", "₱": "PHP", "₦": "NGN", "₸": "KZT", "₡": "CRC", "₲": "PYG",
  ]
}
