import Calculus
import Store

@testable import Execution

/// People in the finest cells of a few cost centres, locations and types, and of a few days: as small as can be attacked
/// from every side.
struct SmallWorld {
  let costCenters: Int
  let locations: Int
  /// By type: its category.
  let categories: [Int]
  let days: [Day]
  let size: Int
  /// By finest cell: its people.
  var people: [[UInt32]]

  init(costCenters: Int, locations: Int, categories: [Int], days: [Day], size: Int) {
    self.costCenters = costCenters
    self.locations = locations
    self.categories = categories
    self.days = days
    self.size = size
    people = [[UInt32]](repeating: [], count: costCenters * locations * categories.count * days.count)
  }

  func cell(_ costCenter: Int, _ location: Int, _ type: Int, _ day: Int) -> Int {
    ((costCenter * locations + location) * categories.count + type) * days.count + day
  }

  /// A cell that a query can ask for: by which attributes, with which value of each, in which stretch of days.
  struct Question: Hashable {
    var costCenter: Int?
    var location: Int?
    var type: Int?
    var category: Int?
    var span: DaySpan

    var slice: Suppression.Slice {
      Suppression.Slice(
        costCenters: costCenter.map { .one($0 + 1) } ?? .all, locations: location.map { .one($0 + 1) } ?? .all,
        types: type.map { .one($0 + 1) } ?? .all)
    }
  }

  /// Every cell of the lattice that has a day: weeks, months, quarters and years, and the parts that weeks and months share.
  var questions: [Question] {
    var spans: Set<DaySpan> = []
    for day in days {
      spans.formUnion([
        day.isoWeek.span, day.calendarMonth.span, day.calendarQuarter.span, day.calendarYear.span,
        LatticeTime.part(containing: day).span,
      ])
    }
    var questions: [Question] = []
    for span in spans.sorted(by: { ($0.first, $0.end) < ($1.first, $1.end) }) {
      for costCenter in [nil] + (0..<costCenters).map(Optional.init) {
        for location in [nil] + (0..<locations).map(Optional.init) {
          questions.append(Question(costCenter: costCenter, location: location, span: span))
          for category in Set(categories) {
            questions.append(Question(costCenter: costCenter, location: location, category: category, span: span))
          }
          for type in categories.indices {
            questions.append(Question(costCenter: costCenter, location: location, type: type, span: span))
          }
        }
      }
    }
    return questions
  }

  /// The finest cells that a question is about.
  func cells(_ question: Question) -> [Int] {
    var cells: [Int] = []
    for costCenter in 0..<costCenters where question.costCenter ?? costCenter == costCenter {
      for location in 0..<locations where question.location ?? location == location {
        for type in categories.indices
        where question.type ?? type == type && question.category ?? categories[type] == categories[type] {
          for day in days.indices where question.span.days.contains(days[day]) {
            cells.append(cell(costCenter, location, type, day))
          }
        }
      }
    }
    return cells
  }

  /// Whether these cells have people, and too few of them.
  func isSmall(_ cells: [Int]) -> Bool { (1..<size).contains(Set(cells.flatMap { people[$0] }).count) }

  // MARK: what hides

  var suppression: Suppression {
    var codes = GroupCodes(
      costCenterCount: costCenters + 1, locationCount: locations + 2, categoryOfType: [0] + categories.map { $0 + 1 })
    var members: [LatticeTime: PeopleLattice.Members] = [:]
    for costCenter in 0..<costCenters {
      for location in 0..<locations {
        for type in categories.indices {
          codes.note(row: 0, costCenter: costCenter + 1, location: location + 1, type: type + 1)
          let key = codes.key(costCenter: costCenter + 1, location: location + 1, kind: (type + 1) * 2)
          for (number, day) in days.enumerated() {
            for person in people[cell(costCenter, location, type, number)] {
              members[.part(containing: day), default: []].append(UInt64(key) << 32 | UInt64(person))
            }
          }
        }
      }
    }
    return Suppression(veils: Veils(PeopleLattice(codes: codes, size: size, populations: [members])))
  }

  func slice(_ question: Question) -> Suppression.Slice {
    guard let category = question.category else { return question.slice }
    var slice = question.slice
    slice.types = .some([false] + categories.map { $0 == category })
    return slice
  }

  /// The small cells that somebody can solve for who sees all questions that are shown.
  ///
  /// - Parameter questions: each with its cells.
  /// - Returns: the small cells that are known, and how many questions were shown.
  func attack(
    _ questions: [(question: Question, cells: [Int])], showing isShown: (Question, [Int]) -> Bool
  ) -> (found: [Question], shown: Int) {
    var attacker = Attacker(unknowns: people.count)
    var shown = 0
    for (question, cells) in questions where isShown(question, cells) {
      shown += 1
      if cells.allSatisfy({ people[$0].isEmpty }) {
        attacker.learn(nothing: cells)
      } else {
        attacker.learn(sumOf: cells)
      }
    }
    return (questions.filter { isSmall($0.cells) && attacker.knows(sumOf: $0.cells) }.map(\.question), shown)
  }
}
