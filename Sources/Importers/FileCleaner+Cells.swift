import Store

extension FileCleaner {
  mutating func cleanBooking(into out: inout [UInt8]) {
    var fate = rules.fate(ofBooking: idCell.flatMap(content))
    // It has the id of a young booking and is not that booking: it repeats the id, and does not count.
    if fate == .kept, let end = endCell.flatMap(content), !end.isEmpty, !rules.isYoung(end: end) { fate = .unreadable }
    var edits: [Edit] = []
    // With the person of an old booking, it repeats a young one that says otherwise, and does not count.
    let losesPerson = fate != .kept || userCell.flatMap(content).map(rules.isForgotten(name:)) ?? false
    for cell in isLost.indices {
      if losesPerson, isLost[cell] || isAttribute[cell] && mentionsSomebody(cell) {
        empty(cell, &edits)
      } else if let reach = reaches[cell] {
        takeNames(cell, reach, &edits)
      }
    }
    if fate == .kept { return write(edits, into: &out) }
    if fate == .unreadable {
      report.unreadable += 1
      for cell in isLost.indices where !isLost[cell] && isSuspicious(cell) {
        edits.removeAll { $0.cell == cell }
        spoil(cell, &edits)
      }
    }
    var center: [UInt8] = []
    if case .past(let name?) = fate, centerCell.map({ LinkIndex.folded(content($0) ?? "").isEmpty }) ?? true {
      report.costCenters += 1
      center = dialect.cell(name)
      if let centerCell { edits.append(Edit(cell: centerCell, bytes: center)) }
    }
    write(edits.sorted { $0.cell < $1.cell }, added: center, into: &out)
  }

  /// With more cells than headers, or fewer, nobody can tell which is which: all go, and the row stays one that cannot be
  /// read.
  mutating func emptyRow(into out: inout [UInt8]) {
    report.unreadable += 1
    // Were all of them empty, the row would be none at all.
    write(scanner.cells.indices.map { Edit(cell: $0, bytes: $0 == 0 ? Array("\"\"-".utf8) : []) }, into: &out)
  }

  // MARK: Cells

  private mutating func empty(_ cell: Int, _ edits: inout [Edit]) {
    guard !scanner.cells[cell].isEmpty else { return }
    guard let text = content(cell) else { return spoil(cell, &edits) }
    if text.isEmpty { return }
    edits.append(Edit(cell: cell, bytes: []))
    if cell == userCell { report.persons += 1 } else { count(cell) }
  }

  /// Leaves nothing of a cell but that it cannot be read: a row that could not be for this very cell must not be read, and
  /// count, from now on.
  mutating func spoil(_ cell: Int, _ edits: inout [Edit]) {
    let bytes = Array("\"\"-".utf8)
    guard !scanner.bytes[scanner.cells[cell]].elementsEqual(bytes) else { return }
    edits.append(Edit(cell: cell, bytes: bytes))
    count(cell)
  }

  /// Whether a cell of a row that cannot be read may have swallowed others, as behind a quote that was never meant.
  private func isSuspicious(_ cell: Int) -> Bool {
    guard let text = content(cell) else { return true }
    return text.utf8.contains { $0 == dialect.newline || $0 == dialect.delimiter }
  }

  /// Whether a cell says in passing what anybody is called. One that cannot be read is seen to by others.
  private mutating func mentionsSomebody(_ cell: Int) -> Bool {
    guard !scanner.cells[cell].isEmpty, let text = content(cell) else { return false }
    if let known = metTexts[text] { return known }
    // Texts that people write are seldom met again: memory does not grow with the file.
    if metTexts.count >= 1 << 16 { metTexts.removeAll(keepingCapacity: true) }
    let isLost = rules.isLost(text: text)
    metTexts[text] = isLost
    return isLost
  }

  /// Takes those out whom nothing is left of.
  mutating func takeNames(_ cell: Int, _ reach: ForgottenPersons.Reach, _ edits: inout [Edit]) {
    guard !scanner.cells[cell].isEmpty else { return }
    guard let text = content(cell) else {
      if reach >= .any { spoil(cell, &edits) }
      return
    }
    let cleaned = rules.cleaned(text, reach)
    guard cleaned != text else { return }
    edits.append(Edit(cell: cell, bytes: dialect.cell(cleaned)))
    count(cell)
  }

  private mutating func count(_ cell: Int) {
    let header = cell < headers.count && !headers[cell].isEmpty ? headers[cell] : "column \(cell + 1)"
    report.emptied[header, default: 0] += 1
  }
}
