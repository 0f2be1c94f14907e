import Diagnostics

/// The definitions that are in the binary, in the order in which they are read.
enum Prelude {
  static var sources: [SourceText] {
    [
      source("rows.deskql", PackageResources.rows_deskql),
      source("occupancy.deskql", PackageResources.occupancy_deskql),
      source("bookings.deskql", PackageResources.bookings_deskql),
      source("people.deskql", PackageResources.people_deskql),
      source("utilization.deskql", PackageResources.utilization_deskql),
      source("money.deskql", PackageResources.money_deskql),
      source("states.deskql", PackageResources.states_deskql),
    ]
  }

  private static func source(_ name: String, _ bytes: [UInt8]) -> SourceText {
    SourceText(name: "prelude/" + name, text: String(decoding: bytes, as: UTF8.self))
  }
}
