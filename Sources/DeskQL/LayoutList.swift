import Diagnostics
import Importers
import Store

/// What `deskql layouts` tells: the layouts in the binary, and the text of each.
public enum LayoutList {
  public static let names = WorkspaceLoader.layouts.map(\.name)

  /// A row for each layout.
  public static var answer: Answer {
    let layouts = WorkspaceLoader.layouts
    return Answer(
      columns: [
        .texts("layout", isKey: true, layouts.map(\.name)),
        .texts("vendor", layouts.map(\.vendor)),
        .texts("kinds", layouts.map { $0.kinds.isEmpty ? "any" : $0.kinds.joined(separator: " ") }),
        .texts("tables", layouts.map { $0.tables.isEmpty ? nil : $0.tables.map(\.rawValue).joined(separator: " ") }),
        .texts("about", layouts.map(\.about)),
      ],
      rowCount: layouts.count,
      reading: [
        ReadingItem(.metric, "layouts"),
        ReadingItem(.note, "\(layouts.count) layouts; deskql layouts NAME prints one"),
      ])
  }

  /// A layout as it is in the binary.
  public static func text(of name: String) throws(Rejection) -> String {
    guard let layout = WorkspaceLoader.layouts.first(where: { $0.name == name.lowercased() }) else {
      throw Rejection(.unknownLayout(name, known: names))
    }
    return layout.text
  }
}
