import Formats
import Store

/// How a workspace wants its exports to be read.
struct ReadingRules: Sendable {
  /// `dmy`, `mdy`, `ymd`; nil: each file decides.
  var dateOrder: DateOrder?
  /// nil: each file decides.
  var decimalMark: DecimalMark?
  var corrections: [ColumnCorrection] = []
  /// Of the places that name none of their own.
  var timezone: String?
}

extension ReadingRules {
  /// Whether the workspace says what a layout asks for.
  func answers(_ question: ExportLayout.Question) -> Bool {
    corrections.contains { $0.table == question.table && $0.mapping.name == question.column }
  }

  /// What a workspace's settings say. Its maps were checked when the settings were read.
  init(_ settings: Settings) {
    dateOrder = settings.dateOrder.flatMap { DateOrder(rawValue: $0) }
    decimalMark = settings.decimalMark.flatMap { DecimalMark(rawValue: $0) }
    timezone = settings.timezone
    corrections = settings.columnMaps.compactMap { map in
      (try? LayoutParser.column(map.column, map.source)).map { ColumnCorrection(table: map.table, mapping: $0) }
    }
  }
}
