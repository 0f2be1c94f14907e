extension FindingKind {
  /// Every kind of finding, in the order of the tables that they are about.
  public static let all: [FindingKind] =
    ofFiles + ofPlaces + ofMemberships + ofPeople + ofBookings

  // MARK: - Files and cells

  private static let ofFiles: [FindingKind] = [
    rejected, columnWithoutHeader, differingRepeat, danglingLink, fileByHeaders, headerTwice, impossibleDate,
    pagesMissing, readingNote, rejectsNotListed, roundedNumber, secondsCut, sourcesDiffer, tableMissing,
    unmatchedFile, unreadFile, unreadMark, unusedMap,
  ]

  public static let rejected = FindingKind(
    "rejected", [], remedy: "mend these rows where they come from and export them again; until then no figure has them")
  public static let columnWithoutHeader = FindingKind(
    "column-without-header", [], remedy: "give the column a header if it is wanted; nothing else is missing")
  public static let differingRepeat = FindingKind(
    "differing-repeat", [],
    remedy: "export once more and compare the two rows: pages of an export overlap, or two rows were given one id")
  public static let danglingLink = FindingKind(
    "dangling-link", [],
    remedy: "export both tables on the same day, deleted rows included, or correct the spelling; such a link is empty")
  public static let fileByHeaders = FindingKind(
    "file-by-headers", [], remedy: "give the file its table's name if that is right, or take it out of the folder")
  public static let headerTwice = FindingKind(
    "header-twice", [], remedy: "take one of the two columns out of the file, or give it a name of its own")
  public static let impossibleDate = FindingKind(
    "impossible-date", [], one: "a row has a date before 1990 or after 2100, which is a placeholder or an empty cell",
    several: "# rows have a date before 1990 or after 2100, which is a placeholder or an empty cell",
    remedy: "leave the cell empty where there is no date: spreadsheets turn 0 into 1900 or 1904, programs into 1970")
  public static let pagesMissing = FindingKind(
    "pages-missing", [], remedy: "fetch the other pages, too, and put them beside this one: figures lack their rows")
  public static let readingNote = FindingKind(
    "reading-note", [], remedy: "know it when you use these figures: the export does not say more")
  public static let rejectsNotListed = FindingKind(
    "rejects-not-listed", [], remedy: "look at the rejected rows that are listed: a file with so many has one fault")
  public static let roundedNumber = FindingKind(
    "rounded-number", [], remedy: "nothing, as a rule: the millionth part does not show in any figure")
  public static let secondsCut = FindingKind(
    "seconds-cut", [], remedy: "nothing, as a rule: figures go by minutes")
  public static let sourcesDiffer = FindingKind(
    "sources-differ", [],
    remedy: "settle in the systems what is right, or take the column out of the export that should not count")
  public static let tableMissing = FindingKind(
    "table-missing", [],
    remedy: "put the table's export into the folder: without it types, places and sizes are unknown")
  public static let unmatchedFile = FindingKind(
    "unmatched-file", [], remedy: "rename the headers that are missing, or take the file out of the folder")
  public static let unreadMark = FindingKind(
    "unread-mark", .bookings, [],
    remedy:
      "say in settings.deskql what the column means, as in map bookings.status = 'cancelled' where \"Cancelled\" yes "
      + "or 'confirmed', or export without such rows; it may mean nothing")
  public static let unusedMap = FindingKind(
    "unused-map", [], remedy: "write headers and ids as the exports have them, or take the map out of settings.deskql")
  public static let unreadFile = FindingKind(
    "unread-file", [], remedy: "save the file as CSV under the table's name, or take it out of the folder")

  // MARK: - Places and resources

  private static let ofPlaces: [FindingKind] = [
    badOpenHours, holidayTwice, holidaysOnWeekends, startsAtNight, startsJump, startsOffByZone, closedBeforeOpened,
    heldWhileClosed,
    locationOfParent, neverAvailable, officeWithoutSize, parentCycle, spaceInSpace, unknownType, withoutType,
  ]

  public static let badOpenHours = FindingKind(
    "bad-open-hours", ["locations.open_hours"], remedy: "write the opening hours as 09:00-17:00")
  public static let holidayTwice = FindingKind(
    "holiday-twice", ["holidays.day"], one: "a holiday is listed twice for one place; it counts once",
    several: "# holidays are listed twice for one place; each counts once",
    remedy: "take the second row out: one without a location is everywhere already")
  public static let holidaysOnWeekends = FindingKind(
    "holidays-on-weekends", ["holidays.day"], one: "in a year more than half of the holidays lie on weekends",
    several: "in # years more than half of the holidays lie on weekends",
    remedy: "compare the days with a calendar: the year may be another one, or day and month were swapped")
  public static let startsAtNight = FindingKind(
    "starts-at-night", .bookings, ["bookings.start"],
    one: "in a location more than half of the bookings begin between 22:00 and 06:00, as they do in a wrong zone",
    several: "in # locations more than half of the bookings begin between 22:00 and 06:00, as they do in a wrong zone",
    remedy: "look whether the export is in UTC, or its Z is no UTC, and whether locations.timezone is right")
  public static let startsJump = FindingKind(
    "starts-jump-with-clocks", .bookings, ["bookings.start"],
    one: "in a location bookings begin an hour off from the day on which clocks change, as they do in a wrong zone",
    several:
      "in # locations bookings begin an hour off from the day on which clocks change, as they do in a wrong zone",
    remedy: "look whether the export is in UTC, or its Z is no UTC, and whether locations.timezone is right")
  public static let startsOffByZone = FindingKind(
    "starts-off-by-zone", .bookings, ["bookings.start"],
    one: "in a location bookings begin far outside of opening hours, and would not if its offset from UTC were added",
    several:
      "in # locations bookings begin far outside of opening hours, and would not if the offset from UTC were added",
    remedy: "look whether the export is in UTC, or its Z is no UTC, and whether locations.timezone is right")
  public static let closedBeforeOpened = FindingKind(
    "closed-before-opened", ["resources.available_from", "resources.available_to"],
    one: "1 resource closes before opening: never available",
    several: "# resources close before opening: never available",
    remedy: "swap or correct available_from and available_to")
  public static let heldWhileClosed = FindingKind(
    "held-while-closed",
    ["resources.available_from", "resources.available_to", "availability", "assignments.resource"],
    one: "a resource is let on days on which it is not available, and so occupancy can pass 100 %",
    several: "# resources are let on days on which they are not available, and so occupancy can pass 100 %",
    remedy: "open the resource on these days, or end the membership or assignment that holds it")
  public static let locationOfParent = FindingKind(
    "location-of-parent", ["resources.location", "resources.parent"],
    one: "a resource has another location than the parent, which counts",
    several: "# resources have another location than the parent, which counts",
    remedy: "correct the location, or the parent")
  public static let neverAvailable = FindingKind(
    "never-available", ["resources.available_from", "resources.available_to", "availability"],
    one: "a resource is available on no day at all", several: "# resources are available on no day at all",
    remedy: "look at its blocked rows in availability; take it out of the export if it is gone")
  public static let officeWithoutSize = FindingKind(
    "office-without-size", ["resources.size"],
    one: "1 office has neither a size nor desks in it, and so no desks",
    several: "# offices have neither a size nor desks in it, and so no desks",
    remedy: "give its number of desks as size, or the desks in it as rows with it as parent")
  public static let parentCycle = FindingKind(
    "parent-cycle", ["resources.parent"], one: "a resource is its own ancestor; it is taken as without a parent",
    several: "# resources are their own ancestor; they are taken as without a parent",
    remedy: "correct the parents: the outermost room has none")
  public static let spaceInSpace = FindingKind(
    "space-in-space", ["resources.size", "resources.parent"],
    one: "1 space lies in another space, whose size and desks alone count",
    several: "# spaces lie in another space, whose size and desks alone count",
    remedy: "take the parent out where both are let by themselves, else give the outer one its full size")
  public static let unknownType = FindingKind(
    "unknown-type", ["resources.type", "bookings.type", "memberships.plan_type", "plans.type"],
    remedy: "add the type to resource_types.csv with counts_as, category and primary, or correct its spelling")
  public static let withoutType = FindingKind(
    "resource-without-type", ["resources.type"],
    one: "a resource has no type, and so stands in no occupancy and no category",
    several: "# resources have no type, and so stand in no occupancy and no category", remedy: "give it a type")

  // MARK: - Memberships

  private static let ofMemberships: [FindingKind] = [
    assignmentOutside, cancelledWithoutEnd, differingAssignment, membershipForFree, heldTwice,
    membershipInSeveralLocations, membershipWithoutCurrency, membershipWithoutPrice, repeatedAssignment, unknownStatus,
  ]

  public static let assignmentOutside = FindingKind(
    "assignment-outside-membership", ["assignments.from", "assignments.to", "memberships.start", "memberships.end"],
    one: "1 assignment shares no day with the membership, and so holds nothing",
    several: "# assignments share no day with the membership, and so hold nothing",
    remedy: "correct the assignment's days, or those of the membership")
  public static let cancelledWithoutEnd = FindingKind(
    "cancelled-without-end", ["memberships.status", "memberships.end"],
    one: "1 cancelled membership has no end, and so never counts",
    several: "# cancelled memberships have no end, and so never count",
    remedy: "give the last day of its notice as end; a membership that never was needs none")
  public static let differingAssignment = FindingKind(
    "differing-assignment", ["assignments.resource"],
    one: "1 membership names a resource that is not among the assignments, which count",
    several: "# memberships name a resource that is not among the assignments, which count",
    remedy: "add the resource to the assignments, or take it out of the membership")
  public static let heldTwice = FindingKind(
    "held-twice",
    ["assignments.resource", "assignments.from", "assignments.to", "memberships.start", "memberships.end"],
    one: "a membership holds a resource that another one holds on the same day; it is occupied once and paid twice",
    several:
      "# memberships hold a resource that another one holds on the same day; it is occupied once and paid twice",
    remedy: "end the earlier membership on the day before the later one begins; leave it where they share the resource")
  public static let membershipForFree = FindingKind(
    "membership-for-free", ["memberships.price"], one: "a membership has a price of 0 though its plan has one above 0",
    several: "# memberships have a price of 0 though their plan has one above 0",
    remedy: "leave the price empty to take the plan's; keep the 0 where it was given away")
  public static let membershipInSeveralLocations = FindingKind(
    "membership-in-several-locations", ["memberships.location"],
    one: "1 membership holds resources of several locations and states none, and so belongs to none",
    several: "# memberships hold resources of several locations and state none, and so belong to none",
    remedy: "give the membership its location, or divide it")
  public static let membershipWithoutCurrency = FindingKind(
    "membership-without-currency", ["memberships.currency"],
    one: "a membership has a price and no currency, though others have one; its money stands in a row of its own",
    several:
      "# memberships have a price and no currency, though others have one; their money stands in a row of its own",
    remedy: "give the currency")
  public static let membershipWithoutPrice = FindingKind(
    "membership-without-price", ["memberships.price"],
    one: "1 membership has no price, and no plan that has one; it counts as 0",
    several: "# memberships have no price, and no plan that has one; they count as 0",
    remedy: "give the price, or a plan with one; write 0 where nothing is paid")
  public static let repeatedAssignment = FindingKind(
    "repeated-assignment", ["assignments.from", "assignments.to"],
    one: "1 assignment shares days with another of the same membership and resource, which counts once",
    several: "# assignments share days with another of the same membership and resource, which count once",
    remedy: "make one row of the two, or let the second begin after the first")
  public static let unknownStatus = FindingKind(
    "unknown-status", [], remedy: "say approved, cancelled or pending; in bookings rejected, too")

  // MARK: - People

  private static let ofPeople: [FindingKind] = [
    costCenterSpeltTwice, crowdedUser, historyBeginsLate, historyOutOfOrder, placeholderUser, sharedEmail,
  ]

  public static let costCenterSpeltTwice = FindingKind(
    "cost-center-spelt-twice", ["bookings.cost_center", "users.cost_center", "cost_center_history.cost_center"],
    one: "a cost centre is written almost like another one, and has figures of its own",
    several: "# cost centres are written almost like another one, and have figures of their own",
    remedy: "write them alike where they are the same; case and outer blanks do not matter")
  public static let crowdedUser = FindingKind(
    "crowded-user", .persons, ["bookings.user"],
    one: "one user has more than 20 bookings at one moment, as a shared account has",
    several: "# users have more than 20 bookings at one moment, as shared accounts have",
    remedy: "leave the user empty in such bookings: they count in bookings and hours, and as nobody in people")
  public static let historyBeginsLate = FindingKind(
    "history-begins-late", .persons, ["bookings.cost_center"],
    one: "one user has bookings before the first entry of the cost centre history; they are those of the default one",
    several:
      "# users have bookings before their first entry in the cost centre history; they are those of the default one",
    remedy: "add the cost centre that the user had with an early from")
  public static let historyOutOfOrder = FindingKind(
    "history-out-of-order", .persons, ["bookings.cost_center"],
    one: "an entry of the cost centre history stands behind a later one of the same user; entries count by their from",
    several:
      "# entries of the cost centre history stand behind a later one of the same user; entries count by their from",
    remedy: "look whether from is the moment of effect, not that of the export or the entry")
  public static let placeholderUser = FindingKind(
    "placeholder-user", .persons, ["bookings.user"],
    one: "one user is called like nobody, as deleted and test accounts are, and yet counts as a person",
    several: "# users are called like nobody, as deleted and test accounts are, and yet count as persons",
    remedy: "leave the user empty in such bookings: they count in bookings and hours, and as nobody in people")
  public static let sharedEmail = FindingKind(
    "shared-email", .persons, ["bookings.user"],
    one: "one user has the e-mail of another one: one person counted twice",
    several: "# users have the e-mail of another one: one person counted several times",
    remedy: "give the bookings of both one id, or each user an e-mail")

  // MARK: - Bookings

  private static let ofBookings: [FindingKind] = [
    checkInFarOff, checkOutBeforeCheckIn, createdAfterEnd, createdInFuture, dayAndTime, farFuture, hourThatNeverComes,
    longBooking, openWithoutReason, overlappingBookings, quantityZero, seriesWithoutOccurrences, unknownCheckin,
    unreadTimes,
  ]

  public static let openWithoutReason = FindingKind(
    "open-without-reason", .bookings, ["bookings.end", "bookings.kind"],
    one: "a booking has no end and is not permanent; it lasts for good",
    several: "# bookings have no end and are not permanent; they last for good",
    remedy: "give them an end, or the kind permanent if somebody has the desk for good")
  public static let unreadTimes = FindingKind(
    "unread-times", .bookings, ["bookings.start", "bookings.end"],
    remedy: "say in settings.deskql where the times stand: map bookings.start = \"Start date\" + \"Start time\"")
  public static let checkInFarOff = FindingKind(
    "check-in-far-off", .bookings, ["bookings.checkin", "bookings.checked_in_at"],
    one: "a booking has its check-in more than two hours before its start, or not before its end",
    several: "# bookings have their check-in more than two hours before their start, or not before their end",
    remedy: "look whether check-ins are in another zone than starts, or belong to another booking")
  public static let checkOutBeforeCheckIn = FindingKind(
    "check-out-before-check-in", .bookings, ["bookings.checked_in_at", "bookings.checked_out_at"],
    one: "1 booking has a check-out that is not after the check-in; its booked times are taken",
    several: "# bookings have a check-out that is not after the check-in; their booked times are taken",
    remedy: "correct the two times, or leave both empty; they count in figures with times actual alone")
  public static let createdAfterEnd = FindingKind(
    "created-after-end", .bookings, ["bookings.created"], one: "a booking was made after it had ended",
    several: "# bookings were made after they had ended",
    remedy: "look whether created is the time of an import; such bookings were never planned, and leadtime is off")
  public static let createdInFuture = FindingKind(
    "created-in-future", .bookings, ["bookings.created"], one: "a booking was made after today",
    several: "# bookings were made after today",
    remedy: "look whether day and month were swapped, or the clock is wrong")
  public static let dayAndTime = FindingKind(
    "day-and-time", .bookings, ["bookings.start", "bookings.end"],
    one: "1 booking has a date alone on one side and a time on the other; the day counts from or to midnight",
    several: "# bookings have a date alone on one side and a time on the other; the day counts from or to midnight",
    remedy: "give times on both sides, or on none")
  public static let farFuture = FindingKind(
    "far-future", .bookings, ["bookings.start"], one: "a booking begins more than two years after today",
    several: "# bookings begin more than two years after today",
    remedy: "look at the year; a booking that never ends has an empty end, and begins when it began")
  public static let hourThatNeverComes = FindingKind(
    "hour-that-never-comes", .bookings, ["bookings.start", "bookings.end"],
    one: "1 booking lies in the hour that clocks skip in spring, and so passes no time",
    several: "# bookings lie in the hour that clocks skip in spring, and so pass no time",
    remedy: "look whether the times are of another zone")
  public static let longBooking = FindingKind(
    "long-booking", .bookings, ["bookings.start", "bookings.end"],
    one: "a booking lasts more than 31 days without being permanent",
    several: "# bookings last more than 31 days without being permanent",
    remedy: "say permanent as kind where it is a standing place, else look at its end")
  public static let overlappingBookings = FindingKind(
    "overlapping-bookings", .bookings, ["bookings.resource", "bookings.start", "bookings.end"],
    one: "a booking begins while its resource has all its places booked",
    several: "# bookings begin while their resource has all its places booked",
    remedy: "look whether one of them was cancelled or moved; hours count both, utilization counts the time once")
  public static let quantityZero = FindingKind(
    "quantity-zero", .bookings, ["bookings.quantity"],
    one: "a booking has a quantity of 0, and so no hours",
    several: "# bookings have a quantity of 0, and so no hours",
    remedy: "leave the cell empty for 1")
  public static let seriesWithoutOccurrences = FindingKind(
    "series-without-occurrences", .bookings, ["bookings.start", "bookings.end"],
    one: "a booking has a rule of recurrence and stands alone: the other days of its series are missing",
    several: "# bookings have a rule of recurrence and stand alone: the other days of their series are missing",
    remedy: "export occurrences instead of bookings: a series has then one row for each of its days")
  public static let unknownCheckin = FindingKind(
    "unknown-checkin", ["bookings.checkin"], remedy: "say checked_in, missed or not_required")
}
