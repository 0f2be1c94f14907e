import Calculus
import Diagnostics
import Files
import Testing

@testable import TestFiles

@Suite("tests of metrics")
struct TestRunTests {
  /// Two desks from March on, one of them let, the other one closed for good in April. Fourteen lines.
  static let desks = """
    file resources.csv
    id,type,location,available_from,available_to
    D1,Desk,Berlin,2024-03-01,
    D2,Desk,Sofia,2024-03-01,2024-03-31

    file memberships.csv
    id,resource,start,end,status
    M1,D1,2024-01-01,,approved

    file locations.csv
    id,name
    Berlin,Berlin
    Sofia,Sofia


    """

  /// Runs files that stand in one folder.
  ///
  /// - Parameter files: name and text; those that end in `.test` or are asked for are run.
  func run(
    _ files: [(String, String)], only: [String]? = nil, updates: Bool = false,
    inspect: (Folder) throws -> Void = { _ in }
  ) throws -> TestRun {
    let folder = try Folder.temporary()
    defer { folder.remove() }
    for (name, text) in files { try WholeFile.write(Array(text.utf8), to: folder.path(of: name)) }
    var run = TestRun(today: try #require(Day(iso: "2024-07-01")), updates: updates)
    for name in only ?? files.map(\.0) { run.run(folder.path(of: name)) }
    try inspect(folder)
    return run
  }

  @Test("the tests of a folder are its .test files and the scripts that expect something")
  func testsOfFolder() throws {
    _ = try run(
      [
        ("a.test", TestRunTests.desks), ("b.deskql", "set mode bom; expect memberships 2024-03 gives 1\n"),
        ("c.deskql", "memberships 2024-03 # expect nothing\n"), ("d.deskql", "expect memberships 2024-03 givs 1\n"),
        ("settings.deskql", "set mode bom\n"), ("e.csv", "expect\n"),
      ], only: [],
      inspect: { folder in
        let names = TestRun.tests(in: folder.path).map { $0.dropFirst(folder.path.count + 1) }
        #expect(names == ["a.test", "b.deskql", "d.deskql"])
      })
  }

  /// Each failure as line, column, code and message.
  func failures(_ text: String) throws -> [String] {
    let run = try run([("a.test", TestRunTests.desks + text)])
    #expect(run.files[0].problems.isEmpty)
    return run.files[0].cases.flatMap(\.failures).map { DiagnosticRenderer.line($0) }
  }

  @Test(
    "each cell that differs is told with its place",
    arguments: [
      ("frame,occupied,available,occupancy\n2024-03,1,2,0.5", []),
      (
        "frame,occupied,available,occupancy\n2024-03,0,2,0",
        [
          "18:9 other-cell: row 2024-03, column occupied: expected 0, got 1",
          "18:13 other-cell: row 2024-03, column occupancy: expected 0, got 0.5",
        ]
      ),
      (
        "frame,occupied,available\n2024-03,1,2",
        ["17:1 extra-column: column occupancy: not expected, got it"]
      ),
      (
        "frame,let,occupied,available,occupancy\n2024-03,0,1,2,0.5",
        [
          "17:7 missing-column: column let: expected, and not there; there are frame, occupied, available, occupancy"
        ]
      ),
      (
        "frame,occupied,available,occupancy\n2024-04,0,2,0",
        [
          "18:1 missing-row: row 2024-04: expected, and not there",
          "18:1 extra-row: row 2024-03: not expected, got 2024-03,1,2,0.5",
        ]
      ),
      (
        "frame,available,occupied,occupancy\n2024-03,2,1,0.5",
        ["17:1 other-order: the columns came in another order: frame,occupied,available,occupancy"]
      ),
      (
        "frame,occupied,available,occupancy\n2024-03,1,2,",
        ["18:13 other-cell: row 2024-03, column occupancy: expected an empty cell, got 0.5"]
      ),
      (
        "nothing like it",
        ["17:1 missing-line: this line was not printed"] + [
          "17:1 extra-line: a line more was printed: frame,occupied,available,occupancy",
          "17:1 extra-line: a line more was printed: 2024-03,1,2,0.5",
        ]
      ),
    ] as [(String, [String])])
  func cells(expected: String, failures: [String]) throws {
    #expect(try self.failures("occupancy desks 2024-03\n----\n" + expected + "\n") == failures)
  }

  @Test("rows are found by their keys")
  func rows() throws {
    let failures = try failures(
      """
      occupancy desks bom 2024-03..2024-04 by location, month
      ----
      location,location_name,month,occupied,available,occupancy
      Sofia,Sofia,2024-03,0,1,0
      Berlin,Berlin,2024-03,1,1,1
      Berlin,Berlin,2024-04,1,3,1
      Sofia,Sofia,2024-04,0,0,

      """)
    #expect(failures.contains("20:25 other-cell: row Berlin, 2024-04, column available: expected 3, got 1"))
    #expect(failures.count == 1)
  }

  @Test(
    "an error where none was expected, and the other way round",
    arguments: [
      (
        "occupancy desk 2024-03\n----\nframe\n",
        "15:1 error-instead: an error came instead of an answer: 1:11 unknown-metric"
      ),
      (
        "occupancy desks 2024-03\n---- error\n1:1 x: y\n",
        "15:1 answer-instead: an answer came instead of an error: frame,occ"
      ),
      (
        "show definition users.group\n----\nall is well\n",
        "17:1 other-line: another line was printed: define users.group         = groups"
      ),
    ])
  func errors(text: String, failure: String) throws {
    let failures = try failures(text)
    #expect(failures.count == 1)
    #expect(failures.first?.hasPrefix(failure) ?? false, "\(failures)")
  }

  @Test(
    "what cannot be read as a test is told with its place",
    arguments: [
      ("check\n", "1:1 no-rule"), ("check\n\n----\n", "1:1 no-rule"), ("check\n---- maybe\n", "2:1 bad-rule"),
      ("today tomorrow\n", "1:7 no-day"), ("today 2024-01-01\ntoday 2024-01-01\n", "2:1 said-twice"),
      ("workspace nowhere\n\ncheck\n----\n", "1:11 no-workspace"), ("file ../a.csv\nid\n", "1:6 bad-file-name"),
      ("file a.csv\nid\n\nworkspace x\n", "4:1 workspace-and-files"),
    ])
  func malformed(text: String, problem: String) throws {
    let run = try run([("a.test", text)])
    let problems = run.files[0].problems.map { DiagnosticRenderer.line($0) }
    #expect(problems.count == 1)
    #expect(problems.first?.hasPrefix(problem) ?? false, "\(problems)")
    #expect(TestReport(run).hasProblems)
  }

  @Test("a workspace beside the file, and one for files that name none")
  func workspaces() throws {
    let folder = try Folder.temporary()
    defer { folder.remove() }
    let test = "show definition users.group\n----\ndefine users.group         = groups\n"
    try WholeFile.write(Array("id,type\nD1,Desk\n".utf8), to: folder.path(of: "resources.csv"))
    try WholeFile.write(Array(("workspace resources.csv\n\n" + test).utf8), to: folder.path(of: "a.test"))
    try WholeFile.write(Array(test.utf8), to: folder.path(of: "b.test"))
    var run = TestRun(workspace: folder.path, today: try #require(Day(iso: "2024-07-01")))
    run.run(folder.path(of: "a.test"))
    run.run(folder.path(of: "b.test"))
    #expect(TestReport(run).passed == 2)
    #expect(run.files.flatMap(\.problems).isEmpty)
  }

  @Test("expectations are rewritten, the rest of the file is not")
  func update() throws {
    let text = "# a note\r\n" + TestRunTests.desks + "occupancy desks 2024-03\n---- error\nno\n\n# the end\n"
    _ = try run([("a.test", text)], updates: true) { folder in
      let written = try readText(ofFile: folder.path(of: "a.test"))
      let rest = "occupancy desks 2024-03\n----\nframe,occupied,available,occupancy\n2024-03,1,2,0.5\n\n# the end\n"
      let expected = "# a note\n" + TestRunTests.desks + rest
      #expect(written == expected.replacing("\n", with: "\r\n"))
    }
  }

  @Test("scripts are tested by what they expect, and by what fails")
  func scripts() throws {
    let script = """
      define free = available: available desks, free: available
      free 2024-03
      expect free 2024-03 gives 2
      expect free 2024-03 gives 3 within 0.5
      by by
      expect free 2024-13 gives 1
      """
    let run = try run(
      [("resources.csv", "id,type\nD1,Desk\nD2,Desk\n"), ("a.deskql", script)], only: ["a.deskql"])
    let cases = run.files[0].cases
    #expect(cases.map(\.line) == [3, 4, 5, 6])
    #expect(cases.map { $0.failures.first?.code } == [nil, "expectation-failed", "unexpected-word", "no-such-month"])
    #expect(TestReport(run).text(color: false).hasSuffix("\n1 passed, 3 failed\n"))
  }

  @Test("definitions that no test touches are named")
  func untouched() throws {
    let text = """
      file resources.csv
      id,type,size
      D1,Desk,1

      file settings.deskql
      define resources.wide = size
      define resources.narrow = size
      define wide desks = desks: sum wide of resources
      define my desks = wide desks
      define my desks again = wide desks
      define forgotten = desks: sum narrow of resources

      my desks bom 2024-03
      ----
      frame,desks
      2024-03,1

      my desks bom 2024-03 under again
      ----
      frame,again
      2024-03,1

      define idle = wide desks
      ----

      """
    let run = try run([("a.test", text)])
    #expect(run.untouched.map(\.definition.name.text).sorted() == ["forgotten", "idle", "resources.narrow"])
    let lines = TestReport(run).text(color: false).split(separator: "\n")
    #expect(lines.contains { $0.hasSuffix(": no test touches “forgotten”") })
  }

  @Test("scripts that a test reads stand beside it")
  func sources() throws {
    let run = try run(
      [
        ("metrics.deskql", "define free = free: available desks\n"), ("self.deskql", "source self.deskql\n"),
        (
          "a.test",
          TestRunTests.desks + """
            source metrics.deskql
            ----

            free 2024-03
            ----
            frame,free
            2024-03,2

            source self.deskql
            ---- error
            1:8 source-too-deep: “self.deskql” is read from within too many other files; does it read itself?

            """
        ),
      ], only: ["a.test"])
    #expect(run.files[0].cases.flatMap(\.failures).map { DiagnosticRenderer.line($0) } == [])
  }

  @Test("JUnit's XML has a suite a file and a case a case")
  func junit() throws {
    let text = TestRunTests.desks + "show definition users.group\n----\n<&>\n\nhelp nothing\n---- error\n1:1 x: y\n"
    let run = try run([("a.test", text), ("b.test", "check\n")])
    let xml = TestReport(run).junit
    #expect(xml.contains("tests=\"3\" failures=\"2\" errors=\"1\""))
    #expect(xml.contains("<testcase name=\"show definition users.group\" "))
    #expect(xml.contains(" line=\"15\" time=\"0."))
    #expect(
      xml.contains(
        "<failure type=\"other-line\" message=\"another line was printed: define users.group         = groups\">"))
    #expect(xml.contains("&lt;&amp;&gt;"))
    #expect(xml.contains("<error type=\"no-rule\""))
  }

  @Test("statements with to print their answer and write nothing")
  func destination() throws {
    let text = TestRunTests.desks + "available desks 2024-03 to \"x.csv\"\n----\nframe,available\n2024-03,2\n"
    let run = try run([("a.test", text)])
    #expect(run.files[0].cases.flatMap(\.failures).isEmpty)
    #expect(!WholeFile.isSame("x.csv", "x.csv"))
  }

  @Test("workspaces forget persons by the clock, rows that a test brings along by its own day")
  func clock() throws {
    let folder = try Folder.temporary()
    defer { folder.remove() }
    let bookings = "id,user,start,end\n1,ann,2024-03-04T09:00,2024-03-04T10:00\n"
    let settings = "set anonymize_after 30\n"
    let files = [
      ("bookings.csv", bookings), ("settings.deskql", settings),
      (
        "named.test",
        "workspace .\ntoday 2024-03-10\n\npeople 2024-03\n----\nframe,bookings,hours,people\n2024-03,1,1,0\n"
      ),
      (
        "own.test",
        "today 2024-03-10\n\nfile bookings.csv\n\(bookings)\nfile settings.deskql\n\(settings)\npeople 2024-03\n----\n"
          + "frame,bookings,hours,people\n2024-03,1,1,1\n"
      ),
    ]
    for (name, text) in files { try WholeFile.write(Array(text.utf8), to: folder.path(of: name)) }
    var run = TestRun(today: try #require(Day(iso: "2024-03-10")), clock: Day(iso: "2024-07-01"))
    for name in ["named.test", "own.test"] { run.run(folder.path(of: name)) }
    for file in run.files {
      #expect(file.cases.count == 1)
      #expect(file.problems.isEmpty && file.cases.allSatisfy(\.failures.isEmpty))
    }
  }
}
