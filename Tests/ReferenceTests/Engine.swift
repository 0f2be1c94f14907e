import Calculus
import DeskQL
import Diagnostics
import Foundation
import Store

/// The engine as the reference sees it: a folder goes in, lines are asked, cells come back.
///
/// It is all contact with the engine's modules but for two: what is explained is added up again from the report itself,
/// and of a change the causes are needed with their rows.
struct Engine {
  private let session: Session

  /// - Parameter definitions: made before anything is asked.
  init(folder: URL, definitions: [String] = []) throws {
    var session = try Session.open(path: folder.path, options: SessionOptions(today: Day(iso: "2024-07-01")!))
    for text in definitions {
      let source = SourceText(name: "definition", text: text)
      let (statements, problems) = Session.parse(source)
      guard problems.isEmpty else { throw Rejection(problems) }
      for statement in statements { _ = try session.execute(statement, source: source) }
    }
    self.session = session
  }

  func ask(_ line: String) -> EngineAnswer {
    answer { try session.run(SourceText(name: "query", text: line)) }
  }

  /// Rows, which are a statement and no query.
  func list(_ line: String) -> EngineAnswer {
    answer {
      let source = SourceText(name: "query", text: line)
      let (statements, problems) = Session.parse(source)
      guard let statement = statements.first, problems.isEmpty else { throw Rejection(problems) }
      var session = session
      guard case .answer(let answer, _) = try session.execute(statement, source: source).0 else {
        return Answer(columns: [], rowCount: 0, reading: [])
      }
      return answer
    }
  }

  private func answer(_ run: () throws -> Answer) -> EngineAnswer {
    do {
      return .table(Self.table(try run()))
    } catch {
      let problem: any Error = error
      guard let rejection = problem as? Rejection else { return .refusal(codes: [], text: "\(problem)") }
      let text = rejection.diagnostics.map { DiagnosticRenderer.line($0) }.joined(separator: " / ")
      return .refusal(codes: rejection.diagnostics.map(\.code), text: text)
    }
  }

  struct Problem: Error {
    let codes: [String]
    let text: String
  }

  /// What `explain` and `why` tell.
  func report(_ line: String) -> Result<Report, Problem> {
    do {
      let source = SourceText(name: "query", text: line)
      let (statements, problems) = Session.parse(source)
      guard let statement = statements.first, problems.isEmpty else { throw Rejection(problems) }
      var session = session
      guard case .report(let report, _) = try session.execute(statement, source: source).0 else {
        return .failure(Problem(codes: [], text: "no report"))
      }
      return .success(report)
    } catch {
      let problem: any Error = error
      guard let rejection = problem as? Rejection else { return .failure(Problem(codes: [], text: "\(problem)")) }
      return .failure(
        Problem(
          codes: rejection.diagnostics.map(\.code),
          text: rejection.diagnostics.map { DiagnosticRenderer.line($0) }.joined(separator: " / ")))
    }
  }

  static func table(_ answer: Answer) -> EngineAnswer.Table {
    EngineAnswer.Table(
      columns: answer.columns.map(\.name),
      rows: (0..<answer.rowCount).map { row in
        answer.columns.indices.map { cell(answer.cell(row: row, column: $0)) }
      })
  }

  private static func cell(_ cell: AnswerCell) -> EngineAnswer.Cell {
    switch cell {
    case .label(let text): .text(text)
    case .missing: .missing
    case .day(let day), .figure(.day(let day)): .text(day.description)
    case .figure(.value(let value)): .number(Fraction(value.numerator, over: value.denominator))
    case .figure(.undefined): .undefined
    case .figure(.noData): .noData
    // None is hidden in these worlds: as a word it equals no figure.
    case .figure(.hidden): .text("hidden")
    case .figure(.minute(let minute)): .minute(Int(minute))
    }
  }
}
