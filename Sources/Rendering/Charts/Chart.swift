import Calculus
import Store

/// What an answer looks like: the one model that the terminal, SVG and HTML draw.
struct Chart {
  /// The metric, or what is measured.
  let title: String
  /// One for each unit and currency: nothing of two units shares an axis.
  let panels: [ChartPanel]
  /// What of the answer is not drawn, and where it is.
  let notes: [String]
  /// How the query was read.
  let reading: [ReadingItem]
}

/// One pair of axes with what stands between them: a figure for each series in each category.
struct ChartPanel {
  enum Form: String {
    /// Horizontal, a category a line.
    case bars
    /// Upright, time runs to the right.
    case columns
    /// Several series, or too many days for columns; broken where there is no figure.
    case lines
    /// A shade for each figure, series below each other.
    case heatMap = "heat map"
  }

  let form: Form
  /// The series are laid end to end.
  let isStacked: Bool
  /// What is laid end to end adds up to a figure: hours do, people that were counted in two places do not.
  let hasSums: Bool
  /// `occupied (desks)`, for the axis of values.
  let measure: String
  let isPercent: Bool
  /// `month`, for the axis of categories.
  let categoryTitle: String
  /// `costcenter and month`
  let keyTitle: String
  let categories: [String]
  /// `location`; nil where there is one series.
  let seriesTitle: String?
  var series: [ChartSeries]
  private(set) var scale: ChartScale
  /// The least and the most that is drawn on it.
  private(set) var reach: [Rational]

  /// The same on a scale that holds some values besides.
  func reaching(_ ends: [Rational]) -> ChartPanel {
    var panel = self
    panel.reach = ChartPanel.reach(of: reach + ends)
    panel.scale = ChartScale(holding: panel.reach, isWhole: (scale.ticks + ends).allSatisfy(\.isInteger))
    return panel
  }

  /// Some of a panel's series, on its scale.
  init(_ panel: ChartPanel, series: [ChartSeries]) {
    form = panel.form
    isStacked = panel.isStacked
    hasSums = panel.hasSums
    measure = panel.measure
    isPercent = panel.isPercent
    categoryTitle = panel.categoryTitle
    keyTitle = panel.keyTitle
    categories = panel.categories
    seriesTitle = nil
    self.series = series
    scale = panel.scale
    reach = panel.reach
  }

  init(
    form: Form, isStacked: Bool, hasSums: Bool, measure: String, isPercent: Bool, categoryTitle: String,
    keyTitle: String, categories: [String],
    seriesTitle: String?, series: [ChartSeries]
  ) {
    self.form = form
    self.isStacked = isStacked
    self.hasSums = hasSums
    self.measure = measure
    self.isPercent = isPercent
    self.categoryTitle = categoryTitle
    self.keyTitle = keyTitle
    self.categories = categories
    self.seriesTitle = seriesTitle
    self.series = series
    let values = series.flatMap { $0.marks.compactMap { $0?.figure.number } }
    let ends = isStacked ? categories.indices.flatMap { series.stack($0).compactMap { $0?.to } } : values
    scale = ChartScale(holding: ends, isWhole: values.allSatisfy(\.isInteger))
    reach = ChartPanel.reach(of: ends)
  }

  private static func reach(of values: [Rational]) -> [Rational] {
    [values.min(), values.max()].compactMap(\.self)
  }
}

struct ChartSeries {
  let name: String
  /// The same for a name in all panels; fillings and colours go by it.
  var color = 0
  /// One for each category; nil where the answer has no row.
  let marks: [ChartMark?]
}

/// One figure as a picture has it.
struct ChartMark {
  let figure: Figure
  /// As tables show it: `80.0 %`, `–`, `hidden`.
  let text: String
  /// As CSV has it: `0.8`, empty, `hidden`.
  var machineText: String { figure.machineText ?? "" }
}

/// Why an answer is no picture, and what is to be done.
struct ChartRefusal: Error, Hashable {
  let reason: String
  let help: String
}

extension ChartPanel {
  /// Those marks of the scale, zero among them, that stand so far apart where the whole scale is so long.
  func ticks(apart: Double, in length: Double) -> [Rational] {
    let ticks = scale.ticks
    guard ticks.count > 1, let zero = ticks.firstIndex(where: \.isZero) else { return ticks }
    let step = (scale.position(ticks[1]) - scale.position(ticks[0])) * length
    let steps = (apart / step).rounded(.up)
    let stride = steps < Double(ticks.count) ? max(1, Int(steps)) : ticks.count
    return ticks.indices.filter { ($0 - zero) % stride == 0 }.map { ticks[$0] }
  }

  /// `hours, by costcenter and month`
  var title: String { measure + ", by " + keyTitle }

  /// The title of series that are columns of the answer.
  static let columnTitle = "column"

  func label(_ value: Rational) -> String { NumberFormat.mark(value, isPercent: isPercent) }

  /// The marks of the scale, all with as many decimals: `0.0`, `0.5`, `1.0`.
  var tickLabels: [String] { NumberFormat.marks(scale.ticks, isPercent: isPercent) }

  /// Of one of them.
  func tickLabel(_ tick: Rational) -> String {
    zip(scale.ticks, tickLabels).first { $0.0 == tick }?.1 ?? label(tick)
  }

  /// Why figures are missing from it, in the order in which legends tell.
  var gaps: [ChartGap] {
    let figures = series.flatMap { $0.marks.map { $0?.figure } }
    return ChartGap.allCases.filter { gap in figures.contains { ChartGap($0) == gap } }
  }
}

extension [ChartSeries] {
  /// Where the parts of a category end: below zero and above it they pile up apart.
  ///
  /// - Returns: for each series, from and to; nil where it has no figure.
  func stack(_ category: Int) -> [(from: Rational, to: Rational)?] {
    var (below, above) = (Rational.zero, Rational.zero)
    return map { series in
      guard let value = series.marks[category]?.figure.number else { return nil }
      let from = value.isNegative ? below : above
      let to = (try? from.adding(value)) ?? from
      if value.isNegative { below = to } else { above = to }
      return (from, to)
    }
  }
}

/// What stands where there is no figure to draw. None of it looks like zero.
enum ChartGap: CaseIterable {
  case undefined, noData, hidden, noRow

  /// Nil of a figure that can be drawn.
  init?(_ figure: Figure?) {
    switch figure {
    case .value: return nil
    case .undefined: self = .undefined
    case .noData, .minute, .day: self = .noData
    case .hidden: self = .hidden
    case nil: self = .noRow
    }
  }

  /// For legends.
  var meaning: String {
    switch self {
    case .undefined: "undefined: nothing to divide by"
    case .noData: "no data"
    case .hidden: "hidden: too few people"
    case .noRow: "not in the answer"
    }
  }
}
