import Codecs
import Diagnostics
import Store

// Files that a layout reads: taken apart, and each by what the others of its system say.
extension WorkspaceFiles {
  /// Takes a file apart and finds its layouts.
  ///
  /// - Parameter isAlone: it is all that was asked for, so it may not be passed over.
  mutating func takeIn(_ export: Export, isAlone: Bool, _ notebook: inout Notebook) -> [KnownRecords] {
    let named = WorkspaceFiles.table(stem: WorkspaceFiles.split(export.fileName).stem)
    let outcomes: [FileIntake.Outcome]
    do throws(SystemError) {
      outcomes = try self.outcomes(of: export)
    } catch {
      fail(export.report(nil, named), [.unreadable(path: export.name, error: error)], &notebook)
      return []
    }
    var known: [KnownRecords] = []
    let hasTable = outcomes.contains { if case .known = $0 { true } else { false } }
    for outcome in outcomes {
      switch outcome {
      case .known(let records): known.append(records)
      case .told(let findings): for finding in findings { notebook.add(finding) }
      case .unknown(let name, let diagnostic, let nearest):
        // A sheet that is like no table stands beside one that is: a pivot table, a list of remarks.
        let isRest = hasTable && nearest == nil
        if isAlone || named != nil, !isRest {
          fail(export.report(name, named), [diagnostic], &notebook)
        } else {
          leaveOut(export.report(name), because: diagnostic, &notebook)
          notebook.add(.unmatchedFile, diagnostic.message, table: nearest ?? .bookings, count: 1)
        }
      case .empty(let name): leaveOut(export.report(name, named), because: nil, &notebook)
      case .failed(let name, let table, let diagnostics):
        fail(export.report(name, table ?? named), diagnostics, &notebook)
      }
    }
    return known
  }

  /// Reads the rows of files whose layouts are found, those of one system with what the others of it say.
  ///
  /// The text of a file is given back once its rows are read, so that beside them only one file stands in memory twice.
  mutating func translate(_ known: consuming [KnownRecords], _ notebook: inout Notebook) {
    var pages = PageCheck()
    for index in known.indices {
      let records = known[index]
      pages.add(records)
      for correction in rules.corrections where correction.fills(records.layout, records.records.table.headers) {
        used.insert(correction)
      }
    }
    for finding in pages.findings { notebook.add(finding) }
    var dictionaries: [String?: [String: [String: String]]] = [:]
    for index in known.indices {
      let records = known[index]
      for (name, words) in self.names(of: records) {
        dictionaries[records.export.source, default: [:]][name, default: [:]].merge(words) { first, _ in first }
      }
    }
    let clock = known.contains { $0.layout.tellsDaysOfInstants } ? dayClock(known) : DayClock()
    var mentioned: [Mention: (table: MappedTable, name: String, account: FileAccount, path: String)] = [:]
    var rivals = RivalFiles()
    let layouts = known.map { (source: $0.export.source, layout: $0.layout.name) }
    // What others may say better comes last; the next one is taken from the end.
    known.sort { !RivalFiles.givesWay($0, to: layouts) && RivalFiles.givesWay($1, to: layouts) }
    known.reverse()
    while let records = known.popLast() {
      if watch.isCancelled() { return }
      let (export, name, account) = (records.export, records.name, records.account)
      let layout = records.layout
      let report = records.report(.leftOut, layout.tables.first?.table, because: [])
      let translation = translation(of: records, dictionaries[export.source] ?? [:], clock)
      switch rivals.standing(of: translation.days, source: export.source, better: layout.unless) {
      case .apart: rivals.add(translation.days, name: name, source: export.source, layout: layout.name)
      case .covered(let other):
        passOver(report, because: "\(other) says the same, and more", &notebook)
        continue
      case .overlapping(let other, let days):
        fail(report, [.overlappingExports(name, other, days: days)], &notebook)
        continue
      }
      for match in translation.matches { matches[match.layout.table, default: []].append(match) }
      for finding in translation.findings { notebook.add(finding) }
      for failure in translation.failures {
        fail(FileReport(file: name, table: failure.table, account), failure.diagnostics, &notebook)
      }
      for report in translation.unread { notebook.add(report) }
      for table in translation.mentioned {
        let mention = Mention(source: export.source, table: table.table)
        if mentioned[mention] == nil {
          mentioned[mention] = (table, name, account, "\(export.path)#\(mention.order)")
        } else {
          mentioned[mention]!.table.append(table)
        }
      }
      if !translation.matches.isEmpty, let source = export.source { sources.insert(source) }
    }
    add(mentioned, &notebook)
  }

  private func passOver(_ report: FileReport, because reason: String, _ notebook: inout Notebook) {
    var report = report
    report.notes = [.init(reason, count: 1)]
    notebook.add(report)
    notebook.add(
      .readingNote, "\(report.file) is passed over: \(reason)", table: report.table ?? .bookings, count: 1)
  }

  /// A table that is known only by what files of one system mention.
  private struct Mention: Hashable {
    let source: String?
    let table: TableName

    /// The order in which they are read.
    var order: String { "\(table.rawValue)/\(source ?? "")" }
  }

  /// What several files mention under one id is one row.
  private mutating func add(
    _ mentioned: [Mention: (table: MappedTable, name: String, account: FileAccount, path: String)],
    _ notebook: inout Notebook
  ) {
    for (mention, (mentions, name, account, path)) in mentioned.sorted(by: { $0.key.order < $1.key.order }) {
      var table = mentions
      table.mergeByIdentifier()
      // Each file that mentions it tells from which headers.
      table.sources = []
      do throws(Rejection) {
        matches[mention.table, default: []].append(try table.match(name: name, path: path, account))
      } catch {
        fail(FileReport(file: name, table: mention.table, account), error.diagnostics, &notebook)
      }
    }
  }

  /// Reads a file anew by its layout that could not be read where it lies.
  mutating func addTranslated(_ export: Export, _ notebook: inout Notebook) {
    translate(takeIn(export, isAlone: false, &notebook), &notebook)
  }
}
