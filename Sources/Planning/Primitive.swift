/// What Swift gives and definitions are made of; everything else is text. What belongs together is one of them.
public struct Primitive: Sendable {
  public let name: String
  public let help: String
  /// Definitions that could not be written without it, one a line.
  public let example: String

  public static let all: [Primitive] = [
    // Figures of rows.
    .init(
      name: "sum E of T where P", help: "adds E over the rows of T for which P holds: a level, or a flow of bookings",
      example: """
        define size = sum size of resources where available
        define seats = sum quantity of bookings
        """),
    .init(
      name: "count of T where P",
      help: "how many rows of T; `count of all bookings` takes those that do not count, too",
      example: """
        define offices = count of resources where type = office
        define asked = count of all bookings
        """),
    .init(
      name: "hours of bookings  hours of resources",
      help: "hours that really pass in the cell, times quantity; opening hours on workdays",
      example: "define use = booked: hours of bookings, open: hours of resources where available, use: booked / open"),
    .init(
      name: "hours each resource of bookings", help: "hours in which a resource is booked, however often",
      example: "define busy = hours each resource of bookings"),
    .init(
      name: "FOLD each K and L of …",
      help: "first a figure for every K and L (attributes, hour to year, instant), of which having can keep some; then "
        + "sum, count, mean, max or min",
      example: """
        define visits = count each user and day of bookings having hours > 2
        define months used = count each resource and month of bookings
        define quarters used = count each resource and quarter of bookings
        define years used = count each resource and year of bookings
        define most = max each week of count of bookings
        define least = min each weekday of hours of bookings
        define usual = mean each hour of count of bookings
        define all hours = sum each resource of hours of bookings
        define odd hours = sum each resource of hours of bookings having hours < 2
        """),
    .init(
      name: "max each instant of bookings, at",
      help: "the most bookings at one minute; `at` is when that was first so",
      example: "define crowd = peak: max each instant of bookings, at by day"),
    .init(
      name: "FOLD each day of LEVEL",
      help: "sum, count, mean, max or min of the days; first or last day; of those alone that meet having",
      example: """
        define object days = sum each day of count of resources where available
        define full days = count each day of count of resources where available having count > 9
        define days at all = count each day of count of memberships where active
        define mean members = mean each day of count of memberships where active
        define most members = max each day of count of memberships where active
        define least members = min each day of count of memberships where active
        define growth = first: first each day of count of memberships where active,
          last: last each day of count of memberships where active, growth: last - first
        """),
    .init(
      name: "FOLD each start of T  … each end of T", help: "each row once, in the cell in which it starts, or ends",
      example: """
        define started = count each start of memberships where active
        define lost = sum price each end of memberships where active
        define made = count each start of bookings
        """),
    .init(
      name: "days  weeks  workdays  months",
      help: "days, ISO weeks, Mondays to Fridays less holidays in the cell; the weights of the mode, added",
      example: """
        define pace = hours: hours of bookings, days, weeks, workdays, pace: hours / workdays
        define income = income: (sum price of memberships where active) * months, a_month: income / months
        """),
    .init(
      name: "total e", help: "e without the keys",
      example: "define part = hours: hours of bookings, part: hours / total hours by costcenter"),
    .init(
      name: "as percent  as UNIT",
      help: "a ratio, shown in per cents; what a figure counts: hours, days, desks, people …",
      example: """
        define let = occupied desks / available desks as percent
        define capacity = 8 * (count of resources where available) * workdays as hours
        """),
    .init(
      name: "FOLD each K and L of (FIGURE)",
      help:
        "any figure in finer cells of the calendar, or row by row; then sum, count, mean, max, min, first or last of "
        + "those that meet having",
      example: """
        define busiest = max each day of (occupied desks / available desks)
        define usual crowd = mean each day of max each instant of bookings
        define let at all = count each resource of (max each day of count of resources where held) having value > 0
        """),
    .init(
      name: "floor(e, n)  ceiling  round  previous(e)",
      help: "a figure with n decimals, or none; round goes to the even one of two that are as near; the month before",
      example: """
        define rounded = down: floor(days * 40 / 7), up: ceiling(months), near: round(hours of bookings, 2)
        define growing = now: revenue, before: previous(now), growth: max(0, now - before)
        """),
    .init(
      name: "widen week", help: "the frame, or each month, quarter or year of it, grows to whole weeks",
      example: "define weekly visits = count each user and day of bookings by week widen week"),
    .init(
      name: "during open_hours, workdays, days",
      help:
        "hours outside of opening hours, or of workdays, are left out; days are all 24 hours of `hours of resources`",
      example: """
        define busy = hours each resource of bookings during open_hours
        define worked = hours of bookings during workdays
        define idle = all: hours of resources where available, idle: all - (hours each resource of bookings) during days
        """),
    .init(
      name: "NAME (n) = …", help: "a parameter: the number that a query gives, `with n 8` or `12000 EUR`",
      example: "define large (n) = count of bookings where quantity >= n"),
    .init(
      name: "if SETTING = v then …  coefficient",
      help: "chooses by a setting; `coefficient` is the number of that one",
      example: """
        define divisor = if hours_divisor = frame then total days else days
        define sharers = (count of memberships where hotdesk and active) / coefficient
        """),
    // What is true of one row.
    .init(
      name: "FOLD of T where P",
      help: "of the rows of T that name this one: count, sum, max, min; whether there is any",
      example: """
        define resources.family = count of children where available
        define resources.booked = sum quantity of bookings
        define resources.roomiest = max size of children
        define resources.smallest = min size of children
        define resources.wanted = any of bookings where counts
        """),
    .init(
      name: "if P then a else b", help: "a where P holds, else b",
      example: "define resources.worth = if available then price else 0"),
    .init(
      name: "split a by w",
      help: "a in proportion to w: an amount among rows of the answer, to the coin; of LINK.x, each row's part",
      example: """
        define assignments.share = split membership.price by resource.size
        define bill (amount) = hours: hours of bookings, amount: split amount by hours by costcenter
        """),
    .init(
      name: "LINK.x", help: "x of the row that LINK names; a definition may reach itself so: `parent.available`",
      example: """
        define memberships.kind = plan.type
        define resources.deep = 1 + parent.deep
        """),
    .init(
      name: "+  -  *  /  max(a, b)  min(a, b)",
      help: "exact arithmetic; of two moments of a booking the time between",
      example: """
        define resources.odd = max(size - 1, min(size * 2, size / 2 + 1)) + -1
        define bookings.length = end - start
        define net = started: count each start of bookings, net: - started
        """),
    .init(
      name: "=  !=  <  <=  >  >=  in", help: "compares with a number, a name, several names, a day",
      example: """
        define bookings.late = start >= 2024-03 and start < 2024-05 and kind != permanent
        define resources.middling = size > 2 and size <= 8 and size != 4 and size < 7 and size >= 3 and size = 5
        define resources.other = type in (parking, desk)
        define users.council = group = council
        """),
    .init(
      name: "and  or  not  no", help: "joins conditions; `no parent` holds where nothing stands there",
      example: "define resources.loose = scoped and (no parent or not parent.scoped)"),
    .init(
      name: "scoped", help: "the type is primary, or named by the filter `type`",
      example: "define resources.mine = scoped"),
    .init(
      name: "open  running",
      help:
        "in force that day: a resource by its availability; a membership or assignment by its days; a booking that has "
        + "a minute of it",
      example: """
        define resources.there = open
        define resources.used = any of bookings where counts and running
        define memberships.there = running
        """),
    .init(
      name: "touching  frame",
      help: "a booking with a minute in the days that a list asks for; those days, as in `start = frame`",
      example: """
        define resources.idle = not any of bookings where touching
        define memberships.fresh = start = frame
        """),
  ]
}
