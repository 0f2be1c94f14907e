import Store

extension WorkspaceBuilder {
  /// Makes one row of those that are one person or one place: users of several files by their e-mail, then their id, and
  /// what the workspace's `map` says is the same. Links to any of them lead to the one that is left.
  ///
  /// - Parameters:
  ///   - draft: all rows, also of one id.
  ///   - file: by row, the number of its file; empty where there is one.
  /// - Returns: the groups of old rows, one for each new row; nil where nothing changes.
  func merge(_ draft: inout TableDraft, file: [Int]) -> [[Int]]? {
    let table = draft.name
    let same = sameThings(table)
    guard !file.isEmpty || !same.isEmpty else { return nil }
    var merger = RowMerger(rowCount: draft.rowCount)
    let ids = (0..<draft.rowCount).map { identifier(draft, $0) }
    let names = texts(of: "name", draft)
    var called: Set<String> = []
    merger.merge { row in
      var keys: [String] = []
      let marked = SourceMark.split(ids[row], self.sources)
      for name in [ids[row], marked.source.map { $0 + SourceMark.separator + names[row] } ?? names[row]] {
        guard let group = same[LinkIndex.folded(name)] else { continue }
        called.insert(LinkIndex.folded(name))
        keys.append("=\(group)")
      }
      return keys
    }
    tellUncalled(called, table)
    if table == .users, !file.isEmpty {
      let emails = personalEmails(ids, texts(of: "email", draft), file)
      merger.merge { row in
        ["#" + LinkIndex.folded(ids[row])] + (emails[row].isEmpty ? [] : ["@" + emails[row]])
      }
    }
    guard !merger.isTrivial else { return nil }
    let groups = merger.groups
    aliases[table] = groups.enumerated().flatMap { row, group in
      group.dropFirst().flatMap { old in
        [
          ids[old], names[old],
          SourceMark.split(ids[old], self.sources).source.map { $0 + SourceMark.separator + names[old] } ?? "",
        ]
        .filter { !$0.isEmpty }.map { ($0, row) }
      }
    }
    let given = givenNames(groups, ids, names, same)
    var differing: [String: Set<Int>] = [:]
    for (name, column) in draft.columns {
      if name == "groups" || name == SourceMark.attribute {
        draft.columns[name] = column.united(groups)
        continue
      }
      let (merged, conflicts) = column.merged(groups)
      draft.columns[name] = merged
      // What is called as the workspace says differs in nothing.
      for group in conflicts where name != "name" || given[group] == nil { differing[name, default: []].insert(group) }
    }
    if !given.isEmpty {
      let own = groups.indices.map { row in given[row] ?? groups[row].lazy.map { names[$0] }.first { !$0.isEmpty } ?? ""
      }
      var pool = PoolBuilder()
      let codes = own.map { $0.isEmpty ? 0 : pool.code(of: $0) }
      draft.columns["name"] = .text(Codes(codes, limit: pool.count), pool.pool())
    }
    draft.rowCount = groups.count
    tellConflicts(differing, of: draft)
    return groups
  }

  /// The folded e-mail of each row, as far as it stands for one person: two accounts of one system are two persons, and
  /// nobody knows which of them another system means by the e-mail that they share.
  ///
  /// - Parameter file: by row. A system is what files of one layout in a folder are from; without folders each file is one.
  private func personalEmails(_ ids: [String], _ emails: [String], _ file: [Int]) -> [String] {
    struct Account: Hashable {
      let email: String
      let system: String
    }
    var folded: [String] = []
    var idOf: [Account: String] = [:]
    var shared: Set<String> = []
    let layouts = files.matches[.users]?.map(\.account.layout) ?? []
    for row in ids.indices {
      let marked = SourceMark.split(ids[row], sources)
      let id = LinkIndex.folded(marked.rest)
      let email = LinkIndex.folded(emails[row].isEmpty && id.contains("@") ? id : emails[row])
      folded.append(email)
      let account = Account(
        email: email, system: marked.source.map { $0 + SourceMark.separator + layouts[file[row]] } ?? "\(file[row])")
      if idOf[account, default: id] != id { shared.insert(email) }
      idOf[account] = id
    }
    return folded.map { shared.contains($0) ? "" : $0 }
  }

  /// What the workspace calls things that it says are the same, where none of them is called so: by group.
  private func givenNames(
    _ groups: [[Int]], _ ids: [String], _ names: [String], _ same: [String: Int]
  ) -> [Int: String] {
    var given: [Int: String] = [:]
    for (row, group) in groups.enumerated() where group.count > 1 {
      let called = group.flatMap { row in
        let marked = SourceMark.split(ids[row], sources).source.map { $0 + SourceMark.separator + names[row] }
        return [ids[row], names[row], marked ?? ""].map { LinkIndex.folded($0) }
      }
      guard let number = called.lazy.compactMap({ same[$0] }).first else { continue }
      let things = settings.sameThings[number]
      if !called.contains(LinkIndex.folded(things.name)) { given[row] = things.name }
    }
    return given
  }

  /// What the workspace says is the same: the number of its group by each folded name.
  private func sameThings(_ table: TableName) -> [String: Int] {
    var groups: [String: Int] = [:]
    for (number, things) in settings.sameThings.enumerated() where things.table == table {
      for name in [things.name] + things.others { groups[LinkIndex.folded(name)] = number }
    }
    return groups
  }

  /// What the workspace calls those that it says are the same, by their other folded names.
  func calledAs(_ table: TableName) -> [String: String] {
    var names: [String: String] = [:]
    for things in settings.sameThings where things.table == table {
      for other in things.others { names[LinkIndex.folded(other)] = things.name }
    }
    return names
  }

  /// Tells what a `map` says is the same as something, and no row of a table is called that no file gave.
  func tellUncalled(in index: LinkIndex) {
    tellUncalled(Set(settings.sameThings.flatMap(\.others).filter(index.knows).map(LinkIndex.folded)), index.table)
  }

  /// What a `map` says is the same as something, and is not there.
  private func tellUncalled(_ called: Set<String>, _ table: TableName) {
    for things in settings.sameThings where things.table == table {
      for name in things.others where !called.contains(LinkIndex.folded(name)) {
        notebook.add(
          .unusedMap,
          "map \(table.singular) “\(things.name)” names “\(name)”, and no \(table.singular) has that id or name",
          table: table, count: 1)
      }
    }
  }

  private func texts(of column: String, _ draft: TableDraft) -> [String] {
    guard case .text(let codes, let pool)? = draft.columns[column] else {
      return [String](repeating: "", count: draft.rowCount)
    }
    return (0..<draft.rowCount).map { pool[codes[$0]] }
  }

  private func tellConflicts(_ differing: [String: Set<Int>], of draft: TableDraft) {
    for (column, groups) in differing.sorted(by: { $0.key < $1.key }) {
      notebook.add(
        .sourcesDiffer,
        "\(groups.count) \(groups.count == 1 ? draft.name.singular : draft.name.rawValue) of several files "
          + "\(groups.count == 1 ? "has" : "have") different values in \(column); the first one counts",
        table: draft.name, rows: draft.name == .users ? [] : groups.sorted().map { identifier(draft, $0) },
        count: groups.count, columns: ["\(draft.name.rawValue).\(column)"])
    }
  }
}

extension SourceMark {
  /// `robin/17` → `robin`, `17`, where there is a source of that name.
  static func split(_ text: String, _ sources: Set<String>) -> (source: String?, rest: String) {
    guard !sources.isEmpty, let mark = text.firstIndex(of: Character(separator)) else { return (nil, text) }
    let source = String(text[..<mark])
    return sources.contains(source) ? (source, String(text[text.index(after: mark)...])) : (nil, text)
  }
}
