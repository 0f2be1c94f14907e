import Language

/// The words that made a figure, kept beside it for those who want to read them: one reference, however many words.
public final class WrittenFigure: Hashable, Sendable {
  public let aggregate: Aggregate

  public init(_ aggregate: Aggregate) { self.aggregate = aggregate }

  public static func == (left: WrittenFigure, right: WrittenFigure) -> Bool { left.aggregate == right.aggregate }

  public func hash(into hasher: inout Hasher) { hasher.combine(aggregate) }

  /// `count of memberships where active`
  public var text: String { Printer.text(of: .aggregate(aggregate)) }
}
