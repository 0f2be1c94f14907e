import Calculus
import Diagnostics
import Language
import Planning
import Store

// `describe`: what there is to know about a metric, a table, a column of its rows, a file.
extension Session {
  /// What `describe` can be asked for besides metrics.
  public var describedNames: [String] {
    ["metrics", "tables", "primitives"] + TableName.allCases.map(\.rawValue) + catalogue.rowColumnNames
  }

  /// What `undefine` can take away.
  public var ownDefinitionNames: [String] {
    (catalogue.metricNames + catalogue.rowColumnNames).filter { catalogue[$0]?.origin ?? .prelude != .prelude }
  }

  /// Names of columns of rows that have a definition: `resources.desks`.
  public var rowColumnNames: [String] { catalogue.rowColumnNames }

  /// What rows of a table can be asked for; nothing where the word names no table.
  public func columnNames(ofTable word: String) -> [String] {
    TableName.named(word).map { binder.columnNames(of: $0) } ?? []
  }

  /// The files of the workspace, as `check files` and messages call them.
  public var fileNames: [String] { FileDescription.names(of: workspace.snapshot.files) }

  /// What `help` can be asked for besides metrics.
  public var helpTopics: [String] { HelpTopic.all.map(\.name) }

  /// What may stand behind `in`.
  public static var unitNames: [String] { Binder.unitNames }

  /// The states that `list TABLE` knows.
  public func stateNames(ofTable word: String) -> [String] {
    TableName.named(word).map { binder.stateNames(of: $0) } ?? []
  }

  func description(of phrase: Phrase, source: SourceText) throws(Rejection) -> String {
    let word = phrase.text.lowercased()
    switch word {
    case "primitives": return TextColumns.text(Primitive.all.map { [$0.name, $0.help] })
    case "metrics":
      let own = lines(of: catalogue.ownMetricNames)
      let vendors = lines(of: catalogue.vendorNames)
      return ([own] + (vendors.isEmpty ? [] : ["", "as vendors define them", vendors])).joined(separator: "\n")
    case "tables":
      return TextColumns.text(
        TableName.allCases.map { name in
          let rows = workspace.snapshot.table(name)
          let more = rows.rowCount == 0 ? [] : ["describe table \(name.rawValue)"]
          return [name.rawValue, Self.rowCount(rows)] + more
        })
    default: break
    }
    if let entry = catalogue[word], !entry.isRowColumn { return try description(of: entry) }
    // `bookings` is a metric and a table: `describe table bookings` is the table.
    let named = phrase.names.count == 2 && phrase.names[0].text.lowercased() == "table" ? phrase.names[1].text : word
    if let table = TableName.named(named) { return description(of: table) }
    if let dot = word.lastIndex(of: "."), let table = TableName.named(String(word[..<dot])),
      let column = binder.description(ofColumn: String(word[word.index(after: dot)...]), of: table)
    {
      return description(of: column)
    }
    if let file = FileDescription(phrase.text, in: workspace.snapshot.files) { return file.text }
    throw Rejection(
      .unknownDescription(phrase, family: family(of: phrase), known: knownNames, files: fileNames, in: source))
  }

  private var binder: Binder {
    Binder(
      catalogue: catalogue, snapshot: workspace.snapshot, settings: settings, today: options.today,
      source: SourceText(text: ""))
  }

  private var knownNames: [String] {
    let columns = TableName.allCases.flatMap { table in
      binder.columnNames(of: table).map { "\(table.rawValue).\($0)" }
    }
    return catalogue.metricNames + TableName.allCases.map(\.rawValue) + columns
  }

  /// Metrics that begin with the word: `occupancy area` for `occupancy`.
  private func family(of phrase: Phrase) -> [String] {
    catalogue.ownMetricNames.filter { $0.lowercased().hasPrefix(phrase.text.lowercased() + " ") }
  }

  /// Each metric with the names of its columns.
  private func lines(of metrics: [String]) -> String {
    TextColumns.text(metrics.map { [$0, catalogue[$0].map { columnNames($0.definition) } ?? ""] })
  }

  private func columnNames(_ definition: Definition) -> String {
    definition.columns.map { $0.label?.text ?? Printer.text(of: $0.value) }.joined(separator: ", ")
  }

  // MARK: metrics

  private func description(of entry: CatalogueEntry) throws(Rejection) -> String {
    let name = entry.definition.name.text
    let probe = MetricProbe(
      entry, catalogue: catalogue, snapshot: workspace.snapshot, settings: settings, policy: workspace.policy,
      today: options.today, names: { self.knownNames(ofKey: $0).map(\.name) })
    let metric = try probe.description()

    var lines = [name] + entry.comment
    lines += section("columns", metric.columns.map { [$0.name, title(of: $0), $0.text] })
    lines += definitionLines(entry)
    lines += section("made of", metric.figures.map { [$0.text] + (note(on: $0).map { [$0] } ?? []) })
    lines += section("uses", [[metric.uses.joined(separator: ", ")]], isShown: !metric.uses.isEmpty)
    lines += section("mode", [[modes(of: metric)]])
    let variants = catalogue.variants(of: name)
    lines += section("under", [[variants.joined(separator: ", ")]], isShown: !variants.isEmpty)
    lines += reaches("by", metric.keys)
    lines += reaches("filters", metric.filters)
    lines += section("settings", metric.settings.map { [$0, settings.value($0), Settings.definition($0)?.help ?? ""] })
    if let privacy = metric.privacy { lines += section("persons", [[privacy]]) }
    lines += section("examples", examples(of: metric, probe).map { [$0] })
    if TableName.named(name) != nil { lines += section("see also", [["describe table \(name)"]]) }
    return lines.joined(separator: "\n")
  }

  private func title(of column: MetricDescription.Column) -> String {
    if column.isPercent { return "per cent" }
    let shape = column.kind.shape.rawValue
    switch column.kind.unit {
    case .none: return shape == Kind.Shape.scalar.rawValue ? "number" : shape
    case .ratio: return shape
    case .other: return column.kind.shape == .ratio ? "quotient" : shape
    default: return "\(column.kind.unit.rawValue), \(shape)"
    }
  }

  private func note(on figure: MetricDescription.Figure) -> String? {
    figure.leftOut.isEmpty ? nil : "without " + figure.leftOut.joined(separator: ", ")
  }

  private func modes(of metric: MetricDescription) -> String {
    if let obstacle = metric.obstacleOfModes { return "none: \(obstacle)" }
    return metric.modes.map { $0 == settings.mode.rawValue ? "\($0) (where none is said)" : $0 }.joined(separator: ", ")
  }

  /// What goes, then what does not and why; one reason is told once.
  private func reaches(_ title: String, _ reaches: [MetricDescription.Reach]) -> [String] {
    var free: [String] = []
    var refused: [(reason: String, names: [String])] = []
    for reach in reaches {
      let reason: String
      switch reach.obstacle {
      case .none:
        free.append(reach.name)
        continue
      case .rows(let why): reason = "\(why): refused while one of them counts"
      case .refused(let why): reason = why
      }
      if let known = refused.firstIndex(where: { $0.reason == reason }) {
        refused[known].names.append(reach.name)
      } else {
        refused.append((reason, [reach.name]))
      }
    }
    return section(title, [[free.isEmpty ? "nothing" : free.joined(separator: ", ")]])
      + section("not \(title)", refused.map { [$0.names.joined(separator: ", "), $0.reason] })
  }

  /// Queries that have an answer with rows: over the whole, and by a key.
  private func examples(of metric: MetricDescription, _ probe: MetricProbe) -> [String] {
    let free = metric.keys.filter { $0.obstacle == .none }.map(\.name)
    let key = ["location", "category", "costcenter", "month", "week"].first { free.contains($0) }
    let (amount, clause) = probe.argument
    let head = metric.entry.definition.name.text + amount
    let byKey = key.map { " by \($0)" } ?? ""
    var result: [String] = []
    for (mode, rest) in [("", clause), (metric.modes.isEmpty ? "" : " bom", byKey + clause)] {
      let texts = [monthToTry, "lastmonth", "thismonth", "ytd"].map { head + mode + " " + $0 + rest }
      if let text = texts.first(where: { runs($0) }), !result.contains(text) { result.append(text) }
    }
    return result
  }

  private func runs(_ text: String) -> Bool {
    var probing = self
    probing.isAudited = false
    return ((try? probing.run(SourceText(text: text)))?.rowCount ?? 0) > 0
  }

  // MARK: tables and columns

  private func description(of table: TableName) -> String {
    let rows = workspace.snapshot.table(table)
    var lines = ["\(table.rawValue): \(Self.rowCount(rows))"]
    let columns = binder.columnNames(of: table).compactMap { binder.description(ofColumn: $0, of: table) }
    lines += section(
      "columns",
      columns.filter { $0.field != nil }.map { column in
        [column.name, column.kind, notes(on: column, separator: "; ")]
      })
    lines += section(
      "attributes", columns.filter { $0.field == nil && $0.isLoaded }.map { [$0.name, $0.kind, notes(on: $0)] })
    lines += section(
      "definitions",
      columns.compactMap { column in
        column.entry.map { [column.name, column.kind, $0.comment.joined(separator: " ")] }
      })
    let states = binder.stateNames(of: table)
    lines += section("states", [[states.joined(separator: ", ")]], isShown: !states.isEmpty)
    return lines.joined(separator: "\n")
  }

  private static func rowCount(_ table: Table) -> String { "\(table.rowCount) \(table.rowCount == 1 ? "row" : "rows")" }

  private func description(of column: ColumnDescription) -> String {
    let name = "\(column.table.rawValue).\(column.name)"
    var lines = [name] + (column.entry?.comment ?? [])
    lines += section("kind", [[column.kind]])
    if column.field != nil { lines += section("export", [[notes(on: column)]]) }
    if let entry = column.entry { lines += definitionLines(entry) }
    func uses(_ other: String) -> Bool {
      guard other != name, let entry = catalogue[other] else { return false }
      return Binder.uses(
        name, in: entry, catalogue: catalogue, snapshot: workspace.snapshot, settings: settings)
    }
    var users = (catalogue.ownMetricNames + catalogue.rowColumnNames).filter(uses)
    let vendors = catalogue.vendorNames.count(where: uses)
    if vendors > 0 { users.append("\(vendors) of what vendors define") }
    lines += section("used by", [[users.isEmpty ? "no definition" : users.joined(separator: ", ")]])
    return lines.joined(separator: "\n")
  }

  private func notes(on column: ColumnDescription, separator: String = "; ") -> String {
    var notes: [String] = []
    if let field = column.field {
      if field.isRequired { notes.append("required") }
      if !column.isLoaded { notes.append("not in this workspace") }
      if !field.vocabulary.isEmpty { notes.append("one of " + field.vocabulary.joined(separator: ", ")) }
      if !field.synonyms.isEmpty { notes.append("also called " + field.synonyms.joined(separator: ", ")) }
    }
    if column.isPersonal { notes.append("tells who somebody is") }
    return notes.joined(separator: separator)
  }

  // MARK: lines

  private func definitionLines(_ entry: CatalogueEntry) -> [String] {
    // Of a file of the user's its name alone: where the workspace lies is not the definition's business.
    let file =
      entry.origin == .prelude
      ? entry.source.name : entry.source.name.split(separator: "/").last.map(String.init) ?? ""
    return ["definition" + (file.isEmpty ? "" : " (\(file))")] + entry.text.split(separator: "\n").map { "  \($0)" }
  }

  /// A title and aligned rows below it; nothing where there are no rows.
  private func section(_ title: String, _ rows: [[String]], isShown: Bool = true) -> [String] {
    isShown ? TextColumns.section(title, rows) : []
  }
}
