import Diagnostics
import Language
import Store

extension Binder {
  /// The metric of a query. What cannot be one may begin with the rest of a name: `user Greta Gruber hours`.
  func splitMode(of question: Question, orFamily: Bool = false) throws(Rejection) -> AskedMetric {
    do throws(Rejection) {
      return try splitMode(of: question.metric, orFamily: orFamily, frame: question.query.frame)
    } catch {
      throw longName(in: question).map { Rejection($0) } ?? error
    }
  }

  /// The last word of the filters, with those behind it that make a name of its key.
  private func longName(in question: Question) -> Diagnostic? {
    guard let filter = question.query.filters.last, let first = filter.names.last, !first.quoted else { return nil }
    // A phrase can be of any length, and each beginning of it is looked up.
    let words = question.metric.phrase.names.prefix(8).prefix { !$0.quoted }
    for count in words.indices.map({ $0 + 1 }).reversed() {
      let name = Phrase([first] + words.prefix(count))
      if isName(name.text, ofKey: filter.key) { return .nameWithoutQuotes(name) }
    }
    return nil
  }

  /// Whether rows of a table have such a name under this key, and it may be told.
  private func isName(_ text: String, ofKey key: Name) -> Bool {
    TableName.allCases.contains { table in
      var rows = rowBinder()
      guard case .column(_, let owner, let column, let kind)? = try? rows.resolve(key.text, on: table, place: key.place)
      else { return false }
      let target: TableName? =
        switch kind {
        case .link(let target): target
        case .row: owner
        case .text, .list, .moment: nil
        }
      if let target {
        return (tellsPersons || target != .users) && !snapshot.rows(named: text, in: target).isEmpty
      }
      guard tellsPersons || rows.personColumns.isEmpty, case .text(_, let pool)? = snapshot.table(owner).columns[column]
      else { return false }
      let word = text.lowercased()
      return pool.strings.contains { name in
        kind == .list ? name.listed.contains { $0.lowercased() == word } : name.lowercased() == word
      }
    }
  }
}
