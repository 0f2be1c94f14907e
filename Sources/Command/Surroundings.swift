import Calculus
import Glibc
import Store

/// The clock of the system, read here and nowhere else.
enum Clock {
  /// The day that it is here, in the zone of the system.
  static var today: Day {
    var now = time(nil)
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
  static var workspace: String? {
    guard let folder = opendir(".") else { return nil }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if isExport(name.lowercased()) { return "." }
    }
    return nil
  }

  private static func isExport(_ name: String) -> Bool {
    name == "settings.deskql" || TableName.allCases.contains { name == $0.rawValue + ".csv" }
  }
}
