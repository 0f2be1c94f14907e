/// What was measured, for people and for scripts.
struct Report {
  let folder: String
  let load: LoadMeasure
  let measures: [Measure]
  /// kB, when all tasks had run.
  let residentAtEnd: Int

  /// Every task has an answer.
  var isComplete: Bool {
    measures.allSatisfy { if case .answered = $0.outcome { true } else { false } }
  }

  var table: String {
    var rows = [["task", "median", "min", "max", "first", "runs", "rows", "query (times in ms)"]]
    let timing = load.timing
    rows.append(
      ["load", timing.median.milliseconds, timing.least.milliseconds, timing.most.milliseconds, "", "\(timing.runs)"]
        + ["", folder])
    for measure in measures {
      switch measure.outcome {
      case .answered(let count, let first, let timing):
        rows.append([
          measure.task.name, timing.median.milliseconds, timing.least.milliseconds, timing.most.milliseconds,
          first.milliseconds, "\(timing.runs)", "\(count)", measure.task.query,
        ])
      case .refused(let reason):
        rows.append([measure.task.name, "–", "–", "–", "–", "–", "–", "\(measure.task.query): \(reason)"])
      }
    }
    let memory = load.memory
    return Self.aligned(rows)
      + "\nmemory in MB of 2^20 bytes: loaded \(memory.resident.megabytes), peak till then \(memory.peak.megabytes), "
      + "after all tasks \(residentAtEnd.megabytes)"
  }

  /// Columns as wide as need be: names and queries to the left, numbers to the right.
  private static func aligned(_ rows: [[String]]) -> String {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      row.enumerated().map { column, text in
        let blanks = String(repeating: " ", count: widths[column] - text.count)
        return column == 0 ? text + blanks : column == row.count - 1 ? text : blanks + text
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }
}

extension Report {
  /// Times in milliseconds, memory in kB.
  var json: String {
    let tasks = measures.map { measure in
      let fields =
        switch measure.outcome {
        case .answered(let count, let first, let timing):
          timing.fields + [("first_ms", first.milliseconds), ("rows", "\(count)")]
        case .refused(let reason): [("refused", quoted(reason))]
        }
      return (measure.task.name, object([("query", quoted(measure.task.query))] + fields))
    }
    let memory = [
      ("resident_kb", "\(load.memory.resident)"), ("peak_kb", "\(load.memory.peak)"),
      ("resident_at_end_kb", "\(residentAtEnd)"),
    ]
    return object([
      ("folder", quoted(folder)), ("load", object(load.timing.fields + memory)), ("tasks", object(tasks)),
    ]) + "\n"
  }

  private func object(_ fields: [(String, String)]) -> String {
    "{" + fields.map { "\(quoted($0)): \($1)" }.joined(separator: ", ") + "}"
  }

  /// A JSON string, RFC 8259 §7.
  private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

extension Timing {
  fileprivate var fields: [(String, String)] {
    [
      ("median_ms", median.milliseconds), ("min_ms", least.milliseconds), ("max_ms", most.milliseconds),
      ("runs", "\(runs)"),
    ]
  }
}
