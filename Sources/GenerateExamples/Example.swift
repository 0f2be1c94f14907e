import Glibc

/// One workspace folder: its settings and its tables, a CSV file each.
struct Example {
  let name: String
  let settings: String
  let tables: [Table]

  /// Writes the folder, replacing files of the same names; other files stay.
  func write(into parent: String) throws(WriteError) {
    let folder = parent + "/" + name
    for path in [parent, folder] where mkdir(path, 0o777) != 0 && errno != EEXIST {
      throw WriteError(path: path, reason: String(cString: strerror(errno)))
    }
    try write(settings + "\n", to: folder + "/settings.deskql")
    for table in tables {
      try write(table.csv, to: folder + "/" + table.name + ".csv")
    }
  }

  private func write(_ text: String, to path: String) throws(WriteError) {
    guard let file = fopen(path, "w") else {
      throw WriteError(path: path, reason: String(cString: strerror(errno)))
    }
    let bytes = Array(text.utf8)
    let written = fwrite(bytes, 1, bytes.count, file)
    guard fclose(file) == 0, written == bytes.count else {
      throw WriteError(path: path, reason: String(cString: strerror(errno)))
    }
  }
}

/// A file or folder that could not be written, with the system's reason.
struct WriteError: Error {
  let path: String
  let reason: String
}
