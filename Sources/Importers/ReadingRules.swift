import Diagnostics
import Formats
import Store

/// How a workspace wants its exports to be read.
struct ReadingRules: Sendable {
  /// `dmy`, `mdy`, `ymd`; nil: each file decides.
  var dateOrder: DateOrder?
  /// nil: each file decides.
  var decimalMark: DecimalMark?
  var corrections: [ColumnCorrection] = []
}

extension ReadingRules {
  /// What a workspace's settings say. Its maps were checked when the settings were read.
  init(_ settings: Settings) {
    dateOrder = DateOrder(rawValue: settings.value("date_order"))
    decimalMark = DecimalMark(rawValue: settings.value("decimal_mark"))
    corrections = settings.columnMaps.compactMap { map in
      (try? LayoutParser.column(map.column, map.source)).map { ColumnCorrection(table: map.table, mapping: $0) }
    }
  }
}
