import Foundation
import Store
import Testing

@testable import Importers

/// Whether a layout or the canonical names read a file is told by its header: not by its name alone, by how it is packed
/// or encoded, nor by where in it an odd byte stands.
@Suite("one reading for one header")
struct LaneTests {
  /// How the same text comes.
  enum Form: String, CaseIterable {
    case plain, mark, latin, lateLatin, wide, gzip, lateDate

    func files(_ name: String, _ header: String, _ row: (Int) -> String) -> [String: [UInt8]] {
      var rows = (1...80).map(row)
      if self == .latin { rows[0] = rows[0].replacing("Ann", with: "Ännä") }
      if self == .lateLatin { rows[79] = rows[79].replacing("Ann", with: "Ännä") }
      if self == .lateDate { rows[79] = rows[79].replacing("2024-03-25", with: "25.03.2024") }
      let text = header + "\n" + rows.joined(separator: "\n") + "\n"
      switch self {
      case .plain, .lateDate: return [name: Array(text.utf8)]
      case .mark: return [name: [0xEF, 0xBB, 0xBF] + Array(text.utf8)]
      case .latin, .lateLatin: return [name: text.unicodeScalars.map { UInt8($0.value) }]
      case .wide: return [name: [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }]
      case .gzip: return [name + ".gz": Packed.gzip(text)]
      }
    }
  }

  /// The layout, rows and what they mention: all that another reading would change.
  private func shown(_ files: [String: [UInt8]]) throws -> [String] {
    let snapshot = try Folder.load(bytes: files)
    #expect(snapshot.rejectedLines == [])
    let tables = TableName.allCases.filter { snapshot.table($0).rowCount > 0 && $0 != .types }
    return snapshot.files.filter { $0.table != nil }.map { "\($0.table!.rawValue) by \($0.layout ?? "")" }.sorted()
      + tables.map { "\(snapshot.table($0).rowCount) \($0.rawValue)" }
  }

  @Test("rows of a system, under a name of a table and under another one", arguments: Form.allCases)
  func vendor(form: Form) throws {
    for name in ["bookings.csv", "export.csv"] {
      let files = form.files(name, "ID,E-Mail,Object,Object type,Start,End,Cost center,Building,Floor") { row in
        "\(row),Ann\(row % 5)@x.org,Desk \(row % 3),Desk,2024-03-25 09:00,2024-03-25 10:00,Sales,HQ,1"
      }
      var users = 5
      if form == .latin || form == .lateLatin { users = 6 }
      #expect(
        try shown(files) == [
          "bookings by flexopus-bookings-table", "locations by flexopus-bookings-table",
          "resources by flexopus-bookings-table", "users by flexopus-bookings-table", "1 locations", "3 resources",
          "\(users) users", "80 bookings",
        ], "\(name)")
    }
  }

  @Test("rows under the loader's own names", arguments: Form.allCases)
  func canonical(form: Form) throws {
    for name in ["bookings.csv", "export.csv"] {
      let files = form.files(name, "id,user,resource,type,start,end,note") { row in
        "\(row),u\(row % 5),Desk \(row % 3),Desk,2024-03-25T09:00,2024-03-25T10:00,Ann"
      }
      #expect(try shown(files) == ["bookings by canonical", "3 resources", "5 users", "80 bookings"], "\(name)")
    }
  }

  @Test(
    "a plain table is read where it lies, whatever its size",
    arguments: [
      // file, header, read where it lies
      ("bookings.csv", "id,user,resource,type,start,end,note", true),
      ("export.csv", "id,user,resource,start,end", true),
      ("bookings.csv", "Booking ID,Booked by,Object,From,To", true),
      ("bookings.csv", "ID,E-Mail,Object,Object type,Start,End,Cost center", false),
    ])
  func place(name: String, header: String, isFast: Bool) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lane-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data((header + "\n").utf8).write(to: folder.appendingPathComponent(name))
    var notebook = Notebook()
    let files = try WorkspaceFiles(ExportSources(path: folder.path), &notebook)
    #expect(files.matches[.bookings]?.map { $0.file.lines == nil } == [isFast])
  }
}
