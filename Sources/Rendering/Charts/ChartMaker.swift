import Calculus
import Diagnostics
import Store

extension Chart {
  /// The picture that an answer's shape asks for.
  ///
  /// - One key of things gives bars, one of the calendar columns (a line for more than two months of days).
  /// - Two keys of the calendar, one of which comes round (`weekday`, `hour`), give a heat map.
  /// - A key of things beside one of the calendar gives stacked columns where figures add up, else a line for each thing;
  ///   where there are more than eight things, a heat map.
  /// - Several keys of things give stacked bars where figures add up and there are at most eight parts, else a bar for each
  ///   row.
  /// - Rows of which some were left out have no axis of passing time and no stacks; neither have peaks, each on its own day.
  /// - Of several columns the one that sorts the rows is drawn, else the metric's value, with that of the other frame, and with what shares it out; without
  ///   one, all of them.
  /// - Money of each currency, and each unit, has axes of its own.
  ///
  /// - Throws: a list of rows, an answer without rows, and one of more marks than anybody tells apart.
  init(_ answer: Answer) throws(ChartRefusal) {
    try self.init(ChartSource(answer), of: answer)
  }

  /// A line for each thing, time running to the right; one line where there is no thing.
  init(sparklinesOf answer: Answer) throws(ChartRefusal) {
    try self.init(ChartSource(answer, areSparklines: true), of: answer)
  }

  private init(_ source: ChartSource, of answer: Answer) throws(ChartRefusal) {
    let panels = source.groups.flatMap { group in
      let panels = source.measureSets.map { source.panel(of: $0, rows: group.rows, named: group.name) }
      // What is drawn besides the value is the other time's: both are as long as they are.
      guard source.comparesTimes else { return panels }
      let ends = panels.flatMap(\.reach)
      return panels.map { $0.reaching(ends) }
    }
    let names = panels.flatMap { $0.series.map(\.name) }.distinct
    let colored = panels.map { panel in
      var panel = panel
      // A single series needs no colour of its own.
      guard panel.seriesTitle != nil else { return panel }
      // A name has one colour in all panels, unless there are more names than colours.
      let names = names.count > ChartSource.mostColors ? panel.series.map(\.name).distinct : names
      for index in panel.series.indices {
        panel.series[index].color =
          (names.firstIndex(of: panel.series[index].name) ?? 0) % ChartSource.mostColors
      }
      return panel
    }
    self.init(
      title: answer.reading.first { $0.topic == .metric }?.text.printable ?? panels.first?.measure ?? "",
      panels: colored, notes: source.notes, reading: answer.reading)
  }
}

/// An answer taken apart into keys and measures.
struct ChartSource {
  /// Most figures of a picture: more are no longer told apart.
  static let mostMarks = 2000
  /// Most series that colours keep apart.
  static let mostColors = 8
  /// Most columns beside each other; more days are a line.
  static let mostColumns = 62

  let answer: Answer
  private let keys: [ChartKey]
  /// Each an axis of its own.
  let measureSets: [[Int]]
  /// The rows of each currency, or all.
  let groups: [(name: String?, rows: [Int])]
  let notes: [String]

  private let areSparklines: Bool
  /// Whether the value is drawn, and that of another time beside it.
  let comparesTimes: Bool

  init(_ answer: Answer, areSparklines: Bool = false) throws(ChartRefusal) {
    self.answer = answer
    self.areSparklines = areSparklines
    let figures = answer.columns.indices.filter { answer.columns[$0].isMeasure }
    let isOfCells =
      answer.columns.contains(where: \.isKey)
      && answer.columns.allSatisfy { column in column.isKey || column.isFigures }
    guard isOfCells, !figures.isEmpty else {
      throw ChartRefusal(
        reason: "a list of rows has no figures to draw", help: "a metric with by has: hours lastmonth by type")
    }
    guard answer.rowCount > 0 else {
      throw ChartRefusal(reason: "there are no rows to draw", help: "take a longer time, or fewer conditions")
    }

    let drawn = ChartSource.drawn(figures, of: answer)
    var others = figures.filter { !drawn.contains($0) }.map { answer.columns[$0].name }
    var notes: [String] = []
    var keys = answer.chartKeys
    if let day = answer.extremeDay.map({ answer.columns[$0].name }), keys.count > 1,
      let index = keys.firstIndex(where: { $0.name == day })
    {
      // Each row has a day of its own, which is no axis.
      let days = keys.remove(at: index)
      if let last = keys.indices.last, !keys.contains(where: \.isCalendar) {
        keys[last] = keys[last].followed(by: days)
      } else {
        others.append(days.name)
      }
    }
    if !answer.isWhole {
      keys = keys.map { $0.kind == .passing ? $0.asThings : $0 }
      notes.append("what having or top left out is not drawn")
    }
    comparesTimes = answer.isCompared && drawn.count > 1 && drawn[0] == answer.valueColumn
    if comparesTimes, keys.contains(where: \.isCalendar) {
      notes.append("“other” stands at the time that it is compared with")
    }
    let currencies = keys.first { $0.name == "currency" }
    // So is what is divided by something: a rate.
    let hasMoney = figures.contains { answer.columns[$0].unit == .money }
    let isMoney = drawn.contains { column in
      let unit = answer.columns[column].unit
      return unit == .money || hasMoney && unit == .other && !answer.columns[column].isPercent
    }
    if let currencies, isMoney {
      let names = currencies.texts.distinct
      groups = names.map { name in (name, currencies.texts.indices.filter { currencies.texts[$0] == name }) }
      if keys.count > 1 { keys.removeAll { $0.name == "currency" } }
    } else {
      groups = [(nil, Array(0..<answer.rowCount))]
    }
    self.keys = keys
    if areSparklines, !answer.isWhole, answer.chartKeys.contains(where: { $0.kind == .passing }) {
      throw ChartRefusal(
        reason: "sparklines need all times, and having or top left some out", help: "without them, or as chart")
    }
    if areSparklines, keys.count(where: \.isCalendar) != 1 {
      throw ChartRefusal(
        reason: "sparklines need one key of the calendar, such as month",
        help: "by location, month has a line for each location")
    }
    if areSparklines, drawn.contains(where: { answer.columns[$0].hasNegative }) {
      throw ChartRefusal(reason: "sparklines have no room below zero", help: "as chart has")
    }
    let marks = answer.rowCount * drawn.count
    guard marks <= ChartSource.mostMarks else {
      throw ChartRefusal(
        reason: "\(marks) figures are too many for a picture, which takes \(ChartSource.mostMarks)",
        help: "take top 20, longer stretches such as by month, or a shorter time")
    }
    measureSets = ChartSource.sets(of: drawn, answer, areSeries: keys.count <= 1)
    if !others.isEmpty { notes.insert("not drawn, as table shows them: " + others.joined(separator: ", "), at: 0) }
    self.notes = notes
  }

  private static func drawn(_ figures: [Int], of answer: Answer) -> [Int] {
    guard let value = answer.sortColumn ?? answer.valueColumn, figures.contains(value) else { return figures }
    if answer.parts.contains(value) { return answer.parts }
    // The other time's figure is that of the value; beside any other column it would compare unlike things.
    guard answer.isCompared, value == answer.valueColumn else { return [value] }
    return [value] + figures.filter { $0 > value && answer.columns[$0].name == "other" }
  }

  /// Columns of one unit share axes, unless further keys need the series.
  private static func sets(of columns: [Int], _ answer: Answer, areSeries: Bool) -> [[Int]] {
    guard areSeries else { return columns.map { [$0] } }
    var sets: [[Int]] = []
    for column in columns {
      let own = answer.columns[column]
      let index = sets.firstIndex { set in
        let other = answer.columns[set[0]]
        return other.unit == own.unit && other.isPercent == own.isPercent && set.count < mostColors
      }
      if let index { sets[index].append(column) } else { sets.append([column]) }
    }
    return sets
  }

  // MARK: Panels

  /// - Parameter name: the currency that the rows are of.
  func panel(of measures: [Int], rows: [Int], named name: String?) -> ChartPanel {
    let columns = measures.map { answer.columns[$0] }
    let layout = ChartLayout(
      keys, rows: rows, measures: columns.map(\.name), areSparklines: areSparklines,
      addsUp: answer.isWhole
        && (measures.count > 1 ? measures.allSatisfy(answer.parts.contains) : columns.allSatisfy(\.addsUp)),
      isWhole: answer.isWhole,
      hasNegative: columns.contains(where: \.hasNegative))
    var series = layout.series.map { _ in [ChartMark?](repeating: nil, count: layout.categories.count) }
    for (number, column) in columns.enumerated() {
      let cells = PeopleCells(of: column) { $0.printable }
      for (index, row) in rows.enumerated() {
        guard let figure = column.figure(row) else { continue }
        let place = layout.place(ofRow: index, measure: number)
        series[place.series][place.category] = ChartMark(
          figure: figure, text: cells.text(of: .figure(figure), row: row))
      }
    }
    let order = order(of: layout, series, rows: rows, measures)
    let marks = zip(layout.series, series).map { name, marks in
      ChartSeries(name: name.printable, marks: order.map { marks[$0] })
    }
    let unit = name ?? columns[0].unitLabel
    let names = columns.map(\.name)
    let isValue = answer.valueColumn.map(measures.contains) ?? false
    // `occupancy` beside `other` is one measure; what is shared out, or stands side by side, has several names.
    let measure = names.contains("other") && isValue ? names[0] : names.joined(separator: ", ")
    return ChartPanel(
      form: layout.form, isStacked: layout.isStacked, hasSums: columns.allSatisfy(\.addsUp),
      measure: unit.isEmpty || unit == measure ? measure : "\(measure) (\(unit))",
      isPercent: columns[0].isPercent, categoryTitle: layout.categoryTitle, keyTitle: layout.keyTitle,
      categories: order.map { layout.categories[$0].printable },
      seriesTitle: layout.seriesTitle, series: marks)
  }
}

extension ChartSource {
  /// Categories as their rows come; where the drawn column sorts the rows, which are parts of stacked bars, the bars go by
  /// their length in the same direction.
  private func order(
    of layout: ChartLayout, _ series: [[ChartMark?]], rows: [Int], _ measures: [Int]
  ) -> [Int] {
    let places = Array(layout.categories.indices)
    guard layout.isStacked, layout.form == .bars, measures.count == 1, answer.sortColumn == measures[0],
      let first = rows.first, let last = rows.last
    else { return places }
    let column = answer.columns[measures[0]]
    let totals = places.map { place in
      series.reduce(Rational.zero) { sum, marks in
        (marks[place]?.figure.number).flatMap { try? sum.adding($0) } ?? sum
      }
    }
    let isRising = (column.figure(first)?.number ?? .zero) < (column.figure(last)?.number ?? .zero)
    // Of equal length they stay as they come.
    return places.sorted { left, right in
      if totals[left] == totals[right] { return left < right }
      return isRising == (totals[left] < totals[right])
    }
  }
}

extension Answer {
  /// Whether it has the figures of another time beside its own.
  fileprivate var isCompared: Bool { reading.contains { $0.topic == .comparison } }

  /// The keys that people see. Of several things of one name each has its id behind it.
  fileprivate var chartKeys: [ChartKey] {
    columnsForPeople.filter(\.isKey).map { column in
      let title = titleForPeople(of: column)
      let key = ChartKey(column, named: title)
      guard title != column.name, let ids = columns.first(where: { $0.isIdentifier && $0.name == title }) else {
        return key
      }
      return key.toldApart(by: ChartKey(ids, named: title))
    }
  }
}

extension AnswerColumn {
  fileprivate var isFigures: Bool { if case .figures = values { true } else { false } }

  /// Figures that have a length: not those that are days and moments.
  fileprivate var isMeasure: Bool {
    guard !isKey, unit != .instant, case .figures(let figures) = values else { return false }
    return figures.allSatisfy { figure in
      switch figure {
      case .minute, .day: false
      case .value, .undefined, .noData, .hidden: true
      }
    }
  }

  fileprivate func figure(_ row: Int) -> Figure? {
    if case .figures(let figures) = values { figures[row] } else { nil }
  }

  fileprivate var hasNegative: Bool {
    (0..<count).contains { figure($0)?.number?.isNegative ?? false }
  }

  fileprivate var unitLabel: String {
    switch unit {
    case .none, .other, .ratio, .instant, .percentagePoints: isPercent ? "%" : ""
    case .desks, .spaces, .squareMetres, .squareFeet, .days, .weeks, .months, .hours, .minutes, .people, .bookings,
      .memberships, .money, .resources, .personDays, .objectDays, .membershipsPerDesk:
      isPercent ? "%" : unit.rawValue
    }
  }
}
