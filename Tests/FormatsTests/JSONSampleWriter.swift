/// Random numbers that a seed repeats. Steele, Lea, Flood: SplitMix64.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }

  mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &self) == 0 }
}

/// Makes JSON values and writes them with blanks and escapes of any kind.
struct JSONSampleWriter {
  var random: Seeded
  private(set) var text: [UInt8] = []
  private var line = 1

  init(seed: Int) { random = Seeded(state: UInt64(seed)) }

  // MARK: Values

  mutating func object(depth: Int) -> JSONSample {
    let keys = [
      "id", "name", "a", "ä", "quote\"d", "tab\t", "a longer key of many letters", "data", "Items", "n", "x", "😀",
      "start", "startDate",
    ]
    let object = JSONSampleObject()
    for key in keys {
      guard random.chance(depth > 3 ? 8 : 5), key != "id" || random.chance(3) else { continue }
      object.members.append((key, spelling(key), value(depth: depth + 1)))
    }
    if random.chance(8) { object.members.shuffle(using: &random) }
    if random.chance(12), let twice = object.members.randomElement(using: &random) {
      object.members.append((twice.key, spelling(twice.key), value(depth: depth + 1)))
    }
    return .object(object)
  }

  mutating func value(depth: Int) -> JSONSample {
    switch Int.random(in: 0..<(depth > 9 ? 7 : 11), using: &random) {
    case 0: return .null
    case 1: return .word(random.chance(2) ? "true" : "false")
    case 2, 3:
      return .number(["0", "-1", "12.50", "1e5", "-0.0E-10", "123456789012345678901"].randomElement(using: &random)!)
    case 4, 5, 6: return string()
    case 7: return object(depth: depth)
    default: return list(depth: depth)
    }
  }

  private mutating func list(depth: Int) -> JSONSample {
    let ofObjects = random.chance(2)
    return .list(
      (0..<Int.random(in: 0..<4, using: &random)).map { _ in
        ofObjects != random.chance(10) ? object(depth: depth + 1) : value(depth: depth + 1)
      })
  }

  private mutating func string() -> JSONSample {
    let parts = [
      "", "a", "Desk 12", "ü", "😀", "\"", "\\", "/", "\n", "\u{1}", "\u{7f}", "0123456789abcdef", "2024-01-02T",
    ]
    let text = (0..<Int.random(in: 0..<5, using: &random)).map { _ in parts.randomElement(using: &random)! }.joined()
    return .text(text, spelled: spelling(text))
  }

  private mutating func spelling(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      let short: [Unicode.Scalar: String] = ["\"": "\\\"", "\\": "\\\\", "\n": "\\n", "\t": "\\t", "/": "\\/"]
      let mustEscape = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
      if let escape = short[scalar], mustEscape || random.chance(2), !random.chance(5) {
        result += escape
      } else if mustEscape || random.chance(20) {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16, uppercase: random.chance(2))
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  // MARK: Text

  mutating func write(_ value: JSONSample) {
    switch value {
    case .text, .number, .word, .null: put(value.spelled)
    case .list(let values):
      put("[")
      for (place, value) in values.enumerated() {
        if place > 0 { put(",") }
        blank()
        write(value)
        blank()
      }
      blank()
      put("]")
    case .object(let object):
      object.line = line
      put("{")
      for (place, member) in object.members.enumerated() {
        if place > 0 { put(",") }
        blank()
        put(member.spelled)
        blank()
        put(":")
        blank()
        write(member.value)
        blank()
      }
      blank()
      put("}")
    }
  }

  mutating func blank() {
    while random.chance(3) {
      let byte = [UInt8](" \n\r\t".utf8).randomElement(using: &random)!
      if byte == 0x0A { line += 1 }
      text.append(byte)
    }
  }

  private mutating func put(_ string: String) { text += string.utf8 }
}
