/// What a shell runs before its first prompt.
enum StartFile {
  /// `$XDG_CONFIG_HOME/deskql/init.deskql`, else `~/.config/deskql/init.deskql`.
  static var standardPath: String? {
    // The specification has relative paths ignored.
    if let folder = Terminal.environment("XDG_CONFIG_HOME"), folder.hasPrefix("/") {
      return folder + "/deskql/init.deskql"
    }
    return Terminal.environment("HOME").map { $0 + "/.config/deskql/init.deskql" }
  }
}
