import Calculus
import DeskQL
import Diagnostics
import Foundation
import Store

/// The engine as the reference sees it: a folder goes in, lines are asked, cells come back.
///
/// All contact with the engine's modules is in this file.
struct Engine {
  private let session: Session

  init(folder: URL) throws {
    session = try Session.open(path: folder.path, options: SessionOptions(today: Day(iso: "2024-07-01")!))
  }

  func ask(_ line: String) -> EngineAnswer {
    do {
      let answer = try session.run(SourceText(name: "query", text: line))
      return .table(Self.table(answer))
    } catch {
      let problem: any Error = error
      guard let rejection = problem as? Rejection else { return .refusal(codes: [], text: "\(problem)") }
      let text = rejection.diagnostics.map { DiagnosticRenderer.line($0) }.joined(separator: " / ")
      return .refusal(codes: rejection.diagnostics.map(\.code), text: text)
    }
  }

  private static func table(_ answer: Answer) -> EngineAnswer.Table {
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
    case .day(let day): .text(day.description)
    case .figure(.value(let value)): .number(Fraction(value.numerator, over: value.denominator))
    case .figure(.undefined): .undefined
    case .figure(.noData): .noData
    case .figure(.minute(let minute)): .minute(Int(minute))
    }
  }
}
