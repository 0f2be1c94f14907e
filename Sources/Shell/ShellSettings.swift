/// What can be set of the shell itself, beside the settings of a workspace.
struct ShellSettings {
  struct Definition {
    let name: String
    /// What it can be; a number stands for any.
    let values: [String]
    let help: String
  }

  /// Whether a line is coloured while it is typed, with a hint of what can come next.
  var isLive = true
  /// Whether what is longer than the screen goes through a pager.
  var pages = true
  /// Rows that a table shows on a terminal without a pager; 0 is all.
  var mostRows = 200

  static let all = [
    Definition(name: "live", values: ["on", "off"], help: "colours and hints while a line is typed"),
    Definition(name: "pager", values: ["on", "off"], help: "whether long output goes through $PAGER, else less"),
    Definition(name: "rows", values: ["200"], help: "rows of a table shown where no pager is; 0 shows all"),
  ]

  /// - Returns: what the value should have been; nil if it was taken.
  mutating func set(_ name: String, to value: String) -> String? {
    let isOn: Bool? = ["on": true, "off": false][value.lowercased()]
    switch name.lowercased() {
    case "live":
      guard let isOn else { return "on or off" }
      isLive = isOn
    case "pager":
      guard let isOn else { return "on or off" }
      pages = isOn
    default:
      guard let count = Int(value), count >= 0 else { return "a whole number from 0" }
      mostRows = count
    }
    return nil
  }

  static func has(_ name: String) -> Bool { all.contains { $0.name == name.lowercased() } }

  func value(_ name: String) -> String {
    switch name {
    case "live": isLive ? "on" : "off"
    case "pager": pages ? "on" : "off"
    default: String(mostRows)
    }
  }

  /// Rows as `show settings` has them.
  var rows: [[String]] {
    ShellSettings.all.map { [$0.name, value($0.name), "this shell", $0.help] }
  }
}
