import Calculus
import Diagnostics
import Execution
import Importers
import Language
import Planning
import Store

/// What a session is opened with. The clock is read by the caller, never in here.
public struct SessionOptions: Sendable {
  public var today: Day
  /// The day that it really is: pretending to live in the past keeps no person longer.
  public var clock: Day
  /// Rejected rows and findings are failures.
  public var strict: Bool
  /// The time of the clock as text, for the audit.
  public var time: @Sendable () -> String
  /// Asked while a query runs, or exports are loaded: once it says yes, that ends with the diagnostic `cancelled`.
  public var isCancelled: @Sendable () -> Bool
  /// Told how far loading is, from any thread.
  public var progress: @Sendable (LoadingStep) -> Void

  /// - Parameter clock: today, unless it is given.
  public init(
    today: Day, clock: Day? = nil, time: @escaping @Sendable () -> String = { "-" }, strict: Bool = false,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (LoadingStep) -> Void = { _ in }
  ) {
    self.today = today
    self.clock = clock ?? today
    self.time = time
    self.strict = strict
    self.isCancelled = isCancelled
    self.progress = progress
  }
}

/// What a statement gives.
public enum Output: Sendable {
  /// A table of figures; the format is what `as` asked for. What `to` asks for is up to whoever shows the answer:
  /// nothing in here writes files.
  case answer(Answer, format: String?)
  case text(String)
  /// What `explain` and `why` tell; the format is what `as` asked for.
  case report(Report, format: String?)
  case none
  case quit
}

/// A workspace, the definitions in force, and the way from a line of text to its answer.
public struct Session: Sendable {
  public internal(set) var workspace: Workspace
  /// The prelude's definitions and the user's.
  public internal(set) var catalogue: Catalogue
  /// The workspace's settings with the session's own changes.
  public internal(set) var settings: Settings
  let options: SessionOptions
  var cache = StepCache()
  var lastAnswer: LastAnswer?
  /// Whether queries are noted in the workspace's audit: not those that nobody asked.
  var isAudited = true

  /// Opens a workspace: runs its `settings.deskql`, then loads its exports.
  ///
  /// - Parameter path: a folder of exports, or one file; `nil` is no workspace, for definitions and help alone.
  /// - Throws: what makes the data unreadable; with `strict` rejected rows and findings, too.
  public static func open(path: String?, options: SessionOptions) throws(Rejection) -> Session {
    try open(WorkspaceSources(ExportSources(path: path)), options)
  }

  /// Opens an export that no file holds, with the settings of the current folder.
  ///
  /// - Parameters:
  ///   - name: as messages call it: `<stdin>`.
  ///   - path: what it came through. Where that is a file, the settings of privacy beside it hold, too.
  public static func open(
    export bytes: [UInt8], name: String, through path: String? = nil, options: SessionOptions
  ) throws(Rejection) -> Session {
    try open(WorkspaceSources(ExportSources(piped: PipedExport(bytes, name: name)), through: path), options)
  }

  private static func open(_ sources: WorkspaceSources, _ options: SessionOptions) throws(Rejection) -> Session {
    let workspace = try Workspace.open(sources, catalogue: try Catalogue.prelude(), options: options)
    if options.strict { try workspace.checkStrictly() }
    return Session(
      workspace: workspace, catalogue: workspace.catalogue, settings: workspace.settings, options: options)
  }

  private init(workspace: Workspace, catalogue: Catalogue, settings: Settings, options: SessionOptions) {
    self.workspace = workspace
    self.catalogue = catalogue
    self.settings = settings
    self.options = options
  }

  /// What loading had to tell, once.
  public var notices: [Diagnostic] { workspace.notices }

  /// Answers one query. Read this first: it is the whole house.
  public func run(_ source: SourceText) throws(Rejection) -> Answer {
    let read = try Parser.statement(source)  // text → tokens → syntax tree
    let (statement, source) = try inFull(read, source: source)
    guard case .query(let query) = statement else { throw Rejection(.notAQuery(source)) }
    return try run(query, source: source)
  }

  func run(_ query: Query, source: SourceText) throws(Rejection) -> Answer {
    if case .last = query.subject { return try again(query, source: source) }
    if query.isSideBySide { return try runSideBySide(query, source: source) }
    let plan = try plan(query, source: source)
    return try placed(at: query.subject.place, in: source) { () throws(Rejection) in
      try Evaluator.run(  // plan → answer
        plan, on: workspace.snapshot, cache: cache, isCancelled: options.isCancelled)
    }
  }

  /// Everything before the figures: what `show steps` prints.
  func plan(_ query: Query, source: SourceText) throws(Rejection) -> LogicalPlan {
    let bound = try Binder.bind(  // names → columns, rows, days
      query, catalogue: catalogue, snapshot: workspace.snapshot, settings: settings, today: options.today,
      source: source, tellsPersons: workspace.policy.allowsPersons)
    let permitted = try judged(query.place, in: source) { () throws(Rejection) in
      try workspace.policy.permit(bound)  // refused here or nowhere
    }
    return Planner.plan(permitted)
  }
}
