import Calculus
import Diagnostics
import Language
import Store

/// A column of rows that the program itself asks the catalogue for. Whoever defines it anew may say when it holds, but a
/// condition it stays.
enum NeededCondition: Hashable {
  /// `resources.counted`: which resources stand in an answer though nobody booked or holds them.
  case counted
  /// `assignments.in_force`: on which days a resource is let to whom.
  case inForce
  /// `bookings.counts`: which bookings figures are made of.
  case counts
  /// `TABLE.listed`: the rows that a frame lists.
  case listed(TableName)

  static let all: [NeededCondition] = [.counted, .inForce, .counts] + TableName.allCases.map { .listed($0) }

  var table: TableName {
    switch self {
    case .counted: .resources
    case .inForce: .assignments
    case .counts: .bookings
    case .listed(let table): table
    }
  }

  var word: String {
    switch self {
    case .counted: "counted"
    case .inForce: "in_force"
    case .counts: "counts"
    case .listed: "listed"
    }
  }

  /// In the catalogue.
  var name: String { "\(table.rawValue).\(word)" }
}

extension RowBinder {
  /// When it holds; `nil` where nothing defines it.
  mutating func condition(_ needed: NeededCondition, place: Place) throws(Rejection) -> RowExpression? {
    guard case .truth(let condition)? = try resolve(needed.word, on: needed.table, place: place) else { return nil }
    return condition
  }
}

extension Diagnostic {
  /// `define resources.counted = size`
  static func conditionNeeded(_ name: Phrase) -> Diagnostic {
    Diagnostic(
      code: "condition-needed", message: "“\(name.text)” is asked whether it holds, so it has to be a condition",
      range: name.place.range, help: "give a number another name, or compare it")
  }
}

extension Binder {
  /// `bookings.counts` as a catalogue has it; where its definition makes no sense, which is told elsewhere, all of them.
  package static func countedBookings(
    _ catalogue: Catalogue, _ snapshot: Snapshot, _ settings: Settings, today: Day
  ) -> RowExpression {
    let binder = Binder(
      catalogue: catalogue, snapshot: snapshot, settings: settings, today: today, source: SourceText(name: "", text: "")
    )
    var rows = binder.rowBinder()
    let place = Place(SourceRange(lower: 0, upper: 0))
    do {
      return try rows.condition(.counts, place: place) ?? .always
    } catch {
      return .always
    }
  }
}
