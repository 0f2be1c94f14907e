import Diagnostics

// All that this module says, in alphabetical order. `Lexer` and `Parser` add the source.
extension Diagnostic {
  /// `chargeback 10000 2024-06`
  static func amountWithoutCurrency(_ number: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "not-a-time", message: "“\(number)” is not a time", range: range,
      help:
        "times are written 2024-03, 2024-Q1 or last90; an amount is written with its currency, as in “\(number) EUR”")
  }

  /// `hours 2024 sort hours asc`
  static func ascending(_ word: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "unexpected-word", message: "“\(word)” is not needed", range: range,
      help: "leave it out: “sort” begins with the smallest, “desc” with the largest")
  }

  /// `avgdays 2024 having days_per_week < 80 %`
  static func blankBeforePercent(_ number: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "blank-before-percent", message: "“%” stands alone", range: range,
      help: "write “\(number)%” without a blank")
  }

  /// `timemap 2024 having bookings / days > 2`
  static func calculationInCondition(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "calculation-in-condition", message: "a calculation in a condition stands in brackets", range: range,
      help: "write “(a / b) > 2” or “(count of children) > 2”")
  }

  /// `define d = max(size)`
  static func callOfOne(_ name: Token, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "call-of-one", message: "“\(name.text)(…)” compares two values or more", range: range,
      help: "write “\(name.text)(a, b)”, or “\(name.text) a of table” for the rows of a table")
  }

  /// `define d = occupied : occupied desks`, `define d := desks`
  static func colonAlone(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "colon-alone", message: "“:” stands alone", range: range,
      help: "a label is written “occupied: …”, a definition “define … = …”")
  }

  /// `hours 2024 having 1 < hours < 2`
  static func comparisonChain(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "comparison-chain", message: "a comparison has two sides", range: range,
      help: "write “a < b and b < c”")
  }

  /// `define d = (scoped and counted) + 1`
  static func conditionAsNumber(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "condition-as-number", message: "a condition is not a number", range: range,
      help: "write “if … then 1 else 0”")
  }

  /// A NUL byte in the midst of a query.
  static func controlCharacter(_ byte: UInt8, at range: SourceRange) -> Diagnostic {
    let digits = String(byte, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: 4 - digits.count) + digits
    return Diagnostic(
      code: "control-character", message: "the control character \(code) cannot stand in a text", range: range,
      help: "delete it; is this a text file in UTF-8?")
  }

  /// `chargeback 5000 $ 2024-03`
  static func currencySign(_ sign: String, _ number: String, _ code: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "currency-sign", message: "“\(sign)” is no code of a currency", range: range,
      help: "write the three letters of ISO 4217, as in “\(number) \(code)”")
  }

  /// `chargeback 100,50 EUR 2024-03`
  static func decimalComma(_ whole: String, _ part: String, unit: String, at range: SourceRange) -> Diagnostic {
    let digits = whole.filter { $0 != "." }
    let isGrouped = part.utf8.count == 3 && digits == whole
    return Diagnostic(
      code: "decimal-comma", message: "a number has no comma", range: range,
      help: isGrouped
        ? "write “\(digits)\(part) \(unit)”, or “\(digits).\(part) \(unit)” if these are decimals"
        : "write “\(digits).\(part) \(unit)”: decimals stand behind a point")
  }

  /// `user ""`
  static func emptyName(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "empty-name", message: "there is no name between the quotes", range: range,
      help: "write the name; for what is empty, “no …” is the condition")
  }

  /// `hours 2024 by`
  static func endsEarly(after word: String, expected: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "unexpected-end", message: "the line ends after “\(word)”", range: range,
      help: expected.isEmpty ? nil : "expected \(expected)")
  }

  /// `type = parking hours 2024`
  static func equalInFilter(_ key: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "unexpected-symbol", message: "a filter takes no “=”", range: range,
      help: "write “\(key) …”, or behind the time “where \(key) = …”")
  }

  /// `set mode = bom`
  static func equalInSet(_ setting: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "unexpected-symbol", message: "“set” takes no “=”", range: range, help: "write “set \(setting) …”")
  }

  /// `hours 2024 > x.csv`
  static func fileSign(instead: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "unexpected-symbol", message: "“>” compares, and names no file", range: range, suggestion: instead)
  }

  /// `-- June`, `// June`
  static func foreignComment(_ sign: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "foreign-comment", message: "“\(sign)” begins nothing here", range: range,
      help: "a comment begins with “#”")
  }

  /// `where type == parking`, `where not a <> b`
  static func foreignOperator(_ text: String, instead: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "unknown-operator", message: "there is no operator “\(text)”", range: range, help: "write “\(instead)”")
  }

  /// `select * from bookings`
  static func foreignQuery(_ word: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "unknown-statement", message: "no statement begins with “\(word)”", range: range,
      help: "a query begins with its metric, as in “hours 2024-03 by week”; “list bookings 2024-03” shows rows")
  }

  /// `hours 2024 limit 5`
  static func foreignWord(_ word: String, instead: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "unexpected-word", message: "“\(word)” cannot stand here", range: range, suggestion: instead)
  }

  /// `hours 2024 group by week`
  static func groupBy(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "unexpected-word", message: "“group by” is written “by”; “group” is the filter for groups of people",
      range: range, suggestion: "by")
  }

  /// A zero-width blank, pasted from a web page.
  static func invisibleCharacter(_ text: Substring, at range: SourceRange) -> Diagnostic {
    let digits = String(text.unicodeScalars.first?.value ?? 0, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return Diagnostic(
      code: "invisible-character", message: "an invisible character (\(code)) stands here", range: range,
      help: "delete it, or type a blank")
  }

  /// `hours 2024 by location type`
  static func keyWithoutComma(_ first: String, _ second: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "unexpected-end", message: "the line ends after “\(second)”", range: range,
      help: "expected the name of a \(second); if it is one more key, write a comma: “by \(first), \(second)”")
  }

  /// `user alice _`
  static func lastAnswerWithFilters(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "unexpected-word", message: "“_”, the last answer, begins the query", range: range,
      help: "write “_” first and the filters after it")
  }

  /// `_ 2024`
  static func lastAnswerWithTime(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "unexpected-word", message: "“_”, the last answer, has its time already", range: range,
      help: "write the metric again, or clauses after “_” as in “_ by week”")
  }

  /// `hours 2024 where weekday in Mon, Tue`
  static func listWithoutBrackets(_ first: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "list-without-brackets", message: "a list after “in” stands in brackets", range: range,
      help: "write “in (\(first), …)”")
  }

  /// A line that ends in a carriage return alone, as in files of old Macs.
  static func loneCarriageReturn(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "lone-carriage-return", message: "a carriage return stands without a line feed", range: range,
      help: "save the file with line ends LF or CRLF")
  }

  /// `hours 2024 by weekday hour`
  static func missingComma(between first: String, and second: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "missing-comma", message: "“\(second)” cannot stand here", range: range,
      help: "if it is one more, write a comma: “\(first), \(second)”")
  }

  /// `hours 2024 whre status = approved`
  static func misspelt(_ word: String, nearest: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "unexpected-word", message: "“\(word)” cannot stand here", range: range, suggestion: nearest)
  }

  /// 10,000 brackets.
  static func nestedTooDeeply(_ limit: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "nested-too-deeply", message: "this is nested more than \(limit) deep", range: range,
      help: "define a part of it under a name of its own")
  }

  /// `type="Desk"x`
  static func noBlankAfterQuote(_ name: Substring, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "no-blank-after-quote", message: "a blank is missing after the name in quotes", range: range,
      help: "leave one after its closing quote; a quote inside a name is written twice")
  }

  /// `hours 2024 vs lately`
  static func notATime(_ word: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "not-a-time", message: "“\(word)” is not a time", range: range,
      help: "times are written 2024, 2024-Q1, 2024-03, 2024-W28, 2024-03-15, 2024-01..2024-03, since 2024-02 or last90")
  }

  /// An empty text.
  static func nothingToRun(in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "nothing-to-run", message: "there is nothing to run", range: SourceRange(lower: 0, upper: 0),
      source: source,
      help: "write a query such as “occupancy desks 2024-03”")
  }

  /// `define n = a where (1 + 2)`
  static func numberAsCondition(_ text: Substring, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "number-as-condition", message: "a condition is missing: this is a value", range: range,
      help: "compare it, as in “(…) > 0”")
  }

  /// `type=De"sk"`
  static func quoteInWord(_ word: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "quote-in-word", message: "a quote stands inside a word", range: range,
      help: "leave a blank before it, or put the whole name in quotes and the quote in it twice")
  }

  /// `where hours 2024`, `explain list 2024`, `list where active`
  static func reservedName(_ word: String, isTable: Bool, at range: SourceRange) -> Diagnostic {
    let expected = isTable ? "after “list” comes a table" : "a query begins with a metric"
    return Diagnostic(
      code: "unexpected-word", message: "“\(word)” cannot stand here", range: range,
      help: "\(expected); if “\(word)” is its name, put it in quotes")
  }

  /// Two statements where one was asked for.
  static func secondStatement(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "second-statement", message: "one statement is wanted here", range: range, help: "delete the second")
  }

  /// `show metrics`
  static func shownByDescribe(_ word: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "unexpected-word", message: "“show” does not show \(word)", range: range,
      suggestion: "describe \(word)")
  }

  /// `hours 2024 sort by hours`, `hours 2024 order by hours`
  static func sortBy(_ word: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "unexpected-word", message: "“\(word) by” is written “sort”", range: range, suggestion: "sort")
  }

  /// `hours in march 2024`
  public static func spokenTime(_ text: String, written: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "not-a-time", message: "“\(text)” is not how a time is written", range: range,
      suggestion: written)
  }

  /// `hours 2024)`
  static func strayBracket(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "stray-bracket", message: "“)” cannot stand here", range: range,
      help: "close a bracket after something that stands in it, or delete “)”")
  }

  /// `hours by week 2024-03`
  static func timeTooLate(_ time: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "time-too-late", message: "“\(time)” cannot stand here", range: range,
      help: "the time stands right after the metric, as in “hours \(time) by week”")
  }

  /// `user alice 2024-03`
  static func timeWithoutMetric(_ time: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "time-without-metric", message: "a metric is missing before “\(time)”", range: range,
      help: "write one first, as in “hours \(time)”; a name that looks like a time stands in quotes")
  }

  /// `hours 2024-01 2024-03`
  static func timesWithoutDots(_ first: String, _ last: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "times-without-dots", message: "one frame, please: a second time stands here", range: range,
      help: "from one to the other is “\(first)..\(last)”; to compare, “vs \(last)”")
  }

  /// `hours 2024-01 to 2024-03`
  static func toBetweenTimes(_ first: String, _ last: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "times-without-dots", message: "“to” names a file, not a time", range: range,
      help: "write “\(first)..\(last)”; a file of that name stands in quotes")
  }

  /// A chain of a thousand `+`.
  static func tooManyOperators(_ limit: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "too-many-operators", message: "a statement has more than \(limit) operators", range: range,
      help: "define a part of it under a name of its own")
  }

  /// `costcenter “R&D”`, `costcenter 'R&D'`
  static func typographicQuotes(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "typographic-quotes", message: "names are put in straight double quotes", range: range,
      help: name.isEmpty ? nil : "write \"\(name)\"")
  }

  /// `define a = (b + c`
  static func unclosedBracket(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "unclosed-bracket", message: "this bracket is not closed", range: range, help: "write “)” where it ends")
  }

  /// `hours (by week)`: nothing better is known.
  static func unexpected(_ text: String, expected: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "unexpected-word", message: "“\(text)” cannot stand here", range: range,
      help: expected.isEmpty ? nil : "expected \(expected)")
  }

  /// `hours $month`, and nobody said what that is.
  static func unknownParameter(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "unknown-parameter", message: "nothing says what “$\(name)” is", range: range,
      help: "start deskql with --set \(name)=…, or write a name with a “$” in quotes")
  }

  /// `definee a = b`
  static func unknownStatement(_ word: String, nearest: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "unknown-statement", message: "no statement begins with “\(word)” like this", range: range,
      suggestion: nearest)
  }

  /// `user "alice`
  static func unterminatedQuote(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "unterminated-quote", message: "the closing quote is missing", range: range,
      help: "a name in quotes ends on its line: write \" after it")
  }
}
