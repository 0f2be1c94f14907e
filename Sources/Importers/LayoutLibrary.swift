/// The layouts in the binary, one for each file that a system exports.
enum LayoutLibrary {
  /// By name.
  static let all: [ExportLayout] = files.map { name, bytes in
    do throws(LayoutParser.Problem) {
      return try LayoutParser.layout(String(decoding: bytes, as: UTF8.self))
    } catch {
      preconditionFailure("\(name):\(error.line): \(error.message)")
    }
  }.sorted { $0.name < $1.name }

  private static let files: [(name: String, bytes: [UInt8])] = []
}
