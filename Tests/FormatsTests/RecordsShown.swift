import Codecs
import Formats

extension Records {
  /// Each set as `= name`, its headers, `line: cell|cell`, its children as `> path` with `line^parent: …`, and its
  /// envelope as `@ path=text`.
  var shown: String { shownSets.joined(separator: "\n") }

  var shownSets: [String] {
    sets.map { set in
      let children = set.children.sorted { $0.key < $1.key }.map { path, children in
        "> \(path)\n" + children.table.shown { "\(children.table.lines[$0])^\(children.parents[$0]): " }
      }
      let table = set.table.shown { "\(set.table.lines[$0]): " }
      return (["= \(set.name)\n" + table] + children + set.envelope.map { "@ \($0.path)=\($0.text)" })
        .joined(separator: "\n")
    }
  }
}

extension TextTable {
  fileprivate func shown(_ label: (Int) -> String) -> String {
    ([headers.joined(separator: "|")]
      + (0..<rowCount).map { row in label(row) + columns.map { $0.text(row) }.joined(separator: "|") })
      .joined(separator: "\n")
  }
}
