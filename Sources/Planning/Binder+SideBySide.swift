import Calculus
import Diagnostics
import Language
import Store

extension Query {
  /// It asks for several definitions side by side: `under Robin, Cobot`.
  public var isSideBySide: Bool {
    clauses.contains { if case .under = $0.kind { true } else { false } }
  }
}

extension Binder {
  /// Binds a query under the definitions that its `under` names.
  ///
  /// - Parameter tellsPersons: messages may tell who is there.
  /// - Throws: `Rejection` with what cannot be found or does not go together, placed in the query's text.
  public static func bindSideBySide(
    _ query: Query, catalogue: Catalogue, snapshot: Snapshot, settings: Settings, today: Day, source: SourceText,
    tellsPersons: Bool = false
  ) throws(Rejection) -> BoundSideBySide {
    try blamingRedefinitions(of: query.place, in: source, catalogue) { (catalogue) throws(Rejection) in
      var binder = Binder(catalogue: catalogue, snapshot: snapshot, settings: settings, today: today, source: source)
      binder.tellsPersons = tellsPersons
      return try located(in: source) { () throws(Rejection) in try binder.bindSideBySide(query) }
    }
  }

  /// A definition that was asked for: `utilization Robin`.
  private struct Variant {
    /// Its whole name, at the words that asked for it.
    let name: Phrase
    /// Its own words, as its definition spells them: `Robin`.
    let title: String
    let definition: Definition
    /// What a query can give to it.
    let parameters: Set<String>
  }

  private mutating func bindSideBySide(_ query: Query) throws(Rejection) -> BoundSideBySide {
    let question = try question(of: query)
    guard let (names, _) = question.clauses.definitions else {
      preconditionFailure("only what has the clause under is bound side by side")
    }
    if let (_, place) = question.clauses.comparison { throw Rejection(.comparedDefinitions(place)) }
    let asked = try splitMode(of: question, orFamily: true)
    let family = try variant(of: asked.name, on: question.clauses.basis)
    scope = try typeScope(of: question.clauses.filters)
    let variants = try variants(of: family, names)
    let takes = variants.map(\.parameters)

    var figures: [BoundFigures] = []
    for variant in variants {
      figures.append(
        try self.figures(of: variant.name, question.given(to: variant.parameters, among: takes), valueAlone: true))
    }
    try checkMeanings(question, figures)
    let keys = Set(figures.map { $0.definition.keys.map { KeyNames.canonical($0.part.text) } })
    let haveOwnKeys = question.clauses.keys == nil && keys.count == 1

    _ = try resolve(query.frame, after: query.subject.place)

    var parts: [BoundSideBySide.Part] = []
    var refused: [(name: String, rejection: Rejection)] = []
    for (variant, own) in zip(variants, figures) {
      do throws(Rejection) {
        let part = question.given(to: variant.parameters, among: takes)
        parts.append(try bind(part, variant, own, asked, keepsKeys: haveOwnKeys))
      } catch {
        refused.append((variant.title, error))
      }
    }
    if let first = refused.first {
      throw first.rejection.about(first.name, among: refused.map(\.rejection), variants.count)
    }
    let keyed = parts[0]
    for (part, variant) in zip(parts, variants) where part.query.keys != keyed.query.keys {
      throw Rejection(.unequalKeys(keyed.name, keyed.query.keys, part.name, part.query.keys, at: variant.name.place))
    }
    return BoundSideBySide(
      title: family.text + " under " + variants.map(\.title).joined(separator: ", "), parts: parts,
      arrangement: try arrangement(of: parts, question, variants))
  }

  // MARK: definitions

  /// One of the definitions, as if it were asked alone and without keys, or by the query's.
  private func bind(
    _ question: Question, _ variant: Variant, _ figures: BoundFigures, _ asked: AskedMetric, keepsKeys: Bool
  ) throws(Rejection) -> BoundSideBySide.Part {
    var (own, part, binder) = (figures, question, self)
    var notes: [ReadingItem] = []
    if !keepsKeys {
      if question.clauses.keys == nil { notes += own.definition.noteOnKeys }
      own.definition.keys = []
    }
    notes += own.definition.noteOnRows
    own.definition.showsAllRows()
    part.clauses.showAllRows()
    var bound = try binder.bind(part, asked.named(variant.name), own)
    // What the definition is stands in front.
    bound.reading = bound.reading.filter { $0.topic != .metric && $0.topic != .basis } + notes
    return BoundSideBySide.Part(name: variant.title, about: about(variant, bound), query: bound)
  }

  private func variants(of family: Phrase, _ names: [Phrase]) throws(Rejection) -> [Variant] {
    var result: [Variant] = []
    for name in names {
      let found = try variant(of: family, named: name)
      if result.contains(where: { $0.definition.name == found.definition.name }) {
        throw Rejection(.definitionTwice(name))
      }
      result.append(found)
    }
    return result
  }

  /// The family's words with these behind them, else the metric that is called like these words alone.
  private func variant(of family: Phrase, named name: Phrase) throws(Rejection) -> Variant {
    let beginning = family.text + " "
    let whole = variant(of: family, name.text, at: name.place)?.text ?? name.text
    guard let entry = catalogue[whole], !entry.isRowColumn else {
      let shorter = (1..<max(family.names.count, 1)).reversed().map {
        Phrase(Array(family.names.prefix($0))).text
      }.first { self.variant(of: $0, has: name.text) }
      throw Rejection(
        .unknownVariant(name, of: family.text, known: catalogue.variants(of: family.text), but: shorter))
    }
    let title = entry.definition.name.text
    return Variant(
      name: Phrase([Name(text: title, place: name.place)]),
      title: whole == name.text ? title : String(title.dropFirst(beginning.count)), definition: entry.definition,
      parameters: Set(catalogue.spelledOut(entry.definition).parameters.map { $0.text.lowercased() }))
  }

  private func variant(of family: String, has words: String) -> Bool {
    catalogue.variants(of: family).contains { $0.lowercased() == words.lowercased() }
  }

  /// What a definition is: the first sentence of its comment and the quotient that its value is, else its columns.
  private func about(_ variant: Variant, _ bound: BoundQuery) -> String {
    let written = catalogue.spelledOut(variant.definition)
    let comment = [variant.definition, written].lazy
      .compactMap { catalogue[$0.name.text]?.comment.joined(separator: " ").firstSentence }.first { !$0.isEmpty }
    guard let comment else { return written.columns.map { Printer.text(of: $0) }.joined(separator: ", ") }
    let value = written.columns.last { $0.value.isQuotient && $0.label?.text == bound.columns[0].name }
    return comment + (value.map { " (\(Printer.text(of: $0)))" } ?? "")
  }

  // MARK: checks

  /// A word that filters or divides means one thing for all definitions.
  private func checkMeanings(_ question: Question, _ figures: [BoundFigures]) throws(Rejection) {
    let clauses = question.clauses
    let keys = (clauses.keys ?? []).filter { CalendarKey(rawValue: $0.text.lowercased()) == nil }
    // Types are a matter of each definition's scope.
    let filters = clauses.filters.map(\.key).filter { $0.text.lowercased() != "type" }
    for name in keys + filters + clauses.predicates.flatMap(\.names) {
      try checkMeaning(of: name, nodes: figures.flatMap(\.cells.nodes))
    }
  }

  /// `having`, `sort` and `top` of the query, by the columns that stand side by side.
  private func arrangement(
    of parts: [BoundSideBySide.Part], _ question: Question, _ variants: [Variant]
  ) throws(Rejection) -> Arrangement {
    let keys = parts[0].query.keys
    let taken = Set(keys.flatMap { [$0.name, $0.name + "_name"] } + (keys.isEmpty ? ["frame"] : []))
    for variant in variants where taken.contains(variant.title.lowercased()) {
      throw Rejection(.columnTwice(variant.title, at: variant.name.place))
    }
    var result = BoundDefinition()
    result.columns = parts.map { $0.query.columns[0].called($0.name) }
    return try arrangement(question.clauses, result, keys: keys)
  }
}

extension Rejection {
  /// With the name of the definition that is refused, unless all are refused alike.
  fileprivate func about(_ name: String, among all: [Rejection], _ count: Int) -> Rejection {
    if all.count == count, Set(all).count == 1 { return self }
    return Rejection(diagnostics.map { $0.message.contains(name) ? $0 : $0.about(name) })
  }
}

extension Question {
  /// What is given to one of several definitions: a parameter goes to those that have it. What none of them has goes to
  /// all, and is refused.
  fileprivate func given(to parameters: Set<String>, among all: [Set<String>]) -> Question {
    let taken = all.reduce(Set()) { $0.union($1) }
    var result = self
    result.clauses.arguments = clauses.arguments.filter { name, _ in
      parameters.contains(name.text.lowercased()) || !taken.contains(name.text.lowercased())
    }
    let keepsAmount = !parameters.isEmpty || taken.isEmpty
    result.metric = keepsAmount ? metric : MetricSyntax(phrase: metric.phrase)
    return result
  }
}

extension Clauses {
  /// Which rows are shown, and how, is for all definitions together.
  fileprivate mutating func showAllRows() {
    having = []
    sort = []
    top = nil
  }
}

extension BoundDefinition {
  fileprivate mutating func showsAllRows() {
    having = []
    sort = []
    top = nil
  }

  fileprivate var noteOnKeys: [ReadingItem] {
    if keys.isEmpty { return [] }
    let names = keys.map(\.part.text).joined(separator: ", ")
    return [ReadingItem(.note, "not by \(names), as it is alone: the others are not")]
  }

  fileprivate var noteOnRows: [ReadingItem] {
    let clauses = (having.isEmpty ? [] : ["having"]) + (top == nil ? [] : ["top"])
    if clauses.isEmpty { return [] }
    let leave = clauses.count == 1 ? "leaves" : "leave"
    return [ReadingItem(.note, "\(clauses.joined(separator: " and ")) of the definition \(leave) out no row here")]
  }
}

extension String {
  /// Up to the first full stop with a blank behind it, without the stop.
  fileprivate var firstSentence: String {
    var text = self[...]
    var index = startIndex
    while index < endIndex {
      let next = self.index(after: index)
      if ".;".contains(self[index]), next == endIndex || self[next] == " " {
        text = self[..<index]
        break
      }
      index = next
    }
    return String(text)
  }
}
