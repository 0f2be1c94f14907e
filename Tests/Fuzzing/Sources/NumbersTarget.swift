import Formats

/// Lines are cells of numbers. What was read is plain: it stays as it is when it is read again.
enum NumbersTarget {
  static func run(_ input: FuzzInput) {
    let column = TextColumn(input.lines)
    let mark = NumberColumn.evidence(of: column).decision().mark ?? (input.number % 2 == 0 ? .point : .comma)
    guard let (numbers, report) = try? NumberColumn.rewritten(column, mark: mark) else { return }
    expect(numbers.count == column.count, "a cell for each cell")
    guard report.unread == 0 else { return }
    guard let (again, next) = try? NumberColumn.rewritten(numbers, mark: .point) else {
      fatalError("plain numbers are refused")
    }
    expect(again.texts == numbers.texts, "plain numbers change: \(numbers.texts), \(again.texts)")
    expect(next.unread == 0 && next.withCurrency == 0, "plain numbers are not plain: \(numbers.texts)")
  }
}
