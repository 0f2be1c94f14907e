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
  func name(of leaf: CellExpression) -> String {
    if case .folded(let index) = leaf { return explanation.folds[index].formula { name(of: $0) } }
    return leaf.leafName
  }

  private func number(of leaf: CellExpression, _ cell: ExplainedCell) -> String {
    switch leaf {
    case .atom(let index): return text(of: cell.values[index])
    case .count(let count): return cell.counts[count]?.unrounded ?? Wording.undefined
    case .moment(let index):
      if case .ofInstant(let minute)? = cell.atoms.first(where: { $0.number == index })?.rule {
        return Day.text(ofMinute: minute)
      }
      return Wording.undefined
    case .total(let inner):
      guard let totals = explanation.totals else { return Wording.undefined }
      return inner.formula { number(of: $0, totals) }
    case .folded(let index): return text(of: cell.folds[index])
    case .number, .negate, .arithmetic, .split, .rounded, .stated: return ""
    }
  }

  func text(of figure: Figure) -> String {
    switch figure {
    case .value(let value): value.unrounded
    case .minute(let minute): Day.text(ofMinute: minute)
    case .day(let day): day.description
    case .undefined: Wording.undefined
    case .noData: Wording.noData
    case .hidden: Wording.hidden
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
}

extension Answer {
  var withoutReading: Answer { Answer(columns: columns, rowCount: rowCount, reading: [], valueColumn: valueColumn) }
}
