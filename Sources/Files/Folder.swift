// Promises the rest: names of files as they are, and folders that are gone when they should be.
import Glibc

/// A folder in the file system.
public struct Folder: Sendable {
  public let path: String

  public init(_ path: String) {
    self.path = path
  }

  /// The folder that a file stands in, as its path says it: `.` for a bare name.
  public init(of file: String) {
    path = file.lastIndex(of: "/").map { $0 == file.startIndex ? "/" : String(file[..<$0]) } ?? "."
  }

  /// A new folder for files that are soon forgotten: in `TMPDIR`, else `/tmp`.
  public static func temporary() throws(FileError) -> Folder {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    var template = Array(((parent.isEmpty ? "/tmp" : parent) + "/deskql-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { throw .last }
    return Folder(String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }

  /// A name as this folder sees it; one that begins at the root stays.
  public func path(of name: String) -> String {
    name.hasPrefix("/") || path == "." ? name : path.hasSuffix("/") ? path + name : path + "/" + name
  }

  public static func isFolder(_ path: String) -> Bool {
    var facts = stat()
    return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
  }

  /// Names of what is in it, in order, without `.` and `..`; nothing where it cannot be read.
  public var names: [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// The files in it and its folders whose names end so, in order; hidden folders are passed over.
  public func files(ending suffixes: String...) -> [String] { files(ending: suffixes) }

  private func files(ending suffixes: [String]) -> [String] {
    names.flatMap { name -> [String] in
      let inner = path + (path.hasSuffix("/") ? "" : "/") + name
      if Folder.isFolder(inner) { return name.hasPrefix(".") ? [] : Folder(inner).files(ending: suffixes) }
      return suffixes.contains(where: name.hasSuffix) ? [inner] : []
    }
  }

  /// Removes it with the files in it; it holds no folders.
  public func remove() {
    for name in names { unlink(path + "/" + name) }
    rmdir(path)
  }
}
