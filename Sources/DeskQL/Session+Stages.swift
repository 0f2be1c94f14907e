import Diagnostics
import Language
import Planning
import Store

// The stages that a statement goes through: its tokens, its tree, the steps of its plan.
extension Session {
  /// A token a line: where it is, what it is to the lexer, and what it is for to the parser and the binder.
  func tokensText(_ asked: Asked, source: SourceText) throws(Rejection) -> String {
    let outline = SyntaxOutline(of: asked)
    let mode = mode(of: asked, source: source)
    let rows = try Lexer.tokens(of: source).filter {
      asked.place.range.contains($0.range) && $0.range.lower < $0.range.upper
    }.map { token in
      let place = Place(token.range)
      let role =
        switch token.kind {
        case .word, .quoted, .quotedLabel:
          token.range == mode?.range ? "mode" : outline.role(of: place)?.rawValue ?? "word of the grammar"
        case .comma, .semicolon, .open, .close, .dots, .equal, .notEqual, .less, .lessOrEqual, .greater,
          .greaterOrEqual,
          .plus, .minus, .times, .over, .newline, .unreadable, .end:
          "sign"
        }
      let kind = role == "sign" ? [] : [token.kind.rawValue]
      return [text(of: place, source), token.text] + kind + [role]
    }
    return TextColumns.text([["place", "token", "kind", "role"]] + rows)
  }

  /// The last word of the metric, where the binder takes it for a mode.
  private func mode(of asked: Asked, source: SourceText) -> Place? {
    guard case .metric(let metric)? = asked.query?.subject else { return nil }
    return modeWord(of: metric, source: source)?.place
  }

  func modeWord(of metric: MetricSyntax, source: SourceText) -> Name? {
    Binder(
      catalogue: catalogue, snapshot: workspace.snapshot, settings: settings, today: options.today, source: source
    ).modeWord(of: metric)
  }

  /// The tree, a node a line with its place.
  func treeText(_ asked: Asked, source: SourceText) -> String {
    TextColumns.text(
      SyntaxOutline(of: asked).lines.map { depth, label, place in
        let tree = String(repeating: "  ", count: depth) + label
        return place.map { [tree, text(of: $0, source)] } ?? [tree]
      })
  }

  /// `1:13–21`: the line, and the columns from the first to the last.
  private func text(of place: Place, _ source: SourceText) -> String {
    let first = source.lineAndColumn(of: place.range.lower)
    let last = source.lineAndColumn(of: place.range.upper)
    let end = last.line == first.line ? "\(last.column - 1)" : "\(last.line):\(last.column - 1)"
    return "\(first.line):\(first.column)"
      + (first.line == last.line && last.column - 1 <= first.column ? "" : "–\(end)")
  }

  /// The plan, a node a line. Of rows it tells how many a table has, not how many are left.
  func stepsText(_ asked: Asked, source: SourceText) throws(Rejection) -> String {
    let snapshot = workspace.snapshot
    var printer = PlanPrinter { snapshot.table($0).rowCount }
    switch asked.kind {
    case .query(let query), .explain(let query), .why(let query):
      if query.isSideBySide {
        printer.add(try planSideBySide(query, source: source))
      } else {
        printer.add(try plan(query, source: source))
      }
    case .list(let list): printer.add(try plan(list, source: source))
    }
    let rows = printer.lines.map { line in
      [line.node, line.figure, line.text] + (line.note.isEmpty ? [] : [line.note])
    }
    return TextColumns.text([["node", "of", "what it does", "cost, reason"]] + rows)
  }
}
