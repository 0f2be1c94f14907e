/// The members, and those who sign for a company. A coworking house keeps no cost centres or groups.
extension Coworking {
  static let users = {
    var table = Table("users", "id name email cost_center groups")
    for var person in Table.rows(of: inBerlin) + Table.rows(of: inSofia) {
      person["email"] = "\(person["id"] ?? "")@example.org"
      table.add(person)
    }
    return table
  }()

  private static let inBerlin = """
    id      | name
    clara   | Clara Adler
    quentin | Quentin Marx
    rosa    | Rosa Fuchs
    lutz    | Lutz Linden
    nora    | Nora Licht
    kurt    | Kurt Ziegler
    hanna   | Hanna Vogel
    pia     | Pia Park
    tomas   | Tomas Novak
    sven    | Sven Albers
    yara    | Yara Haddad
    otto    | Otto Klein
    vera    | Vera Lindt
    anton   | Anton Adler
    gabriel | Gabriel Moreau
    wanda   | Wanda Pohl
    xaver   | Xaver Huber
    ines    | Ines Roth
    paul    | Paul Zander
    mira    | Mira Kaya
    jonas   | Jonas Beck
    konrad  | Konrad Kohl
    lea     | Lea Brandt
    emil    | Emil Sato
    farah   | Farah Aziz
    nele    | Nele Krause
    roman   | Roman Weber
    ada     | Ada Lorenz
    bruno   | Bruno Costa
    celia   | Celia Winter
    dario   | Dario Conti
    fritz   | Fritz Engel
    """

  private static let inSofia = """
    id        | name
    boyan     | Boyan Petrov
    radost    | Radost Ilieva
    kalina    | Kalina Stoyanova
    ivan      | Ivan Dimitrov
    milena    | Milena Koleva
    ognyan    | Ognyan Hristov
    stefka    | Stefka Angelova
    plamen    | Plamen Strumin
    desislava | Desislava Todorova
    georgi    | Georgi Marinov
    nikola    | Nikola Vasilev
    petya     | Petya Nikolova
    todor     | Todor Iliev
    asen      | Asen Borisov
    bilyana   | Bilyana Rusev
    dimo      | Dimo Kirov
    helga     | Helga Heller
    vesela    | Vesela Georgieva
    """
}
