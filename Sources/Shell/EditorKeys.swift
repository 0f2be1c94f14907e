// Promises: the editor is one of libedit's, and alive.
import CLibEdit
import Glibc

/// What keys do in the line editor. Commands that begin with `deskql` are those of ``LibEditReader``.
enum EditorKeys {
  static func bind(_ editor: OpaquePointer) {
    for (keys, command) in keys + keysOfEmacs { deskql_bind(editor, keys, command) }
    for (keys, command) in longKeys { deskql_bind(editor, "\\033" + keys, command) }
  }

  /// In vi an Escape is a key of its own: one with which a longer key begins is told from it before libedit sees it.
  static func bindForVi(_ editor: OpaquePointer) {
    for (keys, command) in keys { deskql_bind(editor, keys, command) }
    deskql_bind_vi_command(editor, pasteSign, "deskql-paste")
    for (keys, command) in longKeys + arrows {
      deskql_bind(editor, longKeySign + keys, command)
      deskql_bind_vi_command(editor, longKeySign + keys, command)
    }
  }

  /// In libedit's notation. What libedit does not bind by itself, or binds to something nobody expects.
  private static let keys = [
    ("^I", "deskql-complete"), ("^R", "em-inc-search-prev"), (pasteSign, "deskql-paste"),
  ]

  /// For these vi has its own.
  private static let keysOfEmacs = [("^W", "ed-delete-prev-word"), ("^E", "deskql-to-end")]

  /// Behind an Escape.
  private static let longKeys =
    [
      ("[3~", "ed-delete-next-char"),
      ("[C", "deskql-next-char"), ("OC", "deskql-next-char"),
      ("[H", "ed-move-to-beg"), ("[F", "deskql-to-end"), ("OH", "ed-move-to-beg"), ("OF", "deskql-to-end"),
      ("[1~", "ed-move-to-beg"), ("[4~", "deskql-to-end"),
      ("[1;5D", "ed-prev-word"), ("[1;5C", "em-next-word"),  // Ctrl and an arrow
      ("[1;3D", "ed-prev-word"), ("[1;3C", "em-next-word"),  // Alt and an arrow
    ] + unusedKeys.map { ($0, "deskql-nothing") }

  /// Insert, the pages, Shift-Tab, F1 to F12, other arrows with Shift, Alt or Ctrl: what is bound to nothing would leave
  /// its last letters in the line.
  private static let unusedKeys =
    ["[2~", "[5~", "[6~", "[Z", "OP", "OQ", "OR", "OS"]
    + [11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24].map { "[\($0)~" }
    + ["A", "B", "C", "D", "H", "F"].map { "[1;2" + $0 } + ["A", "B", "H", "F"].flatMap { ["[1;3" + $0, "[1;5" + $0] }
    + ["[3;2~", "[3;3~", "[3;5~", "[5;5~", "[6;5~"]

  /// The others, which libedit binds by itself but for vi.
  private static let arrows = [
    ("[A", "ed-prev-history"), ("[B", "ed-next-history"), ("[D", "ed-prev-char"),
    ("OA", "ed-prev-history"), ("OB", "ed-next-history"), ("OD", "ed-prev-char"),
  ]

  /// What follows an Escape, as terminals send it.
  static let bytesOfLongKeys = Set((longKeys + arrows).map { Array($0.0.utf8) })

  /// What follows an Escape where pasted text begins. It is read as one, as a signal in the midst of it would make keys of
  /// the text; what stands for it is a character that nobody types.
  static let beginOfPaste = Array("[200~".utf8)
  private static let pasteSign = "\\237"
  static let pasteCharacter: wchar_t = 0x9F

  /// What stands for the Escape of a longer key in vi: Ctrl-\\, which no terminal sends as it ends a program.
  private static let longKeySign = "\\034"
  static let longKeyCharacter: wchar_t = 0x1C
}
