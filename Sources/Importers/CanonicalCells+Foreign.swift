import Formats
import Store

extension CanonicalCells {
  /// Whether a cell that the loader cannot read as it is would be understood here.
  static func wouldTranslate(_ cell: String, as type: DataType) -> Bool {
    if cell.isEmpty { return false }
    let column = TextColumn([cell])
    switch type {
    case .number:
      if NumberText.reads(cell) { return false }
      return DecimalMark.allCases.contains { mark in
        (try? NumberColumn.rewritten(column, mark: mark).1.unread) == 0
      }
    case .firstDay, .lastDay, .minute:
      if type == .minute ? MinuteText.parse(cell) != nil : DayText.reads(cell) { return false }
      return DateOrder.allCases.contains { order in
        (try? MomentColumn.rewritten(column, rules: MomentRules(), order: order).1.unread) == 0
      }
    case .identifier, .text, .link, .flag: return false
    }
  }
}
