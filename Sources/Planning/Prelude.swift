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

  /// What vendors publish, in the order of the pages of their library.
  static var vendors: [SourceText] {
    [
      source("vendors-utilization.deskql", PackageResources.vendors_utilization_deskql),
      source("vendors-peaks.deskql", PackageResources.vendors_peaks_deskql),
      source("vendors-checkins.deskql", PackageResources.vendors_checkins_deskql),
      source("vendors-money.deskql", PackageResources.vendors_money_deskql),
    ]
  }

  private static func source(_ name: String, _ bytes: [UInt8]) -> SourceText {
    SourceText(name: "prelude/" + name, text: String(decoding: bytes, as: UTF8.self))
  }
}
