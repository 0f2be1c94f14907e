/// Who rents what: every membership of the two houses, the unusual ones under their own headings.
extension Coworking {
  static let memberships = {
    var table = Table(
      "memberships", "id company member plan plan_type resource location start end price currency status")
    table.add(berlinOffices)
    table.add(berlinDesks)
    table.add(neverCounted)
    table.add(berlinHotdesks)
    table.add(hotdesksPlacedOtherwise)
    table.add(parking)
    table.add(sofiaOffices)
    table.add(rilaByTheDesk)
    table.add(twoOnOneOffice)
    table.add(sofiaDesks)
    table.add(sofiaHotdesks)
    return table
  }()

  /// M-003 starts mid-month. M-004 is cancelled with an end: notice was given, and it counts up to that day.
  /// M-005 holds an office and a parking space by assignments. M-006 is on the office without size.
  /// M-007 is signed for August 2024, after the export.
  private static let berlinOffices = """
    id    | company              | member  | plan     | resource | start      | end        | price | currency | status
    M-001 | Adler & Söhne GmbH   | clara   | office-b | B-101    | 2022-01-01 | 2023-12-31 | 2200  | EUR      | approved
    M-002 | Quantwerk GmbH       | quentin | office-b | B-101    | 2024-01-01 |            | 2350  | EUR      | approved
    M-003 | Fahrradkurier eG     | rosa    | office-b | B-102    | 2022-03-15 |            | 1700  | EUR      | approved
    M-004 | Lindenblatt Verlag   | lutz    | office-b | B-103    | 2022-05-01 | 2024-03-31 | 1150  | EUR      | cancelled
    M-005 | Nordlicht Energie AG | nora    | office-b |          | 2024-04-01 |            | 3090  | EUR      | approved
    M-006 | Kiez Radio e.V.      | kurt    | office-b | B-105    | 2023-05-01 |            | 650   | EUR      | approved
    M-007 | Adler & Söhne GmbH   | clara   | office-b | B-103    | 2024-08-01 |            | 1200  | EUR      | approved
    """

  /// No price: the plan's 320. M-012 holds three desks and M-013 moves, both by assignments. M-016 has given notice.
  /// From 15 January 2024 to the end of June all ten desks are let.
  private static let berlinDesks = """
    id    | company            | member  | plan   | resource | start      | end        | price  | currency | status
    M-010 |                    | hanna   | desk-b | B-D01    | 2022-01-01 |            |        | EUR      | approved
    M-012 | Pixelhof Studio    | pia     | desk-b |          | 2022-06-01 |            | 900    | EUR      | approved
    M-013 |                    | tomas   | desk-b |          | 2022-02-01 |            | 300    | EUR      | approved
    M-014 |                    | sven    | desk-b | B-D05    | 2023-09-01 |            |        | EUR      | approved
    M-015 |                    | yara    | desk-b | B-D07    | 2022-09-12 |            | 310.50 | EUR      | approved
    M-016 |                    | otto    | desk-b | B-D08    | 2023-01-01 | 2024-06-30 | 350    | EUR      | cancelled
    M-017 |                    | vera    | desk-b | B-D09    | 2023-10-01 |            | 350    | EUR      | approved
    M-018 | Adler & Söhne GmbH | anton   | desk-b | B-D10    | 2024-01-15 |            | 350    | EUR      | approved
    M-021 |                    | gabriel | desk-b | B-D06    | 2022-11-01 | 2023-06-30 |        | EUR      |
    """

  /// Not approved, pending, rejected; and cancelled without an end, which counts on no day and is a finding (M-020).
  private static let neverCounted = """
    id    | member | plan       | resource | location | start      | price | currency | status
    M-019 | wanda  | desk-b     | B-D05    |          | 2023-07-01 | 320   | EUR      | not_approved
    M-020 | xaver  | desk-b     | B-D09    |          | 2023-07-01 | 320   | EUR      | cancelled
    M-044 | dario  | hot-full-b |          | berlin   | 2024-02-01 |       | EUR      | rejected
    M-071 | todor  | desk-s     | S-D05    |          | 2024-06-01 |       | BGN      | pending
    M-076 | vesela | hot-ten-s  |          | sofia    | 2024-03-01 |       | BGN      | not_approved
    """

  /// With the three of the next section, Berlin has 8 in March and April 2024, 10 in May, 10.5 (prorated) in June.
  private static let berlinHotdesks = """
    id    | company     | member | plan       | location | start      | end        | price | currency | status
    M-030 |             | ines   | hot-full-b | berlin   | 2022-01-10 |            |       | EUR      |
    M-031 |             | paul   | hot-ten-b  | berlin   | 2022-02-01 | 2022-12-31 |       | EUR      | approved
    M-032 |             | mira   | hot-full-b | berlin   | 2022-09-01 |            |       | EUR      | approved
    M-033 |             | jonas  | hot-ten-b  | berlin   | 2023-01-16 |            |       | EUR      | approved
    M-034 | Studio Kohl | konrad | hot-full-b | berlin   | 2023-04-01 |            | 150   | EUR      | approved
    M-035 |             | lea    | hot-full-b | berlin   | 2023-11-01 |            |       | EUR      | approved
    M-040 |             | ada    | hot-full-b | berlin   | 2023-05-01 | 2023-10-15 |       | EUR      | approved
    M-041 |             | bruno  | hot-ten-b  | berlin   | 2024-05-01 |            |       | EUR      | approved
    M-042 |             | celia  | hot-full-b | berlin   | 2024-05-01 |            |       | EUR      | approved
    M-043 |             | fritz  | hot-full-b | berlin   | 2024-06-16 |            |       | EUR      | approved
    """

  /// M-036 and M-037 belong to Berlin through their resource, M-039 to no house; M-038 has a plan type but no plan.
  private static let hotdesksPlacedOtherwise = """
    id    | company          | member | plan       | plan_type | resource | location | start      | price | currency
    M-036 |                  | emil   | hot-full-b |           | B-H01    |          | 2023-06-01 |       | EUR
    M-037 |                  | farah  | hot-ten-b  |           | B-H02    |          | 2024-01-08 |       | EUR
    M-038 |                  | nele   |            | Hotdesk   |          | berlin   | 2023-08-01 | 170   | EUR
    M-039 | Global Roamer AG | roman  | hot-full-b |           |          |          | 2023-10-01 | 200   | EUR
    """

  private static let parking = """
    id    | company          | member | plan      | resource | start      | end        | price | currency | status
    M-050 |                  | hanna  | parking-b | B-P01    | 2022-04-01 |            |       | EUR      | approved
    M-051 | Fahrradkurier eG | rosa   | parking-b | B-P02    | 2023-02-01 | 2024-05-31 | 80    | EUR      | approved
    M-077 | Balkan Soft OOD  | boyan  | parking-s | S-P01    | 2023-02-15 |            |       | BGN      | approved
    """

  /// M-060: ten desks from 15 February 2023, half of 28 days, so 5 desks prorated, 0 at the beginning of the month.
  private static let sofiaOffices = """
    id    | company         | member | plan     | resource | start      | end        | price | currency | status
    M-060 | Balkan Soft OOD | boyan  | office-s | S-1      | 2023-02-15 |            | 3400  | BGN      | approved
    M-066 | Rhodope Wines   | radost | office-s | S-4      | 2022-07-01 | 2023-12-31 | 2000  | BGN      | approved
    """

  /// Rila: two of four desks let one by one, so 2 desks and no space; from May 2024 the whole office to M-065,
  /// while M-062 still has its desk: 4 desks, once.
  private static let rilaByTheDesk = """
    id    | company    | member | plan     | resource | start      | end        | price | currency | status
    M-061 |            | kalina | desk-s   | S-2-1    | 2023-03-01 | 2024-04-30 | 420   | BGN      | approved
    M-062 |            | ivan   | desk-s   | S-2-2    | 2023-09-01 |            | 420   | BGN      | approved
    M-065 | Rila Games | milena | office-s | S-2      | 2024-05-01 |            | 1500  | BGN      | approved
    """

  /// Two memberships hold Pirin from November 2023 to April 2024; the office is occupied once.
  private static let twoOnOneOffice = """
    id    | company       | member | plan     | resource | start      | end        | price | currency | status
    M-063 | Orbit Labs    | ognyan | office-s | S-3      | 2023-01-01 |            | 1500  | BGN      | approved
    M-064 | Orbit Academy | stefka | office-s | S-3      | 2023-11-01 | 2024-04-30 | 900   | BGN      | approved
    """

  /// M-067 moves in mid-month by assignments. M-069 starts and ends mid-month. M-070 ends before the rebuilding.
  private static let sofiaDesks = """
    id    | company       | member    | plan   | resource | start      | end        | price | currency | status
    M-067 | Struma Design | plamen    | desk-s |          | 2023-03-01 |            | 430   | BGN      | approved
    M-068 |               | desislava | desk-s | S-D03    | 2022-05-01 |            |       | BGN      | approved
    M-069 |               | georgi    | desk-s | S-D04    | 2023-06-15 | 2024-02-15 |       | BGN      | approved
    M-070 |               | nikola    | desk-s | S-D06    | 2023-02-01 | 2024-03-31 |       | BGN      | approved
    M-078 |               | petya     | desk-s | S-W1     | 2023-05-01 |            | 380   | BGN      | approved
    """

  /// M-074 belongs to Sofia through its resource. M-075 pays in euro: Sofia has two currencies.
  private static let sofiaHotdesks = """
    id    | company   | member  | plan       | resource | location | start      | end        | price | currency | status
    M-072 |           | asen    | hot-full-s |          | sofia    | 2022-05-01 |            |       | BGN      | approved
    M-073 |           | bilyana | hot-ten-s  |          | sofia    | 2023-01-01 | 2024-01-31 |       | BGN      | approved
    M-074 |           | dimo    | hot-full-s | S-H01    |          | 2023-09-18 |            |       | BGN      | approved
    M-075 | Heller AG | helga   | hot-full-s |          | sofia    | 2024-02-01 |            | 130   | EUR      | approved
    """

  /// M-005 holds two things at once; M-012 two desks all its life (open at both ends) and a third since 2023; M-013 moved
  /// at the turn of a month, M-067 in the middle of one.
  static let assignments = {
    var table = Table("assignments", "membership resource from to")
    table.add(
      """
      membership | resource | from       | to
      M-005      | B-104    | 2024-04-01 |
      M-005      | B-P03    | 2024-04-01 |
      M-012      | B-D02    |            |
      M-012      | B-D03    |            |
      M-012      | B-D04    | 2023-01-01 |
      M-013      | B-D05    | 2022-02-01 | 2023-06-30
      M-013      | B-D06    | 2023-07-01 |
      M-067      | S-D01    | 2023-03-01 | 2024-01-14
      M-067      | S-D02    | 2024-01-15 |
      """)
    return table
  }()
}
