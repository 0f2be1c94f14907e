import DeskQL
import Planning
import Store
import Testing

@Suite("what metrics read")
struct MetricReadsTests {
  @Test(
    "many names are a few families",
    arguments: [
      // names                                              width  shown
      (["hours"], 40, "hours"), ([], 40, ""),
      (["occupancy desks", "occupancy spaces", "revenue"], 40, "occupancy …, revenue"),
      (["a", "b b", "b c", "d", "e"], 8, "a, b … and 2 more"),
      (["a very long name", "b"], 3, "a very long name and 1 more"),
    ] as [([String], Int, String)])
  func brief(names: [String], width: Int, shown: String) {
    #expect(MetricReads.brief(names, width: width) == shown)
  }

  @Test(
    "a metric reads what its figures come from, however far",
    arguments: [
      // column                        reads it              does not
      ("bookings.quantity", "hours", "occupancy desks"),
      ("resources.size", "occupancy desks", "memberships"),
      ("memberships.end", "revenue", "hours"),
      ("availability.from", "available desks", "revenue"),  // by what is open
      ("plans.price", "revenue", "memberships"),  // loading fills prices from plans
      ("users.id", "people", "timemap"),
      ("cost_center_history.from", "chargeback", "hours"),  // by its own key
      ("bookings.status", "hours", "occupancy desks"),
      ("bookings.created", "leadtime", "hours"),
      ("holidays", "utilization", "hours"),  // any column of the table
      ("bookings.checked_in_at", nil, "hours"),  // booked times are taken
      ("bookings.nothing", nil, "hours"),
    ] as [(String, String?, String)])
  func reads(column: String, reader: String?, other: String) throws {
    let session = try Session.open(path: nil, options: SessionOptions(today: try #require(.init(iso: "2024-07-01"))))
    let reads = MetricReads(
      catalogue: session.catalogue, snapshot: session.workspace.snapshot, settings: session.settings,
      today: try #require(.init(iso: "2024-07-01")))
    let metrics = reads.metrics(reading: [column])
    if let reader { #expect(metrics.contains(reader), "\(metrics)") }
    #expect(!metrics.contains(other), "\(metrics)")
  }
}
