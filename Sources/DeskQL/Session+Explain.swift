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
    for clause in query.clauses {
      if case .vs = clause.kind { throw Rejection(.explainComparison(clause.place, in: source)) }
    }
    let (bound, words) = try Binder.bindWithWords(
      query, catalogue: catalogue, snapshot: workspace.snapshot, settings: settings, today: options.today,
      source: source, tellsPersons: workspace.policy.allowsPersons)
    let plan = Planner.plan(
      try judged(query.place, in: source) { () throws(Rejection) in
        try workspace.policy.permit(bound, toldBy: "explain")
      })
    let explanation = try placed(at: query.subject.place, in: source) { () throws(Rejection) in
      try Explainer.run(
        plan, on: workspace.snapshot, cache: cache, mostCells: Self.mostExplainedCells,
        isCancelled: options.isCancelled)
    }
    let report = ExplanationReport(
      explanation, plan: plan, words: words, snapshot: workspace.snapshot,
      limit: shownRows(query, cells: explanation.cells.count))
    return Report(
      title: title("explain", query, source: source),
      sections: report.sections
        + [
          otherReadings(of: query, bound, explanation.answer, source: source),
          try findings(touching: bound.title, query.place, source: source),
        ])
  }

  // MARK: where the trade disagrees

  /// What the answer would be by other settings that bear on it, and by other definitions of its name.
  private func otherReadings(
    of query: Query, _ bound: BoundQuery, _ answer: Answer, source: SourceText
  ) -> ReportSection {
    guard let own = answer.valueColumn else { return ReportSection("other_readings", title: "") }
    var readings: [(words: String, row: String, cell: AnswerCell, column: AnswerColumn)] = []
    for (label, variant) in variants(of: query, bound, source: source) {
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
        readings.append((label, answer.rowCount == 1 ? "" : keys.joined(separator: ", "), cell, read.columns[column]))
      }
    }
    return ReportSection(
      "other_readings", title: "where the trade disagrees",
      sections: readings.map { words, row, cell, column in
        let figure: Figure = if case .figure(let figure) = cell { figure } else { .undefined }
        var facts: [(name: String, value: ReportValue)] = [("write", .label(words))]
        if !row.isEmpty { facts.append(("for", .label(row))) }
        if case .value(let value) = figure { facts.append(("value", .machine(value))) }
        facts.append(("shown", .shown(figure, isPercent: column.isPercent, decimals: column.decimals)))
        return ReportSection(
          "readings", title: [words, row].filter { !$0.isEmpty }.joined(separator: ", "), facts: facts,
          isOneOfSeveral: true)
      })
  }

  /// The query with another mode, another setting or another definition, each with the words that make it so.
  private func variants(
    of query: Query, _ bound: BoundQuery, source: SourceText
  ) -> [(label: String, query: Query)] {
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
      let plain = modeWord(of: metric, source: source) == nil ? words : Array(words.dropLast())
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
