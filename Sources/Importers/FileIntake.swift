import Codecs
import Diagnostics
import Formats
import Store

/// A table of text whose layout is found, before its rows are read.
struct KnownRecords {
  let export: WorkspaceFiles.Export
  /// As messages call it.
  let name: String
  /// Of the file, without extensions.
  let stem: String
  var records: RecordSet
  /// What the largest table in the same file has.
  let page: Page
  /// How its letters were written, where it is text.
  let encoding: Encoding?
  /// What it says of decimal marks by what it is.
  let hint: NumberHint
  /// With what the workspace says of its columns.
  let layout: ExportLayout
  /// Its place among all that the file gave.
  var number = 0
  /// Where the file was known already, its rows are not there, but what they became.
  var hasRows = true
  var memory: Memory?
}

/// Takes one file in that is not of the canonical form: unpacks it, finds its layouts.
struct FileIntake {
  let export: WorkspaceFiles.Export
  let rules: ReadingRules

  enum Outcome {
    case known(KnownRecords)
    case told([Finding])
    /// It holds no rows, and no header either.
    case empty(name: String)
    /// It fits no layout.
    case unknown(name: String, Diagnostic, nearest: TableName?)
    case failed(name: String, TableName?, [Diagnostic])
  }

  func outcomes(of file: FileBytes) -> [Outcome] {
    parts(of: file).enumerated().map { number, outcome in
      guard case .known(var records) = outcome else { return outcome }
      records.number = number
      return .known(records)
    }
  }

  private func parts(of file: FileBytes) -> [Outcome] {
    var outcomes: [Outcome] = []
    let matcher = LayoutMatcher(corrections: rules.corrections)
    for part in ExportReader(file, name: export.name, matcher: matcher).parts {
      switch part.result {
      case .failure(let error):
        let diagnostic =
          error == ExportReader.empty ? Diagnostic.emptyFile(part.name) : .unreadable(file: part.name, error)
        outcomes.append(.failed(name: part.name, WorkspaceFiles.table(stem: part.stem), [diagnostic]))
      case .success(let content):
        let isOne = content.records.sets.count == 1
        if content.records.sets.isEmpty {
          outcomes.append(.told([Finding(.readingNote, "\(part.name): it holds no records")]))
        }
        var tables: [TableName] = []
        let page = KnownRecords.Page(of: content.records.sets)
        for set in content.records.sets {
          let name = isOne || set.name.isEmpty ? part.name : "\(part.name): \(set.name)"
          for outcome in self.outcomes(of: set, name: name, part, stem: isOne ? part.stem : set.name, content, page) {
            if case .known(let known) = outcome, let table = known.layout.tables.first?.table { tables.append(table) }
            outcomes.append(outcome)
          }
        }
        let table = tables.first ?? WorkspaceFiles.table(stem: part.stem) ?? .bookings
        let told = content.records.notes.map { Finding(.readingNote, "\(part.name): \($0)", table: table) }
        if !told.isEmpty { outcomes.append(.told(told)) }
      }
    }
    return outcomes
  }

  private func outcomes(
    of records: RecordSet, name: String, _ part: ExportReader.Part, stem: String, _ content: ExportReader.Content,
    _ page: KnownRecords.Page
  ) -> [Outcome] {
    var records = records
    // A folder within an archive is a source, as one of the workspace is.
    let export = WorkspaceFiles.Export(
      path: export.path, name: export.name, source: export.source ?? part.folder, bytes: export.bytes)
    // Two headers of one column are a question, as they were written.
    let written = records.table.headers
    var findings = records.nameHeaders(file: name)
    let headers = records.table.headers
    let matcher = LayoutMatcher(corrections: rules.corrections)
    let layout: ExportLayout
    switch matcher.choice(records, kind: content.kind, stem: stem) {
    case .layout(let known): layout = known
    case .canonical(let table, let isNamed):
      if !isNamed {
        findings.append(
          Finding(.fileByHeaders, "\(name) is taken for \(table.rawValue) by its headers", table: table))
      }
      do throws(Rejection) {
        layout = try .canonical(table, headers: written, file: name, corrections: rules.corrections)
      } catch {
        return [.failed(name: name, table, error.diagnostics)]
      }
    case .ambiguous(let layouts):
      return [.failed(name: name, nil, [.ambiguousLayout(name, layouts.map(\.name))])]
    case .none:
      if records.table.rowCount == 0, headers.isEmpty { return [.empty(name: name)] }
      if let named = WorkspaceFiles.table(stem: stem) {
        let missing = matcher.missing(of: named, headers)
        return [.failed(name: name, named, [.missingHeaders(file: name, table: named, missing: missing)])]
      }
      let (table, missing) = WorkspaceFiles.nearest(headers: headers)
      let near = matcher.nearest(headers, kind: content.kind)
      return [
        .unknown(name: name, .unmatchedFile(name, nearest: table, missing: missing, layout: near), nearest: table)
      ]
    }
    let known = KnownRecords(
      export: export, name: name, stem: part.stem, records: records, page: page, encoding: content.encoding,
      hint: content.hint, layout: layout.corrected(by: rules.corrections, headers))
    return [.told(findings), .known(known)]
  }
}

extension KnownRecords {
  /// What one file holds of an answer that may come in several.
  struct Page {
    let rowCount: Int
    /// A number for each row by what it says; none where nothing is said of the whole.
    let rows: [Int]

    init(of sets: [RecordSet]) {
      let largest = sets.max { $0.table.rowCount < $1.table.rowCount }?.table
      rowCount = largest?.rowCount ?? 0
      rows = sets.allSatisfy(\.envelope.isEmpty) ? [] : largest?.rowNumbers ?? []
    }
  }

  /// What the rows become.
  struct Translation {
    var matches: [WorkspaceFiles.Match] = []
    /// What the rows only mention: it is put together with what other files of the same system mention.
    var mentioned: [MappedTable] = []
    var findings: [Finding] = []
    var failures: [(table: TableName?, diagnostics: [Diagnostic])] = []
    /// What became of the tables of which no row is read.
    var unread: [FileReport] = []
    /// The first and last day on which its bookings start, as texts; nil where it has none.
    var days: ClosedRange<String>?
  }

  /// - Parameter dictionaries: of all files of the same system.
  consuming func translated(
    _ rules: ReadingRules, _ dictionaries: [String: [String: String]], _ clock: DayClock = DayClock(),
    watch: LoadingWatch = LoadingWatch()
  ) -> Translation {
    var translation = Translation()
    let translator = Translator(
      rules: rules, context: LayoutContext(stem: stem, dictionaries: dictionaries, clock: clock),
      source: export.source, hint: hint, watch: watch)
    var result: Translator.Result
    var index = 0
    do throws(TranslationError) {
      result = try translator.result(records, layout)
    } catch {
      translation.failures.append((layout.tables.first?.table, [.undecided(file: name, error)]))
      return translation
    }
    translation.unread = unread(result)
    translation.days = result.tables.first { $0.table == .bookings }?.days
    var accounts = result.tables.filter { !$0.isDerived }.enumerated().map { index, table in
      account(result, table.table, isFirst: index == 0)
    }
    // From here on only what the tables took of the text is needed.
    records = RecordSet(table: TextTable(headers: []))
    while !result.tables.isEmpty {
      let table = result.tables.removeFirst()
      if table.isDerived {
        translation.mentioned.append(table)
        continue
      }
      var account = accounts.removeFirst()
      account.rejects += table.rejects
      defer { index += 1 }
      do throws(Rejection) {
        translation.matches.append(try table.match(name: name, path: "\(export.path)#\(name)#\(index)", account))
      } catch {
        translation.failures.append((table.table, error.diagnostics))
      }
    }
    let table = layout.tables.first?.table ?? .bookings
    translation.findings = result.notes.map {
      Finding(kind: .readingNote, message: "\(name): \($0.text)", table: table, rows: [], count: $0.count)
    }
    return translation
  }

  private func account(_ result: Translator.Result, _ table: TableName, isFirst: Bool) -> FileAccount {
    var account = self.account
    account.leftOut = result.leftOut[table] ?? 0
    account.dateOrder = result.summary.order?.rawValue
    account.clock = result.summary.clocks.isEmpty ? nil : result.summary.clocks.joined(separator: "; ")
    if isFirst {
      account.rejects = records.rejects.map { ($0.line, $0.reason) }
      account.columns = result.tables.filter(\.isDerived).flatMap(\.sources)
      account.unread = result.unread
      account.notes = result.notes
    }
    return account
  }

  /// What is known before a row is understood.
  var account: FileAccount {
    var account = FileAccount(
      layout: layout.name, export: export.name, path: export.path, source: export.source)
    account.encoding = encoding.flatMap { $0 == .utf8 ? nil : $0.name }
    return account
  }

  /// The file as one of which no row is read.
  func report(_ state: FileReport.State, _ table: TableName?, because problems: [FileReport.Problem]) -> FileReport {
    var report = FileReport(file: name, table: table, account)
    report.state = state
    report.problems = problems
    return report
  }

  /// What became of the tables that wait for an answer; of the file, where none of its rows is of use, or they only
  /// mention others.
  private func unread(_ result: Translator.Result) -> [FileReport] {
    var reports = result.waiting.map { waiting in
      var report = report(
        .leftOut, waiting.table,
        because: waiting.questions.map {
          .init(code: FileReport.Problem.openQuestion, message: "\(name): \($0.text)", help: nil)
        })
      report.leftOut = waiting.rowCount
      return report
    }
    if result.tables.allSatisfy(\.isDerived) {
      if reports.isEmpty {
        let isOfUse = !result.tables.isEmpty || layout.tables.contains { $0.table == nil }
        // A layout without a table says itself why.
        let isTold = isOfUse || layout.tables.isEmpty
        let problems = isTold ? [] : [FileReport.Problem(.noRowFits(name, layout: layout.name))]
        reports = [report(isOfUse ? .read : .leftOut, nil, because: problems)]
      }
      reports[0].columns = result.tables.flatMap(\.sources)
      reports[0].unread = result.unread
      reports[0].notes = result.notes
    }
    return reports
  }
}

extension MappedTable {
  /// As a file that the loader reads.
  func match(name: String, path: String, _ account: FileAccount) throws(Rejection) -> WorkspaceFiles.Match {
    let layout = try layout(file: name)
    var account = account
    account.columns = sources(layout) + account.columns
    return .init(file: file(name: name, path: path), layout: layout, account: account)
  }
}

extension Finding {
  init(_ kind: FindingKind, _ message: String, table: TableName = .bookings) {
    self.init(kind: kind, message: message, table: table, rows: [], count: 1)
  }
}

extension RecordSet {
  /// Gives each column a name of its own; one without a header is not read.
  mutating func nameHeaders(file: String) -> [Finding] {
    var names = DistinctNames()
    var findings: [Finding] = []
    for (index, header) in table.headers.enumerated() {
      if header.isEmpty {
        findings.append(Finding(.columnWithoutHeader, "column \(index + 1) of \(file) has no header and is not read"))
        continue
      }
      let name = names.distinct(header)
      if name == header { continue }
      findings.append(
        Finding(.headerTwice, "\(file) has a second column for “\(header)”; it is kept as “\(name)”"))
      table.headers[index] = name
    }
    let named = table.headers.indices.filter { !table.headers[$0].isEmpty }
    if named.count < table.headers.count {
      table.columns = named.map { table.columns[$0] }
      table.headers = named.map { table.headers[$0] }
    }
    return findings
  }
}
