import Diagnostics
import Language
import Testing
@Test func probe() throws {
  let lines = [
    "hours 2024 whre status = approved", "hours 2024 bu weekday", "hours 2024 usr alice", "hours 2024 where type i (a, b)", "expect hours 2024 give 5", "show defnition x", "explian hours 2024 = 3", "definee x = 3",
    "hours 2024 by weekday hour", "hours 2024 by", "hours 2024 by weekday,", "hours 2024 by location type", "define x = a b: c", "define x = a, , b",
    "hours 40", "hours by week 2024-03", "hours 2024-01 2024-03", "hours 2024-01 to 2024-03", "2024-03", "user alice 2024-03", "hours 2024 vs lately", "hours 2024..now", "hours since", "_ 2024", "user alice _",
    "user", "user alice", "type = parking hours 2024", "where x = 3", "explain", "explain list 2024", "list where x", "list",
    "chargeback 5000 eur 2024", "hours 2024 top ten", "hours 2024 sort hours asc", "hours 2024 between 9 to 10", "hours 2024 limit 5", "hours 2024 order by x", "hours 2024 group by x", "select * from bookings",
    "set mode = bom", "show", "map a b", "quit now", "hours (2024)", "hours 2024)",
    "define = 3", "define x", "define x =", "define x = (a + b", "define x = max(a)", "define x = if a then b", "define x = (a and b) + 1", "define x = a : b",
    "timemap 2024 having bookings / days > 2", "hours 2024 where count of x > 3", "define x = a + b > 3", "hours 2024 where a < b < c", "hours 2024 where weekday in Mon, Tue", "hours 2024 where a = 80 %", "hours 2024 where (1 + 2)", "hours 2024 where a and", "hours 2024 where type == parking", "hours 2024 where a <> b", "hours 2024 where ! a", "hours 2024 where a ≤ b",
    "costcenter “R&D” hours 2024", "costcenter 'R&D' hours 2024", "costcenter \"R&D hours 2024", "costcenter \"\" hours 2024", "costcenter R\"D\" hours 2024", "costcenter \"R\"D hours 2024",
    "hours\u{0} 2024", "hours 2024\rhours 2025", "hours\u{200B} 2024", "define x = ((((((((((((((((((((((((((((((((((((((((((((((((((a", "define x = a@@",
  ]
  for line in lines {
    let line = line.replacing("@@", with: String(repeating: " + a", count: 1001))
    let said = complaints(line)
    func lit(_ s: String) -> String { let d = s.debugDescription; return d }
    print("ROW    (\(lit(line)), \(lit(said))),")
  }
}
