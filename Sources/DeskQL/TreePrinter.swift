import Language

/// A syntax tree as indented text, for people who want to see what was read.
enum TreePrinter {
  static func text(of query: Query) -> String {
    var lines: [String] = []
    add(query, label: nil, depth: 0, to: &lines)
    return lines.joined(separator: "\n")
  }

  private static func add(_ value: Any, label: String?, depth: Int, to lines: inout [String]) {
    if value is Place { return }
    let indent = String(repeating: "  ", count: depth)
    let head = label.map { $0 + ": " } ?? ""
    if let name = value as? Name {
      lines.append(indent + head + (name.quoted ? "“\(name.text)”" : name.text))
      return
    }
    if let phrase = value as? Phrase {
      lines.append(indent + head + phrase.text)
      return
    }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional:
      if let inner = mirror.children.first { add(inner.value, label: label, depth: depth, to: &lines) }
    case .collection:
      if mirror.children.isEmpty { return }
      lines.append(indent + (label ?? "list"))
      for child in mirror.children { add(child.value, label: nil, depth: depth + 1, to: &lines) }
    case .enum:
      guard let child = mirror.children.first else {
        lines.append(indent + head + String(describing: value))
        return
      }
      lines.append(indent + head + (child.label ?? ""))
      add(child.value, label: nil, depth: depth + 1, to: &lines)
    case .struct, .tuple:
      if mirror.displayStyle == .struct { lines.append(indent + head + String(describing: mirror.subjectType)) }
      let inner = mirror.displayStyle == .struct ? depth + 1 : depth
      for child in mirror.children {
        let name = child.label.flatMap { $0.hasPrefix(".") ? nil : $0 }
        add(child.value, label: name, depth: inner, to: &lines)
      }
    default: lines.append(indent + head + String(describing: value))
    }
  }
}
