/// A currency of ISO 4217.
public struct Currency: Hashable, Sendable {
  /// Three capital letters: `EUR`.
  public let code: String
  /// Decimals of an amount to the smallest coin: 2 for EUR, 0 for JPY, 3 for KWD.
  public let decimals: Int

  /// - Parameter code: in either case.
  /// - Returns: nil if ISO 4217 has no such currency.
  public init?(code: String) {
    let code = code.uppercased()
    guard let decimals = Currency.decimals[code] else { return nil }
    self.code = code
    self.decimals = decimals
  }

  /// How many of its smallest coins make one.
  public var coins: Int {
    var coins = 1
    for _ in 0..<decimals { coins *= 10 }
    return coins
  }

  /// All codes, sorted.
  public static var codes: [String] { decimals.keys.sorted() }

  private static let decimals: [String: Int] = {
    var result: [String: Int] = [:]
    for (decimals, codes) in table {
      for code in codes.split(whereSeparator: { $0 == " " || $0 == "\n" }) { result[String(code)] = decimals }
    }
    return result
  }()

  /// Codes by the decimals of their coin (ISO 4217, list one, without metals and codes for tests), and at the end of the
  /// list those that went out of use since 2020, which exports of those years have.
  private static let table = [
    (
      0,
      """
      BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF
      """
    ),
    (
      2,
      """
      AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY
      COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS
      INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR
      MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP
      STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG
      ANG BGN CUC HRK SLL ZWL
      """
    ),
    (3, "BHD IQD JOD KWD LYD OMR TND"),
    (4, "CLF UYW"),
  ]
}
