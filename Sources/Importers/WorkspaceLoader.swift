import Calculus
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
  ///   - settings: those that change how exports are read count: `timezone`, `open_hours`, `default_cost_center`,
  ///     `anonymize_after`.
  ///   - today: bookings after this day show the cost centre that their person has today.
  ///   - cutoff: the day from which `anonymize_after` counts back; today, where none is given.
  /// - Throws: what makes the workspace unreadable as a whole: no such folder, no table, a missing column, a file that is
  ///   not text, an unknown zone.
  /// - Complexity: O(bytes), on all cores.
  public static func load(
    path: String, settings: Settings, today: Day, cutoff: Day? = nil
  ) throws(Rejection) -> Snapshot {
    try load(path: path, settings: settings, today: today, cutoff: cutoff, limits: ReadingLimits())
  }

  /// The table that a file would be taken for, were it in a workspace's folder.
  ///
  /// - Parameters:
  ///   - name: without folders.
  ///   - headers: of its columns; none where only the name counts.
  public static func table(ofFile name: String, headers: [String] = []) -> TableName? {
    WorkspaceFiles.table(ofFile: name, headers: headers)
  }

  /// The same of several sources, with what is known of their files.
  ///
  /// - Parameters:
  ///   - known: files that were translated before.
  ///   - watch: who looks on, and may end it with the diagnostic `cancelled`.
  /// - Returns: with the snapshot, what is known of the files now.
  public static func load(
    _ exports: ExportSources, settings: Settings, today: Day, cutoff: Day? = nil, known: KnownFiles = KnownFiles(),
    watch: LoadingWatch = LoadingWatch()
  ) throws(Rejection) -> (snapshot: Snapshot, known: KnownFiles) {
    var limits = ReadingLimits()
    limits.isCancelled = watch.isCancelled
    do throws(Rejection) {
      let builder = try builder(
        exports, settings: settings, today: today, cutoff: cutoff, limits: limits, known: known, watch: watch)
      let snapshot = try builder.snapshot()
      try builder.checkCancellation()
      try builder.files.checkAsked()
      return (snapshot, builder.files.translated)
    } catch {
      // What fails then, fails because it was ended.
      throw watch.isCancelled() ? Rejection(.cancelled) : error
    }
  }

  static func load(
    path: String, settings: Settings, today: Day, cutoff: Day? = nil, limits: ReadingLimits
  ) throws(Rejection) -> Snapshot {
    try builder(ExportSources(path: path), settings: settings, today: today, cutoff: cutoff, limits: limits).snapshot()
  }

  /// All tables read, and persons forgotten who are to be.
  static func builder(
    _ exports: ExportSources, settings: Settings, today: Day, cutoff: Day? = nil, limits: ReadingLimits,
    known: KnownFiles = KnownFiles(), watch: LoadingWatch = LoadingWatch()
  ) throws(Rejection) -> WorkspaceBuilder {
    var notebook = Notebook()
    let files = try WorkspaceFiles(
      exports, rules: ReadingRules(settings), before: KnownFiles(known, for: settings), watch: watch, &notebook)
    let builder = WorkspaceBuilder(
      files: files, notebook: notebook, settings: settings, today: today,
      anonymization: Anonymization(after: settings.anonymizeAfter, cutoff: cutoff ?? today), limits: limits)
    // What a table names must be there before it.
    try builder.addTypes()
    try builder.addLocations()
    try builder.addResources()
    try builder.addAvailability()
    try builder.addPlans()
    try builder.addUsers()
    try builder.addHistory()
    try builder.addMemberships()
    try builder.addAssignments()
    try builder.addHolidays()
    try builder.addBookings()
    try builder.files.checkTables()
    return builder
  }
}
