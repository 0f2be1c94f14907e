/// Which keys of an answer become categories, which become series, and the form that follows.
struct ChartLayout {
  let form: ChartPanel.Form
  let isStacked: Bool
  let categories: [String]
  let categoryTitle: String
  let series: [String]
  let seriesTitle: String?
  /// All keys, in the order of the query.
  let keyTitle: String
  /// Of each row; a measure of several is a series.
  private let places: [(category: Int, series: Int)]
  private let measuresAreSeries: Bool

  func place(ofRow row: Int, measure: Int) -> (category: Int, series: Int) {
    (places[row].category, measuresAreSeries ? measure : places[row].series)
  }

  /// - Parameters:
  ///   - rows: those of the panel.
  ///   - areSparklines: a line for each thing, whatever else the shape asks for.
  ///   - addsUp: figures of different series may be laid end to end.
  ///   - isWhole: no row was left out. Else what comes round again has its place all the same.
  ///   - hasNegative: shades have no way to show what is below zero.
  init(
    _ keys: [ChartKey], rows: [Int], measures: [String], areSparklines: Bool, addsUp: Bool, isWhole: Bool,
    hasNegative: Bool
  ) {
    let keys = keys.map { $0.picking(rows) }
    keyTitle = keys.map(\.name).joined(separator: keys.count == 2 ? " and " : ", ")
    let times = keys.filter(\.isCalendar)
    let isInOrder = times.allSatisfy { $0.kind == .cyclic || $0.isInOrder }
    let things = keys.filter { !$0.isCalendar }
    func joined(_ keys: [ChartKey]) -> [String] {
      rows.indices.map { row in keys.map { $0.texts[row] }.joined(separator: ChartLayout.separator) }
    }
    let all = joined(keys)

    let across: [String]
    var (down, downKeys): ([String], [ChartKey]) = ([], [])
    var acrossKeys = keys
    if areSparklines {
      (acrossKeys, downKeys) = (times, things)
      (across, down) = (joined(times), joined(things))
      (form, isStacked) = (.lines, false)
    } else if keys.count <= 1 {
      across = all
      let isTime = keys.first?.isCalendar ?? false
      let isLong = rows.count > ChartSource.mostColumns && (keys.first?.isUnbroken ?? false)
      form = !isTime || !(keys.first?.isInOrder ?? true) ? .bars : isLong ? .lines : .columns
      isStacked = measures.count > 1 && addsUp && form != .lines
    } else if times.count == 2, things.isEmpty, times.contains(where: { $0.kind == .cyclic }), isInOrder, !hasNegative {
      let hour = times.firstIndex { $0.name == "hour" }
      let passing = times.firstIndex { $0.kind == .passing }
      let index = passing ?? hour ?? 1
      (acrossKeys, downKeys) = ([times[index]], [times[1 - index]])
      (across, down) = (joined(acrossKeys), joined(downKeys))
      (form, isStacked) = (.heatMap, false)
    } else if times.count == 1, times[0].kind == .cyclic || times[0].isInOrderWithin(joined(things)) {
      (acrossKeys, downKeys) = (times, things)
      (across, down) = (joined(times), joined(things))
      let isFew = down.distinct.count <= ChartSource.mostColors
      form = !isFew && !hasNegative ? .heatMap : addsUp && isFew ? .columns : isFew ? .lines : .bars
      isStacked = form == .columns
    } else if times.isEmpty, addsUp, keys.last.map({ $0.texts.distinct.count <= ChartSource.mostColors }) ?? false {
      (acrossKeys, downKeys) = (keys.dropLast(), [keys[keys.count - 1]])
      (across, down) = (joined(acrossKeys), joined(downKeys))
      (form, isStacked) = (.bars, true)
    } else {
      across = all
      (form, isStacked) = (.bars, false)
    }
    let isPlain = down.isEmpty || things.isEmpty && areSparklines || form == .bars && !isStacked
    let categoryTexts = isPlain ? all : across
    let shownKeys = isPlain ? keys : acrossKeys
    var categories = categoryTexts.distinct
    if !isPlain || form != .bars, shownKeys.count == 1, shownKeys[0].isCalendar {
      categories.sort { shownKeys[0].rank($0) < shownKeys[0].rank($1) }
    }
    if !isWhole, !isPlain || form != .bars, shownKeys.count == 1, let cycle = shownKeys[0].cycle { categories = cycle }
    self.categories = categories.map(ChartLayout.shown)
    categoryTitle = shownKeys.map(\.name).joined(separator: ", ")
    measuresAreSeries = isPlain && measures.count > 1
    var series = isPlain ? measures : down.distinct
    if !isPlain, downKeys.count == 1, downKeys[0].isCalendar {
      series.sort { downKeys[0].rank($0) < downKeys[0].rank($1) }
      if !isWhole, let cycle = downKeys[0].cycle { series = cycle }
    }
    self.series = series.map(ChartLayout.shown)
    seriesTitle =
      isPlain ? (measures.count > 1 ? ChartPanel.columnTitle : nil) : downKeys.map(\.name).joined(separator: ", ")
    let categoryPlaces = Dictionary(uniqueKeysWithValues: zip(categories, categories.indices))
    let seriesPlaces = Dictionary(uniqueKeysWithValues: zip(series, series.indices))
    places = rows.indices.map { row in
      (categoryPlaces[categoryTexts[row]] ?? 0, isPlain ? 0 : seriesPlaces[down[row]] ?? 0)
    }
  }
}

extension ChartLayout {
  /// Between the names of several keys while they are told apart: a name may have what is shown between them.
  private static let separator = "\u{1F}"

  private static func shown(_ names: String) -> String { names.replacing(separator, with: " · ") }
}

extension ChartKey {
  /// The key of some rows alone.
  fileprivate func picking(_ rows: [Int]) -> ChartKey {
    ChartKey(name: name, kind: kind, texts: rows.map { texts[$0] }, days: days.map { days in rows.map { days[$0] } })
  }

  /// Whether the rows of each thing come in the order of the calendar.
  fileprivate func isInOrderWithin(_ things: [String]) -> Bool {
    var last: [String: Int] = [:]
    for (text, thing) in zip(texts, things) {
      let rank = rank(text)
      if let before = last[thing], before >= rank { return false }
      last[thing] = rank
    }
    return true
  }
}
