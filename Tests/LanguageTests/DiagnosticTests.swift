import Diagnostics
import Foundation
import GrammarFile
import Language
import Testing

@Suite("what is wrong is said in one sentence, with what to type instead")
struct DiagnosticTests {
  static let mistakes: [(text: String, said: String)] = [
    ("hours 2024 whre status = approved", "1:12 unexpected-word: “whre” cannot stand here; did you mean “where”?"),
    ("hours 2024 bu weekday", "1:12 unexpected-word: “bu” cannot stand here; did you mean “by”?"),
    ("hours 2024 usr alice", "1:12 unexpected-word: “usr” cannot stand here; did you mean “user”?"),
    ("hours 2024 where type ni (a, b)", "1:23 unexpected-word: “ni” cannot stand here; did you mean “in”?"),
    ("expect hours 2024 give 5", "1:19 unexpected-word: “give” cannot stand here; did you mean “gives”?"),
    ("show defnition x", "1:6 unexpected-word: “defnition” cannot stand here; did you mean “definition”?"),
    (
      "explian hours 2024 = 3",
      "1:1 unknown-statement: no statement begins with “explian” like this; did you mean “explain”?"
    ),
    (
      "hours $month",
      "1:7 unknown-parameter: nothing says what “$month” is; start deskql with --set month=…, or write a name with a “$” "
        + "in quotes"
    ),
    ("definee x = 3", "1:1 unknown-statement: no statement begins with “definee” like this; did you mean “define”?"),
    (
      "hours 2024 by weekday hour",
      "1:23 missing-comma: “hour” cannot stand here; if it is one more, write a comma: “weekday, hour”"
    ),
    ("hours 2024 by", "1:14 unexpected-end: the line ends after “by”; expected a key such as “week” or “costcenter”"),
    (
      "hours 2024 by weekday,",
      "1:23 unexpected-end: the line ends after “,”; expected a key such as “week” or “costcenter”"
    ),
    (
      "hours 2024 by location type",
      "1:28 unexpected-end: the line ends after “type”; expected the name of a type; if it is one more key, write a comma: “by location, type”"
    ),
    ("define x = a b: c", "1:14 missing-comma: “b:” cannot stand here; if it is one more, write a comma: “a, b:”"),
    (
      "define x = a, , b",
      "1:15 unexpected-word: “,” cannot stand here; expected a name, something like “count of bookings”, a number such as “5”, “if” or “not”"
    ),
    (
      "hours 40",
      "1:7 not-a-time: “40” is not a time; times are written 2024-03, 2024-Q1 or last90; an amount is written with its currency, as in “40 EUR”"
    ),
    (
      "chargeback 10000 2024-06",
      "1:12 not-a-time: “10000” is not a time; times are written 2024-03, 2024-Q1 or last90; an amount is written with its currency, as in “10000 EUR”"
    ),
    (
      "hours 2024 vs 40",
      "1:15 not-a-time: “40” is not a time; times are written 2024, 2024-Q1, 2024-03, 2024-W28, 2024-03-15, 2024-01..2024-03, since 2024-02 or last90"
    ),
    (
      "hours in march 2024",
      "1:7 not-a-time: “in march 2024” is not how a time is written; did you mean “2024-03”?"
    ),
    (
      "hours 2024-06 vs last year",
      "1:18 not-a-time: “last year” is not how a time is written; did you mean “lastyear”?"
    ),
    (
      "hours 2024-06 vs last month by week",
      "1:18 not-a-time: “last month” is not how a time is written; did you mean “lastmonth”?"
    ),
    (
      "hours since March 2024",
      "1:13 not-a-time: “March 2024” is not how a time is written; did you mean “2024-03”?"
    ),
    ("hours 2024 Q1", "1:7 not-a-time: “2024 Q1” is not how a time is written; did you mean “2024-Q1”?"),
    (
      "hours by week 2024-03",
      "1:15 time-too-late: “2024-03” cannot stand here; the time stands right after the metric, as in “hours 2024-03 by week”"
    ),
    (
      "hours 2024-01 2024-03",
      "1:15 times-without-dots: one frame, please: a second time stands here; from one to the other is “2024-01..2024-03”; to compare, “vs 2024-03”"
    ),
    (
      "hours 2024-01 to 2024-03",
      "1:15 times-without-dots: “to” names a file, not a time; write “2024-01..2024-03”; a file of that name stands in quotes"
    ),
    (
      "2024-03",
      "1:1 time-without-metric: a metric is missing before “2024-03”; write one first, as in “hours 2024-03”; a name that looks like a time stands in quotes"
    ),
    (
      "user alice 2024-03",
      "1:12 time-without-metric: a metric is missing before “2024-03”; write one first, as in “hours 2024-03”; a name that looks like a time stands in quotes"
    ),
    (
      "hours 2024 vs lately",
      "1:15 not-a-time: “lately” is not a time; times are written 2024, 2024-Q1, 2024-03, 2024-W28, 2024-03-15, 2024-01..2024-03, since 2024-02 or last90"
    ),
    (
      "hours 2024..now",
      "1:13 not-a-time: “now” is not a time; times are written 2024, 2024-Q1, 2024-03, 2024-W28, 2024-03-15, 2024-01..2024-03, since 2024-02 or last90"
    ),
    (
      "hours since",
      "1:12 unexpected-end: the line ends after “since”; expected a time such as “2024-03” or “last90”"
    ),
    (
      "_ 2024",
      "1:3 unexpected-word: “_”, the last answer, has its time already; write the metric again, or clauses after “_” as in “_ by week”"
    ),
    (
      "user alice _",
      "1:12 unexpected-word: “_”, the last answer, begins the query; write “_” first and the filters after it"
    ),
    ("user", "1:5 unexpected-end: the line ends after “user”; expected the name of a user"),
    (
      "user alice",
      "1:11 unexpected-end: the line ends after “alice”; expected a metric such as “occupancy desks”, “,” or a filter such as “user alice”"
    ),
    (
      "type = parking hours 2024",
      "1:6 unexpected-symbol: a filter takes no “=”; write “type …”, or behind the time “where type = …”"
    ),
    (
      "where x = 3",
      "1:1 unexpected-word: “where” cannot stand here; a query begins with a metric; if “where” is its name, put it in quotes"
    ),
    (
      "explain",
      "1:8 unexpected-end: the line ends after “explain”; expected a metric such as “occupancy desks” or a filter such as “user alice”"
    ),
    (
      "explain list 2024",
      "1:9 unexpected-word: “list” cannot stand here; a query begins with a metric; if “list” is its name, put it in quotes"
    ),
    (
      "list where x",
      "1:6 unexpected-word: “where” cannot stand here; after “list” comes a table; if “where” is its name, put it in quotes"
    ),
    ("list", "1:5 unexpected-end: the line ends after “list”; expected a table such as “bookings”"),
    (
      "chargeback 5000 $ 2024",
      "1:17 currency-sign: “$” is no code of a currency; write the three letters of ISO 4217, as in “5000 USD”"
    ),
    (
      "chargeback 100€ 2024",
      "1:12 currency-sign: “€” is no code of a currency; write the three letters of ISO 4217, as in “100 EUR”"
    ),
    (
      "chargeback 100,50 EUR 2024",
      "1:12 decimal-comma: a number has no comma; write “100.50 EUR”: decimals stand behind a point"
    ),
    (
      "chargeback 1.000,50 eur 2024",
      "1:12 decimal-comma: a number has no comma; write “1000.50 EUR”: decimals stand behind a point"
    ),
    (
      "chargeback 1,000 EUR 2024",
      "1:12 decimal-comma: a number has no comma; write “1000 EUR”, or “1.000 EUR” if these are decimals"
    ),
    ("hours 2024 top ten", "1:16 unexpected-word: “ten” cannot stand here; expected a number such as “5”"),
    (
      "hours 2024 sort hours asc",
      "1:23 unexpected-word: “asc” is not needed; leave it out: “sort” begins with the smallest, “desc” with the largest"
    ),
    ("hours 2024 between 9 to 10", "1:22 unexpected-word: “to” cannot stand here; expected “and”"),
    ("hours 2024 limit 5", "1:12 unexpected-word: “limit” cannot stand here; did you mean “top”?"),
    ("hours 2024 first 5", "1:12 unexpected-word: “first” cannot stand here; did you mean “top”?"),
    ("hours 2024 per week", "1:12 unexpected-word: “per” cannot stand here; did you mean “by”?"),
    ("hours 2024 order x", "1:12 unexpected-word: “order” cannot stand here; did you mean “sort”?"),
    ("hours 2024 order by x", "1:12 unexpected-word: “order by” is written “sort”; did you mean “sort”?"),
    ("hours 2024 sort by hours desc", "1:12 unexpected-word: “sort by” is written “sort”; did you mean “sort”?"),
    (
      "hours 2024 group by x",
      "1:12 unexpected-word: “group by” is written “by”; “group” is the filter for groups of people; did you mean “by”?"
    ),
    (
      "hours 2024 group by type",
      "1:12 unexpected-word: “group by” is written “by”; “group” is the filter for groups of people; did you mean “by”?"
    ),
    (
      "hours 2024 group by type sort hours",
      "1:12 unexpected-word: “group by” is written “by”; “group” is the filter for groups of people; did you mean “by”?"
    ),
    (
      "select * from bookings",
      "1:1 unknown-statement: no statement begins with “select”; a query begins with its metric, as in “hours 2024-03 by week”; “list bookings 2024-03” shows rows"
    ),
    ("-- June 2024, all", "1:1 foreign-comment: “--” begins nothing here; a comment begins with “#”"),
    ("//June (all)", "1:1 foreign-comment: “//” begins nothing here; a comment begins with “#”"),
    ("hours 2024 > x.csv", "1:12 unexpected-symbol: “>” compares, and names no file; did you mean “to”?"),
    ("hours 2024 >x.csv", "1:12 unexpected-symbol: “>” compares, and names no file; did you mean “to x.csv”?"),
    ("show metrics", "1:1 unexpected-word: “show” does not show metrics; did you mean “describe metrics”?"),
    ("show tables", "1:1 unexpected-word: “show” does not show tables; did you mean “describe tables”?"),
    ("set mode = bom", "1:10 unexpected-symbol: “set” takes no “=”; write “set mode …”"),
    (
      "show",
      "1:5 unexpected-end: the line ends after “show”; expected “definition”, “settings”, “steps”, “tokens” or “tree”"
    ),
    ("map a b", "1:7 unexpected-word: “b” cannot stand here; expected “=”"),
    ("map", "1:4 unexpected-end: the line ends after “map”; expected a name, “location” or “user”"),
    ("map users \"a\" = b", "1:5 unexpected-word: “users” cannot stand here; did you mean “user”?"),
    ("map user", "1:9 unexpected-end: the line ends after “user”; expected the name of a user or “=”"),
    ("map a =", "1:8 unexpected-end: the line ends after “=”; expected a header such as “Booked by”"),
    ("map a = b c", "1:11 unexpected-word: “c” cannot stand here; expected “+”, “or”, “as” or the end of the line"),
    ("map a = b or c + d", "1:16 unexpected-word: “+” cannot stand here; expected “or”, “as” or the end of the line"),
    ("map a = b as", "1:13 unexpected-end: the line ends after “as”; expected a rule such as “dmy” or “*”"),
    ("map a = b as 1 =", "1:17 unexpected-end: the line ends after “=”; expected a value"),
    ("map a = b as *", "1:15 unexpected-end: the line ends after “*”; expected “=”"),
    ("map a = b, c", "1:10 unexpected-word: “,” cannot stand here; expected “+”, “or”, “as” or the end of the line"),
    ("map user a = b c", "1:16 missing-comma: “c” cannot stand here; if it is one more, write a comma: “b, c”"),
    ("quit now", "1:6 unexpected-word: “now” cannot stand here; expected the end of the line"),
    (
      "hours (2024)",
      "1:7 unexpected-word: “(” cannot stand here; expected a time such as “2024-03” or “last90”, “since”, a clause such as “by week” or “where …”, a filter such as “user alice” or the end of the line"
    ),
    (
      "hours 2024)",
      "1:11 stray-bracket: “)” cannot stand here; close a bracket after something that stands in it, or delete “)”"
    ),
    ("define = 3", "1:8 unexpected-word: “=” cannot stand here; expected a name"),
    ("define x", "1:9 unexpected-end: the line ends after “x”; expected “=” or “(”"),
    (
      "define x =",
      "1:11 unexpected-end: the line ends after “=”; expected a name, something like “count of bookings”, a number such as “5”, “if” or “not”"
    ),
    ("define x = (a + b", "1:12 unclosed-bracket: this bracket is not closed; write “)” where it ends"),
    (
      "define x = max(a)",
      "1:12 call-of-one: “max(…)” compares two values or more; write “max(a, b)”, or “max a of table” for the rows of a table"
    ),
    (
      "define x = if a then b",
      "1:23 unexpected-end: the line ends after “b”; expected “else” or an operator such as “+”"
    ),
    ("define x = (a and b) + 1", "1:13 condition-as-number: a condition is not a number; write “if … then 1 else 0”"),
    (
      "define x = a : b",
      "1:14 colon-alone: “:” stands alone; a label is written “occupied: …”, a definition “define … = …”"
    ),
    (
      "timemap 2024 having bookings / days > 2",
      "1:30 calculation-in-condition: a calculation in a condition stands in brackets; write “(a / b) > 2” or “(count of children) > 2”"
    ),
    (
      "hours 2024 where count of x > 3",
      "1:24 calculation-in-condition: a calculation in a condition stands in brackets; write “(a / b) > 2” or “(count of children) > 2”"
    ),
    (
      "define x = a + b > 3",
      "1:12 calculation-in-condition: a calculation in a condition stands in brackets; write “(a / b) > 2” or “(count of children) > 2”"
    ),
    ("hours 2024 where a < b < c", "1:24 comparison-chain: a comparison has two sides; write “a < b and b < c”"),
    (
      "hours 2024 where weekday in Mon, Tue",
      "1:29 list-without-brackets: a list after “in” stands in brackets; write “in (Mon, …)”"
    ),
    ("hours 2024 where a = 80 %", "1:25 blank-before-percent: “%” stands alone; write “80%” without a blank"),
    (
      "hours 2024 where (1 + 2)",
      "1:18 number-as-condition: a condition is missing: this is a value; compare it, as in “(…) > 0”"
    ),
    (
      "hours 2024 where a and",
      "1:23 unexpected-end: the line ends after “and”; expected “not”, “no”, “any”, a name or a number such as “5”"
    ),
    ("hours 2024 where type == parking", "1:23 unknown-operator: there is no operator “==”; write “=”"),
    ("hours 2024 where a <> b", "1:20 unknown-operator: there is no operator “<>”; write “!=”"),
    ("hours 2024 where ! a", "1:18 unknown-operator: there is no operator “!”; write “not”"),
    ("hours 2024 where a ≤ b", "1:20 unknown-operator: there is no operator “≤”; write “<=”"),
    (
      "costcenter “R&D” hours 2024",
      "1:12 typographic-quotes: names are put in straight double quotes; write \"R&D\""
    ),
    (
      "costcenter 'R&D' hours 2024",
      "1:12 typographic-quotes: names are put in straight double quotes; write \"R&D\""
    ),
    (
      "costcenter \"R&D hours 2024",
      "1:12 unterminated-quote: the closing quote is missing; a name in quotes ends on its line: write \" after it"
    ),
    (
      "costcenter \"\" hours 2024",
      "1:12 empty-name: there is no name between the quotes; write the name; for what is empty, “no …” is the condition"
    ),
    (
      "costcenter R\"D\" hours 2024",
      "1:12 quote-in-word: a quote stands inside a word; leave a blank before it, or put the whole name in quotes and the quote in it twice"
    ),
    (
      "costcenter \"R\"D hours 2024",
      "1:12 no-blank-after-quote: a blank is missing after the name in quotes; leave one after its closing quote; a quote inside a name is written twice"
    ),
    (
      "hours\0 2024",
      "1:6 control-character: the control character U+0000 cannot stand in a text; delete it; is this a text file in UTF-8?"
    ),
    (
      "hours 2024\rhours 2025",
      "1:11 lone-carriage-return: a carriage return stands without a line feed; save the file with line ends LF or CRLF"
    ),
    (
      "hours\u{200B} 2024",
      "1:6 invisible-character: an invisible character (U+200B) stands here; delete it, or type a blank"
    ),
    (
      "define x = " + String(repeating: "(", count: 51) + "a",
      "1:63 nested-too-deeply: this is nested more than 50 deep; define a part of it under a name of its own"
    ),
    (
      "define x = a" + String(repeating: " + a", count: 1001),
      "1:4014 too-many-operators: a statement has more than 1000 operators; define a part of it under a name of its own"
    ),
  ]

  @Test("typical mistakes", arguments: mistakes.map(\.text))
  func mistake(text: String) {
    #expect(complaints(text) == Self.mistakes.first { $0.text == text }?.said)
  }

  @Test("each message of the module is among them, and they stand in alphabetical order")
  func complete() throws {
    let file = Grammar.root.appendingPathComponent("Sources/Language/Diagnostic+Language.swift")
    let text = try String(contentsOf: file, encoding: .utf8)
    let codes = Set(text.matches(of: /code: "([a-z-]+)"/).map { String($0.1) })
    let tested = Self.mistakes.flatMap { $0.said.split(separator: "\n") }.compactMap {
      $0.firstMatch(of: /^[0-9:]+ ([a-z-]+):/).map { String($0.1) }
    }
    #expect(codes.subtracting(tested) == ["second-statement", "nothing-to-run"])
    let names = text.matches(of: /static func ([A-Za-z]+)/).map { String($0.1) }
    #expect(names == names.sorted())
  }

  @Test("one statement is one statement")
  func only() {
    func said(_ text: String) -> String {
      do {
        _ = try Parser.statement(SourceText(text: text))
        return ""
      } catch {
        return error.diagnostics.map { DiagnosticRenderer.line($0) }.joined(separator: "\n")
      }
    }
    #expect(said("hours 2024\n\n") == "")
    #expect(
      said("hours 2024; hours 2025") == "1:13 second-statement: one statement is wanted here; delete the second")
    #expect(
      said("# nothing")
        == "1:1 nothing-to-run: there is nothing to run; write a query such as “occupancy desks 2024-03”")
  }

  @Test("after an error, a script goes on with the next statement")
  func recovery() {
    let script = Parser.script(
      SourceText(
        name: "q.deskql",
        text: """
          hours 2024 whre a          # the first error
          hours 2024; days 2024 by
          define a = (b + c
          define d = e
          user "alice
          occupancy desks 2024
          """))
    #expect(script.statements.map { Printer.text(of: $0.0) } == ["hours 2024", "define d = e", "occupancy desks 2024"])
    #expect(
      script.diagnostics.map { DiagnosticRenderer.line($0) } == [
        "1:12 unexpected-word: “whre” cannot stand here; did you mean “where”?",
        "2:25 unexpected-end: the line ends after “by”; expected a key such as “week” or “costcenter”",
        "3:12 unclosed-bracket: this bracket is not closed; write “)” where it ends",
        "5:6 unterminated-quote: the closing quote is missing; a name in quotes ends on its line: write \" after it",
      ])
  }
}
