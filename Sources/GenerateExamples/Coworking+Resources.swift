/// What can be let or booked in the two houses, and when it is there.
extension Coworking {
  /// Areas in m², sizes in desks (in rooms: seats), prices a month in the currency of the house.
  static let resources = {
    var table = Table("resources", "id name type location floor parent size area price available_from available_to")
    table.add(berlinOffices)
    table.add(berlinOfficeDesks)
    table.add(berlinDesks)
    table.add(berlinOther)
    table.add(sofiaOffices)
    table.add(sofiaDesks)
    table.add(sofiaOther)
    return table
  }()

  /// Kreuzberg has size 6 and five child desks, so 6 desks; Neukölln size 4 and five, so 5. Mitte opens on
  /// 10 March 2024. Lichtenberg has neither size nor children: a space, 0 desks, and a finding.
  private static let berlinOffices = """
    id    | name        | type           | location | floor | size | area | price | available_from
    B-101 | Kreuzberg   | Private Office | berlin   | 1     | 6    | 60   | 2400  |
    B-102 | Neukölln    | Private Office | berlin   | 1     | 4    | 48   | 1800  |
    B-103 | Wedding     | Private Office | berlin   | 1     | 3    | 32   | 1200  |
    B-104 | Mitte       | Private Office | berlin   | 3     | 8    | 80   | 3200  | 2024-03-10
    B-105 | Lichtenberg | Private Office | berlin   | 3     |      | 22.5 | 700   |
    """

  private static let berlinOfficeDesks = """
    id      | name        | type        | location | floor | parent
    B-101-1 | Kreuzberg 1 | Office Desk | berlin   | 1     | B-101
    B-101-2 | Kreuzberg 2 | Office Desk | berlin   | 1     | B-101
    B-101-3 | Kreuzberg 3 | Office Desk | berlin   | 1     | B-101
    B-101-4 | Kreuzberg 4 | Office Desk | berlin   | 1     | B-101
    B-101-5 | Kreuzberg 5 | Office Desk | berlin   | 1     | B-101
    B-102-1 | Neukölln 1  | Office Desk | berlin   | 1     | B-102
    B-102-2 | Neukölln 2  | Office Desk | berlin   | 1     | B-102
    B-102-3 | Neukölln 3  | Office Desk | berlin   | 1     | B-102
    B-102-4 | Neukölln 4  | Office Desk | berlin   | 1     | B-102
    B-102-5 | Neukölln 5  | Office Desk | berlin   | 1     | B-102
    """

  /// Ten dedicated desks, ten hotdesks.
  private static let berlinDesks = """
    id    | name       | type           | location | floor | price
    B-D01 | Desk 1     | Dedicated Desk | berlin   | 2     | 320
    B-D02 | Desk 2     | Dedicated Desk | berlin   | 2     | 320
    B-D03 | Desk 3     | Dedicated Desk | berlin   | 2     | 320
    B-D04 | Desk 4     | Dedicated Desk | berlin   | 2     | 320
    B-D05 | Desk 5     | Dedicated Desk | berlin   | 2     | 320
    B-D06 | Desk 6     | Dedicated Desk | berlin   | 2     | 320
    B-D07 | Desk 7     | Dedicated Desk | berlin   | 2     | 320
    B-D08 | Desk 8     | Dedicated Desk | berlin   | 2     | 350
    B-D09 | Desk 9     | Dedicated Desk | berlin   | 2     | 350
    B-D10 | Desk 10    | Dedicated Desk | berlin   | 2     | 350
    B-H01 | Hotdesk 1  | Hotdesk        | berlin   | 2     | 180
    B-H02 | Hotdesk 2  | Hotdesk        | berlin   | 2     | 180
    B-H03 | Hotdesk 3  | Hotdesk        | berlin   | 2     | 180
    B-H04 | Hotdesk 4  | Hotdesk        | berlin   | 2     | 180
    B-H05 | Hotdesk 5  | Hotdesk        | berlin   | 2     | 180
    B-H06 | Hotdesk 6  | Hotdesk        | berlin   | 2     | 180
    B-H07 | Hotdesk 7  | Hotdesk        | berlin   | 2     | 180
    B-H08 | Hotdesk 8  | Hotdesk        | berlin   | 2     | 180
    B-H09 | Hotdesk 9  | Hotdesk        | berlin   | 2     | 180
    B-H10 | Hotdesk 10 | Hotdesk        | berlin   | 2     | 180
    """

  private static let berlinOther = """
    id    | name        | type         | location | floor | size | area | price
    B-M1  | Spree       | Meeting Room | berlin   | 1     | 8    | 24   |
    B-M2  | Havel       | Meeting Room | berlin   | 2     | 12   | 36   |
    B-PB1 | Phone Booth | Phone Booth  | berlin   | 2     |      | 1.8  |
    B-P01 | Parking 1   | Parking      | berlin   | 0     |      | 12.5 | 90
    B-P02 | Parking 2   | Parking      | berlin   | 0     |      | 12.5 | 90
    B-P03 | Parking 3   | Parking      | berlin   | 0     |      | 12.5 | 90
    B-P04 | Parking 4   | Parking      | berlin   | 0     |      | 12.5 | 90
    """

  /// Rila is let by the desk until it is let whole in May 2024. Rhodope went back to the landlord at the end of 2023.
  private static let sofiaOffices = """
    id    | name    | type           | location | floor | parent | size | area | price | available_from | available_to
    S-1   | Vitosha | Private Office | sofia    | 3     |        | 10   | 95   | 3500  | 2022-05-01     |
    S-2   | Rila    | Private Office | sofia    | 3     |        | 4    | 38   | 1600  | 2022-05-01     |
    S-2-1 | Rila 1  | Office Desk    | sofia    | 3     | S-2    |      |      | 420   |                |
    S-2-2 | Rila 2  | Office Desk    | sofia    | 3     | S-2    |      |      | 420   |                |
    S-2-3 | Rila 3  | Office Desk    | sofia    | 3     | S-2    |      |      | 420   |                |
    S-2-4 | Rila 4  | Office Desk    | sofia    | 3     | S-2    |      |      | 420   |                |
    S-3   | Pirin   | Private Office | sofia    | 4     |        | 5    | 46   | 1900  | 2022-05-01     |
    S-4   | Rhodope | Private Office | sofia    | 4     |        | 6    | 55   | 2100  | 2022-05-01     | 2023-12-31
    """

  /// S-W1 is an office desk without an office: primary by itself. S-D05 has no interval of its own but `open` rows.
  private static let sofiaDesks = """
    id    | name      | type           | location | floor | price | available_from
    S-D01 | Desk 1    | Dedicated Desk | sofia    | 4     | 450   | 2022-05-01
    S-D02 | Desk 2    | Dedicated Desk | sofia    | 4     | 450   | 2022-05-01
    S-D03 | Desk 3    | Dedicated Desk | sofia    | 4     | 450   | 2022-05-01
    S-D04 | Desk 4    | Dedicated Desk | sofia    | 4     | 450   | 2022-05-01
    S-D05 | Desk 5    | Dedicated Desk | sofia    | 4     | 450   |
    S-D06 | Desk 6    | Dedicated Desk | sofia    | 4     | 450   | 2022-05-01
    S-W1  | Window    | Office Desk    | sofia    | 4     | 400   | 2022-05-01
    S-H01 | Hotdesk 1 | Hotdesk        | sofia    | 4     | 260   | 2022-05-01
    S-H02 | Hotdesk 2 | Hotdesk        | sofia    | 4     | 260   | 2022-05-01
    S-H03 | Hotdesk 3 | Hotdesk        | sofia    | 4     | 260   | 2022-05-01
    S-H04 | Hotdesk 4 | Hotdesk        | sofia    | 4     | 260   | 2022-05-01
    S-H05 | Hotdesk 5 | Hotdesk        | sofia    | 4     | 260   | 2022-05-01
    """

  private static let sofiaOther = """
    id    | name      | type         | location | floor | size | area | price | available_from
    S-M1  | Musala    | Meeting Room | sofia    | 3     | 10   | 30   |       | 2022-05-01
    S-P01 | Parking 1 | Parking      | sofia    | 0     |      | 12   | 120   | 2022-05-01
    S-P02 | Parking 2 | Parking      | sofia    | 0     |      | 12   | 120   | 2022-05-01
    """

  /// When things are closed, or open beside their own interval.
  static let availability = {
    var table = Table("availability", "resource from to state")
    table.add(blockedWeeks)
    table.add(blockedWhileLet)
    table.add(closedForRebuilding)
    table.add(openInTwoSeasons)
    return table
  }()

  /// A leak over two hotdesks; a meeting room repainted.
  private static let blockedWeeks = """
    resource | from       | to         | state
    B-H09    | 2023-08-07 | 2023-08-20 | blocked
    B-H10    | 2023-08-07 | 2023-08-20 | blocked
    B-M2     | 2023-01-09 | 2023-01-22 | blocked
    """

  /// Neukölln closes with its five desks while it is let. All ten dedicated desks of Berlin are let while desk 10 is
  /// blocked: 10 on 9. With one of its child desks away Neukölln has max(4, 4) = 4 desks.
  private static let blockedWhileLet = """
    resource | from       | to         | state
    B-102    | 2023-07-24 | 2023-08-06 | blocked
    B-D10    | 2024-02-05 | 2024-02-25 | blocked
    B-102-5  | 2024-05-06 | 2024-05-19 | blocked
    """

  private static let closedForRebuilding = """
    resource | from       | to | state
    S-D06    | 2024-04-01 |    | blocked
    """

  private static let openInTwoSeasons = """
    resource | from       | to         | state
    S-D05    | 2022-05-01 | 2022-12-31 | open
    S-D05    | 2023-03-01 |            | open
    """
}
