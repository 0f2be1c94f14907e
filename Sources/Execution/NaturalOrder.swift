/// The order in which people read names: `Desk 2` before `Desk 10`, case aside.
enum NaturalOrder {
  /// The places of labels in that order. Equal names go by their ids.
  static func sorted(_ labels: [(name: String, id: String)]) -> [Int] {
    let keys = labels.map { key($0.name) }
    return labels.indices.sorted { left, right in
      if keys[left] != keys[right] { return keys[left].lexicographicallyPrecedes(keys[right]) }
      if labels[left].name != labels[right].name { return labels[left].name < labels[right].name }
      let (first, second) = (key(labels[left].id), key(labels[right].id))
      return first == second
        ? labels[left].id < labels[right].id : first.lexicographicallyPrecedes(second)
    }
  }

  /// For each label its place in that order.
  static func ranks(_ labels: [(name: String, id: String)]) -> [Int] {
    var ranks = [Int](repeating: 0, count: labels.count)
    for (rank, place) in sorted(labels).enumerated() { ranks[place] = rank }
    return ranks
  }

  /// Bytes whose order is that of the name: a run of digits is preceded by their number, leading zeros aside.
  private static func key(_ name: String) -> [UInt8] {
    let bytes = Array(name.lowercased().utf8)
    var key: [UInt8] = []
    key.reserveCapacity(bytes.count + 4)
    var index = 0
    while index < bytes.count {
      guard isDigit(bytes[index]) else {
        key.append(bytes[index])
        index += 1
        continue
      }
      let end = bytes[index...].firstIndex { !isDigit($0) } ?? bytes.count
      let digits = bytes[index..<end].drop { $0 == UInt8(ascii: "0") }
      // Among other bytes a number stands where its digits would.
      key.append(UInt8(ascii: "0"))
      key.append(UInt8(clamping: digits.count))
      key += digits
      index = end
    }
    return key
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
}
