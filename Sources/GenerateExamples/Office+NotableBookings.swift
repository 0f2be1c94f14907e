import Calculus

/// The bookings that a reader or a test computes by hand; their ids are below 1000. On their days the routine adds
/// nothing for their people, and it leaves their resources alone at those times.
extension Office {
  static let notableBookings =
    [
      overTheClockChange, allDay, permanent, acrossTheCostCenterChange, twoOfAKind, withoutPerson, leftOut, repeated,
      alicesMarch, bobsOthers,
    ].flatMap(Table.rows).map(completed)

  /// The second page's rows: they stand at the end of the file.
  static let repeats = Table.rows(of: repeatedOnTheSecondPage).map(completed)

  /// Fills what the sections leave out: the type of the resource, `flexible`, `approved`, booked two days before.
  private static func completed(_ row: Row) -> Row {
    var row = row
    row["type"] = type(of: row["resource"])
    row["kind"] = row["kind"] ?? "flexible"
    row["status"] = row["status"] ?? "approved"
    row["created"] = row["created"] ?? "\(day(String((row["start"] ?? "").prefix(10))).adding(days: -2))T10:00"
    return row
  }

  /// The type's name; a booking of no resource is a day at home.
  static func type(of resource: String?) -> String? {
    guard let resource else { return "Home Office" }
    return resources.rows.first { $0["id"] == resource }?["type"]
  }

  /// 22:00 to 06:00 on the wall: 9 hours in October, when Berlin's 02:00 comes twice, 7 in March, when it is left out.
  private static let overTheClockChange = """
    id | user | resource | start            | end              | checkin      | created
    1  | bob  | R-3      | 2023-10-28T22:00 | 2023-10-29T06:00 | not_required | 2023-10-20T09:10
    2  | bob  | R-3      | 2024-03-30T22:00 | 2024-03-31T06:00 | not_required | 2024-03-21T11:25
    """

  /// Dates only, the last one included: 3 × 8 h on a desk, 8 h on a desk, 2 × 8 h at home.
  private static let allDay = """
    id | user  | resource | start      | end        | checkin      | created
    11 | bob   | B1-02    | 2024-05-13 | 2024-05-15 | checked_in   | 2024-05-06T08:30
    12 | carol | B2-02    | 2024-05-03 | 2024-05-03 | checked_in   | 2024-05-02T17:05
    13 | alice |          | 2024-03-27 | 2024-03-28 | not_required | 2024-03-25T09:00
    """

  /// Greta's desk since Monday, 8 January 2024, with no end: open hours on workdays.
  private static let permanent = """
    id | user  | resource | start            | kind      | checkin      | created
    21 | greta | B3-01    | 2024-01-08T00:00 | permanent | not_required | 2023-12-18T14:20
    """

  /// On 15 January 2024, the noon of Alice's change, R&D and then Sales; and a cost centre that the export carries.
  private static let acrossTheCostCenterChange = """
    id | user  | resource | start            | end              | cost_center    | checkin
    31 | alice | B2-03    | 2024-01-15T08:00 | 2024-01-15T17:00 |                | checked_in
    32 | alice | R-1      | 2024-01-15T14:00 | 2024-01-15T15:30 |                | checked_in
    33 | frida | R-1      | 2024-02-20T10:00 | 2024-02-20T12:00 | Project Falcon | checked_in
    """

  /// One booking each, twice the hours: 20 h and 6 h.
  private static let twoOfAKind = """
    id | user | resource | start            | end              | checkin      | quantity
    41 | bob  | P-1      | 2024-06-11T08:00 | 2024-06-11T18:00 | not_required | 2
    42 | nils | PB-1     | 2024-06-12T09:00 | 2024-06-12T12:00 | not_required | 2
    """

  /// Anonymised: one that kept its cost centre, two that lost it too. The routine adds those of two departed people.
  private static let withoutPerson = """
    id | resource | start            | end              | cost_center | checkin
    51 | B1-03    | 2023-07-03T09:00 | 2023-07-03T17:00 | Sales       | not_required
    52 | B1-04    | 2023-07-03T09:00 | 2023-07-03T13:00 |             | not_required
    53 |          | 2023-07-04T08:00 | 2023-07-04T16:00 |             | not_required
    """

  /// None of these flows; 65 is a missed check-in all the same, though cancelled afterwards.
  private static let leftOut = """
    id | user  | resource | start            | end              | checkin | status
    61 | frida | B1-05    | 2024-06-04T08:00 | 2024-06-04T16:00 | missed  | approved
    62 | frida | R-2      | 2024-06-05T09:00 | 2024-06-05T10:00 |         | cancelled
    63 | frida | R-2      | 2024-06-06T09:00 | 2024-06-06T10:00 |         | rejected
    64 | frida | R-3      | 2024-06-07T09:00 | 2024-06-07T12:00 |         | pending
    65 | frida | B1-05    | 2024-06-11T08:00 | 2024-06-11T16:00 | missed  | cancelled
    """

  /// 71 crosses a week, so both weeks' pages carry it, alike; the two rows of 72 differ in the end.
  private static let repeated = """
    id | user  | resource | start            | end              | checkin      | created
    71 | chloe | R-4      | 2024-04-28T20:00 | 2024-04-29T02:00 | not_required | 2024-04-22T10:00
    72 | emma  | R-4      | 2024-05-07T09:00 | 2024-05-07T12:00 | not_required | 2024-05-02T15:45
    """

  private static let repeatedOnTheSecondPage = """
    id | user  | resource | start            | end              | checkin      | created
    71 | chloe | R-4      | 2024-04-28T20:00 | 2024-04-29T02:00 | not_required | 2024-04-22T10:00
    72 | emma  | R-4      | 2024-05-07T09:00 | 2024-05-07T13:00 | not_required | 2024-05-02T15:45
    """

  /// All that Alice booked in March 2024, together with 13 above: nine bookings flow, 71.5 h; one is missed, one
  /// cancelled, one pending.
  private static let alicesMarch = """
    id  | user  | resource | start            | end              | checkin      | checked_in_at    | status
    201 | alice | B2-03    | 2024-03-05T09:00 | 2024-03-05T17:00 | checked_in   | 2024-03-05T08:56 | approved
    202 | alice | B2-03    | 2024-03-06T09:00 | 2024-03-06T17:00 | checked_in   | 2024-03-06T09:04 | approved
    203 | alice |          | 2024-03-07T09:00 | 2024-03-07T17:00 | not_required |                  | approved
    204 | alice | B2-04    | 2024-03-12T08:30 | 2024-03-12T12:30 | checked_in   | 2024-03-12T08:31 | approved
    205 | alice | R-1      | 2024-03-12T10:00 | 2024-03-12T11:30 | checked_in   | 2024-03-12T09:58 | approved
    206 | alice | B2-03    | 2024-03-13T09:00 | 2024-03-13T17:00 | missed       |                  | approved
    207 | alice |          | 2024-03-14T09:00 | 2024-03-14T17:00 | not_required |                  | approved
    208 | alice | B2-03    | 2024-03-19T09:00 | 2024-03-19T17:00 |              |                  | cancelled
    209 | alice | B2-03    | 2024-03-20T09:00 | 2024-03-20T18:00 | checked_in   | 2024-03-20T09:11 | approved
    210 | alice | P-2      | 2024-03-20T09:00 | 2024-03-20T18:00 | not_required |                  | approved
    211 | alice | B2-03    | 2024-03-26T09:00 | 2024-03-26T17:00 |              |                  | pending
    """

  /// With 1, 2, 11 and 41 these are all of Bob's. The first two are one day on one desk, twice booked.
  private static let bobsOthers = """
    id  | user | resource | start            | end              | checkin      | created
    301 | bob  | B1-01    | 2023-09-04T08:00 | 2023-09-04T12:00 | not_required | 2023-09-01T13:00
    302 | bob  | B1-01    | 2023-09-04T13:00 | 2023-09-04T17:00 | not_required | 2023-09-01T13:01
    303 | bob  | B1-01    | 2024-03-28T09:00 | 2024-03-28T17:00 | checked_in   | 2024-03-21T11:30
    304 | bob  | B1-01    | 2024-04-02T09:00 | 2024-04-02T17:00 | checked_in   | 2024-03-28T16:45
    305 | bob  |          | 2024-06-13T09:00 | 2024-06-13T12:30 | not_required | 2024-06-12T18:00
    306 | bob  | B1-01    | 2024-07-02T09:00 | 2024-07-02T17:00 |              | 2024-06-28T09:40
    """
}
