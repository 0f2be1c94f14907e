import Diagnostics
import Files
import Language
import Planning
import Store

// Messages of the session and the workspace, in alphabetical order.
extension Diagnostic {
  static func auditUnwritten(_ file: String, _ reason: String, _ place: Place, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "audit-unwritten", message: "\(file) cannot be written: \(reason); without its line nothing is answered",
      range: place.range, source: source, help: "make the file writable, or change audit in settings.deskql")
  }

  static func badExpectation(_ value: Value, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "bad-expectation", message: "“\(value.text.text)” is no figure", range: value.place.range, source: source,
      help: "write a number, 80%, undefined or nodata")
  }

  /// `expect hours 2024-03 gives 160 within a bit`
  static func badTolerance(_ value: Value, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "bad-expectation", message: "“\(value.text.text)” is no tolerance", range: value.place.range,
      source: source, help: "write a number, or a per cent as in within 5%")
  }

  /// `undefine hours`
  static func builtIn(_ name: Phrase, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "built-in", message: "“\(name.text)” is built in, so it stays", range: name.place.range, source: source,
      help: "“define \(Printer.text(of: name)) = …” puts another in its place")
  }

  /// `why hours 2024-03`
  static func whyWithoutComparison(_ place: Place, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "why-without-vs", message: "why tells what made a difference, and there is no other time to differ from",
      range: place.range, source: source, help: "write vs and a time behind it, as in vs previous")
  }

  /// `why hours 2024-03 vs previous by week`
  static func whyOfCells(_ word: String, _ place: Place, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "why-of-cells", message: "why tells of one change, and “\(word)” makes several of it, or a part",
      range: place.range, source: source, help: "by an attribute groups its causes, as in by location")
  }

  /// `why revenue 2024-03 vs previous`, where some pay in euros and others in leva.
  static func whyOfCurrencies(_ place: Place, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "why-of-currencies", message: "money of several currencies is never added, so it has no one change",
      range: place.range, source: source, help: "ask for one of them: where currency = EUR")
  }

  /// `why occupancy desks peak 2024-03 vs previous`
  static func whyOfExtreme(_ mode: String, _ place: Place, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "why-not-additive", message: "a \(mode) is the figure of one day, whose causes do not add up",
      range: place.range, source: source, help: "compare two days: why … 2024-03-15 vs 2024-02-15")
  }

  /// What is asked would tell rows where small groups are hidden.
  static func whyInGroups(_ place: Place, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "why-in-groups", message: "causes are rows, and min_group keeps rows of what people did to itself",
      range: place.range, source: source, help: "“vs” compares the figures of groups")
  }

  /// `why people 2024-03 vs previous`, where persons are not told.
  static func whyOfPersons(_ place: Place, _ reason: Diagnostic, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "why-of-persons", message: "its causes are single persons: \(reason.message)", range: place.range,
      source: source, help: "ask for hours or bookings, whose causes are resources")
  }

  /// `explain hours 2024-03 vs previous`
  static func explainComparison(_ place: Place, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "explain-comparison", message: "explain tells of one time", range: place.range, source: source,
      help: "“why” tells what made the difference; or explain each of the two times")
  }

  /// `_ top 2` after `check`, `explain _` after `list`
  static func noFiguresInLastAnswer(_ place: Place, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "clause-on-last-answer", message: "the last answer was not one of figures, and takes only “as” and “to”",
      range: place.range, source: source, help: "_ as csv")
  }

  /// `deskql anonymize exports exports/clean`
  static func copyWithinItself(_ target: String, of source: String, isSame: Bool) -> Diagnostic {
    Diagnostic(
      code: "copy-within-itself",
      message: "the clean copy cannot be written to \(target), which \(isSame ? "is" : "lies in") \(source)",
      help: "name a folder beside it")
  }

  static func expectationFailed(
    _ stated: String, got: String, at place: Place, in source: SourceText
  ) -> Diagnostic {
    Diagnostic(
      code: "expectation-failed", message: "expected \(stated), and the figure is \(got)", range: place.range,
      source: source)
  }

  static func expectationOfManyRows(_ count: Int, _ place: Place, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "expectation-of-many-rows", message: "the answer has \(count) rows, and expect states one figure",
      range: place.range, source: source, help: "narrow it to one row by filters, or leave out by")
  }

  /// `expect utilization 2024-03 under Robin, Cobot gives 50%`
  static func expectationOfSeveral(_ names: [String], _ place: Place, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "expectation-of-several-figures",
      message: "the answer has \(names.count) definitions side by side, and expect states one figure",
      range: place.range, source: source, help: "one expect for each of them: under \(names[0])")
  }

  /// `load june.csv`, where the workspace hides small groups.
  static func fileAmongGroups(_ file: String, _ origin: Settings.Origin) -> Diagnostic {
    let place = if case .workspace(let file) = origin { " in \(file)" } else { "" }
    return Diagnostic(
      code: "file-among-groups",
      message:
        "“\(file)” is not added: min_group\(place) hides small groups, and rows from elsewhere would fill them up",
      help: "put it beside the exports, and write load alone")
  }

  static func finding(_ finding: Finding) -> Diagnostic {
    let rows = finding.rows.isEmpty ? "" : ": " + finding.rows.prefix(5).joined(separator: ", ")
    return Diagnostic(
      code: finding.code, message: "\(finding.message) (\(finding.count) in \(finding.table.rawValue)\(rows))")
  }

  /// - Parameter count: of what loading found, each told in one row by `check`.
  static func findings(_ count: Int) -> Diagnostic {
    Diagnostic(
      severity: .note, code: "findings", message: "\(count) \(count == 1 ? "finding" : "findings") of loading",
      help: "check lists \(count == 1 ? "it" : "them"), and looks for more")
  }

  /// `load exports` in a session that has a workspace.
  static func folderLoaded(_ file: Name, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "folder-loaded", message: "“\(file.text)” is a folder, and files are added one by one",
      range: file.place.range, source: source, help: "name its files, or open it: deskql \(file.text)")
  }

  /// `deskql anonymize exports clean --after 180`, where the settings say 90.
  static func laxerThanSettings(_ after: Int, file: String, days: Int) -> Diagnostic {
    Diagnostic(
      code: "laxer-than-settings", message: "--after \(after) keeps persons longer than \(file), which says \(days)",
      help: "leave it out, or give fewer days than \(days)")
  }

  /// `expect hours 2024-03 gives 168 within -1`
  static func negativeTolerance(_ value: Value, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "bad-expectation", message: "a tolerance is not below 0", range: value.place.range, source: source,
      help: "“within 1” is one up and one down")
  }

  static func mapInSession(_ place: Place, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "map-in-session", message: "map decides how exports are read", range: place.range, source: source,
      help: "put it into \(Workspace.settingsFile) beside the exports; it counts when they are loaded again")
  }

  /// `map bookings.usr = "Booked by"`
  static func mappedAttribute(
    _ column: String, of table: TableName, nearest: String, _ place: Place, in source: SourceText
  ) -> Diagnostic {
    Diagnostic(
      severity: .warning, code: "mapped-attribute",
      message: "\(table.rawValue) have no column “\(column)”, so it becomes an attribute of that name",
      range: place.range, source: source, suggestion: nearest)
  }

  /// `map bookings = "Booked by"`
  static func mapWithoutColumn(_ table: TableName, _ place: Place, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "map-without-column", message: "map fills a column of \(table.rawValue), and none is named",
      range: place.range, source: source,
      help: "write it behind a point, as in \(table.rawValue).\(Schema.fields(of: table)[0].name)")
  }

  /// `Settings.deskql`
  static func misnamedSettings(_ file: String) -> Diagnostic {
    Diagnostic(
      code: "misnamed-settings", message: "\(file) is not read: its name is not all in small letters",
      help: "call it \(Workspace.settingsFile)")
  }

  /// `deskql anonymize exports clean`, where nothing says after how many days.
  static func noDays(_ file: String) -> Diagnostic {
    Diagnostic(
      code: "no-days", message: "nothing says after how many days bookings lose their person",
      help: "give them by --after, as in --after 90, or write `set anonymize_after 90` into \(file)")
  }

  static func noLastAnswer(_ place: Place, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "no-last-answer", message: "there is no last answer", range: place.range, source: source,
      help: "ask something first")
  }

  /// `load` without a workspace.
  static func noWorkspaceToLoad(in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "no-workspace", message: "there is no workspace to read again", source: source,
      help: "name a folder of exports, or a file: load exports")
  }

  static func notAQuery(_ source: SourceText) -> Diagnostic {
    Diagnostic(code: "not-a-query", message: "this is a statement, not a query", source: source)
  }

  /// `deskql anonymize bookings.csv clean`
  static func notAnExportFolder(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "not-an-export-folder", message: "\(path) is no folder", help: "name the folder that holds the exports")
  }

  static func notForSettings(_ range: SourceRange, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "not-for-settings", message: "a settings file sets, defines and maps, nothing else", range: range,
      source: source,
      help: "put it into a script and run that with -f")
  }

  /// `load jun.csv`
  static func nothingToLoad(_ file: Name, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "nothing-to-load", message: "there is no file “\(file.text)”", range: file.place.range, source: source,
      help: "a path begins at the folder in which deskql was started")
  }

  static func redefined(_ name: Phrase, behind: CatalogueEntry?, in source: SourceText) -> Diagnostic {
    Diagnostic(
      severity: .warning, code: "redefined", message: "“\(name.text)” had a definition, which this replaces",
      range: name.place.range, source: source,
      help: behind.map { undefining(name, brings: $0) })
  }

  static func rejectedRow(_ row: RejectedRow) -> Diagnostic {
    Diagnostic(
      code: "rejected-row",
      message: "\(row.file):\(row.line): \(row.column.isEmpty ? "" : row.column + ": ")\(row.reason)")
  }

  static func rejectedRows(_ report: FileReport, first: RejectedRow?) -> Diagnostic {
    Diagnostic(
      severity: .warning, code: "rejected-rows",
      message: "\(report.file): \(report.rejected) of \(report.rows) rows could not be read",
      help: first.map { "the first is line \($0.line): \($0.column.isEmpty ? "" : $0.column + ": ")\($0.reason)" })
  }

  /// `undefine hours` after `define hours = …`
  static func restored(_ entry: CatalogueEntry, at place: Place, in source: SourceText) -> Diagnostic {
    Diagnostic(
      severity: .note, code: "restored", message: "“\(entry.definition.name.text)” is the \(entry.whose) one again",
      range: place.range, source: source)
  }

  private static func undefining(_ name: Phrase, brings behind: CatalogueEntry) -> String {
    "“undefine \(Printer.text(of: name))” brings the \(behind.whose) one back"
  }

  /// `map user Ann = "robin/17"` after `map user Bob = "robin/17"`
  static func sameAsTwo(_ text: String, name: String, _ place: Place, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "same-as-two", message: "“\(text)” is one with “\(name)” already", range: place.range, source: source,
      help: "say all names of one thing in one map: map … \(Printer.name(name)) = …")
  }

  /// `define occupied desks = hours of bookings`, on which `occupancy desks` rests.
  static func spoilt(
    _ names: [String], _ reason: String, by name: Phrase, behind: CatalogueEntry?, in source: SourceText
  ) -> Diagnostic {
    Diagnostic(
      severity: .warning, code: "redefinition-spoils", message: sense(of: names, lostBy: "with it", reason),
      range: name.place.range, source: source,
      help: behind.map { undefining(name, brings: $0) })
  }

  /// `undefine half`, on which `quarter` rests.
  static func spoilt(_ names: [String], _ reason: String, without name: Phrase, in source: SourceText) -> Diagnostic {
    Diagnostic(
      severity: .warning, code: "undefining-spoils", message: sense(of: names, lostBy: "without it", reason),
      range: name.place.range, source: source)
  }

  private static func sense(of names: [String], lostBy change: String, _ reason: String) -> String {
    let shown = names.lazy.map { "“\($0)”" }.listed(first: 3)
    return "\(shown) \(names.count == 1 ? "makes" : "make") no sense \(change): \(reason)"
  }

  static func statementNotSupported(_ word: String, _ place: Place?, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "not-supported", message: "this version does not answer \(word)", range: place?.range, source: source,
      help: "help lists what it does")
  }

  /// `expect occupancy desks 2024-03 gives undefined within 5%`
  static func toleranceOfNothing(_ value: Value, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "bad-expectation", message: "only a number can be off by something", range: value.place.range,
      source: source, help: "leave out “within”")
  }

  /// `expect occupancy desks 2024-03 gives 88% within 1`
  static func toleranceWithoutPercent(_ value: Value, of figure: Value, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "bad-expectation", message: "“\(figure.text.text)” is in per cents, and “\(value.text.text)” is not",
      range: value.place.range, source: source, help: "write “within \(value.text.text)%” for percentage points")
  }

  static func unknownDefinition(_ name: Phrase, catalogue: Catalogue, in source: SourceText) -> Diagnostic {
    let names = catalogue.metricNames + catalogue.rowColumnNames
    return Diagnostic(
      code: "unknown-definition", message: "there is no definition “\(name.text)”", range: name.place.range,
      source: source,
      suggestion: NearestName.find(name.text, in: names),
      help: "describe metrics lists them")
  }

  /// `describe occupancy`, `describe resources.aera`, `describe desks.csv` of `robin/desks.csv`
  ///
  /// - Parameter files: of the workspace, as they are called.
  static func unknownDescription(
    _ name: Phrase, family: [String], known: [String], files: [String], in source: SourceText
  ) -> Diagnostic {
    let inFolder = files.first { $0.hasSuffix("/" + name.text) }
    var suggestion: String?
    var help = "describe metrics lists them"
    if !family.isEmpty {
      help = "there are \(family.joined(separator: ", "))"
    } else if let topic = HelpTopic.nameOfTopic(about: name.text), inFolder == nil {
      help = "help \(topic) tells of it"
    } else if let column = known.first(where: { $0.hasSuffix(".\(name.text.lowercased())") }), inFolder == nil {
      suggestion = column
    } else {
      suggestion =
        inFolder.map { Printer.name($0) }
        ?? NearestName.find(name.text, in: known + files).map { near in
          files.contains(near) ? Printer.name(near) : near
        }
    }
    return Diagnostic(
      code: "unknown-definition", message: "there is no metric, table, column or file “\(name.text)”",
      range: name.place.range, source: source, suggestion: suggestion, help: help)
  }

  /// What the files of a workspace were taken for; nil where all are of the loader's own form.
  static func understood(_ files: [FileReport]) -> Diagnostic? {
    var names: [String: Set<String>] = [:]
    for report in files where report.state == .read {
      if let layout = report.layout { names[layout, default: []].insert(report.file) }
    }
    guard names.contains(where: { $0.key != FileReport.canonical }) else { return nil }
    let count = Set(names.values.joined()).count
    let sorted = names.keys.filter { $0 != FileReport.canonical }.sorted() + [FileReport.canonical]
    let layouts = sorted.compactMap { name in
      names[name].map { $0.count == 1 ? name : "\($0.count) \(name)" }
    }
    return Diagnostic(
      severity: .note, code: "layouts",
      message: "\(count) \(count == 1 ? "file" : "files"): \(layouts.joined(separator: ", "))",
      help: "check files lists them")
  }

  /// `deskql layouts robin-desk`
  static func unknownLayout(_ name: String, known: [String]) -> Diagnostic {
    let family = known.filter { $0.hasPrefix(name.lowercased() + "-") }
    return Diagnostic(
      code: "unknown-layout", message: "there is no layout “\(name)”", suggestion: NearestName.find(name, in: known),
      help: (family.isEmpty ? "deskql layouts lists them" : "there are \(family.joined(separator: ", "))"))
  }

  /// A file that is not read, whatever is the matter with it: the others answer all the same.
  static func unread(_ problem: FileReport.Problem) -> Diagnostic {
    Diagnostic(severity: .warning, code: problem.code, message: problem.message, help: problem.help)
  }

  static func unreadableSettings(_ file: String, _ reason: String) -> Diagnostic {
    Diagnostic(
      code: "unreadable-settings", message: "\(file) cannot be read: \(reason)",
      help: "privacy settings stay at their strictest until it can")
  }

  /// `help bonus`
  ///
  /// - Parameter instead: what is said of the word where it is described.
  static func unknownTopic(
    _ name: Phrase, topics: [String], instead: Diagnostic?, in source: SourceText
  ) -> Diagnostic {
    let family = instead?.help.flatMap { $0.hasPrefix("there are") ? $0 : nil }
    return Diagnostic(
      code: "unknown-topic", message: "there is no topic, metric, table, column or file “\(name.text)”",
      range: name.place.range, source: source,
      suggestion: NearestName.find(name.text, in: topics) ?? instead?.suggestion,
      help: family ?? "the topics are \(topics.joined(separator: ", "))"
    )
  }

  static func unwritableCopy(_ path: String, _ error: FileError) -> Diagnostic {
    Diagnostic(
      code: "unwritable-copy", message: "\(path) cannot be written: \(error.message)",
      help: "nothing was changed; the clean copy needs a folder that is new or empty")
  }

  /// The same, placed in a query's text where it has no place yet.
  func placed(at range: SourceRange, in source: SourceText) -> Diagnostic {
    Diagnostic(
      severity: severity, code: code, message: message, range: self.range ?? range, source: self.source ?? source,
      help: help)
  }
}

extension CatalogueEntry {
  /// For messages: the … one.
  fileprivate var whose: String {
    switch origin {
    case .prelude: "built-in"
    case .workspace: "workspace's"
    case .session: "session's"
    }
  }
}
