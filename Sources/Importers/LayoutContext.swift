/// What a layout reads beside the file at hand.
struct LayoutContext: Sendable {
  /// The file's name, without folder and extensions.
  var stem: String
  /// What other files of the same system say that ids are called: by dictionary, then id.
  var dictionaries: [String: [String: String]] = [:]
  /// On which an instant's day is told.
  var clock = DayClock()
}
