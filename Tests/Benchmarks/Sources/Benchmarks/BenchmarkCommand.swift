import DeskQL
import Diagnostics
import Glibc
import Rendering
import Store

/// The executable: a folder is loaded some times, then every task runs some times on it.
@main
enum BenchmarkCommand {
  static func main() {
    do {
      let options = try Options(Array(CommandLine.arguments.dropFirst()))
      let report = try measure(options)
      print(report.table)
      if let path = options.json { try TextFile.write(report.json, to: path) }
      exit(report.isComplete ? 0 : 1)
    } catch {
      complain(error.reason)
      exit(error.isUsage ? 2 : 1)
    }
  }

  private static func measure(_ options: Options) throws(Failure) -> Report {
    let scratch = try ScratchWorkspace(linkingTo: options.folder)
    defer { scratch.remove() }
    let (session, load) = try measureLoading(scratch.path, options)
    let measures = options.tasks.map { Measure($0, in: session, runs: options.runs) }
    let report = Report(folder: options.folder, load: load, measures: measures, residentAtEnd: Memory.now.resident)
    if let folder = options.answers { try writeAnswers(to: options.tasks, of: session, into: folder) }
    return report
  }

  /// Each answer as CSV, in a file named for its task: others may compare them with theirs. A refused task has none.
  private static func writeAnswers(to tasks: [NamedQuery], of session: Session, into folder: String) throws(Failure) {
    for task in tasks {
      guard let answer = try? session.run(task.source) else { continue }
      try TextFile.write(Renderer.text(of: answer, as: .csv), to: "\(folder)/\(task.name).csv")
    }
  }

  /// Opens the workspace again and again, the one before being gone: two in memory at once are no one's use.
  private static func measureLoading(_ path: String, _ options: Options) throws(Failure) -> (Session, LoadMeasure) {
    var session: Session?
    var times: [Nanoseconds] = []
    var memory = Memory(resident: 0, peak: 0)
    for load in 0..<options.loads {
      session = nil
      let start = Nanoseconds.now
      do throws(Rejection) {
        session = try Session.open(path: path, options: SessionOptions(today: options.today))
      } catch {
        throw Failure(error)
      }
      times.append(.now - start)
      if load == 0 { memory = .now }
    }
    guard let session else { preconditionFailure("the options ask for one load at least") }
    for notice in session.notices { complain(notice.message) }
    return (session, LoadMeasure(timing: Timing(times), memory: memory))
  }

  private static func complain(_ message: String) {
    try? TextFile.write("Benchmarks: \(message)\n", to: STDERR_FILENO)
  }
}
