import Foundation

/// Writes a world as a folder of canonical CSV files with its settings.
extension World {
  func write(to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (file, text) in files {
      try Data(text.utf8).write(to: folder.appendingPathComponent(file))
    }
  }

  /// Names with contents. A table without rows has no file.
  var files: [(name: String, text: String)] {
    var settings = ["set user_statistics on", "set timezone \(zone)"]
    if coefficient != "1" { settings.append("set coefficient \(coefficient)") }
    if !openHours.isEmpty { settings.append("set open_hours \(openHours)") }
    let tables: [(String, String, [[String]])] = [
      ("locations", "id,name,timezone,open_hours", locations.map { [$0.id, $0.name, $0.zone, $0.openHours] }),
      (
        "resource_types", "name,counts_as,category,primary",
        types.map { [$0.name, $0.countsAs, $0.category, $0.isPrimary ? "true" : "false"] }
      ),
      (
        "resources", "id,name,type,location,floor,parent,size,area,price,available_from,available_to",
        resources.map {
          [
            $0.id, $0.name, $0.type, $0.location, $0.floor, $0.parent, number($0.size), $0.area, $0.price,
            day($0.availableFrom), day($0.availableTo),
          ]
        }
      ),
      (
        "availability", "resource,from,to,state",
        availability.map { [$0.resource, day($0.from), day($0.to), $0.isOpen ? "open" : "blocked"] }
      ),
      ("plans", "id,name,type,price", plans.map { [$0.id, $0.name, $0.type, $0.price] }),
      (
        "memberships", "id,company,member,plan,plan_type,resource,location,start,end,price,currency,status",
        memberships.map {
          [
            $0.id, $0.company, "", $0.plan, $0.planType, $0.resource, $0.location, day($0.start), day($0.end), $0.price,
            $0.currency, $0.status,
          ]
        }
      ),
      (
        "assignments", "membership,resource,from,to",
        assignments.map { [$0.membership, $0.resource, day($0.from), day($0.to)] }
      ),
      (
        "users", "id,name,email,cost_center,groups",
        users.map { [$0.id, $0.name, $0.email, $0.costCentre, $0.groups.joined(separator: ";")] }
      ),
      (
        "cost_center_history", "user,cost_center,from,source",
        history.map { [$0.user, $0.costCentre, $0.from.text, "manual"] }
      ),
      (
        "bookings",
        "id,user,resource,type,start,end,kind,cost_center,checkin,quantity,status,checked_in_at,checked_out_at",
        bookings.map {
          [
            $0.id, $0.user, $0.resource, $0.type, $0.start.text, $0.end?.text ?? "", $0.kind, $0.costCentre, $0.checkin,
            number($0.quantity), $0.status, $0.checkedIn.map { World.Moment.local($0).text } ?? "",
            $0.checkedOut.map { World.Moment.local($0).text } ?? "",
          ]
        }
      ),
      ("holidays", "day,location,name", holidays.map { [day($0.day), $0.location, "a holiday"] }),
    ]
    return [("settings.deskql", settings.joined(separator: "\n") + "\n")]
      + tables.filter { !$0.2.isEmpty }.map { name, header, rows in
        let lines = rows.map { row in row.map(Self.field).joined(separator: ",") }
        return (name + ".csv", ([header] + lines).joined(separator: "\n") + "\n")
      }
  }

  private func day(_ number: Int?) -> String { number.map { Almanac.day($0).iso } ?? "" }

  private func number(_ value: Int?) -> String { value.map(String.init) ?? "" }

  private static func field(_ text: String) -> String {
    text.contains { ",\"\n".contains($0) } ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }
}
