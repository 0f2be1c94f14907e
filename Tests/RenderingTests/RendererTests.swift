import Calculus
import Store
import Testing

@testable import Rendering

@Suite("Renderer")
struct RendererTests {
  /// Two rows of every kind of cell that there is.
  static let mixed = Answer(
    columns: [
      AnswerColumn(
        name: "location", isKey: true, isIdentifier: true, values: .labels(codes: [0, 1], labels: ["L1", nil])),
      AnswerColumn(
        name: "location_name", isKey: true, values: .labels(codes: [0, 1], labels: ["日本, “Büro” | 1", nil])),
      AnswerColumn(name: "hour", isKey: true, values: .labels(codes: [1, 0], labels: ["10", "8"])),
      AnswerColumn(name: "day", isKey: true, values: .days([Day(number: 19_797), Day(number: 19_798)])),
      AnswerColumn(name: "occupied", values: .figures([figure("12.5"), figure("3")])),
      AnswerColumn(name: "occupancy", isPercent: true, values: .figures([figure("4/5"), .undefined])),
      AnswerColumn(name: "at", values: .figures([.minute(28_508_190), .noData])),
    ],
    rowCount: 2,
    reading: [
      ReadingItem(.metric, "occupancy desks"), ReadingItem(.mode, "bom"), ReadingItem(.note, "one"),
      ReadingItem(.note, "two"),
    ])

  @Test(
    "every format of the same answer",
    arguments: [
      (
        Format.table,
        """
        location          hour  day         occupied  occupancy                at
        ────────────────  ────  ──────────  ────────  ─────────  ────────────────
        日本, “Büro” | 1     8  2024-03-15      12.5     80.0 %  2024-03-15 08:30
        (none)              10  2024-03-16       3.0          –           no data
        occupancy desks · mode bom · one · two

        """
      ),
      (
        .csv,
        """
        location,location_name,hour,day,occupied,occupancy,at
        L1,"日本, “Büro” | 1",8,2024-03-15,12.5,0.8,2024-03-15T08:30
        (none),(none),10,2024-03-16,3,,

        """
      ),
      (
        .tsv,
        """
        location\tlocation_name\thour\tday\toccupied\toccupancy\tat
        L1\t日本, “Büro” | 1\t8\t2024-03-15\t12.5\t0.8\t2024-03-15T08:30
        (none)\t(none)\t10\t2024-03-16\t3\t\t

        """
      ),
      (
        .json,
        """
        {"columns": ["location", "location_name", "hour", "day", "occupied", "occupancy", "at"],
         "rows": [
          {"location": "L1", "location_name": "日本, “Büro” | 1", "hour": "8", "day": "2024-03-15", "occupied": 12.5, \
        "occupancy": 0.8, "at": "2024-03-15T08:30"},
          {"location": "(none)", "location_name": "(none)", "hour": "10", "day": "2024-03-16", "occupied": 3, \
        "occupancy": null, "at": null}
         ],
         "reading": {"metric": "occupancy desks", "mode": "bom", "note": ["one", "two"]}}

        """
      ),
      (
        .jsonl,
        """
        {"location": "L1", "location_name": "日本, “Büro” | 1", "hour": "8", "day": "2024-03-15", "occupied": 12.5, \
        "occupancy": 0.8, "at": "2024-03-15T08:30"}
        {"location": "(none)", "location_name": "(none)", "hour": "10", "day": "2024-03-16", "occupied": 3, \
        "occupancy": null, "at": null}

        """
      ),
      (
        .markdown,
        """
        | location | hour | day | occupied | occupancy | at |
        | --- | ---: | --- | ---: | ---: | ---: |
        | 日本, “Büro” \\| 1 | 8 | 2024-03-15 | 12.5 | 80.0 % | 2024-03-15 08:30 |
        | (none) | 10 | 2024-03-16 | 3.0 | – | no data |

        occupancy desks · mode bom · one · two

        """
      ),
    ])
  func formats(format: Format, text: String) {
    #expect(Renderer.text(of: RendererTests.mixed, as: format) == text)
  }

  @Test(
    "an answer without rows says so",
    arguments: [
      (Format.table, "resource  value\n────────  ─────\n(no rows)\nmode bom\n"),
      (.csv, "resource,resource_name,value\n"),
      (
        .json,
        """
        {"columns": ["resource", "resource_name", "value"],
         "rows": [],
         "reading": {"mode": "bom"}}

        """
      ),
      (.jsonl, ""),
      (.markdown, "| resource | value |\n| --- | ---: |\n\n(no rows)\n\nmode bom\n"),
    ])
  func noRows(format: Format, text: String) {
    let empty = answer(names: [], figures: [], reading: [ReadingItem(.mode, "bom")])
    #expect(Renderer.text(of: empty, as: format) == text)
  }

  @Test(
    "names that a format must quote",
    arguments: [
      (Format.csv, "a,b", "\"a,b\""), (.csv, "say \"hi\"", "\"say \"\"hi\"\"\""),
      (.csv, "two\nlines", "\"two\nlines\""),
      (.tsv, "a,b", "a,b"), (.tsv, "a\tb", "\"a\tb\""),
      // what would steer a terminal that shows the file
      (.csv, "\u{1B}[2J\u{07}x", "␛[2J␇x"), (.tsv, "a\u{9B}1m", "a\u{FFFD}1m"), (.csv, "\u{200E}a", "\u{200E}a"),
      (.csv, "cr\rhere", "\"cr\rhere\""), (.csv, " blank ", " blank "), (.csv, "", ""),
      // what a spreadsheet would compute
      (.csv, "=1+1", "'=1+1"), (.csv, "@SUM(A1)", "'@SUM(A1)"), (.csv, "+49 30 12", "'+49 30 12"),
      (.csv, "-2+3", "'-2+3"), (.csv, "\t=1", "'\t=1"), (.csv, "\r=1", "\"'\r=1\""), (.tsv, "=1+1", "'=1+1"),
      (.csv, "=\"a\",1", "\"'=\"\"a\"\",1\""), (.csv, "-5", "-5"), (.csv, "+5.25", "+5.25"), (.csv, "-", "-"),
      (.csv, "a=1", "a=1"), (.jsonl, "=1+1", "\"=1+1\""),
      (.jsonl, "say \"hi\"", "\"say \\\"hi\\\"\""), (.jsonl, "back\\slash", "\"back\\\\slash\""),
      (.jsonl, "\u{1B}[0m\t\n", "\"\\u001b[0m\\t\\n\""), (.jsonl, "\u{9B}", "\"\\u009b\""),
      (.markdown, "a|b", "a\\|b"), (.markdown, "a\\|b", "a\\\\\\|b"), (.markdown, "<b>*x*", "\\<b>\\*x\\*"),
      (.markdown, "_x_ days_per_week", "\\_x\\_ days_per_week"), (.markdown, "two\nlines", "two␊lines"),
    ])
  func quoting(format: Format, name: String, cell: String) {
    let lines = Renderer.text(of: answer(names: [name], figures: ["1"]), as: format)
    let expected =
      switch format {
      case .csv: "resource,resource_name,value\nr0,\(cell),1\n"
      case .tsv: "resource\tresource_name\tvalue\nr0\t\(cell)\t1\n"
      case .jsonl: "{\"resource\": \"r0\", \"resource_name\": \(cell), \"value\": 1}\n"
      default: "| resource | value |\n| --- | ---: |\n| \(cell) | 1 |\n"
      }
    #expect(lines == expected)
  }

  @Test("a terminal is never steered", arguments: [Format.table, .csv, .tsv, .json, .jsonl, .markdown])
  func terminal(format: Format) {
    let hostile = answer(names: ["\u{1B}]0;a\u{07}\u{9B}2Jb\rc"], figures: ["1"])
    let text = Renderer.text(of: hostile, as: format, style: TableStyle(isTerminal: true))
    #expect(
      text.unicodeScalars.allSatisfy {
        $0 == "\n" || format == .tsv && $0 == "\t" || !(0..<0x20 ~= $0.value || 0x7F..<0xA0 ~= $0.value)
      })
    #expect(text.contains("b"))
  }

  @Test(
    "figures of one column line up at their points",
    arguments: [
      (["3", "20"], ["    3", "   20"]), (["12.5", "20"], [" 12.5", " 20.0"]),
      (["1/3", "-12.5"], ["  0.33", "-12.50"]),
      (["–", "1"], ["    –", "    1"]), (["?", "1.5"], ["no data", "    1.5"]),
    ])
  func alignment(figures: [String], cells: [String]) {
    let lines = Renderer.text(of: answer(names: ["a", "b"], figures: figures), as: .table).split(separator: "\n")
    #expect(lines[2] == "a         " + cells[0])
    #expect(lines[3] == "b         " + cells[1])
  }

  @Test("a table fits the terminal by cutting names, never figures")
  func narrow() {
    let wide = answer(
      names: ["A very long name of a meeting room", "short"], figures: ["1234567", "1"],
      reading: [ReadingItem(.note, "a note with several words"), ReadingItem(.note, "and one more")])
    #expect(
      Renderer.text(of: wide, as: .table, style: TableStyle(width: 24)) == """
        resource           value
        ───────────────  ───────
        A very long na…  1234567
        short                  1
        a note with several
        words · and one more

        """)
    #expect(Renderer.text(of: wide, as: .table, style: TableStyle(width: 5)).contains("1234567"))
  }

  /// Rows of a list: columns of texts, nil where a row says nothing.
  private func list(_ columns: (name: String, texts: [String?])..., reading: String) -> Answer {
    Answer(
      columns: columns.map { name, texts in
        AnswerColumn(name: name, values: .labels(codes: texts.indices.map { UInt32($0) }, labels: texts))
      }, rowCount: columns[0].texts.count, reading: [ReadingItem(.note, reading)])
  }

  @Test("names are cut as far as they can be told apart")
  func toldApart() {
    let desks = list(
      ("name", ["Desk 1.01", "Desk 1.02"]), ("type", ["Standing desk", "Meeting room"]), reading: "2 resources")
    #expect(
      Renderer.text(of: desks, as: .table, style: TableStyle(width: 20)) == """
        name       type
        ─────────  ─────────
        Desk 1.01  Standing…
        Desk 1.02  Meeting …
        2 resources

        """)
  }

  @Test("a list that is too wide leaves out what is empty; what is left stands in blocks, each with whole cells")
  func tooWide() {
    let bookings = list(
      ("id", ["1", "2"]), ("quantity", [nil, nil]), ("start", ["2024-03-01 08:00", "2024-03-02 08:00"]),
      ("end", ["2024-03-01 18:00", "2024-03-02 18:00"]), reading: "2 bookings")
    #expect(
      Renderer.text(of: bookings, as: .table, style: TableStyle(width: 40)) == """
        id  start             end
        ──  ────────────────  ────────────────
         1  2024-03-01 08:00  2024-03-01 18:00
         2  2024-03-02 08:00  2024-03-02 18:00
        2 bookings · empty: quantity

        """)
    #expect(
      Renderer.text(of: bookings, as: .table, style: TableStyle(width: 24)) == """
        id  start
        ──  ────────────────
         1  2024-03-01 08:00
         2  2024-03-02 08:00

        id  end
        ──  ────────────────
         1  2024-03-01 18:00
         2  2024-03-02 18:00
        2 bookings · empty:
        quantity

        """)
    #expect(Renderer.text(of: bookings, as: .table).contains("quantity"))
  }

  @Test("prose stands below a table, a block a row; a terminal has short labels, machines have the whole ones")
  func prose() {
    let answer = Answer(
      columns: [
        AnswerColumn(name: "finding", isKey: true, values: .labels(codes: [0, 1], labels: ["odd", "even"])),
        AnswerColumn(
          name: "touches", briefLabels: ["a …", nil], values: .labels(codes: [0, 1], labels: ["a b; a c", nil])),
        AnswerColumn(
          name: "what", isProse: true,
          values: .labels(codes: [0, 1], labels: ["a sentence of several words", "another"])),
        AnswerColumn(name: "do", isProse: true, values: .labels(codes: [0, 1], labels: [nil, "nothing"])),
      ], rowCount: 2, reading: [ReadingItem(.note, "2 findings")])
    #expect(
      Renderer.text(of: answer, as: .table, style: TableStyle(width: 24)) == """
        finding  touches
        ───────  ───────
        odd      a …
        even

        odd
          what  a sentence of
                several words

        even
          what  another
          do    nothing

        2 findings

        """)
    #expect(
      Renderer.text(of: answer, as: .csv) == """
        finding,touches,what,do
        odd,a b; a c,a sentence of several words,
        even,,another,nothing

        """)
    #expect(Renderer.text(of: answer, as: .markdown).contains("| odd | a … | a sentence of several words |  |"))
  }

  @Test("only the reading is dimmed, and only with colours")
  func colors() {
    let dimmed = Renderer.text(of: RendererTests.mixed, as: .table, style: TableStyle(color: true))
    #expect(dimmed.hasSuffix("no data\n\u{1B}[2moccupancy desks · mode bom · one · two\u{1B}[0m\n"))
    #expect(!Renderer.text(of: RendererTests.mixed, as: .table).contains("\u{1B}"))
  }

  @Test("a hidden figure is a word in every format, beside figures and undefined ones", arguments: Format.allCases)
  func hidden(format: Format) {
    let answer = answer(names: ["A", "B", "C"], figures: ["1.5", "#", "–"])
    let text = String(decoding: Renderer.bytes(of: answer, as: format), as: UTF8.self)
    // Pictures tell of it in their legend, too.
    let isPicture = format == .svg || format == .html
    #expect(isPicture ? text.contains("hidden") : text.matches(of: /hidden/).count == 1)
  }

  @Test("a missing value that is no key is empty, not a group")
  func missingAttribute() {
    let listing = Answer(
      columns: [
        AnswerColumn(name: "id", values: .labels(codes: [0], labels: ["b1"])),
        AnswerColumn(name: "end", values: .labels(codes: [0], labels: [nil])),
      ], rowCount: 1, reading: [])
    #expect(Renderer.text(of: listing, as: .csv) == "id,end\nb1,\n")
    #expect(Renderer.text(of: listing, as: .jsonl) == "{\"id\": \"b1\", \"end\": null}\n")
    #expect(Renderer.text(of: listing, as: .table) == "id  end\n──  ───\nb1\n")
  }
}
