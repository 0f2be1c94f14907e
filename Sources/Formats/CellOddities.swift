/// Cells of a sheet that are read as empty though they hold something.
struct CellOddities {
  /// `#N/A`, `#DIV/0!`
  var errors = Tally()
  /// Formulas that nobody has calculated yet.
  var uncalculated = Tally()
  /// Numbers shown as dates that are no dates: before the first, or 1900-02-29.
  var dates = Tally()

  /// Numbers with more digits than a spreadsheet keeps.
  var cutNumbers = Tally()

  struct Tally {
    private(set) var count = 0
    /// The first cell, `B3`, and what it holds.
    private(set) var first = ""
    private(set) var value = ""

    mutating func note(_ cell: CellReader.Cell, _ value: Span<UInt8> = Span()) {
      if count == 0 { (first, self.value) = (cell.name, String(String(value).prefix(20))) }
      count += 1
    }

    /// `1 error`, `7 errors`
    fileprivate func text(_ one: String, _ many: String) -> String { "\(count) \(count == 1 ? one : many)" }
  }

  /// Lower case, without a full stop: `the sheet “Bookings” has 2 errors, read as empty: #N/A in B7`.
  func notes(ofSheet name: String) -> [String] {
    var notes: [String] = []
    let sheet = "the sheet “\(name)” has"
    if errors.count > 0 {
      notes.append("\(sheet) \(errors.text("error", "errors")), read as empty: \(errors.value) in \(errors.first)")
    }
    if uncalculated.count > 0 {
      let formulas = uncalculated.text("formula", "formulas")
      notes.append("\(sheet) \(formulas) without a result, read as empty: the first in \(uncalculated.first)")
    }
    if dates.count > 0 {
      let count = dates.text("date that does not exist", "dates that do not exist")
      notes.append("\(sheet) \(count), read as empty: \(dates.value) in \(dates.first)")
    }
    if cutNumbers.count > 0 {
      let count = cutNumbers.text("number that has lost its last digits", "numbers that have lost their last digits")
      notes.append("\(sheet) \(count), read as empty: \(cutNumbers.value) in \(cutNumbers.first)")
    }
    return notes
  }
}
