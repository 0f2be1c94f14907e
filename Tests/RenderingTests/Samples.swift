import Calculus
import Store

/// An exact figure from `12.5` or `2/3`; `–` is undefined, `?` no data, `#` hidden.
func figure(_ text: String) -> Figure {
  switch text {
  case "–": return .undefined
  case "?": return .noData
  case "#": return .hidden
  default:
    let parts = text.split(separator: "/")
    guard parts.count == 2 else { return .value(Rational(decimal: text) ?? .zero) }
    return .value((try? Rational(Int128(parts[0]) ?? 0, over: Int128(parts[1]) ?? 1)) ?? .zero)
  }
}

func fraction(_ text: String) -> Rational {
  if case .value(let value) = figure(text) { value } else { .zero }
}

/// An answer of one column of names and one of figures.
func answer(names: [String?], figures: [String], isPercent: Bool = false, reading: [ReadingItem] = []) -> Answer {
  Answer(
    columns: [
      AnswerColumn(
        name: "resource", isKey: true, isIdentifier: true,
        values: .labels(codes: names.indices.map { UInt32($0) }, labels: names.indices.map { "r\($0)" })),
      AnswerColumn(
        name: "resource_name", isKey: true, values: .labels(codes: names.indices.map { UInt32($0) }, labels: names)),
      AnswerColumn(name: "value", isPercent: isPercent, values: .figures(figures.map(figure))),
    ], rowCount: names.count, reading: reading)
}
