import Synchronization

/// Which values of a table's attributes, and which stretches of time, are hidden within one stretch of time.
///
/// What is hidden of an attribute is a pool: a pool's sum can be had by subtraction from what is shown, its parts cannot.
struct Veil: Equatable {
  /// Nothing is shown here.
  var isClosed = false
  var costCenters: Set<Int> = []
  var locations: Set<Int> = []
  /// Groups of kinds, with all that lies in them.
  var kinds: [LatticeTable.Depth: Set<Int>] = [:]
  /// Of the stretches in this one.
  var times: Set<LatticeTime> = []

  /// Hides what another veil hides, too.
  mutating func formUnion(_ other: Veil) {
    isClosed = isClosed || other.isClosed
    costCenters.formUnion(other.costCenters)
    locations.formUnion(other.locations)
    kinds.merge(other.kinds) { $0.union($1) }
    times.formUnion(other.times)
  }
}

/// Finds out what must be hidden so that nobody can tell what fewer than `size` people did: the setting `min_group`
/// (DESIGN §6).
///
/// **What is defended.** A cell is what was booked, and counts, of one cost centre, location, type or category, of several
/// of these together, or of none, in a week, a month, a quarter or a year; bookings with and without a resource are told
/// apart, too. Its people are those whose bookings touch it, or start in it; of the whole house, of which also is told
/// what became of the other bookings, those with any booking as well. A cell in which there are 1 to `size` − 1 of them in
/// any of these ways has no figure that is shown, whatever the metric; and no sums, differences or multiples of figures
/// that are shown give one, however many queries are asked. What is hidden depends on the data alone, not on what was
/// asked before, and is the same for all metrics.
///
/// **How.** Cells are cut by tables: a set of attributes, and a level of time. In each table, within each stretch of the
/// coarser level, some values of an attribute are pooled, and a cell with a pooled value is hidden. Three rules hold:
///
/// 1. what a table pools, every finer table pools, too (of attributes and of time);
/// 2. the blocks that are left when pooled values are taken together, of all values and stretches that have people here at
///    all, have at least `size`: also none is a cell of nobody, from which others would follow;
/// 3. a pool has no single value, unless there is no other.
///
/// For a hidden cell take another value of its pool, and another value of each of the table's other attributes and of its
/// time; of kinds one of the same group, since only bookings of resources have a location. The product of these
/// differences adds something to the cell and nothing to any shown one: in a coarser table it is summed over an attribute
/// in which it cancels; in a finer one the two values lie in one pool, by rule 1. So what is shown is the same whatever
/// the cell holds. Where there is no other value, the cell is that of a coarser table. Pools themselves can be had by
/// subtraction, and are large enough by rule 2; so is everything else that can be had, since it is made of blocks. Weeks
/// and months cross, so figures of weeks go by the parts that months cut of them, and these are blocks, too: a month less
/// its weeks leaves nothing small. All of it rests on the populations: whoever is in a figure of a cell is in the cell's
/// people in one of the four ways. A table that would have more than a quarter of a million blocks is hidden as a whole.
///
/// **Against whom.** Whoever has the answers, all of them, and can calculate. Not against whoever knows more than the
/// answers: that a colleague is never at a location, say, or that nobody else was in. Not against estimates: a cell that is
/// hidden lies between 0 and what its pool holds. Not against telling what all of a large enough group did alike, or what
/// became of the bookings of the whole house (missed, cancelled), be it of however few: who they are is not told. Nor
/// against counting heads: people are counted once in each cell, so that five people in one type and six in two tell that
/// one of them is only in the other; not who, and nothing of what that person did. Not across loads: a cell that was shown
/// yesterday with six people may be hidden today with four. People are told apart by their rows in users, so somebody with
/// two rows is two. Bookings without a person, be it that they lost it, hide nothing, and what people hold by contract
/// (memberships) is not looked at.
final class Veils: Sendable {
  let codes: GroupCodes
  private let state: Mutex<State>

  init(_ people: PeopleLattice) {
    codes = people.codes
    state = Mutex(State(people: people))
  }

  /// What a table hides among the stretches of time beside this one and itself.
  func veil(_ table: LatticeTable, around time: LatticeTime) -> Veil {
    state.withLock { $0.veil(table, around: time) }
  }

  /// Whether anybody is in a stretch of time: where nobody is, nothing is hidden.
  func isOccupied(_ time: LatticeTime) -> Bool { state.withLock { $0.people.isOccupied(time) } }

  private struct State {
    var people: PeopleLattice
    private var known: [Place: Veil] = [:]

    private struct Place: Hashable {
      let table: LatticeTable
      /// The first of the stretches side by side.
      let first: LatticeTime
    }

    init(people: PeopleLattice) {
      self.people = people
    }

    mutating func veil(_ table: LatticeTable, around time: LatticeTime) -> Veil {
      let siblings = time.parent?.children ?? [time]
      let place = Place(table: table, first: siblings[0])
      if let known = known[place] { return known }
      var veil = Veil()
      for coarser in table.coarser { veil.formUnion(self.veil(coarser, around: time)) }
      if let parent = time.parent {
        var above = self.veil(table, around: parent)
        above.isClosed = above.isClosed || above.times.contains(parent)
        above.times = []
        veil.formUnion(above)
      }
      if !veil.isClosed {
        let times = siblings.filter { people.isOccupied($0) }
        var weaver = VeilWeaver(
          codes: people.codes, size: people.size, table: table, times: times,
          stretches: times.map { people.stretch(table, $0) }, isPooling: time.parent != nil, veil: veil)
        weaver.weave()
        veil = weaver.veil
      }
      known[place] = veil
      return veil
    }
  }
}
