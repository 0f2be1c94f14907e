import Glibc

/// The executable `GenerateExamples`: writes `FOLDER/coworking` and `FOLDER/office`.
///
/// A second run writes the same bytes: the facts are hand-written tables, the routine around them comes from a seeded
/// generator, and no clock is read. Both houses are exports taken on the morning of 1 July 2024.
@main
enum Generator {
  static func main() {
    guard CommandLine.arguments.count == 2 else {
      report("usage: GenerateExamples FOLDER")
      exit(2)
    }
    do {
      for example in [Coworking.example, Office.example] {
        try example.write(into: CommandLine.arguments[1])
      }
    } catch {
      report("cannot write \(error.path): \(error.reason)")
      exit(1)
    }
  }

  private static func report(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
  }
}
