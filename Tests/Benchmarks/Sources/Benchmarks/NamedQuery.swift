import Diagnostics

/// A query with a short name, by which tables and `--only` call it.
struct NamedQuery {
  let name: String
  let query: String

  var source: SourceText { SourceText(name: name, text: query) }

  static let all = [
    NamedQuery(name: "b", query: "user alice timemap last90"),
    NamedQuery(name: "d", query: "timemap 2024"),
    NamedQuery(name: "e", query: "occupancy desks bom 2020..2024 by month"),
    NamedQuery(name: "f", query: "occupancy desks prorated 2020..2024 by month, location, type"),
    NamedQuery(name: "h", query: "hours 2020..2024 by costcenter, type, month"),
    NamedQuery(name: "people", query: "people 2020..2024 by month"),
    NamedQuery(name: "j1", query: "attendance 2020..2024 by day"),
    NamedQuery(name: "j2", query: "concurrency 2020..2024 by day, location"),
    NamedQuery(name: "favorites", query: "user alice favorites 2024-Q2"),
    NamedQuery(name: "userdays", query: "user alice avgdays 2024-Q2"),
    NamedQuery(name: "usermap", query: "user alice timemap 2024-Q2"),
    NamedQuery(name: "checkins", query: "user alice checkins 2024-Q2"),
    NamedQuery(name: "eachuser", query: "avgdays 2024-Q2 by user"),
    NamedQuery(name: "hours", query: "hours 2024-Q2 by costcenter, type"),
    NamedQuery(name: "chargeback", query: "chargeback 12000 EUR 2024-Q2"),
    NamedQuery(name: "noshows", query: "noshows 2024-Q2 by costcenter"),
    NamedQuery(name: "centerdays", query: "costcenter 4003-finance-apac avgdays 2024-Q2"),
    NamedQuery(name: "eachcenter", query: "avgdays 2024-Q2 by costcenter"),
  ]
}
