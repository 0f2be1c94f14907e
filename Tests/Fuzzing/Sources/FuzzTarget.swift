/// What libFuzzer's inputs are given to. The program is called by the name of its target.
enum FuzzTarget: String, CaseIterable {
  /// Delimited text of any dialect.
  case csv
  case json
  case saml
  /// gzip and Zstandard.
  case packed
  /// Bytes as text of any encoding.
  case text
  /// Archives and workbooks, byte by byte.
  case zip
  /// The parts of a workbook as XML, packed soundly.
  case workbook
  case moments
  case numbers
  /// `.layout` files, and what they make of rows.
  case layout
  /// A whole file, up to the tables that it fills.
  case export
  /// A whole file, loaded.
  case workspace

  static let chosen: FuzzTarget = {
    let name = CommandLine.arguments[0].split(separator: "/").last.map(String.init) ?? ""
    guard let target = FuzzTarget(rawValue: name) else { fatalError("there is no target “\(name)”") }
    return target
  }()

  func run(_ input: FuzzInput) {
    switch self {
    case .csv: CSVTarget.run(input)
    case .json: JSONTarget.run(input)
    case .saml: SAMLTarget.run(input)
    case .packed: PackedTarget.run(input)
    case .text: TextTarget.run(input)
    case .zip: ZipTarget.run(input)
    case .workbook: WorkbookTarget.run(input)
    case .moments: MomentsTarget.run(input)
    case .numbers: NumbersTarget.run(input)
    case .layout: LayoutTarget.run(input)
    case .export: ExportTarget.run(input)
    case .workspace: WorkspaceTarget.run(input)
    }
  }
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  FuzzTarget.chosen.run(FuzzInput(Array(UnsafeBufferPointer(start: bytes, count: count))))
  return 0
}
