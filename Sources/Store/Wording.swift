/// The words for cells without a value.
public enum Wording {
  public static let missingKey = "(none)"
  public static let undefined = "–"
  public static let noData = "no data"
  /// In every format: the figure is there, and is not told.
  public static let hidden = "hidden"
  public static let noRows = "(no rows)"
}
