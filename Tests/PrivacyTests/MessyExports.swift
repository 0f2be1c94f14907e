/// Exports as they come: two dialects, quotes, line breaks in cells, ragged rows, rows that cannot be read, pages that
/// overlap. On 1 July 2024 with 90 days, what ended before 2 April is past: of Ann and Ben nothing is left.
enum MessyExports {
  static let today = "2024-07-01"

  static let files: [String: String] = [
    "settings.deskql": "set user_statistics on\nset anonymize_after 90\n",
    "users.csv": """
    id,name,email,department,manager
    u-ann,"Adler, Ann ""Queen""\",ann@example.com,Sales,u-cem
    7,Ben Brandt,ben@example.com,Sales,u-ann
    u-cem,Cem Celik,cem@example.com,Design,
    12, Dan Decker ,dan@example.com,Design,u-cem
    u-eve,Eve Ernst,eve@example.com,Design,Ben Brandt

    """,
    "cost_center_history.csv": """
    user,cost_center,from
    u-ann,R&D,2023-01-01
    u-ann,"Sales, West",2024-02-01
    7,Finance,2023-01-01
    Dan Decker,Design,2023-01-01
    Nobody Known,Design,2023-01-01

    """,
    // A byte order mark, CRLF, no cost centres.
    "bookings.2023.csv": "\u{FEFF}"
      + [
        "id;user;resource;start;end;Subject;License plate",
        "b1;u-ann;D1;2024-01-10T09:00;2024-01-10T17:00;\"Review\nwith Ann; \"\"Q1\"\"\";B-AA 1",
        "b2;Ben Brandt;D1;2024-03-10T09:00;2024-03-10T17:00;;",
        "",
        "b3;12;D1;2024-03-11T09:00;2024-03-11T17:00;Standup;",
        "b4;7;D1;soon;2024-03-12T17:00;Secret of Ben;B-BB 2",
        "b5;u-ann;D1;2024-03-13T09:00;2024-03-13T17:00;ragged;B-AA 1;extra",
        "b6;u-cem;D1;2024-06-20T09:00;2024-06-20T17:00;Young;\"B-CC 3\"",
        "b2;Ben Brandt;D1;2024-03-10T09:00;2024-03-10T17:00;;",
        "b7;u-ann;D1;2024-03-14T09:00;2024-03-14T17:00;\"broken\" by Ann;",
        "b8;u-gone;D1;2024-03-14T09:00;2024-03-14T17:00;of nobody;",
      ].map { $0 + "\r\n" }.joined(),
    // Cost centres, and no line break at the end.
    "bookings.csv": """
    id,user,resource,start,end,cost_center,organizer,tag
    c1,u-ann,D1,2024-03-01T09:00,2024-03-01T10:00,,u-ann,x
    c2,u-ann,D1,2024-03-01T11:00,2024-03-01T12:00,"own, centre",u-cem,x
    c3,u-cem,D1,2024-06-30T09:00,2024-06-30T10:00,,ann@example.com; cem@example.com,"a ""b""\"
    c4,12,D1,2024-06-29T09:00,2024-06-29T10:00,, 7 ,x
    c3,u-ann,D1,2024-06-30T09:00,2024-06-30T10:00,,,x
    c5,u-ann,D1,2024-03-02T09:00,2024-03-02T10:00,"",,y
    """,
    "memberships.csv": "id,member,start\nm1,BEN BRANDT,2024-01-01\nm2,Cem Celik,2024-01-01\nm3,Adler\n",
    "resources.csv": "id,type,keeper\nD1,Desk,u-ann\nD2,Desk,u-cem\n",
    "locations.csv": "id,name\nL1,Berlin\n",
    "notes.txt": "Ann is on leave",
    "bookings.json": "[]",
    ".hidden": "Ann",
    "old/notes.csv": "about,whom\nleave,Ann\n",
  ]

  /// What their clean copy holds, byte for byte.
  static let clean: [String: String] = [
    "settings.deskql": files["settings.deskql"]!,
    "users.csv": """
    id,name,email,department,manager
    u-cem,Cem Celik,cem@example.com,Design,
    12, Dan Decker ,dan@example.com,Design,u-cem
    u-eve,Eve Ernst,eve@example.com,Design,

    """,
    "cost_center_history.csv": "user,cost_center,from\nDan Decker,Design,2023-01-01\n",
    "bookings.2023.csv": "\u{FEFF}"
      + [
        "id;user;resource;start;end;Subject;License plate;cost_center",
        "b1;;D1;2024-01-10T09:00;2024-01-10T17:00;;;R&D",
        "b2;;D1;2024-03-10T09:00;2024-03-10T17:00;;;Finance",
        "",
        "b3;;D1;2024-03-11T09:00;2024-03-11T17:00;;;Design",
        "b4;;D1;soon;2024-03-12T17:00;;;",
        "\"\"-;;;;;;;;",
        "b6;u-cem;D1;2024-06-20T09:00;2024-06-20T17:00;Young;\"B-CC 3\";",
        "b2;;D1;2024-03-10T09:00;2024-03-10T17:00;;;Finance",
        "b7;;D1;2024-03-14T09:00;2024-03-14T17:00;\"\"-;;",
        "b8;;D1;2024-03-14T09:00;2024-03-14T17:00;;;",
      ].map { $0 + "\r\n" }.joined(),
    "bookings.csv": """
    id,user,resource,start,end,cost_center,organizer,tag
    c1,,D1,2024-03-01T09:00,2024-03-01T10:00,"Sales, West",,x
    c2,,D1,2024-03-01T11:00,2024-03-01T12:00,"own, centre",,x
    c3,u-cem,D1,2024-06-30T09:00,2024-06-30T10:00,,cem@example.com,"a ""b""\"
    c4,12,D1,2024-06-29T09:00,2024-06-29T10:00,,,x
    c3,,D1,2024-06-30T09:00,2024-06-30T10:00,,,x
    c5,,D1,2024-03-02T09:00,2024-03-02T10:00,"Sales, West",,y
    """,
    "memberships.csv": "id,member,start\nm1,,2024-01-01\nm2,Cem Celik,2024-01-01\n\"\"-,\n",
    "resources.csv": "id,type,keeper\nD1,Desk,\nD2,Desk,u-cem\n",
    "locations.csv": files["locations.csv"]!,
  ]

  /// What may be found of the two nowhere.
  static let namesOfForgotten = [
    "Ann", "Queen", "ann@example.com", "u-ann", "Ben Brandt", "ben@example.com", "Secret", "B-AA 1", "B-BB 2",
  ]
}
