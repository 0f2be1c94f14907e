/// Why there is no zone of a name. Nothing falls back to UTC: a wrong zone would be a plausible wrong figure.
public enum ZoneError: Error, Hashable, Sendable {
  /// The name is not one that IANA zones have: empty, absolute, with `..` or odd characters.
  case badName(String)
  /// This machine has no time zone data where it is looked for.
  case noData(directory: String)
  /// There is data, but no zone of this name.
  case unknownName(String)
  /// The zone's file is not what RFC 8536 says, for this reason.
  case unreadable(name: String, reason: String)

  /// For scripts: `unknown-zone`.
  public var code: String {
    switch self {
    case .badName: "bad-zone-name"
    case .noData: "no-zone-data"
    case .unknownName: "unknown-zone"
    case .unreadable: "unreadable-zone"
    }
  }

  /// For people: lower case, no full stop.
  public var message: String {
    switch self {
    case .badName(let name): "“\(name)” is not the name of a time zone"
    case .noData(let directory): "this machine has no time zone data in \(directory)"
    case .unknownName(let name): "there is no time zone “\(name)”"
    case .unreadable(let name, let reason): "the data of the time zone “\(name)” cannot be read: \(reason)"
    }
  }

  /// What to do about it.
  public var help: String? {
    switch self {
    case .badName, .unknownName: "zones are written as IANA has them: Europe/Berlin, America/New_York, UTC"
    case .noData: "install the package tzdata"
    case .unreadable: "install the package tzdata again"
    }
  }
}
