/// What Swift gives and definitions are made of; everything else is text.
public struct Primitive: Sendable {
  public let name: String
  public let help: String

  public static let all: [Primitive] = [
    .init(
      name: "sum E of T where P", help: "adds E over the rows of T for which P holds: a level, or a flow of bookings"),
    .init(
      name: "count of T where P", help: "how many rows of T; `count of all bookings` takes those that do not count, too"
    ),
    .init(
      name: "FOLD each K and L of …",
      help: "first a figure for every K and L, then sum, count, mean, max or min of those"),
    .init(name: "any of T where P", help: "whether a row of T that names this row meets P"),
    .init(name: "max(a, b)  min(a, b)", help: "the larger, the smaller of two numbers of a row"),
    .init(name: "if P then a else b", help: "a where P holds, else b"),
    .init(name: "and  or  not  no", help: "joins conditions; `no parent` holds where nothing stands there"),
    .init(name: "=  !=  <  <=  >  >=  in", help: "compares with a number, a name, several names, a day"),
    .init(name: "+  -  *  /", help: "exact arithmetic"),
    .init(name: "LINK.x", help: "x of the row that LINK names; a definition may reach itself so: `parent.available`"),
    .init(name: "scoped", help: "the type is primary, or named by the filter `type`"),
    .init(name: "open", help: "a resource: its own interval and `open` rows together, less `blocked` ones"),
    .init(name: "running", help: "a membership, assignment or row of availability: from its first to its last day"),
    .init(name: "touching", help: "a booking: it has a minute in the frame of a list"),
    .init(name: "frame", help: "the days that a list asks for; `start = frame` holds where the start is one of them"),
    .init(name: "hours of bookings", help: "hours that really pass in the cell, times quantity"),
    .init(name: "days", help: "days of the frame in the cell"),
    .init(name: "weeks", help: "ISO weeks that have a day in the cell"),
    .init(name: "workdays", help: "Mondays to Fridays in the cell, less holidays"),
    .init(name: "months", help: "the weights of the mode in the cell, added"),
    .init(name: "instant", help: "the finest key of `each`: every minute of the clock"),
    .init(name: "at", help: "when the fold over instants before it was first reached"),
    .init(name: "total e", help: "e without the keys"),
    .init(name: "as percent", help: "a ratio, shown in per cents"),
    .init(name: "widen week", help: "the frame, or each month, quarter or year of it, grows to whole weeks"),
  ]
}
