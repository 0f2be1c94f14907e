/// A word on what may be typed, for the list of candidates.
enum CompletionNotes {
  static let keywords = [
    // Statements.
    "explain": "what a figure is made of, row by row", "why": "what made the difference",
    "expect": "a test: QUERY gives FIGURE", "define": "a metric of your own", "undefine": "take it away",
    "set": "change a setting", "list": "rows and their states", "show": "definitions, settings, steps",
    "describe": "a metric, table, column, file", "check": "what is odd in the data",
    "load": "read exports, or what has changed",
    "help": "by topic or metric", "timing": "how long it takes",
    "map": "which header is which column", "quit": "",
    // Clauses.
    "by": "a row for every value", "where": "only rows that …", "having": "only results that …",
    "sort": "by a column", "top": "the first rows", "between": "these hours of each day",
    "with": "another setting, once", "vs": "beside another time", "in": "another unit", "on": "another basis",
    "under": "other definitions", "as": "another format, or a chart", "to": "into a file",
    "since": "from then up to yesterday", "previous": "the time before", "lastyear": "the same a year before",
    "desc": "the largest first",
    // Filters.
    "user": "one person", "costcenter": "one cost centre", "location": "one location", "type": "one type of resource",
    "group": "one group", "floor": "one floor", "category": "desks, parking, rooms …", "resource": "one desk or room",
    "company": "one company", "plan": "one plan", "kind": "flexible or permanent", "department": "one department",
    "source": "one source of the exports",
  ]

  static let sourceStatement = "run a script"

  static let modes = [
    "bom": "first day of each month", "prorated": "all days alike",
    "eom": "last day of each month", "peak": "the highest day", "low": "the lowest day",
  ]
}
