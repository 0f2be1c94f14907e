import Calculus

/// A document of titled sections: what `explain` and `why` give. Tables in it are answers, so that every format shows them
/// as it shows answers.
public struct Report: Sendable {
  public let title: String
  public let sections: [ReportSection]

  public init(title: String, sections: [ReportSection]) {
    self.title = title
    self.sections = sections.filter { !$0.isEmpty }
  }
}

/// What a fact says.
public enum ReportValue: Sendable {
  case text(String)
  /// What a heading tells people already, and machines not.
  case label(String)
  /// What people read as a figure that is shown, as a number for machines.
  case machine(Rational)
  /// A number with all its digits.
  case number(Rational)
  /// A figure as people see it, in every format.
  case shown(Figure, isPercent: Bool, decimals: AnswerColumn.Decimals)
}

/// A part of a report: facts, then lines, then a table, then parts of its own.
public struct ReportSection: Sendable {
  /// Its member in JSON: `rows_in`.
  public let name: String
  /// Its heading for people.
  public let title: String
  /// Names are members in JSON.
  public let facts: [(name: String, value: ReportValue)]
  public let lines: [String]
  /// The lines are text of deskql, to be shown as they are.
  public let isCode: Bool
  public let table: Answer?
  /// How a query was read.
  public let reading: [ReadingItem]
  public let sections: [ReportSection]
  /// There can be several of its name beside each other: JSON then has an array, also of one.
  public let isOneOfSeveral: Bool

  public init(
    _ name: String, title: String, facts: [(name: String, value: ReportValue)] = [], lines: [String] = [],
    isCode: Bool = false, table: Answer? = nil, reading: [ReadingItem] = [], sections: [ReportSection] = [],
    isOneOfSeveral: Bool = false
  ) {
    self.name = name
    self.title = title
    self.facts = facts
    self.lines = lines
    self.isCode = isCode
    self.table = table
    self.reading = reading
    self.sections = sections.filter { !$0.isEmpty }
    self.isOneOfSeveral = isOneOfSeveral
  }

  var isEmpty: Bool { facts.isEmpty && lines.isEmpty && table == nil && reading.isEmpty && sections.isEmpty }
}
