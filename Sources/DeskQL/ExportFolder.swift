import Files
import Store

/// Folders that could be a workspace.
public enum ExportFolder {
  /// Whether a folder holds a file that is named for a table, or settings.
  public static func holdsExports(_ path: String) -> Bool {
    Folder(path).names.contains { isExport($0.lowercased()) }
  }

  private static func isExport(_ name: String) -> Bool {
    name == Workspace.settingsFile || TableName.allCases.contains { name == $0.rawValue + ".csv" }
  }
}
