import Planning
import Testing

@Test("definitions are made of a few things only")
func primitivesAreFew() {
  #expect(Primitive.all.count <= 25)
  #expect(Set(Primitive.all.map(\.name)).count == Primitive.all.count)
}
