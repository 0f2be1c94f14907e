import Calculus
import Glibc
import Diagnostics
import Store

/// Opens a workspace: files in, an immutable snapshot out.
public enum WorkspaceLoader {
  /// Loads a folder of exports, or a single file.
  ///
  /// Rows that cannot be read, and contradictions in those that can, are in the snapshot's `rejected` and `findings`.
  ///
  /// - Parameters:
  ///   - path: a folder whose files are named after their tables (`bookings.csv`), or one file.
  ///   - settings: those that change how exports are read count: `timezone`, `open_hours`, `default_cost_center`.
  ///   - today: bookings after this day show the cost centre that their person has today.
  /// - Throws: what makes the workspace unreadable as a whole: no such folder, no table, a missing column, a file that is
  ///   not text, an unknown zone.
  /// - Complexity: O(bytes), on all cores.
  public static func load(path: String, settings: Settings, today: Day) throws(Rejection) -> Snapshot {
    try load(path: path, settings: settings, today: today, limits: ReadingLimits())
  }

  static func load(
    path: String, settings: Settings, today: Day, limits: ReadingLimits
  ) throws(Rejection) -> Snapshot {
    stamp("start"); var notebook = Notebook()
    let files = try WorkspaceFiles(path: path, &notebook)
    let builder = WorkspaceBuilder(files: files, notebook: notebook, settings: settings, today: today, limits: limits)
    // What a table names must be there before it.
    try builder.addTypes(); stamp("addTypes")
    try builder.addLocations(); stamp("addLocations")
    try builder.addResources(); stamp("addResources")
    try builder.addAvailability(); stamp("addAvailability")
    try builder.addPlans(); stamp("addPlans")
    try builder.addUsers(); stamp("addUsers")
    try builder.addHistory(); stamp("addHistory")
    try builder.addMemberships(); stamp("addMemberships")
    try builder.addAssignments(); stamp("addAssignments")
    try builder.addHolidays(); stamp("addHolidays")
    try builder.addBookings(); stamp("addBookings")
    return try builder.snapshot()
  }
}

nonisolated(unsafe) var lastStamp = 0.0
func stamp(_ what: String) { var t = timespec(); clock_gettime(CLOCK_MONOTONIC, &t); let n = Double(t.tv_sec) + Double(t.tv_nsec) / 1e9; if lastStamp > 0 { print(what, Int((n - lastStamp) * 1000), "ms", rss(), "MB") }; lastStamp = n }

func rss() -> Int { var b = [CChar](repeating: 0, count: 100); let f = fopen("/proc/self/statm", "r")!; fgets(&b, 100, f); fclose(f); return Int(String(cString: b).split(separator: " ")[1])! * 4 / 1024 }
