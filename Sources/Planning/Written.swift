import Diagnostics

/// A part of a query or of a definition with the text that it stands in: what is wrong with it is shown there.
struct Written<Part> {
  let part: Part
  let source: SourceText

  init(_ part: Part, in source: SourceText) {
    self.part = part
    self.source = source
  }
}

/// Whatever `body` finds wrong lies in this text.
func located<Result>(in source: SourceText, _ body: () throws(Rejection) -> Result) throws(Rejection) -> Result {
  do throws(Rejection) {
    return try body()
  } catch {
    throw Rejection(error.diagnostics.map { $0.located(in: source) })
  }
}
