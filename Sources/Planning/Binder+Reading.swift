import Calculus
import Diagnostics
import Language
import Store

// What is known of a query's reading before its figures are.
extension Binder {
  /// - Parameters:
  ///   - place: the location whose holidays are no workdays.
  ///   - filters: of rows and of the calendar, as they are told.
  func reading(
    of name: Phrase, _ definition: BoundDefinition, _ cells: CellBinder, _ arguments: MetricArguments,
    _ mode: WeightMode, holidaysOf place: Int, filters: [String], conversion: [ReadingItem]
  ) throws(Rejection) -> [ReadingItem] {
    var reading = [ReadingItem(.metric, name.text)]
    if let entry = catalogue[name.text] { reading += try arguments.reading(of: catalogue.spelledOut(entry.definition)) }
    if definition.columns.contains(where: { $0.value.counts(.workdays) }) {
      reading.append(ReadingItem(.note, note(ofHolidays: place)))
    }
    for column in catalogue[name.text]?.definition.columns ?? [] where column.value.isQuotient {
      reading.append(ReadingItem(.basis, Printer.text(of: column)))
    }
    reading += conversion
    reading += notes(onRedefined: Set(cells.definitionNames.filter { catalogue.isRedefined($0) }).union(redefined))
    reading += changed(cells.consulted.union(cells.nodes.flatMap(\.node.settings)), mode)
    reading += filters.map { ReadingItem(.filters, $0) }
    return reading + standIns.sorted().map { KeyNames.note(on: $0) }
  }

  /// Settings that the figures go by and that are not as the program comes.
  func changed(_ names: Set<String>, _ mode: WeightMode) -> [ReadingItem] {
    Settings.definitions.map(\.name).filter { name in
      names.contains(name) && settings.value(name) != Settings.definition(name)?.defaultValue
    }.compactMap { name in
      switch name {
      case "mode", "open_hours": nil  // told with the answer; a location's own
      case "proration" where mode == .weighted(.bom) || mode == .weighted(.eom): nil
      case "times":
        ReadingItem(
          .settings,
          "with times actual: check-in and check-out, each as booked where it is not known, all days where one of them is not"
        )
      default: ReadingItem(.settings, "with \(name) \(settings.value(name))")
      }
    }
  }

  /// A figure of an own definition must not pass for one of the built-in.
  func notes(onRedefined names: Set<String>) -> [ReadingItem] {
    names.sorted().map { ReadingItem(.note, "“\($0)” is not the built-in one") }
  }
}

extension Expression {
  /// A ratio, whose denominator must be told.
  var isQuotient: Bool {
    if case .binary(.divide, _, _) = self { true } else { false }
  }
}
