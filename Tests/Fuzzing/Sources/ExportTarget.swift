import Codecs
import Formats
import Store

@testable import Importers

/// A file of any kind → tables of text → layouts → tables that the loader reads, as many rows as were written.
enum ExportTarget {
  static func run(_ input: FuzzInput) {
    let names = ["bookings.csv", "export.json", "users.csv", "memberships.xlsx", "Seatsurfing Bookings.csv"]
    let name = names[input.number % names.count]
    let intake = FileIntake(
      export: WorkspaceFiles.Export(path: name, name: name, source: input.number & 64 == 0 ? "robin" : nil),
      rules: ReadingRules())
    for outcome in intake.outcomes(of: input.file) {
      guard case .known(let known) = outcome else { continue }
      _ = Records(sets: [known.records]).checked()
      LayoutTarget.translate(known.records, known.layout, source: known.export.source, hint: known.hint)
    }
  }
}
