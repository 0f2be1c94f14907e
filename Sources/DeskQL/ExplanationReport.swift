import Calculus
import Diagnostics
import Execution
import Planning
import Store

/// An explanation as a report: what an analyst reads before a meeting.
struct ExplanationReport {
  let explanation: Explanation
  let plan: ExplainedPlan
  let words: QueryWords
  let snapshot: Snapshot
  /// How many rows are told one by one; 0 is all.
  let limit: Int

  init(
    _ explanation: Explanation, plan: ExplainedPlan, words: QueryWords, snapshot: Snapshot, limit: Int
  ) {
    self.explanation = explanation
    self.plan = plan
    self.words = words
    self.snapshot = snapshot
    self.limit = limit
  }

  var sections: [ReportSection] {
    [
      ReportSection("reading", title: "how it was read", reading: explanation.answer.reading),
      ReportSection("definitions", title: "what it means", lines: definitions, isCode: true),
      ReportSection("answer", title: "the answer", table: explanation.answer.withoutReading),
    ] + explanation.cells.indices.map { cell($0) } + totals
  }

  private var definitions: [String] {
    words.definitions.flatMap { entry in
      entry.comment.map { "# " + $0 } + entry.text.split(separator: "\n").map(String.init)
    }
  }

  // MARK: cells

  private func cell(_ row: Int) -> ReportSection {
    let keys = explanation.answer.keyTexts(ofRow: row)
    return ReportSection(
      "cells", title: keys.map { "\($0.name) \($0.text)" }.joined(separator: ", "),
      facts: keys.map { ($0.name, .label($0.text)) },
      sections: columns(explanation.cells[row]) + folds(explanation.cells[row]) + atoms(explanation.cells[row])
        + [Excess(explanation, explanation.cells[row], snapshot, words).section(limit: limit)],
      isOneOfSeveral: true)
  }

  private func columns(_ cell: ExplainedCell) -> [ReportSection] {
    explanation.columns.indices.map { index in
      let column = explanation.columns[index]
      let figure = cell.figures[index]
      let formula = column.value.formula { leaf in name(of: leaf) }
      let numbers = column.value.formula { leaf in number(of: leaf, cell) }
      var facts: [(name: String, value: ReportValue)] = [("column", .label(column.name))]
      if words.columns.indices.contains(index), !words.columns[index].isEmpty, words.columns[index] != formula {
        facts.append(("defined", .text(words.columns[index])))
      }
      facts.append(("figures", .text(formula)))
      facts.append(("numbers", .text(numbers)))
      facts += quota(ofColumn: index, cell)
      if case .value(let value) = figure {
        facts.append(("exact", value.isInteger ? .label(value.fraction) : .text(value.fraction)))
        facts.append(("value", .number(value)))
      }
      facts.append(
        ("shown", .shown(figure, isPercent: column.isPercent, decimals: decimals(ofColumn: index))))
      return ReportSection("columns", title: column.name, facts: facts, isOneOfSeveral: true)
    }
  }

  /// What a row's part of a split amount comes to before it is cut down to coins, and what the cut leaves.
  private func quota(ofColumn index: Int, _ cell: ExplainedCell) -> [(name: String, value: ReportValue)] {
    guard case .split(let units, let coins, _) = explanation.columns[index].value, let basis = cell.bases[index],
      let whole = explanation.wholeBases[index], let amount = try? Rational(units, over: Int128(coins)),
      let part = try? basis.divided(by: whole), let quota = try? amount.multiplied(by: part),
      let inCoins = try? quota.multiplied(by: Rational(Int128(coins))), case .value(let given) = cell.figures[index],
      let cut = try? Rational(inCoins.numerator / inCoins.denominator, over: Int128(coins)),
      let rest = try? quota.subtracting(cut).multiplied(by: Rational(Int128(coins)))
    else { return [] }
    let coin = given > cut ? "one more, as its rest is among the largest" : "none more"
    let places = String(Int128(coins)).count - 1
    return [
      ("quota", .text("\(amount.unrounded) × \(basis.unrounded) / \(whole.unrounded) = \(quota.unrounded)")),
      ("coins", .text("\(cut.rounded(places: places)) and \(rest.unrounded) of the smallest coin: \(coin)")),
    ]
  }

  private func decimals(ofColumn index: Int) -> AnswerColumn.Decimals {
    let name = explanation.columns[index].name
    let decimals = explanation.answer.columns.first { $0.name == name && !$0.isKey }?.decimals ?? .asNeeded
    // Coins of several rows are those of the first: a row has no other in its own section.
    if case .coins(let places) = decimals { return places.first.map { .coin($0) } ?? .asNeeded }
    return decimals
  }

  /// `a1`, `days`, `total a1`
  private func name(of leaf: CellExpression) -> String {
    if case .folded(let index) = leaf { return explanation.folds[index].formula { name(of: $0) } }
    return leaf.leafName
  }

  private func number(of leaf: CellExpression, _ cell: ExplainedCell) -> String {
    switch leaf {
    case .atom(let index): return text(of: cell.values[index])
    case .count(let count): return cell.counts[count]?.unrounded ?? "–"
    case .moment(let index):
      if case .ofInstant(let minute)? = cell.atoms.first(where: { $0.number == index })?.rule {
        return Day.text(ofMinute: minute)
      }
      return "–"
    case .total(let inner):
      guard let totals = explanation.totals else { return "–" }
      return inner.formula { number(of: $0, totals) }
    case .folded(let index): return text(of: cell.folds[index])
    case .number, .negate, .arithmetic, .split, .rounded, .stated: return ""
    }
  }

  private func text(of figure: Figure) -> String {
    switch figure {
    case .value(let value): value.unrounded
    case .minute(let minute): Day.text(ofMinute: minute)
    case .day(let day): day.description
    case .undefined: "–"
    case .noData: "no data"
    case .hidden: "hidden"
    }
  }

  /// What figures of all rows come to, where columns are compared with them.
  private var totals: [ReportSection] {
    guard let totals = explanation.totals else { return [] }
    return [
      ReportSection(
        "totals", title: "over all rows",
        facts: totals.values.indices.map { ("a\($0 + 1)", .text(text(of: totals.values[$0]))) })
    ]
  }

  // MARK: folds of figures

  /// The finer cells behind each figure that is folded; those that `having` leaves out have no part.
  private func folds(_ cell: ExplainedCell) -> [ReportSection] {
    zip(explanation.folds, cell.foldedParts).enumerated().map { index, pair in
      let (fold, parts) = pair
      let keys = fold.keys.map(\.key.name) + fold.calendarKeys.map(\.rawValue) + (fold.isPrevious ? ["frame"] : [])
      let atoms = fold.atoms.map { (name: "a\($0 + 1)", unit: explanation.atoms[$0].unit) }
      var table = PartTable(
        labels: keys, figures: atoms + [(name: "value", unit: Unit.none), (name: "part", unit: Unit.none)],
        part: atoms.count + 1)
      var cells = Array(zip(parts, fold.shares(of: parts)))
      // Of too many the ones that matter stand in front: those that have a part, the largest first.
      if limit > 0, cells.count > limit + 1 {
        cells.sort { left, right in
          if (left.1 == nil) != (right.1 == nil) { return right.1 == nil }
          guard let a = left.0.figure.number, let b = right.0.figure.number else {
            return left.0.figure.number != nil && right.0.figure.number == nil
          }
          return fold.fold == .minimum ? a < b : a > b
        }
      }
      for (part, own) in cells {
        table.add(part.labels, (part.atoms + [part.figure]).map(\.number) + [own])
      }
      return ReportSection(
        "folds", title: fold.formula { name(of: $0) },
        facts: [("fold", .label("f\(index + 1)")), ("value", .text(text(of: cell.folds[index])))],
        table: table.answer(limit: limit), isOneOfSeveral: true)
    }
  }

  // MARK: figures of rows

  private func atoms(_ cell: ExplainedCell) -> [ReportSection] {
    guard plan.tellsRows else {
      return [
        ReportSection(
          "atoms", title: "figures of rows",
          lines: cell.values.indices.map { "a\($0 + 1) = \(text(of: cell.values[$0])): \(words.atoms[$0])" }
            + ["min_group hides small groups, so the rows behind figures are not told"])
      ]
    }
    return cell.atoms.map { atom in
      let unit = explanation.atoms[atom.number].unit
      let unitText = unit.text(behind: atom.figure)
      var facts: [(name: String, value: ReportValue)] = [
        ("figure", .label("a\(atom.number + 1)")), ("of", .label(words.atoms[atom.number])),
        ("value", .text(text(of: atom.figure) + unitText)),
      ]
      if case .value(let value) = atom.figure {
        facts.append(("exact", value.isInteger ? .label(value.fraction) : .text(value.fraction)))
      }
      facts.append(("rule", .text(rule(atom))))
      // For whoever adds up again by machine.
      if let sum = try? atom.parts.total() { facts.append(("sum", .label(sum.fraction))) }
      facts.append(("divisor", .label(atom.divisor.fraction)))
      facts.append(("rows_in_count", .label(String(atom.rowsIn))))
      facts.append(("rows_out_count", .label(String(atom.left.count))))
      facts.append(
        (
          "rows",
          .text(
            "\(atom.rowsIn) of \(atom.rowCount) \(atom.table.rawValue) in, \(atom.left.count) out"
              + (atom.left.partly.isEmpty ? "" : ", some of them in on some days only"))
        ))
      return ReportSection(
        "atoms", title: "a\(atom.number + 1): \(words.atoms[atom.number])", facts: facts,
        sections: [rowsIn(atom, unit), rowsOut(atom), partlyOut(atom)], isOneOfSeveral: true)
    }
  }

  /// How the parts come to the figure.
  private func rule(_ atom: ExplainedAtom) -> String {
    let sum = (try? atom.parts.total().unrounded) ?? "Σ part"
    switch atom.rule {
    case .weightedMean: return "Σ value × weight ÷ Σ weight = \(sum) / \(atom.divisor.unrounded)"
    case .weightedSum: return "Σ value × weight = \(sum)"
    case .sum:
      // What several bookings hold at once is the first one's.
      let isMerged = if case .flow(_, .busy) = explanation.atoms[atom.number].node { true } else { false }
      return "Σ part = \(sum)" + (isMerged ? "; a minute is the first booking's that holds it" : "")
    case .ofDay(let day): return "the level of \(day): Σ part = \(sum)"
    case .ofInstant(let minute):
      return "the bookings that are running at \(Day.text(ofMinute: minute))"
    case .foldOfDays(let fold), .fold(let fold):
      let things = atom.innerKeys.isEmpty ? "day" : atom.innerKeys.joined(separator: " and ")
      switch fold {
      case .count: return "one for each \(things)"
      case .sum: return "Σ of the figure of each \(things)"
      case .mean: return "the mean of the figure of each \(things): \(sum) / \(atom.divisor.unrounded)"
      case .maximum: return "the largest figure of a \(things)"
      case .minimum: return "the smallest figure of a \(things)"
      case .first, .last: return "the figure of the \(fold.rawValue) \(things)"
      }
    }
  }

  private func names(of table: TableName) -> RowNames {
    RowNames(snapshot: snapshot, table: table, showsPersons: plan.hiding == nil)
  }

  private func rowsIn(_ atom: ExplainedAtom, _ unit: Unit) -> ReportSection {
    let names = names(of: atom.table)
    let node = explanation.atoms[atom.number].node
    guard let first = atom.parts.first else { return ReportSection("rows_in", title: "rows in") }
    switch first.source {
    case .stay:
      let holds = atom.table == .resources && node.asksMemberships
      var table = PartTable(
        labels: names.titles + ["from", "to"] + (holds ? ["memberships"] : []),
        figures: [("value", unit), ("weight", .none), ("part", unit)], part: 2)
      for part in atom.parts {
        guard case .stay(let row, let from, let to) = part.source else { continue }
        let memberships = holds ? [ids(explanation.holders.memberships(of: row, from: from, to: to))] : []
        table.add(
          names.labels(of: row) + [Day(number: from).description, Day(number: to - 1).description] + memberships,
          [part.value, part.weight, part.part])
      }
      return table.section("rows_in", title: "rows in", limit: limit)
    case .row:
      var table = PartTable(labels: names.titles, figures: [("part", unit)], part: 0)
      for part in atom.parts {
        guard case .row(let row) = part.source else { continue }
        table.add(names.labels(of: row), [part.part])
      }
      return table.section("rows_in", title: "rows in", limit: limit)
    case .day:
      var table = PartTable(labels: ["day"], figures: [("value", unit), ("part", unit)], part: 1)
      for part in atom.parts {
        guard case .day(let day) = part.source else { continue }
        table.add([day.description], [part.value, part.part])
      }
      return table.section("rows_in", title: "days", limit: limit)
    case .inner: return inner(atom, node, names, unit)
    }
  }

  /// Inner figures; where they are of persons who may not be told, the bookings behind them.
  private func inner(_ atom: ExplainedAtom, _ node: PlanNode, _ names: RowNames, _ unit: Unit) -> ReportSection {
    let rows = Set(
      atom.parts.flatMap { part -> [Int] in if case .inner(_, let rows) = part.source { rows } else { [] } })
    if let hiding = plan.hiding, node.foldsPersons(in: snapshot) {
      var table = PartTable(labels: names.titles, figures: [("bookings", .bookings)], part: 0, tellsFractions: false)
      for row in rows.sorted() { table.add(names.labels(of: row), [.one]) }
      return table.section(
        "rows_in", title: "rows in", lines: ["which of them are one person's is not told: \(hiding.message)"],
        limit: limit)
    }
    var table = PartTable(
      labels: atom.innerKeys + ["bookings"], figures: [("value", .none), ("part", unit)], part: 1)
    for part in atom.parts {
      guard case .inner(let labels, let rows) = part.source else { continue }
      let ids = rows.prefix(3).map { snapshot.table(.bookings).id(of: $0) }.joined(separator: ", ")
      let more = rows.count > 3 ? " and \(rows.count - 3) more" : ""
      table.add(labels + [ids + more], [part.value, part.part])
    }
    return table.section("rows_in", title: "rows in", limit: limit)
  }

  private func rowsOut(_ atom: ExplainedAtom) -> ReportSection {
    let names = names(of: atom.table)
    var table = PartTable(
      labels: ["reason", "for_example"], figures: [("rows", .none)], part: 0, tellsFractions: false)
    for reason in atom.left.reasons where reason.count > 0 {
      table.add(
        [reason.reason, reason.rows.map { names.name(of: $0) }.joined(separator: ", ")], [Rational(reason.count)])
    }
    return table.section("rows_out", title: "rows out", limit: 0)
  }

  private func partlyOut(_ atom: ExplainedAtom) -> ReportSection {
    guard !atom.left.partly.isEmpty else { return ReportSection("partly_out", title: "") }
    let names = names(of: atom.table)
    var table = PartTable(
      labels: names.titles + ["from", "to", "reason"], figures: [("days", .days)], part: 0, tellsFractions: false)
    for partly in atom.left.partly {
      table.add(
        names.labels(of: partly.row)
          + [Day(number: partly.from).description, Day(number: partly.to - 1).description, partly.reason],
        [Rational(Int(partly.to - partly.from))])
    }
    return table.section("partly_out", title: "rows that are in, but not on these days", limit: limit)
  }

  private func ids(_ memberships: [Int]) -> String {
    let table = snapshot.table(.memberships)
    let shown = memberships.prefix(3).map { table.id(of: $0) }.joined(separator: ", ")
    return memberships.count > 3 ? shown + " and \(memberships.count - 3) more" : shown
  }
}

extension Answer {
  var withoutReading: Answer { Answer(columns: columns, rowCount: rowCount, reading: [], valueColumn: valueColumn) }

  /// The keys of a row as people read them.
  func keyTexts(ofRow row: Int) -> [(name: String, text: String)] {
    columns.indices.filter { columns[$0].isKey && !columns[$0].isIdentifier }.map { index in
      let text =
        switch cell(row: row, column: index) {
        case .label(let label): label
        case .day(let day), .figure(.day(let day)): day.description
        case .missing, .figure: "(none)"
        }
      return (columns[index].name, text)
    }
  }
}

extension PlanNode {
  /// Whether memberships have a say in a figure of resources.
  var asksMemberships: Bool {
    guard let step else { return false }
    return step.measure.mentions(.assignments) || step.scan.condition.mentions(.assignments)
  }
}

extension Unit {
  /// ` desks`, ` desk` behind a figure; nothing behind what is none, and behind money, whose currency is told elsewhere.
  fileprivate func text(behind figure: Figure) -> String {
    guard case .value(let value) = figure, ![.none, .other, .money].contains(self) else { return "" }
    guard value == .one else { return " " + rawValue }
    return " " + (self == .people ? "person" : rawValue.hasSuffix("s") ? String(rawValue.dropLast()) : rawValue)
  }
}
