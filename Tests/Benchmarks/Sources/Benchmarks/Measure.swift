import DeskQL
import Diagnostics
import Store

/// What a task took, or why it has no answer.
struct Measure {
  enum Outcome {
    /// `first` is the run that finds only what the tasks before it left prepared; the timing is of those behind it.
    case answered(rows: Int, first: Nanoseconds, timing: Timing)
    case refused(String)
  }

  let task: NamedQuery
  let outcome: Outcome

  /// Runs a task once to warm up, then `runs` times. Answers are computed, not rendered.
  init(_ task: NamedQuery, in session: Session, runs: Int) {
    self.task = task
    let source = task.source
    var times: [Nanoseconds] = []
    var rows = 0
    do throws(Rejection) {
      for _ in 0...runs {
        let start = Nanoseconds.now
        let answer = try session.run(source)
        times.append(.now - start)
        rows = answer.rowCount
      }
      outcome = .answered(rows: rows, first: times[0], timing: Timing(Array(times.dropFirst())))
    } catch {
      outcome = .refused(Failure(error).reason)
    }
  }
}

/// What loading took, and what the process held when it was loaded for the first time.
struct LoadMeasure {
  let timing: Timing
  let memory: Memory
}
