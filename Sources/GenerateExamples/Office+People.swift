/// The people of the two sites, their habits, and how their cost centres changed.
extension Office {
  /// `department` is no canonical column: it is kept as an attribute.
  static let users = {
    var table = Table("users", "id name email cost_center groups department")
    for var person in people where person["site"] != "left" {
      for column in ["site", "floor", "week", "from"] { person[column] = nil }
      person["email"] = "\(person["id"] ?? "")@example.org"
      table.add(person)
    }
    return table
  }()

  static let people = Table.rows(of: inBerlin) + Table.rows(of: inLondon) + Table.rows(of: departed)

  /// `week` is the habit from Monday to Friday: `O` mostly and `o` sometimes in the office, `H` and `h` at home, `-`
  /// neither. `from` is the first working day. Bob's bookings are all hand-written. There are two Jan Schmidts, and Olga
  /// has neither a cost centre nor a history.
  private static let inBerlin = """
    id     | name           | cost_center    | groups                | department | site   | floor | week  | from
    alice  | Alice Adler    | Sales          | sales;first-aid       | Sales      | berlin | 2     | oOOho |
    bob    | Bob Brandt     | Finance        | facility;first-aid    | Facility   | berlin | 1     | ----- |
    carol  | Carol Conrad   | Design         | product               | Design     | berlin | 2     | -OoOh |
    dan    | Dan Decker     | R&D            | engineering           | Platform   | berlin | 2     | hOOoH |
    erik   | Erik Ebner     | Innovation Lab | engineering;council   | Platform   | berlin | 2     | HoOoH |
    frida  | Frida Falk     | Operations     | facility;fire-wardens | Facility   | berlin | 1     | OOoO- |
    greta  | Greta Gruber   | 0417           | assistants            | Management | berlin | 3     | OOOOo |
    hamid  | Hamid Hosseini | R&D            | engineering           | Data       | berlin | 2     | hoOoh |
    inga   | Inga Iversen   | R&D            | engineering;council   | Data       | berlin | 2     | HHoOh |
    jan1   | Jan Schmidt    | Sales          | sales                 | Sales      | berlin | 1     | oOoOh |
    jan2   | Jan Schmidt    | R&D            | engineering           | Platform   | berlin | 2     | hoOOH | 2024-02-01
    katja  | Katja Krüger   | People         | people;council        | People     | berlin | 1     | oOOo- |
    lukas  | Lukas Lehmann  | R&D            | engineering           | Platform   | berlin | 2     | HhOoH |
    maja   | Maja Müller    | Sales          | sales                 | Sales      | berlin | 1     | OoOOo |
    nils   | Nils Neumann   | Finance        | finance               | Finance    | berlin | 1     | oOoo- |
    olga   | Olga Orlova    |                | assistants            | Management | berlin | 3     | oOOoh |
    pavel  | Pavel Pokorny  | R&D            | engineering           | Platform   | berlin | 2     | HHHhH |
    romy   | Romy Richter   | Sales          | sales                 | Sales      | berlin | 1     | -OoO- |
    samir  | Samir Saad     | Operations     | facility              | Logistics  | berlin | 1     | oOoO- |
    tilda  | Tilda Thomsen  | People         | people;first-aid      | People     | berlin | 1     | -oOoh |
    ulrich | Ulrich Urban   | 0417           |                       | Management | berlin | 3     | oOoOo |
    vanja  | Vanja Vukic    | R&D            | engineering           | Data       | berlin | 2     | hoOoh |
    willi  | Willi Wagner   | Finance        | finance;fire-wardens  | Finance    | berlin | 1     | OoO-- |
    yasmin | Yasmin Yilmaz  | Design         | product               | Design     | berlin | 2     | -OOoH | 2023-10-16
    anke   | Anke Arnold    | R&D            | engineering           | Platform   | berlin | 2     | HoOhH |
    ben    | Ben Bauer      | Sales          | sales                 | Sales      | berlin | 1     | ooO-- |
    """

  private static let inLondon = """
    id     | name            | cost_center | groups                   | department | site   | floor | week  | from
    chloe  | Chloe Carter    | Sales UK    | sales;uk                 | Sales      | london | 4     | oOOo- |
    dylan  | Dylan Davies    | Sales UK    | sales;uk                 | Sales      | london | 4     | -OoO- |
    emma   | Emma Evans      | Design      | product;uk               | Design     | london | 4     | hOOoh |
    finn   | Finn Fletcher   | R&D         | engineering;uk           | Platform   | london | 4     | HhOoH |
    grace  | Grace Green     | Sales UK    | sales;uk;first-aid       | Sales      | london | 4     | oOoOo |
    harry  | Harry Hughes    | Operations  | facility;uk;fire-wardens | Facility   | london | 4     | OOOOO |
    isla   | Isla Ingram     | People      | people;uk                | People     | london | 4     | -oOo- |
    jack   | Jack Jones      | R&D         | engineering;uk           | Data       | london | 4     | HhOOh | 2024-01-08
    keira  | Keira King      | Finance     | finance;uk               | Finance    | london | 4     | ooOh- |
    logan  | Logan Lewis     | R&D         | engineering;uk           | Platform   | london | 4     | HHoOH |
    mia    | Mia Morris      | Sales UK    | sales;uk                 | Sales      | london | 4     | -ooO- |
    noah   | Noah Nelson     | R&D         | engineering;uk           | Platform   | london | 4     | hOoOh |
    olivia | Olivia O'Connor | Design      | product;uk               | Design     | london | 4     | hoOo- | 2024-04-02
    ruby   | Ruby "Roo" Reid | Sales UK    | sales;uk                 | Sales      | london | 4     | oOo-- |
    """

  /// Left in August 2023 and anonymised since: not among the users, and their bookings name nobody.
  private static let departed = """
    id | cost_center | site | floor | week
    x1 | Sales       | left | 1     | oOOo-
    x2 | R&D         | left | 2     | hOoOh
    """

  /// The entry in force when a booking starts gives its cost centre.
  ///
  /// - Alice moved from R&D to Sales on 15 January 2024 at 12:00: her desk of that morning is R&D's, her meeting of that
  ///   afternoon Sales'.
  /// - Bob has two entries from one moment, of which the later row, Finance, holds.
  /// - Carol's first entry is later than her first bookings, which are `default`.
  /// - Dan's `r&d` is R&D; Erik's Innovation Lab did not exist before; Frida's last entry lies in the future.
  static let costCenterHistory = {
    var table = Table("cost_center_history", "user cost_center from source")
    table.add(
      """
      user  | cost_center    | from             | source
      alice | R&D            | 2023-01-01T00:00 | manual
      alice | Sales          | 2024-01-15T12:00 | scim
      bob   | Operations     | 2022-09-01T00:00 | manual
      bob   | Sales          | 2024-04-01T00:00 | manual
      bob   | Finance        | 2024-04-01T00:00 | manual
      carol | Design         | 2023-11-06T08:47 | saml
      dan   | Operations     | 2023-01-01T00:00 | manual
      dan   | r&d            | 2024-02-01T06:30 | scim
      erik  | R&D            | 2023-01-01T00:00 | manual
      erik  | Innovation Lab | 2024-05-13T09:15 | scim
      frida | Operations     | 2023-01-01T00:00 | manual
      frida | Sales          | 2024-08-01T00:00 | manual
      emma  | Sales UK       | 2023-03-01T00:00 | manual
      emma  | Design         | 2023-09-18T08:05 | saml
      """)
    return table
  }()
}
