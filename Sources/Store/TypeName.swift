/// Names of resource types as people write them (DESIGN §2).
public enum TypeName {
  /// Ignores case, blanks, `_` and `-`; `office` is Private Office, `room` Meeting Room.
  public static func normalized(_ name: some StringProtocol) -> String {
    let plain = name.lowercased().filter { !" _-\t".contains($0) }
    switch plain {
    case "office": return "privateoffice"
    case "room": return "meetingroom"
    default: return plain
    }
  }
}
