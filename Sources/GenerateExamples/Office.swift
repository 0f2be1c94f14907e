/// A company with its own house in Berlin and a second site in London: desks, rooms, parking, days at home.
enum Office {
  static let example = Example(
    name: "office",
    settings: """
      # The works council has agreed to figures about single people; without this line they are refused.
      set user_statistics on
      # Days at home have no location: they are read in the zone of the main house.
      set timezone Europe/Berlin
      """,
    tables: [
      locations, resourceTypes, resources, availability, users, costCenterHistory, bookings, holidays,
    ])

  static let locations = {
    var table = Table("locations", "id name timezone")
    table.add(
      """
      id     | name   | timezone
      berlin | Berlin | Europe/Berlin
      london | London | Europe/London
      """)
    return table
  }()

  /// Two types of their own: one primary, so that it shows in every occupancy metric, and one not.
  static let resourceTypes = {
    var table = Table("resource_types", "name counts_as category primary")
    table.add(
      """
      name          | counts_as | category    | primary
      Standing Desk | desk      | workstation | true
      Phone Booth   | space     | other       | false
      """)
    return table
  }()

  static let resources = {
    var table = Table("resources", "id name type location floor parent size area price available_from available_to")
    table.add(berlinDesks)
    table.add(londonDesks)
    table.add(rooms)
    table.add(parking)
    return table
  }()

  /// Desks 2.07 and 2.08 came with the new year 2024.
  private static let berlinDesks = """
    id    | name      | type | location | floor | available_from
    B1-01 | Desk 1.01 | Desk | berlin   | 1     |
    B1-02 | Desk 1.02 | Desk | berlin   | 1     |
    B1-03 | Desk 1.03 | Desk | berlin   | 1     |
    B1-04 | Desk 1.04 | Desk | berlin   | 1     |
    B1-05 | Desk 1.05 | Desk | berlin   | 1     |
    B1-06 | Desk 1.06 | Desk | berlin   | 1     |
    B1-07 | Desk 1.07 | Desk | berlin   | 1     |
    B1-08 | Desk 1.08 | Desk | berlin   | 1     |
    B2-01 | Desk 2.01 | Desk | berlin   | 2     |
    B2-02 | Desk 2.02 | Desk | berlin   | 2     |
    B2-03 | Desk 2.03 | Desk | berlin   | 2     |
    B2-04 | Desk 2.04 | Desk | berlin   | 2     |
    B2-05 | Desk 2.05 | Desk | berlin   | 2     |
    B2-06 | Desk 2.06 | Desk | berlin   | 2     |
    B2-07 | Desk 2.07 | Desk | berlin   | 2     | 2024-01-01
    B2-08 | Desk 2.08 | Desk | berlin   | 2     | 2024-01-01
    B3-01 | Desk 3.01 | Desk | berlin   | 3     |
    B3-02 | Desk 3.02 | Desk | berlin   | 3     |
    """

  /// Desk 4.06 was given up at the end of March 2024.
  private static let londonDesks = """
    id    | name       | type          | location | floor | available_to
    L4-01 | Desk 4.01  | Desk          | london   | 4     |
    L4-02 | Desk 4.02  | Desk          | london   | 4     |
    L4-03 | Desk 4.03  | Desk          | london   | 4     |
    L4-04 | Desk 4.04  | Desk          | london   | 4     |
    L4-05 | Desk 4.05  | Desk          | london   | 4     |
    L4-06 | Desk 4.06  | Desk          | london   | 4     | 2024-03-31
    L4-S1 | Standing 1 | Standing Desk | london   | 4     |
    L4-S2 | Standing 2 | Standing Desk | london   | 4     |
    """

  private static let rooms = """
    id   | name        | type         | location | floor | size | area
    R-1  | Spree       | Meeting Room | berlin   | 1     | 8    | 24
    R-2  | Havel       | Meeting Room | berlin   | 2     | 4    | 14.5
    R-3  | Panke       | Meeting Room | berlin   | 3     | 14   | 42
    R-4  | Thames      | Meeting Room | london   | 4     | 6    | 19
    PB-1 | Phone Booth | Phone Booth  | berlin   | 2     | 1    | 1.8
    """

  private static let parking = """
    id  | name      | type    | location | floor
    P-1 | Parking 1 | Parking | berlin   | 0
    P-2 | Parking 2 | Parking | berlin   | 0
    P-3 | Parking 3 | Parking | berlin   | 0
    P-4 | Parking 4 | Parking | berlin   | 0
    P-5 | Parking 5 | Parking | london   | 0
    """

  /// A broken desk; a parking space under a scaffold, to this day.
  static let availability = {
    var table = Table("availability", "resource from to state")
    table.add(
      """
      resource | from       | to         | state
      B1-07    | 2024-02-05 | 2024-02-16 | blocked
      P-4      | 2024-05-13 |            | blocked
      """)
    return table
  }()

  /// Those without a location hold at both sites.
  static let holidays = {
    var table = Table("holidays", "day location name")
    table.add(
      """
      day        | location | name
      2023-08-28 | london   | Summer Bank Holiday
      2023-10-03 | berlin   | Tag der Deutschen Einheit
      2023-12-25 |          | Christmas Day
      2023-12-26 |          | Boxing Day
      2024-01-01 |          | New Year's Day
      2024-03-08 | berlin   | Frauentag
      2024-03-29 |          | Good Friday
      2024-04-01 |          | Easter Monday
      2024-05-01 | berlin   | Tag der Arbeit
      2024-05-06 | london   | Early May Bank Holiday
      2024-05-09 | berlin   | Christi Himmelfahrt
      2024-05-20 | berlin   | Pfingstmontag
      2024-05-27 | london   | Spring Bank Holiday
      2024-08-26 | london   | Summer Bank Holiday
      2024-10-03 | berlin   | Tag der Deutschen Einheit
      2024-12-25 |          | Christmas Day
      2024-12-26 |          | Boxing Day
      """)
    return table
  }()
}
