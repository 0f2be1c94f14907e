import Codecs
import Testing

@testable import Formats

@Suite struct JSONReaderTests {
  static func read(_ text: String) throws -> Records { try JSONReader.read(Pieces(Array(text.utf8), size: 1 << 16)) }

  @Test(
    "objects are rows, and keys on the way to a value its header",
    arguments: [
      // text                                  shown                                    why this row
      (#"[{"a":1,"b":"x"},{"b":"y","c":true}]"#, "= \na|b|c\n1: 1|x|\n1: |y|true"),  // as keys first appear
      (#"[{"a":{"b":{"c":1}},"d":2}]"#, "= \na.b.c|d\n1: 1|2"),
      (#"[{"a":null},{"a":false}]"#, "= \na\n1: \n1: false"),  // null names its column
      (#"[{"a":{},"b":[],"c":1}]"#, "= \nc\n1: 1"),  // what is empty gives nothing
      (
        "[{\"a\":-1.50e+3},\n{\"a\":0}\n,\r\n {\"a\":12345678901234567890}]",
        "= \na\n1: -1.50e+3\n2: 0\n4: 12345678901234567890"
      ),
      (#"[{"a":["x","y",3,true,null]}]"#, "= \na\n1: x;y;3;true;"),
      (#"[{"a":[[1, 2],["x"]]}]"#, "= \na\n1: [1,2];[\"x\"]"),
      (#"[{"":1,"a":{"":2}}]"#, "= \n|a.\n1: 1|2"),  // a key without letters is one
      (#"[{"u:2.0:User":{"costCenter":"4130"}}]"#, "= \nu:2.0:User.costCenter\n1: 4130"),
      (#"[{"user":null},{"user":{"id":7}}]"#, "= \nuser|user.id\n1: |\n1: |7"),
      ("[]", "= \n"),
      ("[{},{}]", "= \n\n1: \n1: "),
    ])
  func rows(text: String, shown: String) throws {
    #expect(try Self.read(text).shown == shown)
  }

  @Test(
    "lists of objects are tables of their own",
    arguments: [
      (
        #"[{"id":1,"fees":[{"n":"a","p":5},{"n":"b"}]},{"id":2},{"id":3,"fees":[{"p":7}]}]"#,
        "= \nid|fees[0].n|fees[0].p\n1: 1|a|5\n1: 2||\n1: 3||7\n> fees\nn|p\n1^0: a|5\n1^0: b|\n1^2: |7"
      ),
      (
        #"[{"a":{"b":[{"c":[{"d":1},{"d":2}]},{"c":[{"d":3}]}]}}]"#,
        "= \na.b[0].c[0].d\n1: 1\n> a.b\nc[0].d\n1^0: 1\n1^0: 3\n> a.b.c\nd\n1^0: 1\n1^0: 2\n1^0: 3"
      ),
      (  // two lists of one path
        #"[{"a":{"b":[{"c":1}]}},{"a":[{"b":[{"d":2}]}]}]"#,
        "= \na.b[0].c|a[0].b[0].d\n1: 1|\n1: |2\n> a\nb[0].d\n1^1: 2\n> a.b\nc\n1^0: 1\n> a.b (2)\nd\n1^1: 2"
      ),
      (#"[{"a":["x",{"b":1},"y"]}]"#, "= \na[0].b|a\n1: 1|x;y\n> a\nb\n1^0: 1"),  // objects among plain values
      (
        #"[{"a":[{"b":[{"c":[{"d":[{"e": 1}, {"e":2}]}]}]}]}]"#,  // the fourth list is text
        #"""
        =\#u{20}
        a[0].b[0].c[0].d
        1: [{"e":1},{"e":2}]
        > a
        b[0].c[0].d
        1^0: [{"e":1},{"e":2}]
        > a.b
        c[0].d
        1^0: [{"e":1},{"e":2}]
        > a.b.c
        d
        1^0: [{"e":1},{"e":2}]
        """#
      ),
    ])
  func children(text: String, shown: String) throws {
    #expect(try Self.read(text).shown == shown)
  }

  @Test(
    "envelopes are opened, records are not",
    arguments: [
      // text                                        shown
      (#"{"data":[{"a":1}]}"#, "= data\na\n1: 1"),
      (#"{"desks":[{"a":1}]}"#, "= desks\na\n1: 1"),
      (#"{"data":[]}"#, "= data\n"),
      (#"{"n":3,"Resources":[],"next":null}"#, "= Resources\n\n@ n=3"),
      (
        #"{"schemas":["urn:x:ListResponse"],"totalResults":2,"Resources":[{"id":1}],"startIndex":1}"#,
        "= Resources\nid\n1: 1\n@ schemas=urn:x:ListResponse\n@ totalResults=2\n@ startIndex=1"
      ),
      (
        #"{"data":[{"id":1,"x":{"y":2}}],"included":[{"id":9}],"links":{"next":"/2"}}"#,
        "= data\nid|x.y\n1: 1|2\n@ links.next=/2\n= included\nid\n1: 9\n@ links.next=/2"
      ),
      (#"{"data":{"id":1,"b":[{"c":2}]},"ok":true}"#, "= data\nid|b[0].c\n1: 1|2\n> b\nc\n1^0: 2\n@ ok=true"),
      (#"{"data":{"bookings":[{"a":1}]}}"#, "= data.bookings\na\n1: 1"),
      (#"{"answer":{"bookings":[{"a":1}]}}"#, "= answer.bookings\na\n1: 1"),
      (#"{"answer":{"name":"x"}}"#, "= \nanswer.name\n1: x"),
      (#"{"a":1,"b":"x"}"#, "= \na|b\n1: 1|x"),
      (#"{"fees":[{"a":1}],"id":5}"#, "= \nfees[0].a|id\n1: 1|5\n> fees\na\n1^0: 1"),  // `id` comes late
      (#"{"userName":"u","emails":[{"value":"v"}]}"#, "= \nuserName|emails[0].value\n1: u|v\n> emails\nvalue\n1^0: v"),
      (
        #"{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"emails":[{"value":"v"}]}"#,
        "= \nschemas|emails[0].value\n1: urn:ietf:params:scim:schemas:core:2.0:User|v\n> emails\nvalue\n1^0: v"
      ),
      (#"[{"items":[{"a":1}]}]"#, "= \nitems[0].a\n1: 1\n> items\na\n1^0: 1"),  // a row of a list is a row
    ])
  func envelopes(text: String, shown: String) throws {
    #expect(try Self.read(text).shown == shown)
  }

  @Test(
    "values one behind the other are read together",
    arguments: [
      ("{\"a\":1}\n{\"a\":2}\n", "= \na\n1: 1\n2: 2"),
      (#"{"a":1}{"a":2}[{"a":3}]"#, "= \na\n1: 1\n1: 2\n1: 3"),
      ("[{\"a\":1}]\n[{\"a\":2}]", "= \na\n1: 1\n2: 2"),
      (
        "{\"results\":[{\"a\":1}],\"next\":\"p2\"}\n{\"results\":[{\"a\":2},{\"b\":3}],\"next\":null}\n{\"results\":[]}",
        "= results\na|b\n1: 1|\n2: 2|\n2: |3\n@ next=p2"
      ),
      // An empty page of a list with a name of its own is a page.
      ("{\"desks\":[{\"a\":1}],\"n\":1}\n{\"desks\":[],\"n\":0}", "= desks\na\n1: 1\n@ n=1\n@ n=0"),
      // Lists come in the order in which they first appeared, whatever the order in a page.
      (
        "{\"f\":[{\"a\":1}],\"g\":[{\"b\":2}],\"n\":3}\n{\"g\":[{\"b\":4}],\"f\":[{\"a\":5}]}",
        "= f\na\n1: 1\n2: 5\n@ n=3\n= g\nb\n1: 2\n2: 4\n@ n=3"
      ),
      (
        "{\"f\":[{\"id\":1}],\"id\":2,\"g\":{}}\n{\"g\":[{\"b\":4}],\"f\":[{\"a\":5}]}",
        "= \nf[0].id|id\n1: 1|2\n> f\nid\n1^0: 1\n= f\na\n2: 5\n= g\nb\n2: 4"
      ),
      // Records and envelopes in one file.
      (
        "{\"id\":1,\"f\":[{\"a\":1}]}\n{\"f\":[{\"a\":2}],\"n\":9}\n{\"id\":3,\"f\":[{\"a\":3}]}",
        "= \nid|f[0].a\n1: 1|1\n3: 3|3\n> f\na\n1^0: 1\n3^1: 3\n= f\na\n2: 2\n@ n=9"
      ),
    ])
  func lines(text: String, shown: String) throws {
    #expect(try Self.read(text).shown == shown)
  }

  @Test(
    "strings are decoded",
    arguments: [
      (#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{c}\n\r\t"),
      (#"\u00e4\u20AC\ud83d\uDE00\u0001"#, "ä€😀\u{1}"),
      ("äöü 😀", "äöü 😀"),
      (#"0123456789abcde\"f"#, "0123456789abcde\"f"),
    ])
  func strings(spelled: String, text: String) throws {
    #expect(try Self.read("[{\"a\":\"\(spelled)\"}]").sets[0].table.columns[0].texts == [text])
    #expect(try Self.read("[{\"\(spelled)\":1}]").sets[0].table.headers == [text])
  }

  @Test(
    "what is odd is noted",
    arguments: [
      (#"[{"a":1,"a":2}]"#, "= \na\n1: 2", "the key “a” occurs twice in an object in line 1; the last one counts"),
      (
        #"[{"a":{"x":1,"y":[{"z":1}]},"b":0,"a":{"y":[{"z":2}]}}]"#,
        "= \na.x|a.y[0].z|b\n1: |2|0\n> a.y\nz\n1^0: 2",
        "the key “a” occurs twice in an object in line 1; the last one counts"
      ),
      // What other rows had under the key stands in them alone.
      (
        #"[{"a":{"x":1,"y":2,"z":3}},{"a":{"y":4},"a":{"x":5}},{"a":6,"b":7}]"#,
        "= \na.x|a.y|a.z|a|b\n1: 1|2|3||\n1: 5||||\n1: |||6|7",
        "the key “a” occurs twice in an object in line 1; the last one counts"
      ),
      (  // thrice, and once within
        #"[{"a":{"x":1,"y":{"z":2,"z":3}},"b":0,"a":{"x":4},"c":5,"a":{"y":{"z":6}}}]"#,
        "= \na.x|a.y.z|b|c\n1: |6|0|5",
        "the key “a.y.z” occurs twice in an object in line 1, and 2 more like it; the last one counts"
      ),
      (  // the second list has less than the first
        #"[{"a":[{"x":1,"y":2},{"x":3}],"a":[{"y":4}]},{"a":[{"x":5}]}]"#,
        "= \na[0].x|a[0].y\n1: |4\n1: 5|\n> a\nx|y\n1^0: |4\n1^1: 5|",
        "the key “a” occurs twice in an object in line 1; the last one counts"
      ),
      (
        #"[{"a.b":1,"a":{"b":2}},{"a.b":1,"a":{"b":2}}]"#, "= \na.b\n1: 2\n1: 2",
        "the key “a.b” occurs twice in an object in line 1, and 1 more like it; the last one counts"
      ),
      (
        #"{"results":[{"x":1},null,5]}"#, "= results\nx\n1: 1\n@ results=;5",
        "among the objects of the list “results” are 2 values that are no row"
      ),
      (
        #"[{"t":["a;b","c"]},{"t":[";"]}]"#, "= \nt\n1: a;b;c\n1: ;",
        "a value of the list “t” has a “;” in it, by which values are joined in a cell"
      ),
    ])
  func notes(text: String, shown: String, note: String) throws {
    let records = try Self.read(text)
    #expect(records.shown == shown)
    #expect(records.notes == [note])
  }

  @Test(
    "what is no JSON is refused with its place",
    arguments: [
      ("", 1, 1, "the file is empty"),
      (" \n ", 1, 1, "the file is empty"),
      ("5", 1, 1, "the text is neither an object nor a list"),
      ("\"a\"", 1, 1, "the text is neither an object nor a list"),
      ("[1]", 1, 2, "a list at the top holds something else than objects"),
      ("[{\"a\":1},\n null]", 2, 2, "a list at the top holds something else than objects"),
      ("[{\"a\":1}]]", 1, 10, "something stands behind the end of the JSON value"),
      ("{\"a\":1},{}", 1, 8, "something stands behind the end of the JSON value"),
      ("[{\"a\":1}", 1, 9, "the text ends within a list"),
      ("[{\"a\":1,\n", 2, 1, "the text ends within an object"),
      ("[{\"a\":\"x", 1, 9, "the text ends within a string"),
      ("[{\"a\":\"x\\", 1, 10, "the text ends within a string"),
      ("[{\"a\":12", 1, 9, "the text ends within an object"),
      ("[{\"a\":[-20", 1, 11, "the text ends within a list"),
      ("[{\"a\":-", 1, 8, "the text ends within a number"),
      ("[{\"a\":tru", 1, 10, "the text ends within a value"),
      ("[{\"a\":1,}]", 1, 9, "a key in quotes was expected, not “}”"),
      ("[{\"a\":1},]", 1, 10, "a list at the top holds something else than objects"),
      ("[{\"a\":[1,]}]", 1, 10, "a value was expected, not “]”"),
      ("[{\"a\":[[1,]]}]", 1, 11, "a value was expected, not “]”"),
      ("[{\"a\" 1}]", 1, 7, "“:” was expected, not “1”"),
      ("[{\"a\":1 \"b\":2}]", 1, 9, "“,” or “}” was expected, not “\"”"),
      ("[{\"a\":[1 2]}]", 1, 10, "“,” or “]” was expected, not “2”"),
      ("[{a:1}]", 1, 3, "a key in quotes was expected, not “a”"),
      ("[{\"a\":'x'}]", 1, 7, "a value was expected, not “'”"),
      ("[{\"a\":ä}]", 1, 7, "a value was expected, not something else"),
      ("[{\"a\":truth}]", 1, 7, "there is no value that begins like this"),
      ("[{\"a\":NaN}]", 1, 7, "a value was expected, not “N”"),
      ("[{\"a\":01}]", 1, 7, "this is no number of JSON"),
      ("[{\"a\":1.}]", 1, 7, "this is no number of JSON"),
      ("[{\"a\":.5}]", 1, 7, "a value was expected, not “.”"),
      ("[{\"a\":+5}]", 1, 7, "a value was expected, not “+”"),
      ("[{\"a\":1e}]", 1, 7, "this is no number of JSON"),
      ("[{\"a\":-}]", 1, 7, "this is no number of JSON"),
      ("[{\"a\":\"x\ny\"}]", 1, 9, "a control character stands in a string"),
      ("[{\"a\":\"\0\"}]", 1, 8, "a control character stands in a string"),
      ("[{\"a\":1\u{1}}]", 1, 8, "a control character stands between values"),
      ("[{\"a\":\0}]", 1, 7, "a control character stands between values"),
      ("[{\"a\":\"x\\q\"}]", 1, 9, "there is no such escape"),
      ("[{\"a\":\"\\u12g4\"}]", 1, 8, "\\u wants four hexadecimal digits"),
      ("[{\"a\":\"\\u12\"}]", 1, 8, "\\u wants four hexadecimal digits"),
      ("[{\"a\":\"\\ud83d\"}]", 1, 8, "half of a surrogate pair stands alone"),
      ("[{\"a\":\"\\ud83dxy\"}]", 1, 8, "half of a surrogate pair stands alone"),
      ("[{\"a\":\"\\ud83d\\u0041\"}]", 1, 8, "half of a surrogate pair stands alone"),
      ("[{\"a\":\"\\ude00\"}]", 1, 8, "half of a surrogate pair stands alone"),
      ("[{\"a\":[{\"b\":[\"\\ude00\"]}]}]", 1, 15, "half of a surrogate pair stands alone"),
    ])
  func errors(text: String, line: Int, column: Int, message: String) {
    for size in [1, 2, 3, 5, 1 << 16] {
      let error = #expect(throws: FormatError.self) {
        try JSONReader.read(Pieces(Array(text.utf8), size: size), refillBytes: size)
      }
      #expect(error?.message == message)
      #expect(error?.line == line && error?.column == column, "\(error!) \(size)")
    }
  }
}
