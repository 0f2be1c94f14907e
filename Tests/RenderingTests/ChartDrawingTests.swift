import Calculus
import Store
import Testing

@testable import Rendering

@Suite("Chart as text, drawn")
struct ChartDrawingTests {
  @Test(
    "every form, in blocks and in ASCII",
    arguments: [
      (
        "bars",
        """
        occupancy (%), by type
        日本   50.0 %  █████████████████████████
        Desk    0.0 %
        Room        –
        Box   no data
        Car    hidden
                       └────┴────┴────┴────┴────
                      0 %      20 %      40 %
        occupancy
        """,
        """
        occupancy (%), by type
        日本   50.0 %  #########################
        Desk    0.0 %
        Room        -
        Box   no data
        Car    hidden
                       +----+----+----+----+----
                      0 %      20 %      40 %
        occupancy
        """
      ),
      (
        "bars below zero",
        """
        net (hours), by type
        a  -3     ██████████
        b   0
        c   5               ████████████████▊
               ┴──────┴─────└──────┴─────┴──────
              -4     -2     0      2     4     6
        """,
        """
        net (hours), by type
        a  -3     ##########
        b   0
        c   5               #################
               +------+-----+------+-----+------
              -4     -2     0      2     4     6
        """
      ),
      (
        "columns",
        """
        hours, by month
           │            ▃▃▃▃▃▃▃▃▃▃▃
        10 ┤            ███████████
           │            ███████████
           │            ███████████      ?
         0 └────────────────────────────────────
            2024-01     2024-02     2024-03
            0.0         12.5        no data
        ? no data
        """,
        """
        hours, by month
           |            ___________
        10 +            ###########
           |            ###########
           |            ###########      ?
         0 +------------------------------------
            2024-01     2024-02     2024-03
            0.0         12.5        no data
        ? no data
        """
      ),
      (
        "columns below zero",
        """
        net (hours), by month
         4 ┤            ▅▅▅▅▅▅▅▅▅▅▅
           │            ███████████
           │            ███████████ ▅▅▅▅▅▅▅▅▅▅▅
         0 └────────────────────────────────────
           │███████████
           │▀▀▀▀▀▀▀▀▀▀▀
            2024-01     2024-02     2024-03
            -2          4           1
        """,
        """
        net (hours), by month
         4 +            ###########
           |            ###########
           |            ########### ###########
         0 +------------------------------------
           |###########
           |###########
            2024-01     2024-02     2024-03
            -2          4           1
        """
      ),
      (
        "stacked columns",
        """
        hours, by type and month
          │▒▒▒▒▒▒▒▒▒▒▒
        4 ┤███████████ ▒▒▒▒▒▒▒▒▒▒▒
          │███████████ ▒▒▒▒▒▒▒▒▒▒▒      ×
          │███████████ ███████████ ▒▒▒▒▒▒▒▒▒▒▒
        0 └────────────────────────────────────
           2024-01     2024-02     2024-03
           6           4
        ██ A  ▒▒ B  × hidden: too few people
        """,
        """
        hours, by type and month
          |===========
        4 +########### ===========
          |########### ===========      x
          |########### ########### ===========
        0 +------------------------------------
           2024-01     2024-02     2024-03
           6           4
        ## A  == B  x hidden: too few people
        """
      ),
      (
        "stacked bars",
        """
        office, home (hours), by type
        Desk  40  ███████████████████████▒▒▒▒▒▒▒
        Room  10  ████████
                  └───────┴──────┴───────┴──────
                  0      10     20      30    40
        ██ office  ▒▒ home
        """,
        """
        office, home (hours), by type
        Desk  40  #######################=======
        Room  10  ########
                  +-------+------+-------+------
                  0      10     20      30    40
        ## office  == home
        """
      ),
      (
        "lines",
        """
        people, by type and month
        A
        4 ┤███████████
          │███████████
        2 ┤███████████ ███████████
          │███████████ ███████████      –
        0 └────────────────────────────────────
           2024-01     2024-02     2024-03
           4           2           –
        B
        4 ┤                        ███████████
          │                        ███████████
        2 ┤                        ███████████
          │███████████ ███████████ ███████████
        0 └────────────────────────────────────
           2024-01     2024-02     2024-03
           1           1           4
        – undefined: nothing to divide by
        """,
        """
        people, by type and month
        A
        4 +###########
          |###########
        2 +########### ###########
          |########### ###########      -
        0 +------------------------------------
           2024-01     2024-02     2024-03
           4           2           -
        B
        4 +                        ###########
          |                        ###########
        2 +                        ###########
          |########### ########### ###########
        0 +------------------------------------
           2024-01     2024-02     2024-03
           1           1           4
        - undefined: nothing to divide by
        """
      ),
      (
        "heat map",
        """
        value (hours), by weekday and hour
             8  9  10
        Mon   · ░░░▒▒▒
        Tue   –  ? ███
        · 0  ░░ to 2  ▒▒ to 4  ▓▓ to 6  ██ to 8
        – undefined: nothing to divide by
        ? no data
        """,
        """
        value (hours), by weekday and hour
             8  9  10
        Mon   . :::+++
        Tue   -  ? ###
        . 0  :: to 2  ++ to 4  ** to 6  ## to 8
        - undefined: nothing to divide by
        ? no data
        """
      ),
    ])
  func forms(name: String, blocks: String, ascii: String) throws {
    let answer = try #require(ChartTextTests.small.first { $0.name == name }).answer
    #expect(ChartTextTests.text(answer) == blocks + "\n")
    #expect(ChartTextTests.text(answer, isASCII: true) == ascii + "\n")
  }
}
