import Calculus
import DeskQL
import Glibc

/// The clock of the system, read here and nowhere else.
enum Clock {
  /// The time that it is, in UTC as ISO 8601 writes it: `2024-03-15T09:30:00Z`.
  static var time: String {
    var now = Glibc.time(nil)
    var parts = tm()
    var text = [CChar](repeating: 0, count: 32)
    guard gmtime_r(&now, &parts) != nil, strftime(&text, text.count, "%Y-%m-%dT%H:%M:%SZ", &parts) > 0 else {
      return "-"
    }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The day that it is here, in the zone of the system.
  static var today: Day {
    var now = Glibc.time(nil)
    var local = tm()
    guard localtime_r(&now, &local) != nil,
      let day = Day(year: Int(local.tm_year) + 1900, month: Int(local.tm_mon) + 1, day: Int(local.tm_mday))
    else { return Day(number: Int32(clamping: now / 86_400)) }
    return day
  }
}

/// The folder in which the command was started.
enum CurrentFolder {
  /// `.`, if it holds exports: a file that is named for a table, or settings.
  static var workspace: String? { ExportFolder.holdsExports(".") ? "." : nil }
}
