import Diagnostics

// Amounts of money that are written in another way than `12000.50 EUR`.
extension Parser {
  /// Signs and words for money, each with the code that it mostly means.
  fileprivate static let signs: [String: String] = [
    "€": "EUR", "euro": "EUR", "euros": "EUR", "$": "USD", "us$": "USD", "dollar": "USD", "dollars": "USD",
    "£": "GBP", "¥": "JPY", "fr.": "CHF", "sfr.": "CHF", "kr.": "DKK", "zł": "PLN", "kč": "CZK", "лв": "BGN",
    "лв.": "BGN", "₹": "INR", "₽": "RUB", "₺": "TRY",
  ]

  /// `chargeback 100 $`, `chargeback 100,50 EUR`, `chargeback 100€`
  func mistakenAmount(at index: Int, from start: Int) -> Diagnostic? {
    for first in [index, index - 1] where first > start && isMetricWord(first - 1) {
      guard let token = token(at: first), token.kind == .word else { continue }
      if let mistake = Name(token).mistakenAmount { return mistake }
      guard token.isDecimal, let next = self.token(at: first + 1) else { continue }
      if next.kind == .word, let code = Self.signs[next.text.lowercased()] {
        return .currencySign(next.text, token.text, code, at: next.range)
      }
      if next.kind == .comma, let part = self.token(at: first + 2), part.isWholeNumber,
        let unit = self.token(at: first + 3),
        unit.isCurrency || unit.kind == .word && Self.signs[unit.text.lowercased()] != nil
      {
        return .decimalComma(
          token.text, part.text, unit: Self.signs[unit.text.lowercased()] ?? unit.text.uppercased(),
          at: token.range.union(part.range))
      }
    }
    return nil
  }
}

extension Name {
  /// `100€`, `$100`: an amount of money without a blank, which is read as another word.
  public var mistakenAmount: Diagnostic? {
    guard !quoted else { return nil }
    let word = text.lowercased()
    for (sign, code) in Parser.signs where word.hasPrefix(sign) || word.hasSuffix(sign) {
      let number = String(word.hasSuffix(sign) ? word.dropLast(sign.count) : word.dropFirst(sign.count))
      if Token(kind: .word, text: number, range: place.range).isDecimal {
        return .currencySign(sign, number, code, at: place.range)
      }
    }
    return nil
  }
}
