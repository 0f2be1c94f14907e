import Calculus
import Diagnostics
import Execution
import Language
import Planning
import Store

extension Session {
  /// At most so many rows of an answer are explained at once.
  static let mostExplainedCells = 12

  /// What stands behind an answer: the same corridor as for figures, with every row told.
  func explain(_ query: Query, source: SourceText) throws(Rejection) -> Report {
    if case .last = query.subject { throw Rejection(.explainLast(query.subject.place, in: source)) }
    for clause in query.clauses {
      if case .vs = clause.kind { throw Rejection(.explainComparison(clause.place, in: source)) }
    }
    let (bound, words) = try Binder.bindWithWords(
      query, catalogue: catalogue, snapshot: workspace.snapshot, settings: settings, today: options.today,
      source: source)
    let plan = Planner.plan(
      try judged(query.place, in: source) { () throws(Rejection) in
        try workspace.policy.permit(bound, toldBy: "explain")
      })
    let explanation: Explanation
    do {
      explanation = try Explainer.run(
        plan, on: workspace.snapshot, cache: cache, mostCells: Self.mostExplainedCells,
        isCancelled: options.isCancelled)
    } catch {
      throw Rejection(error.diagnostics.map { $0.placed(at: query.subject.place.range, in: source) })
    }
    let report = ExplanationReport(
      explanation, plan: plan, words: words, snapshot: workspace.snapshot,
      limit: shownRows(query, cells: explanation.cells.count))
    return Report(
      title: "explain "
        + source.text(of: query.place.range).split(whereSeparator: \.isWhitespace).joined(separator: " "),
      sections: report.sections
        + [
          otherReadings(of: query, bound, explanation.answer, source: source),
          try findings(touching: bound.title, query.place, source: source),
        ])
  }

  /// How many rows are told one by one: `with explain_rows 0` is all of them. Where nobody says it, several cells share
  /// them, and each has five at least.
  func shownRows(_ query: Query, cells: Int) -> Int {
    var limit = settings.value("explain_rows")
    if settings.origin("explain_rows") == .builtIn, cells > 1 { limit = String(max(5, (Int(limit) ?? 0) / cells)) }
    for clause in query.clauses {
      if case .with(let name, let value) = clause.kind, name.text.lowercased() == "explain_rows" { limit = value.text }
    }
    return Int(limit) ?? 0
  }

  // MARK: where the trade disagrees

  /// What the answer would be by other settings that bear on it, and by other definitions of its name.
  private func otherReadings(
    of query: Query, _ bound: BoundQuery, _ answer: Answer, source: SourceText
  ) -> ReportSection {
    guard let own = answer.valueColumn else { return ReportSection("other_readings", title: "") }
    var lines: [(labels: [String?], figure: AnswerCell, column: AnswerColumn)] = []
    for (label, variant) in variants(of: query, bound) {
      var other = self
      other.isAudited = false
      guard let read = try? other.run(variant, source: source), let column = read.valueColumn else { continue }
      // By their keys: another reading has its rows in another order, and others of them.
      var rows: [[String]: Int] = [:]
      for row in 0..<read.rowCount { rows[read.keyTexts(ofRow: row).map(\.text)] = row }
      for row in 0..<answer.rowCount {
        let keys = answer.keyTexts(ofRow: row).map(\.text)
        guard let place = rows[keys] else { continue }
        let cell = read.cell(row: place, column: column)
        if cell == answer.cell(row: row, column: own) { continue }
        lines.append(([label, answer.rowCount == 1 ? "" : keys.joined(separator: ", ")], cell, read.columns[column]))
      }
    }
    return ReportSection(
      "other_readings", title: "where the trade disagrees",
      sections: lines.map { labels, cell, column in
        let figure: Figure = if case .figure(let figure) = cell { figure } else { .undefined }
        var facts: [(name: String, value: ReportValue)] = [("write", .label(labels[0] ?? ""))]
        if let keys = labels[1], !keys.isEmpty { facts.append(("for", .label(keys))) }
        if case .value(let value) = figure { facts.append(("value", .machine(value))) }
        facts.append(("shown", .shown(figure, isPercent: column.isPercent, decimals: column.decimals)))
        return ReportSection(
          "readings", title: labels.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", "), facts: facts,
          isOneOfSeveral: true)
      })
  }

  /// The query with another mode, another setting or another definition, each with the words that make it so.
  private func variants(of query: Query, _ bound: BoundQuery) -> [(label: String, query: Query)] {
    guard case .metric(let metric) = query.subject else { return [] }
    func name(_ text: String) -> Name { Name(text: text, place: query.place) }
    // All rows, of which those are taken that are explained.
    let clauses = query.clauses.filter { clause in
      switch clause.kind {
      case .having, .sort, .top: false
      case .filter, .by, .where, .between, .with, .vs, .in, .on, .under, .as, .to: true
      }
    }
    func changed(_ phrase: Phrase, adding clause: Clause.Kind? = nil) -> Query {
      Query(
        filters: query.filters, subject: .metric(MetricSyntax(phrase: phrase, amount: metric.amount)),
        frame: query.frame, clauses: clauses + (clause.map { [Clause($0, place: query.place)] } ?? []),
        place: query.place)
    }
    var result: [(String, Query)] = []
    let words = metric.phrase.names
    let mode = bound.weightMode.name
    if bound.isLevel {
      let saysMode = catalogue[metric.phrase.text] == nil && words.count > 1 && words.last?.text.lowercased() == mode
      let plain = saysMode ? Array(words.dropLast()) : words
      for other in Mode.allCases where other.rawValue != mode {
        let phrase = Phrase(plain + [name(other.rawValue)])
        result.append((Printer.text(of: phrase), changed(phrase)))
      }
    }
    let said = Set(
      query.clauses.compactMap { clause -> String? in
        if case .with(let name, _) = clause.kind { name.text.lowercased() } else { nil }
      })
    for definition in Settings.definitions where definition.isForSessions && !said.contains(definition.name) {
      guard definition.name != "mode", case .choice(let values) = definition.kind else { continue }
      for value in values where value != settings.value(definition.name) {
        result.append(
          (
            "with \(definition.name) \(value)",
            changed(metric.phrase, adding: .with(name(definition.name), name(value)))
          ))
      }
    }
    for variant in catalogue.variants(of: bound.title) {
      let phrase = Phrase((bound.title + " " + variant).split(separator: " ").map { name(String($0)) })
      result.append((Printer.text(of: phrase), changed(phrase)))
    }
    return result
  }

  // MARK: findings

  private func findings(
    touching metric: String, _ place: Place, source: SourceText
  ) throws(Rejection) -> ReportSection {
    let answer: Answer = try findings(touching: metric, place, source: source)
    guard answer.rowCount > 0 else { return ReportSection("findings", title: "") }
    return ReportSection(
      "findings", title: "what is odd in the data that it reads, whatever the time",
      table: answer.showing(["finding", "table", "rows", "what", "where", "do"]))
  }
}

extension Answer {
  /// Some of the columns, without the reading.
  fileprivate func showing(_ names: [String]) -> Answer {
    Answer(columns: columns.filter { names.contains($0.name) }, rowCount: rowCount, reading: [])
  }
}
