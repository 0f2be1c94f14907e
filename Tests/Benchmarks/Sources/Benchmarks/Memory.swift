/// What the process holds, in kB, as the kernel says it.
struct Memory {
  /// `VmRSS`: in memory now.
  let resident: Int
  /// `VmHWM`: the most that ever was.
  let peak: Int

  /// Zeros where the kernel does not tell.
  static var now: Memory {
    let status = (try? TextFile.read("/proc/self/status")) ?? ""
    var values: [Substring: Int] = [:]
    for line in status.split(separator: "\n") {
      let words = line.split { $0 == " " || $0 == "\t" || $0 == ":" }
      if words.count == 3, words[2] == "kB" { values[words[0]] = Int(words[1]) }
    }
    return Memory(resident: values["VmRSS"] ?? 0, peak: values["VmHWM"] ?? 0)
  }
}

extension Int {
  /// Of kB, in units of 2^20 bytes.
  var megabytes: Int { (self + 512) / 1024 }
}
