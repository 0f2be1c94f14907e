import Store
import Testing

@Suite("kinds of findings")
struct FindingKindTests {
  @Test("a code stands for one thing, and each says what to do")
  func codes() {
    let codes = FindingKind.all.map(\.code)
    #expect(Set(codes).count == codes.count)
    for kind in FindingKind.all {
      #expect(FindingKind.named(kind.code) == kind)
      #expect(!kind.remedy.isEmpty && !kind.remedy.hasSuffix("."), "\(kind.code)")
    }
  }

  @Test("what it makes doubtful is a column that there is", arguments: FindingKind.all.flatMap(\.columns))
  func columns(name: String) throws {
    let parts = name.split(separator: ".").map(String.init)
    let table = try #require(TableName(rawValue: parts[0]))
    if parts.count > 1 { #expect(Schema.field(parts[1], of: table) != nil) }
  }

  @Test("one row and several have a sentence each")
  func sentences() {
    #expect(FindingKind.longBooking.sentence(1) == "a booking lasts more than 31 days without being permanent")
    #expect(FindingKind.longBooking.sentence(12) == "12 bookings last more than 31 days without being permanent")
    for kind in FindingKind.all where !kind.sentence(1).isEmpty {
      #expect(!kind.sentence(1).contains("#") && kind.sentence(7).contains("7"), "\(kind.code)")
    }
  }
}
