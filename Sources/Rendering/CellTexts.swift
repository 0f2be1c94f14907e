import Calculus
import Diagnostics
import Store

/// One column of an answer as text: every distinct cell in one run of bytes, and which of them each row shows.
///
/// A format says with a `CellWriter` how a cell is written; this says it once for each label, not once for each row.
struct CellTexts {
  /// UTF-8 of all distinct cells, one after the other.
  private var bytes: [UInt8] = []
  /// Where each distinct cell ends in `bytes`.
  private var ends: [Int] = []
  /// The distinct cell of each row; nil where every row has one of its own.
  private var indices: [UInt32]?
  /// Terminal columns of each distinct cell; empty unless asked for.
  private var widths: [Int] = []

  init(_ column: AnswerColumn, measured: Bool = false, writtenBy writer: some CellWriter) {
    switch column.values {
    case .labels(let codes, let labels):
      let used = CellTexts.renumbered(codes, labels: labels.count)
      indices = used.indices
      for code in used.codes { add(labels[Int(code)].map { .label($0) } ?? .missing, row: 0, writer, measured) }
    case .days(let days):
      for (row, day) in days.enumerated() { add(.day(day), row: row, writer, measured) }
    case .figures(let figures):
      for (row, figure) in figures.enumerated() { add(.figure(figure), row: row, writer, measured) }
    }
  }

  /// The codes that rows use, in order of first use, and for each row its place among them: an answer of ten rows
  /// must not pay for a pool of a million names.
  private static func renumbered(_ codes: [UInt32], labels: Int) -> (codes: [UInt32], indices: [UInt32]) {
    var places: [UInt32: UInt32] = [:]
    places.reserveCapacity(min(codes.count, labels))
    var used: [UInt32] = []
    var indices: [UInt32] = []
    indices.reserveCapacity(codes.count)
    for code in codes {
      if let place = places[code] {
        indices.append(place)
      } else {
        let place = UInt32(used.count)
        places[code] = place
        used.append(code)
        indices.append(place)
      }
    }
    return (used, indices)
  }

  private mutating func add(_ cell: AnswerCell, row: Int, _ writer: some CellWriter, _ measured: Bool) {
    let text = writer.text(of: cell, row: row)
    if measured { widths.append(DisplayWidth.of(text)) }
    bytes.append(text)
    ends.append(bytes.count)
  }

  /// Terminal columns of the widest cell.
  var widest: Int { widths.max() ?? 0 }

  func width(row: Int) -> Int { widths[index(row)] }

  func append(row: Int, to output: inout [UInt8]) {
    let index = index(row)
    output.append(contentsOf: bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]])
  }

  private func index(_ row: Int) -> Int {
    indices.map { Int($0[row]) } ?? row
  }
}

/// How one format writes one cell.
protocol CellWriter {
  /// - Parameter row: of a figure; a label is written once for all rows that have it.
  func text(of cell: AnswerCell, row: Int) -> String
}

extension Figure {
  /// The figure for a machine; nil where there is none. A hidden one is a word, so that nobody takes it for nothing.
  var machineText: String? {
    switch self {
    case .value(let value): NumberFormat.machine(value)
    case .minute(let minute): Day.text(ofMinute: minute, separator: "T")
    case .day(let day): day.description
    case .hidden: Wording.hidden
    case .undefined, .noData: nil
    }
  }
}
