/// A query with a short name, by which tables and `--only` call it.
struct NamedQuery {
  let name: String
  let query: String

  static let all = [
    NamedQuery(name: "b", query: "user alice timemap last90"),
    NamedQuery(name: "d", query: "timemap 2024"),
    NamedQuery(name: "e", query: "occupancy desks bom 2020..2024 by month"),
    NamedQuery(name: "f", query: "occupancy desks prorated 2020..2024 by month, location, type"),
    NamedQuery(name: "h", query: "hours 2020..2024 by costcenter, type, month"),
    NamedQuery(name: "people", query: "people 2020..2024 by month"),
    NamedQuery(name: "j1", query: "attendance 2020..2024 by day"),
    NamedQuery(name: "j2", query: "concurrency 2020..2024 by day, location"),
  ]
}
