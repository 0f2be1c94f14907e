/// What the engine answers to a line: a table, or why it refused.
enum EngineAnswer {
  enum Cell: Hashable {
    case number(Fraction)
    case undefined
    case noData
    case minute(Int)
    case text(String)
    case missing
  }

  struct Table {
    var columns: [String]
    var rows: [[Cell]]
  }

  case table(Table)
  case refusal(codes: [String], text: String)
}

extension EngineAnswer.Cell: CustomStringConvertible {
  var description: String {
    switch self {
    case .number(let fraction): fraction.description
    case .undefined: "undefined"
    case .noData: "no data"
    case .minute(let minute): Almanac.isoMinute(minute)
    case .text(let text): text
    case .missing: "missing"
    }
  }
}
