import Calculus
import Diagnostics
import Execution
import Planning
import Store

// The rows behind the figures of a cell.
extension ExplanationReport {
  // MARK: folds of figures

  /// The finer cells behind each figure that is folded; those that `having` leaves out have no part.
  func folds(_ cell: ExplainedCell) -> [ReportSection] {
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

  func atoms(_ cell: ExplainedCell) -> [ReportSection] {
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
        let memberships =
          holds ? [ids(explanation.holders.memberships(of: row, from: from, to: to), of: .memberships)] : []
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
      table.add(labels + [ids(rows, of: .bookings)], [part.value, part.part])
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

  private func ids(_ rows: [Int], of table: TableName) -> String {
    rows.lazy.map { snapshot.table(table).id(of: $0) }.listed(first: 3)
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
