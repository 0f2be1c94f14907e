import Calculus
import Formats

extension CellRules {
  /// What the rules for texts make of a column.
  func applied(to column: TextColumn) -> TextColumn {
    var column = column
    if isFirst {
      column = column.mapped { cell in
        cell.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: ",") }
      }
    }
    if isList {
      column = column.mapped { cell in
        ArraySlice(
          cell.split(separator: UInt8(ascii: ",")).map { part in
            ArraySlice(part.drop { $0 == 0x20 }.reversed().drop { $0 == 0x20 }.reversed())
          }.joined(separator: [UInt8(ascii: ";")]))
      }
    }
    if isWhole { column = column.mapped(Self.whole) }
    return column
  }

  /// `179.0` → `179`; what is no such number stays.
  private static func whole(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let point = cell.firstIndex(of: UInt8(ascii: ".")), point > cell.startIndex,
      cell[..<point].allSatisfy({ 48...57 ~= $0 }), cell[(point + 1)...].allSatisfy({ $0 == 48 })
    else { return cell }
    return cell[..<point]
  }

  /// Numbers in the unit of the table: m² for square feet, units for hundredths.
  func scaled(_ column: TextColumn) -> TextColumn {
    guard isSquareFeet || isMinor else { return column }
    // A foot is 0.3048 m (international yard and pound agreement, 1959).
    let factor = isMinor ? Rational(decimal: "0.01")! : Rational(decimal: "0.09290304")!
    return TextColumn(
      (0..<column.count).map { row in
        let text = column.text(row)
        guard let number = Rational(decimal: text), let product = try? number.multiplied(by: factor) else { return text }
        return product.rounded(places: 6)
      })
  }

  /// Of the time that a date gets.
  var minuteOfDay: Int? { time.flatMap { MinuteText.parse("2000-01-01T" + $0) }.map { Int($0.minute) % 1440 } }
}
