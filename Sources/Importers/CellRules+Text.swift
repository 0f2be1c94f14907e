import Calculus
import Formats

extension CellRules {
  /// What the rules for single cells make of a column, before it is joined with others.
  func appliedToParts(_ column: TextColumn, _ context: LayoutContext) -> TextColumn {
    var column = column
    if isWhole { column = column.mapped(Self.whole) }
    if let dictionary, let names = context.dictionaries[dictionary] {
      column = TextColumn((0..<column.count).map { names[column.text($0)] ?? column.text($0) })
    }
    return column
  }

  /// What the rules for texts make of a column.
  func applied(to column: TextColumn) -> TextColumn {
    var column = column
    if let pattern { column = TextColumn((0..<column.count).map { Self.part(of: column.text($0), at: pattern) }) }
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
    return column
  }

  /// The part of a text where the pattern has its star, both folded; empty where it does not fit.
  private static func part(of text: String, at pattern: String) -> String {
    let ends = pattern.split(separator: "*", maxSplits: 1, omittingEmptySubsequences: false).map {
      Layout.folded(String($0))
    }
    let text = Layout.folded(text)
    guard ends.count == 2, text.count > ends[0].count + ends[1].count, text.hasPrefix(ends[0]), text.hasSuffix(ends[1])
    else { return "" }
    return String(text.dropFirst(ends[0].count).dropLast(ends[1].count))
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
        guard let number = Rational(decimal: text), let product = try? number.multiplied(by: factor) else {
          return text
        }
        return product.rounded(places: 6)
      })
  }

  /// Each number by the one beside it, to the sixth decimal; by 1 where there is none.
  static func divided(_ column: TextColumn, by divisors: TextColumn) -> TextColumn {
    TextColumn(
      (0..<column.count).map { row in
        let text = column.text(row)
        if divisors.isEmpty(row) { return text }
        guard let number = Rational(decimal: text) else { return text }
        // What cannot be divided is no number, and its row is rejected.
        guard let divisor = Rational(decimal: divisors.text(row)), divisor > Rational.zero,
          let quotient = try? number.divided(by: divisor)
        else { return "\(text) / \(divisors.text(row))" }
        return quotient == number ? text : quotient.rounded(places: 6)
      })
  }

  /// Of the time that a date gets.
  var minuteOfDay: Int? { time.flatMap { MinuteText.parse("2000-01-01T" + $0) }.map { Int($0.minute) % 1440 } }
}
