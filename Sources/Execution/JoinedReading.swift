import Planning
import Store

/// How a query under several definitions was read: what they share once, and all else with the definition's name.
struct JoinedReading {
  private let plan: SideBySidePlan
  /// Of each definition as it would be told alone.
  private let readings: [[ReadingItem]]

  init(_ plan: SideBySidePlan, _ readings: [[ReadingItem]]) {
    self.plan = plan
    self.readings = readings
  }

  /// - Parameter frame: the frame that was asked for, before any definition widens it.
  func items(frame: String) -> [ReadingItem] {
    let asked = ReadingItem(.frame, frame)
    var items = [ReadingItem(.metric, plan.title)]
    for (part, reading) in zip(plan.parts, readings) {
      let own = reading.filter { !$0.topic.isList && $0 != asked && !isShared($0) }
      let text = ([part.about] + own.map(\.text)).joined(separator: "; ")
      items.append(ReadingItem(.definition, "\(part.name): \(text)"))
    }
    items.append(asked)
    for item in readings.first ?? [] where item != asked && isShared(item) { items.append(item) }
    for (part, reading) in zip(plan.parts, readings) {
      for item in reading where item.topic.isList && !isShared(item) {
        items.append(ReadingItem(item.topic, "\(part.name): \(item.text)"))
      }
    }
    return items
  }

  private func isShared(_ item: ReadingItem) -> Bool { readings.allSatisfy { $0.contains(item) } }
}
