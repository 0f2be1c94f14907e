import Formats
import Testing

@Suite struct MomentJoiningTests {
  @Test(
    "a date and a time of day",
    arguments: [
      // date                  time              moment
      ("15.03.2024", "09:00", "2024-03-15T09:00"),
      ("2024-03-15", "9:00:30 PM", "2024-03-15T21:00:30"),
      ("2024-03-15", "09.00 Uhr", "2024-03-15T09:00"),
      ("2024-03-15", "9 AM", "2024-03-15T09:00"),
      ("2024-03-15", "24:00", "2024-03-16T00:00"),
      ("2024-03-15", "09:00Z", "2024-03-15T09:00Z"),
      ("2024-03-15", "09:00 +02:00", "2024-03-15T09:00+02:00"),
      ("2024-03-15 00:00:00", "1899-12-30 09:00:00", "2024-03-15T09:00"),  // what spreadsheets make of both
      ("2024-03-15T17:00", "09:00", "2024-03-15T09:00"),
      ("2024-03-15", "0.375", "2024-03-15T09:00"),
      ("2024-03-15", "0.416666666666667", "2024-03-15T10:00"),
      ("45366", "0.375", "2024-03-15T09:00"),
      ("2024-03-15", "0", "2024-03-15T00:00"),
      ("2024-03-15", "1", "2024-03-16T00:00"),  // 24:00
      ("2024-03-15", "1.0", "2024-03-16T00:00"),
      ("2024-03-15", "", "2024-03-15"),
      ("2024-03-15", " ", "2024-03-15"),
      ("9999-12-31", "09:00", "9999-12-31"),
      ("", "", ""),
      ("", "09:00", "09:00"),
      ("soon", "09:00", "soon 09:00"),
      ("2024-03-15", "soon", "2024-03-15 soon"),
      ("2024-03-15", "9.30", "2024-03-15 9.30"),  // half past nine, or 9.3 hours?
      ("2024-03-15", "2024-03-15", "2024-03-15 2024-03-15"),
      ("15.13.2024", "", "15.13.2024"),
    ])
  func joined(date: String, time: String, expected: String) throws {
    let (column, report) = try MomentColumn.joined(
      dates: TextColumn([date]), times: TextColumn([time]), rules: MomentRules(), order: .dmy)
    #expect(column.texts == [expected])
    let isCanonical = expected.isEmpty || expected.contains("T") || ["2024-03-15", "9999-12-31"].contains(expected)
    #expect((report.unread == 0) == isCanonical)
  }

  @Test func rulesApplyToTheWhole() throws {
    let column = try MomentColumn.joined(
      dates: TextColumn(["15.03.2024", "16.03.2024", "17.03.2024"]), times: TextColumn(["09:00", ""]),
      rules: MomentRules(order: .dmy, clock: .utc, minuteOfDay: 480), order: nil
    ).0
    #expect(column.texts == ["2024-03-15T09:00Z", "2024-03-16T08:00Z", "2024-03-17T08:00Z"])
  }

  @Test(
    "a start and how long it took",
    arguments: [
      // start                 duration  unit                            end
      ("2024-03-15T09:00", "2", MomentColumn.DurationUnit.hours, "2024-03-15T11:00"),
      ("2024-03-15T09:00", "1.5", .hours, "2024-03-15T10:30"),
      ("2024-03-15T09:00", "1,5", .hours, "2024-03-15T10:30"),
      ("2024-03-15T09:00", "0.3333", .hours, "2024-03-15T09:20"),  // 19 min 59.88 s
      ("2024-03-15T09:00", "1:30", .hours, "2024-03-15T10:30"),
      ("2024-03-15T09:00", "01:30:15", .hours, "2024-03-15T10:30:15"),
      ("2024-03-15T09:00", "100:00", .hours, "2024-03-19T13:00"),
      ("2024-03-15T09:00", "90", .minutes, "2024-03-15T10:30"),
      ("2024-03-15T09:00", "1:30:00", .minutes, "2024-03-15T10:30"),
      ("2024-03-15T09:00", "0,125", .hours, "2024-03-15T09:07:30"),
      ("2024-03-15T09:00", "1.250", .hours, "2024-03-15T10:15"),
      ("2024-03-15T09:00:30Z", "3600", .seconds, "2024-03-15T10:00:30Z"),
      ("2024-03-15T23:00+02:00", "2", .hours, "2024-03-16T01:00+02:00"),
      ("2024-03-15T09:00", "0", .hours, "2024-03-15T09:00"),
      ("2024-03-15T09:00", "", .hours, ""),
      ("2024-03-15T09:00", "1:30", .minutes, "1:30"),  // minutes and seconds?
      ("2024-03-15T09:00", "1,250", .minutes, "1,250"),  // a thousand?
      ("2024-03-15T09:00", "-1", .hours, "-1"),
      ("2024-03-15T09:00", "1:60", .hours, "1:60"),
      ("2024-03-15T09:00", "1:5", .hours, "1:5"),
      ("2024-03-15T09:00", ":30", .hours, ":30"),
      ("2024-03-15T09:00", "two", .hours, "two"),
      ("2024-03-15T09:00", "99999999999999", .hours, "99999999999999"),
      ("2024-03-15", "2", .hours, "2"),  // a day has no clock to count from
      ("soon", "2", .hours, "2"),
      ("", "2", .hours, "2"),
      ("9999-12-31", "2", .hours, "2"),
    ])
  func ends(start: String, duration: String, unit: MomentColumn.DurationUnit, expected: String) throws {
    let (column, report) = try MomentColumn.ends(
      of: TextColumn([duration]), after: TextColumn([start]), unit: unit)
    #expect(column.texts == [expected])
    #expect((report.unread == 1) == (!duration.isEmpty && expected == duration))
  }
}
