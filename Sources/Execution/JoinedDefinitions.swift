import Calculus
import Planning
import Store

/// The rows of several definitions, those of one cell beside each other.
struct JoinedDefinitions {
  private let plan: SideBySidePlan
  private let parts: [AnswerAssembly]
  /// The cells that any of them has, with a figure for each definition: no data where it has no such cell.
  private var table: AnswerAssembly
  /// For each row of the table, the row of each definition.
  private var rowOfPart: [[Int?]] = []

  /// A cell: its group, and the values of the calendar keys.
  private struct Place: Hashable {
    let group: UInt32
    let values: ArraySlice<Int32>
  }

  /// - Parameter parts: evaluated with one numbering of groups.
  init(
    _ plan: SideBySidePlan, _ parts: [AnswerAssembly], isCancelled: () -> Bool
  ) throws(EvaluationError) {
    self.plan = plan
    self.parts = parts
    table = AnswerAssembly(plan: plan.table, snapshot: parts[0].snapshot, cache: parts[0].cache)
    var rowOfPlace: [Place: Int] = [:]
    for (number, part) in parts.enumerated() {
      let evaluations = table.evaluations.count
      table.evaluations += part.evaluations
      // The day of a peak stands last, and is none of the table's keys.
      let (count, shown) = (part.calendarKeys.count, part.shownCalendarKeys.count)
      for (row, source) in part.rows.enumerated() {
        if row & 0xFFF == 0, isCancelled() { throw .cancelled }
        let values = part.calendarValues[row * shown..<row * shown + count]
        let place = Place(group: part.evaluations[source.evaluation].index.groups[source.group], values: values)
        if let known = rowOfPlace[place] {
          rowOfPart[known][number] = row
          continue
        }
        rowOfPlace[place] = rowOfPart.count
        rowOfPart.append(parts.indices.map { $0 == number ? row : nil })
        table.rows.append((evaluations + source.evaluation, source.group, source.cell))
        table.calendarValues += values
      }
    }
    for rows in rowOfPart {
      for (part, row) in zip(parts, rows) { table.figures.append(row.map { part.figures[$0] } ?? .noData) }
    }
  }

  func answer() throws(EvaluationError) -> Answer {
    let keys = KeyColumns(table, shown: table.shownCalendarKeys)
    let order = table.arranged(keys)
    let width = parts.count
    func figures(of part: Int) -> [Figure] { order.map { table.figures[$0 * width + part] } }
    var columns = keys.columns(order)
    let keyCount = columns.count
    var readings: [[ReadingItem]] = []
    for (number, part) in parts.enumerated() {
      columns.append(table.figureColumn(plan.table.columns[number], figures(of: number)))
      if !part.plan.weightMode.isWeighted, !part.calendarKeys.contains(.day) {
        let days = order.map { rowOfPart[$0][number].map { part.day(ofRow: $0) } }
        columns.append(AnswerColumn(name: plan.parts[number].name + "_day", days: days))
      }
      let reading = try Reading(plan: part.plan, snapshot: part.snapshot, cache: part.cache).items(
        part.summary, overlaps: part.overlaps)
      let missing = order.count { rowOfPart[$0][number] == nil }
      let outside = ReadingItem(.noData, "\(missing) \(missing == 1 ? "row is" : "rows are") no cell of its frame")
      readings.append(
        reading + part.sharesOfHidden + part.excesses { _ in figures(of: number) } + (missing > 0 ? [outside] : []))
    }
    return Answer(
      columns: columns.withCoins(of: table.snapshot, plan.table.atoms), rowCount: order.count,
      reading: JoinedReading(plan, readings).items(frame: Reading.frame(of: plan.table, plan.table.askedSpan)),
      valueColumn: parts.count == 1 ? keyCount : nil, isWhole: order.count == table.rows.count)
  }
}
