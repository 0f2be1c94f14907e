import Calculus
import Store

/// A key of an answer as the axis that it may become.
struct ChartKey {
  enum Kind {
    /// Comes round again: `weekday`, `hour`.
    case cyclic
    /// Time that passes: `day` … `year`.
    case passing
    /// Names of things.
    case things
  }

  let name: String
  let kind: Kind
  /// Of each row, as people read it.
  let texts: [String]
  /// The days, where it is `day`.
  let days: [Day]?

  var isCalendar: Bool { kind != .things }

  init(name: String, kind: Kind, texts: [String], days: [Day]?) {
    self.name = name
    self.kind = kind
    self.texts = texts
    self.days = days
  }

  init(_ column: AnswerColumn, named name: String) {
    self.name = name
    switch column.values {
    case .days(let days):
      texts = days.map(\.description)
      self.days = days
      kind = .passing
    case .labels(let codes, let labels):
      texts = codes.map { labels[Int($0)] ?? Wording.missingKey }
      days = nil
      kind = ChartKey.kind(name, Set(texts))
    case .figures:
      preconditionFailure("a key is no figure")
    }
  }

  /// A calendar key is known by its name and by what it holds: an export may call a column of its own `month`.
  private static func kind(_ name: String, _ labels: Set<String>) -> Kind {
    func all(_ isOne: (Substring) -> Bool) -> Bool { labels.allSatisfy { isOne($0[...]) } }
    switch name {
    case "weekday": return all { Weekday.names.contains(String($0)) } ? .cyclic : .things
    case "hour": return all { Int($0).map { 0..<24 ~= $0 } ?? false } ? .cyclic : .things
    case "year": return all { $0.count == 4 && Int($0) != nil } ? .passing : .things
    case "month", "quarter", "week":
      let mark = name == "quarter" ? "-Q" : name == "week" ? "-W" : "-"
      return all { $0.count > 4 && Int($0.prefix(4)) != nil && $0.dropFirst(4).hasPrefix(mark) } ? .passing : .things
    default: return .things
    }
  }

  /// What orders the texts of a calendar key.
  func rank(_ text: String) -> Int {
    if let weekday = Weekday.names.firstIndex(of: text) { return weekday }
    return Int(text.filter(\.isNumber)) ?? 0
  }

  /// Whether rows come in the order of the calendar, as they do unless the query sorts them.
  var isInOrder: Bool {
    let ranks = texts.distinct.map(rank)
    return zip(ranks, ranks.dropFirst()).allSatisfy { $0 < $1 }
  }

  /// Whether each row is on the day after that of the one before.
  var isUnbroken: Bool {
    guard let days else { return false }
    return zip(days, days.dropFirst()).allSatisfy { $0.number + 1 == $1.number }
  }
}

extension ChartKey {
  /// All that it can be, where it comes round again.
  var cycle: [String]? {
    guard kind == .cyclic else { return nil }
    return name == "weekday" ? Weekday.names : (0..<24).map(String.init)
  }

  /// The same as names of things: no axis on which what is missing would leave a gap.
  var asThings: ChartKey { ChartKey(name: name, kind: .things, texts: texts, days: nil) }

  /// With another text behind each of its own.
  func followed(by other: ChartKey) -> ChartKey {
    ChartKey(name: name, kind: kind, texts: zip(texts, other.texts).map { "\($0), \($1)" }, days: days)
  }

  /// With the id behind each text that means several things.
  func toldApart(by ids: ChartKey) -> ChartKey {
    var meant: [String: Set<String>] = [:]
    for (text, id) in zip(texts, ids.texts) { meant[text, default: []].insert(id) }
    return ChartKey(
      name: name, kind: kind,
      texts: zip(texts, ids.texts).map { text, id in meant[text]?.count == 1 ? text : "\(text) (\(id))" }, days: days)
  }
}

extension [String] {
  /// Each once, in the order of their first use.
  var distinct: [String] {
    var known: Set<String> = []
    return filter { known.insert($0).inserted }
  }
}
