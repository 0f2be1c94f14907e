import Codecs
import Diagnostics
import Formats
import Store

/// Takes one file in that is not of the canonical form: unpacks it, finds its layout, translates its rows.
struct FileIntake {
  let export: WorkspaceFiles.Export
  let rules: ReadingRules

  enum Outcome {
    case matched([WorkspaceFiles.Match])
    case told([Finding])
    /// It fits no layout.
    case unknown(name: String, Diagnostic, nearest: TableName?)
    case failed(name: String, TableName?, [Diagnostic])
  }

  func outcomes(of file: FileBytes) -> [Outcome] {
    var outcomes: [Outcome] = []
    for part in ExportReader(file, name: export.name).parts {
      switch part.result {
      case .failure(let error): outcomes.append(.failed(name: part.name, nil, [.unreadable(file: part.name, error)]))
      case .success(let content):
        let isOne = content.records.sets.count == 1
        for set in content.records.sets {
          let name = isOne || set.name.isEmpty ? part.name : "\(part.name): \(set.name)"
          outcomes += self.outcomes(of: set, name: name, stem: isOne ? part.stem : set.name, content)
        }
        let told = content.records.notes.map { Finding(.readingNote, "\(part.name): \($0)") }
        if !told.isEmpty { outcomes.append(.told(told)) }
      }
    }
    return outcomes
  }

  private func outcomes(
    of records: RecordSet, name: String, stem: String, _ content: ExportReader.Content
  ) -> [Outcome] {
    var records = records
    let told = records.nameHeaders(file: name)
    let matcher = LayoutMatcher(corrections: rules.corrections)
    let layout: ExportLayout
    var findings = told
    switch matcher.choice(records, kind: content.kind, stem: stem) {
    case .layout(let known): layout = known
    case .canonical(let table, let isNamed):
      if !isNamed {
        findings.append(
          Finding(
            kind: .fileByHeaders, message: "\(name) is taken for \(table.rawValue) by its headers", table: table,
            rows: [], count: 1))
      }
      do throws(Rejection) {
        layout = try .canonical(table, headers: records.table.headers, file: name, corrections: rules.corrections)
      } catch {
        return [.failed(name: name, table, error.diagnostics)]
      }
    case .ambiguous(let layouts):
      return [.failed(name: name, nil, [.ambiguousLayout(name, layouts.map(\.name))])]
    case .none:
      if records.table.rowCount == 0, records.table.headers.isEmpty { return [] }
      let (table, missing) = WorkspaceFiles.nearest(headers: records.table.headers)
      let near = matcher.nearest(records.table.headers, kind: content.kind)
      return [.unknown(name: name, .unmatchedFile(name, nearest: table, missing: missing, layout: near), nearest: table)]
    }
    return [.told(findings)] + translated(records, layout.corrected(by: rules.corrections, records.table.headers), name, content)
  }

  private func translated(
    _ records: RecordSet, _ layout: ExportLayout, _ name: String, _ content: ExportReader.Content
  ) -> [Outcome] {
    let result: Translator.Result
    do throws(TranslationError) {
      result = try Translator(rules: rules, source: export.source, hint: content.hint).result(records, layout)
    } catch {
      return [.failed(name: name, layout.tables[0].table, [.undecided(file: name, error)])]
    }
    var outcomes: [Outcome] = []
    var matches: [WorkspaceFiles.Match] = []
    for (index, table) in result.tables.enumerated() {
      let file = table.file(name: name, path: "\(export.path)#\(name)#\(index)")
      do throws(Rejection) {
        let columns = try Layout(table: table.table, headers: table.text.headers, file: name)
        var account = FileAccount(layout: layout.name, export: export.name, source: export.source)
        account.encoding = content.encoding.flatMap { $0 == .utf8 ? nil : $0.name }
        account.leftOut = result.leftOut[table.table] ?? 0
        account.dateOrder = result.moments.order?.rawValue
        account.clock = result.moments.clocks.isEmpty ? nil : result.moments.clocks.joined(separator: "; ")
        if index == 0 { account.rejects = records.rejects.map { ($0.line, $0.reason) } }
        matches.append(.init(file: file, layout: columns, account: account))
      } catch {
        outcomes.append(.failed(name: name, table.table, error.diagnostics))
      }
    }
    let told = result.notes.map { Finding(.readingNote, "\(name): \($0)", table: layout.tables[0].table) }
    return outcomes + [.matched(matches), .told(told)]
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
    var names: Set<String> = []
    var findings: [Finding] = []
    for (index, header) in table.headers.enumerated() {
      if header.isEmpty {
        findings.append(Finding(.columnWithoutHeader, "column \(index + 1) of \(file) has no header and is not read"))
        continue
      }
      let name = Layout.distinct(header, among: &names)
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

extension ExportLayout {
  /// The canonical form, as far as the headers go; others are attributes.
  ///
  /// - Throws: if a column is missing, or two headers mean the same one.
  static func canonical(
    _ table: TableName, headers: [String], file: String, corrections: [ColumnCorrection]
  ) throws(Rejection) -> ExportLayout {
    let own = corrections.filter { $0.table == table && $0.applies(to: headers) }
    let corrected = Set(own.flatMap(\.mapping.source.headers).map(Layout.folded))
    // What the workspace maps means what it says, and nothing by its name.
    let free = headers.filter { !corrected.contains(Layout.folded($0)) }
    var layout = ExportLayout(name: "canonical")
    var mapping = TableMapping(table: table, isDerived: false)
    let columns = try Layout(
      table: table, headers: free + own.map(\.mapping.name), file: file
    ).columns
    for (header, column) in zip(free, columns) {
      guard let column, !column.isAttribute else { continue }
      mapping.columns.append(ColumnMapping(name: column.name, source: .header([header])))
    }
    layout.tables = [mapping]
    return layout
  }

  /// The same, with what the workspace says of its columns.
  func corrected(by corrections: [ColumnCorrection], _ headers: [String]) -> ExportLayout {
    var layout = self
    for correction in corrections where correction.applies(to: headers) {
      guard let table = layout.tables.firstIndex(where: { $0.table == correction.table }) else { continue }
      layout.tables[table].columns.removeAll { $0.name == correction.mapping.name }
      layout.tables[table].columns.append(correction.mapping)
    }
    return layout
  }
}
