// What goes together on a command line, and what does not.
extension Arguments {
  func check() throws(UsageError) {
    guard !wantsHelp, !wantsVersion else { return }
    try checkTests()
    try checkAnonymization()
    try checkLayouts()
    try checkPipe()
    try checkDocument()
  }

  /// What goes together with `test`.
  private func checkTests() throws(UsageError) {
    guard let tests else { return }
    if tests.files.isEmpty {
      throw UsageError(message: "test needs a file", help: "for a workspace that is called test, write ./test")
    }
    if !sources.isEmpty { throw UsageError(message: "-c and -f do not go with test", help: "name the files alone") }
    if format != nil { throw UsageError(message: "--format does not go with test", help: "tests compare CSV") }
    if isStrict { throw UsageError(message: "--strict does not go with test") }
  }

  /// What goes together with `anonymize`.
  private func checkAnonymization() throws(UsageError) {
    guard let anonymization else { return }
    guard anonymization.folders.count == 2 else {
      let extra = anonymization.folders.dropFirst(2).first.map { "“\($0)” is one folder too many for anonymize" }
      throw UsageError(
        message: extra ?? "anonymize needs two folders: the exports, and where their clean copy goes",
        help: extra == nil ? "for a workspace that is called anonymize, write ./anonymize" : "deskql anonymize IN OUT")
    }
    if !sources.isEmpty {
      throw UsageError(message: "-c and -f do not go with anonymize", help: "open the clean copy to ask")
    }
    if isStrict { throw UsageError(message: "--strict does not go with anonymize") }
  }

  /// What goes together with `layouts`.
  private func checkLayouts() throws(UsageError) {
    guard let layouts else { return }
    if !sources.isEmpty {
      throw UsageError(
        message: "-c and -f do not go with layouts", help: "for a workspace that is called layouts, write ./layouts")
    }
    if isStrict { throw UsageError(message: "--strict does not go with layouts") }
    if layouts.name != nil, format != nil {
      throw UsageError(message: "--format does not go with one layout", help: "its text is printed as it is")
    }
  }

  /// Standard input has data or statements, not both.
  private func checkPipe() throws(UsageError) {
    guard readsData else { return }
    if tests != nil { throw UsageError(message: "test reads no standard input", help: "name a workspace") }
    if sources.isEmpty || sources.contains(.file("-")) {
      throw UsageError(
        message: "standard input has the data, so it cannot have the queries, too",
        help: "give them by -c QUERY or -f FILE")
    }
  }

  /// What goes together with `completions` and `manual`.
  private func checkDocument() throws(UsageError) {
    guard let document else { return }
    let others = [tests != nil, layouts != nil, anonymization != nil, format != nil, isStrict, workspace != nil]
    if !sources.isEmpty || others.contains(true) {
      throw UsageError(message: "\(document.word) stands alone", help: "deskql \(document.usage)")
    }
    if case .completions(nil) = document {
      throw UsageError(message: "completions needs the name of a shell", help: "deskql \(document.usage)")
    }
  }
}
