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

  /// A layout as it was written.
  static func text(of name: String) -> String? {
    files.first { $0.name == name + ".layout" }.map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  private static let files: [(name: String, bytes: [UInt8])] = [
    ("cobot-allocations.layout", PackageResources.cobot_allocations_layout),
    ("cobot-bookings.layout", PackageResources.cobot_bookings_layout),
    ("cobot-checkins.layout", PackageResources.cobot_checkins_layout),
    ("cobot-cost-centers.layout", PackageResources.cobot_cost_centers_layout),
    ("cobot-memberships.layout", PackageResources.cobot_memberships_layout),
    ("cobot-resources.layout", PackageResources.cobot_resources_layout),
    ("cobot-spaces.layout", PackageResources.cobot_spaces_layout),
    ("deskbird-bookings.layout", PackageResources.deskbird_bookings_layout),
    ("envoy-desks.layout", PackageResources.envoy_desks_layout),
    ("flexopus-bookings-table.layout", PackageResources.flexopus_bookings_table_layout),
    ("flexopus-bookings.layout", PackageResources.flexopus_bookings_layout),
    ("flexopus-buildings.layout", PackageResources.flexopus_buildings_layout),
    ("flexopus-location-bookings.layout", PackageResources.flexopus_location_bookings_layout),
    ("flexopus-object-bookings.layout", PackageResources.flexopus_object_bookings_layout),
    ("flexopus-objects.layout", PackageResources.flexopus_objects_layout),
    ("flexopus-users.layout", PackageResources.flexopus_users_layout),
    ("google-calendar.layout", PackageResources.google_calendar_layout),
    ("ibss-bookings.layout", PackageResources.ibss_bookings_layout),
    ("librebooking-report-de.layout", PackageResources.librebooking_report_de_layout),
    ("librebooking-report.layout", PackageResources.librebooking_report_layout),
    ("mrbs-report-de.layout", PackageResources.mrbs_report_de_layout),
    ("mrbs-report.layout", PackageResources.mrbs_report_layout),
    ("nexudus-bookings-table.layout", PackageResources.nexudus_bookings_table_layout),
    ("nexudus-bookings.layout", PackageResources.nexudus_bookings_layout),
    ("nexudus-cancelled-table.layout", PackageResources.nexudus_cancelled_table_layout),
    ("nexudus-cancelled.layout", PackageResources.nexudus_cancelled_layout),
    ("nexudus-checkins.layout", PackageResources.nexudus_checkins_layout),
    ("nexudus-contracts.layout", PackageResources.nexudus_contracts_layout),
    ("nexudus-customers.layout", PackageResources.nexudus_customers_layout),
    ("nexudus-portal.layout", PackageResources.nexudus_portal_layout),
    ("officernd-assignments.layout", PackageResources.officernd_assignments_layout),
    ("officernd-booking-summary.layout", PackageResources.officernd_booking_summary_layout),
    ("officernd-bookings.layout", PackageResources.officernd_bookings_layout),
    ("officernd-checkins.layout", PackageResources.officernd_checkins_layout),
    ("officernd-companies.layout", PackageResources.officernd_companies_layout),
    ("officernd-floors.layout", PackageResources.officernd_floors_layout),
    ("officernd-locations.layout", PackageResources.officernd_locations_layout),
    ("officernd-members.layout", PackageResources.officernd_members_layout),
    ("officernd-memberships.layout", PackageResources.officernd_memberships_layout),
    ("officernd-plans.layout", PackageResources.officernd_plans_layout),
    ("officernd-resource-types.layout", PackageResources.officernd_resource_types_layout),
    ("officernd-resources.layout", PackageResources.officernd_resources_layout),
    ("optisch-csv.layout", PackageResources.optisch_csv_layout),
    ("optisch-days.layout", PackageResources.optisch_days_layout),
    ("optisch-desks.layout", PackageResources.optisch_desks_layout),
    ("optisch-rooms.layout", PackageResources.optisch_rooms_layout),
    ("optisch-users.layout", PackageResources.optisch_users_layout),
    ("oracle-idcs-users.layout", PackageResources.oracle_idcs_users_layout),
    ("outlook-calendar-de.layout", PackageResources.outlook_calendar_de_layout),
    ("outlook-calendar.layout", PackageResources.outlook_calendar_layout),
    ("qreserve-activity.layout", PackageResources.qreserve_activity_layout),
    ("robin-api.layout", PackageResources.robin_api_layout),
    ("robin-dashboard.layout", PackageResources.robin_dashboard_layout),
    ("robin-desks.layout", PackageResources.robin_desks_layout),
    ("roomz-usage.layout", PackageResources.roomz_usage_layout),
    ("roomzilla-reservations.layout", PackageResources.roomzilla_reservations_layout),
    ("saml-logins.layout", PackageResources.saml_logins_layout),
    ("scim-events.layout", PackageResources.scim_events_layout),
    ("scim-groups.layout", PackageResources.scim_groups_layout),
    ("scim-users.layout", PackageResources.scim_users_layout),
    ("seatsurfing-analysis.layout", PackageResources.seatsurfing_analysis_layout),
    ("seatsurfing-api.layout", PackageResources.seatsurfing_api_layout),
    ("seatsurfing-bookings.layout", PackageResources.seatsurfing_bookings_layout),
    ("spacebase-bookings.layout", PackageResources.spacebase_bookings_layout),
  ]
}
