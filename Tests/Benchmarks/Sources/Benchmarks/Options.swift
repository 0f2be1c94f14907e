import Calculus

/// The command line, read.
struct Options {
  var folder = ""
  var loads = 3
  var runs = 7
  /// Up to it the made-up data of the peers' comparison reaches.
  var today = Day(year: 2025, month: 1, day: 1)!
  var tasks = NamedQuery.all
  var json: String?
  /// A folder for the answers, each a CSV file named for its task.
  var answers: String?

  static let help = """
    usage: Benchmarks FOLDER [--loads N] [--runs N] [--today DATE] [--only NAME,NAME…] [--json FILE] [--answers FOLDER]
    tasks: \(NamedQuery.all.map(\.name).joined(separator: ", "))
    """

  init(_ words: [String]) throws(Failure) {
    var rest = words[...]
    while let word = rest.popFirst() {
      guard word.hasPrefix("-") else {
        guard folder.isEmpty else { throw .usage("“\(word)” is one folder too many") }
        folder = word
        continue
      }
      guard let value = rest.popFirst() else { throw .usage("\(word) needs a value, or is no option") }
      switch word {
      case "--loads": loads = try Options.count(value)
      case "--runs": runs = try Options.count(value)
      case "--today":
        guard let day = Day(iso: value) else { throw .usage("“\(value)” is no day") }
        today = day
      case "--only": tasks = try value.split(separator: ",").map { name throws(Failure) in try Options.task(name) }
      case "--json": json = value
      case "--answers": answers = value
      default: throw .usage("there is no option \(word)")
      }
    }
    if folder.isEmpty { throw .usage("a folder of CSV files is needed") }
  }

  private static func count(_ text: String) throws(Failure) -> Int {
    guard let count = Int(text), count > 0 else { throw .usage("“\(text)” is no count") }
    return count
  }

  private static func task(_ name: Substring) throws(Failure) -> NamedQuery {
    guard let task = NamedQuery.all.first(where: { $0.name == name }) else {
      throw .usage("there is no task “\(name)”")
    }
    return task
  }
}
