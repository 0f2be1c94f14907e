/// The words that dates and times are written with, English and German.
struct MomentWord: Sendable {
  let kind: MomentToken.Kind
  /// Of a month 1 … 12, of a weekday 0 … 6 from Monday, of `AM` 0 and of `PM` 12.
  let value: Int64

  /// The word of up to 16 bytes, as they stand in memory with the first one lowest, ASCII and `Ä` in lower case.
  static func word(_ key: UInt128) -> MomentWord? {
    var slot = slot(of: key)
    while true {
      let entry = table[slot]
      if entry.key == key { return entry.word }
      if entry.key == 0 { return nil }
      slot = (slot + 1) & (table.count - 1)
    }
  }

  private static func slot(of key: UInt128) -> Int {
    let mixed = (UInt64(truncatingIfNeeded: key) ^ UInt64(truncatingIfNeeded: key >> 64)) &* 0x9E37_79B9_7F4A_7C15
    return Int(mixed >> 54)
  }

  private struct Entry: Sendable {
    var key: UInt128 = 0
    var word: MomentWord?
  }

  /// Open addressing in 1024 slots, of which some 130 are taken.
  private static let table: [Entry] = {
    var table = [Entry](repeating: Entry(), count: 1024)
    func add(_ words: String, _ kind: MomentToken.Kind, _ value: Int = 0) {
      for word in words.split(separator: " ") {
        var key: UInt128 = 0
        for byte in word.utf8.reversed() { key = key << 8 | UInt128(byte) }
        var slot = slot(of: key)
        while table[slot].key != 0 { slot = (slot + 1) & (table.count - 1) }
        table[slot] = Entry(key: key, word: MomentWord(kind: kind, value: Int64(value)))
      }
    }
    for (index, words) in months.enumerated() { add(words, .month, index + 1) }
    for (index, words) in weekdays.enumerated() { add(words, .weekday, index) }
    add("am", .half, 0)
    add("pm", .half, 12)
    add("st nd rd th", .ordinal)
    add("uhr h", .clock)
    add("at um on of the der den vom", .filler)
    add("t", .time)
    add("z utc gmt", .utc)
    return table
  }()

  /// `ä` both as one character and as `a` with its mark behind.
  private static let months = [
    "jan january januar jän jänner ja\u{308}n ja\u{308}nner", "feb february februar feber",
    "mar march mär märz mrz maerz ma\u{308}r ma\u{308}rz", "apr april", "may mai", "jun june juni", "jul july juli",
    "aug august", "sep sept september", "oct october okt oktober", "nov november", "dec december dez dezember",
  ]

  private static let weekdays = [
    "mo mon monday montag", "tu tue tues tuesday di dienstag", "we wed weds wednesday mi mittwoch",
    "thu thur thurs thursday do donnerstag", "fr fri friday freitag", "sa sat saturday samstag sonnabend",
    "su sun sunday so sonntag",
  ]
}
