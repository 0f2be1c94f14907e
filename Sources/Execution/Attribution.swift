import Calculus
import Planning
import Store

/// A change between two frames, split into causes that add up to it exactly.
public struct Attribution: Sendable {
  public let before: Rational
  public let after: Rational
  /// The figures that the metric is made of, in both frames.
  public let atoms: [(before: Rational, after: Rational)]
  public let form: LinearForm
  public let counts: [CalendarCount: (before: Rational, after: Rational)]
  /// Largest effect first.
  public let causes: [Cause]
  /// The day as which rows are, where what changed is undone.
  public let base: Day
}

/// Something that happened between two frames, with what it did to a figure.
public struct Cause: Sendable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case started, ended
    case cameAndWent = "came and went"
    case moved, repriced, renewed, opened, closed, blocked
    case unblocked = "no longer blocked"
    case resized
    /// What is linked so that no part of it has an effect of its own.
    case several = "several at once"
    case bookedFirst = "newly booked"
    case bookedMore = "booked more"
    case bookedLess = "booked less"
    case bookedNoMore = "no longer booked"
    /// What is made of several figures of bookings.
    case bookedOtherwise = "other bookings"
    /// What is left where all rows are as they were: other days.
    case calendar
  }

  public let kind: Kind
  /// Ids and names of the query's keys; empty without keys, and of what has none.
  public let group: [GroupLabel?]
  /// What it is about: resources, or users.
  public let subjects: [RowReference]
  /// The rows that changed.
  public let rows: [RowReference]
  /// How many bookings there are of it in both frames; nil of what is no matter of bookings.
  public var bookings: BookingCounts?
  /// By the plan's figures, what it adds to the change of each.
  public let changes: [Rational]
  public let effect: Rational
  /// It is what days, weeks and months that are counted do.
  public var changesCounts = false
}

/// Bookings of something in the two frames.
public struct BookingCounts: Hashable, Sendable {
  public let before: Int
  public let after: Int
}

/// A value of a key.
public struct GroupLabel: Hashable, Sendable {
  public let id: String
  public let name: String
}

/// A row of the snapshot.
public struct RowReference: Hashable, Sendable {
  public let table: TableName
  public let row: Int

  public init(_ table: TableName, _ row: Int) {
    self.table = table
    self.row = row
  }
}

/// A row that figures add up over, in a cell of the query's keys.
struct AttributedUnit: Hashable {
  let group: [GroupLabel?]
  /// Nil is what no row stands for: bookings of no resource.
  let row: RowReference?
}

/// By unit, what it is of each of the plan's figures.
typealias UnitValues = [AttributedUnit: [Rational]]
