import Files
import Glibc
import GrammarFile

/// The executable `GenerateGrammar`: reads `FOLDER/deskql.ebnf` and writes beside it what is made of it.
@main
enum Generator {
  static func main() {
    guard CommandLine.arguments.count == 2 else {
      report("usage: GenerateGrammar FOLDER")
      exit(2)
    }
    let folder = CommandLine.arguments[1]
    do throws(FileError) {
      let text = try readText(ofFile: folder + "/deskql.ebnf")
      for file in try files(of: text) { try WholeFile.write(Array(file.text.utf8), to: folder + "/" + file.path) }
    } catch {
      report("cannot write \(folder): \(error.message)")
      exit(1)
    }
  }

  private static func files(of text: String) throws(FileError) -> [(path: String, text: String)] {
    do throws(Grammar.Problem) {
      return try GrammarFiles.all(of: Grammar(text))
    } catch {
      throw FileError(error.text)
    }
  }

  private static func report(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
  }
}
