import Diagnostics
import Language

/// What a metric can be asked by, in short: for completion.
public struct MetricReach: Sendable {
  /// The modes that it can take; none of a flow.
  public let modes: [String]
  /// Keys that work, those of the calendar in front.
  public let keys: [String]
  /// Keys of filters that work.
  public let filters: [String]
  /// The columns of its answer.
  public let columns: [String]
}

extension MetricProbe {
  /// - Complexity: a binding for each key, filter and mode; no row is read but for names.
  public func reach() throws(Rejection) -> MetricReach {
    let asked = try reaches()
    // What some rows are not reached by is refused as soon as one of them counts, and some always do.
    func free(_ reaches: [MetricDescription.Reach]) -> [String] {
      reaches.filter { $0.obstacle == .none }.map(\.name)
    }
    return MetricReach(
      modes: asked.modes, keys: free(asked.keys), filters: free(asked.filters), columns: asked.columns)
  }
}
