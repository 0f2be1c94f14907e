/// A coworking operator with a house in Berlin (euro, since 2022) and one in Sofia (lev, since May 2022).
enum Coworking {
  static let example = Example(
    name: "coworking",
    settings: """
      # The operator's business year begins in April and is named for the year in which it ends.
      set fiscal_year_start 4
      """,
    tables: [
      locations, resourceTypes, resources, availability, plans, memberships, assignments, users, bookings, holidays,
    ])

  static let locations = {
    var table = Table("locations", "id name timezone")
    table.add(
      """
      id     | name   | timezone
      berlin | Berlin | Europe/Berlin
      sofia  | Sofia  | Europe/Sofia
      """)
    return table
  }()

  /// One type of their own beside the built-in ones; not primary, so it is in no occupancy unless asked for.
  static let resourceTypes = {
    var table = Table("resource_types", "name counts_as category primary")
    table.add(
      """
      name        | counts_as | category | primary
      Phone Booth | space     | other    | false
      """)
    return table
  }()

  /// Prices are a month's, in the currency of the house. Offices have a price of their own in each contract.
  static let plans = {
    var table = Table("plans", "id name type price")
    table.add(
      """
      id         | name                    | type           | price
      office-b   | Private Office Berlin   | Private Office |
      desk-b     | Dedicated Desk Berlin   | Dedicated Desk | 320
      hot-full-b | Hotdesk Full Berlin     | Hotdesk        | 180
      hot-ten-b  | Hotdesk Ten Days Berlin | Hotdesk        | 95
      parking-b  | Parking Berlin          | Parking        | 90
      office-s   | Private Office Sofia    | Private Office |
      desk-s     | Dedicated Desk Sofia    | Dedicated Desk | 450
      hot-full-s | Hotdesk Full Sofia      | Hotdesk        | 260
      hot-ten-s  | Hotdesk Ten Days Sofia  | Hotdesk        | 140
      parking-s  | Parking Sofia           | Parking        | 120
      """)
    return table
  }()

  /// Holidays without a location hold in both houses; Bulgarian ones that fall on a weekend are made up for.
  static let holidays = {
    var table = Table("holidays", "day location name")
    table.add(everywhere)
    table.add(inBerlin)
    table.add(inSofia)
    return table
  }()

  private static let everywhere = """
    day        | name
    2022-01-01 | New Year's Day
    2022-05-01 | Labour Day
    2022-12-25 | Christmas Day
    2022-12-26 | Second Day of Christmas
    2023-01-01 | New Year's Day
    2023-05-01 | Labour Day
    2023-12-25 | Christmas Day
    2023-12-26 | Second Day of Christmas
    2024-01-01 | New Year's Day
    2024-05-01 | Labour Day
    2024-12-25 | Christmas Day
    2024-12-26 | Second Day of Christmas
    """

  private static let inBerlin = """
    day        | location | name
    2022-03-08 | berlin   | Frauentag
    2022-04-15 | berlin   | Karfreitag
    2022-04-18 | berlin   | Ostermontag
    2022-05-26 | berlin   | Christi Himmelfahrt
    2022-06-06 | berlin   | Pfingstmontag
    2022-10-03 | berlin   | Tag der Deutschen Einheit
    2023-03-08 | berlin   | Frauentag
    2023-04-07 | berlin   | Karfreitag
    2023-04-10 | berlin   | Ostermontag
    2023-05-18 | berlin   | Christi Himmelfahrt
    2023-05-29 | berlin   | Pfingstmontag
    2023-10-03 | berlin   | Tag der Deutschen Einheit
    2024-03-08 | berlin   | Frauentag
    2024-03-29 | berlin   | Karfreitag
    2024-04-01 | berlin   | Ostermontag
    2024-05-09 | berlin   | Christi Himmelfahrt
    2024-05-20 | berlin   | Pfingstmontag
    2024-10-03 | berlin   | Tag der Deutschen Einheit
    """

  private static let inSofia = """
    day        | location | name
    2022-03-03 | sofia    | Liberation Day
    2022-04-22 | sofia    | Orthodox Good Friday
    2022-04-25 | sofia    | Orthodox Easter Monday
    2022-05-02 | sofia    | Labour Day (in lieu)
    2022-05-06 | sofia    | Saint George's Day
    2022-05-24 | sofia    | Day of the Bulgarian Alphabet
    2022-09-06 | sofia    | Unification Day
    2022-09-22 | sofia    | Independence Day
    2022-12-27 | sofia    | Christmas (in lieu)
    2022-12-28 | sofia    | Christmas (in lieu)
    2023-01-02 | sofia    | New Year's Day (in lieu)
    2023-03-03 | sofia    | Liberation Day
    2023-04-14 | sofia    | Orthodox Good Friday
    2023-04-17 | sofia    | Orthodox Easter Monday
    2023-05-08 | sofia    | Saint George's Day (in lieu)
    2023-05-24 | sofia    | Day of the Bulgarian Alphabet
    2023-09-06 | sofia    | Unification Day
    2023-09-22 | sofia    | Independence Day
    2023-12-27 | sofia    | Christmas Eve (in lieu)
    2024-03-04 | sofia    | Liberation Day (in lieu)
    2024-05-03 | sofia    | Orthodox Good Friday
    2024-05-06 | sofia    | Orthodox Easter Monday
    2024-05-07 | sofia    | Saint George's Day (in lieu)
    2024-05-24 | sofia    | Day of the Bulgarian Alphabet
    2024-09-06 | sofia    | Unification Day
    2024-09-23 | sofia    | Independence Day (in lieu)
    2024-12-24 | sofia    | Christmas Eve
    """
}
