import Formats
import Testing

@Suite struct TextColumnTests {
  @Test func cellsStandWhereTheyWerePut() {
    var column = TextColumn(["a", "", "ü"])
    column.pad(to: 5)
    #expect(column.texts == ["a", "", "ü", "", ""])
    #expect(column.isEmpty(1) && !column.isEmpty(2))
  }
}
