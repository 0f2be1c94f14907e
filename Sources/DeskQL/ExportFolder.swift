import Glibc
import Store

/// Folders that could be a workspace.
public enum ExportFolder {
  /// Whether a folder holds a file that is named for a table, or settings.
  public static func holdsExports(_ path: String) -> Bool {
    guard let folder = opendir(path) else { return false }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if isExport(name.lowercased()) { return true }
    }
    return false
  }

  private static func isExport(_ name: String) -> Bool {
    name == "settings.deskql" || TableName.allCases.contains { name == $0.rawValue + ".csv" }
  }
}
