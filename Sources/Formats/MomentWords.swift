/// The words that dates and times are written with, English and German.
enum MomentWord: Hashable, Sendable {
  /// 1 … 12: `March`, `Mrz`
  case month(Int)
  /// 0 is Monday: `Mon`, `Montag`
  case weekday(Int)
  /// `AM` (0), `PM` (12)
  case half(Int)
  /// `st`, `nd`, `rd`, `th`
  case ordinal
  /// `Uhr`, `h`
  case clock
  /// Says nothing by itself: `at`, `um`, `on`, `of`, `der`
  case filler
  /// `T`, before the time
  case time
  /// `Z`, `UTC`, `GMT`
  case utc

  /// The word of up to 16 bytes, as they stand in memory with the first one lowest, ASCII and `Ä` in lower case.
  static func word(_ key: UInt128) -> MomentWord? { table[key] }

  private static let table: [UInt128: MomentWord] = {
    var table: [UInt128: MomentWord] = [:]
    func add(_ words: String, _ meaning: MomentWord) {
      for word in words.split(separator: " ") {
        var key: UInt128 = 0
        for byte in word.utf8.reversed() { key = key << 8 | UInt128(byte) }
        table[key] = meaning
      }
    }
    for (index, words) in months.enumerated() { add(words, .month(index + 1)) }
    for (index, words) in weekdays.enumerated() { add(words, .weekday(index)) }
    add("am", .half(0))
    add("pm", .half(12))
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
    "th thu thur thurs thursday do donnerstag", "fr fri friday freitag", "sa sat saturday samstag sonnabend",
    "su sun sunday so sonntag",
  ]
}
