/// What the status of a membership comes to (DESIGN §2, Memberships).
enum MembershipStanding: String, CaseIterable {
  case approved, cancelled, unapproved

  /// nil for a word that is not known.
  init?(word: String) {
    switch Layout.folded(word) {
    case "", "approved", "active", "confirmed", "signed": self = .approved
    case "cancelled", "canceled", "terminated": self = .cancelled
    case "notapproved", "unapproved", "pending", "draft", "requested", "rejected", "declined", "tentative", "denied":
      self = .unapproved
    default: return nil
    }
  }

  /// In the pool of all cases after the missing text.
  var code: UInt32 { UInt32(MembershipStanding.allCases.firstIndex(of: self)!) + 1 }
}

/// What the status of a booking comes to.
enum BookingStanding: String, CaseIterable {
  case valid, cancelled, rejected, pending

  init?(word: String) {
    switch Layout.folded(word) {
    case "", "approved", "confirmed", "accepted", "active", "completed", "created", "running": self = .valid
    case "cancelled", "canceled", "deleted": self = .cancelled
    case "rejected", "denied", "declined": self = .rejected
    case "pending", "tentative", "requested": self = .pending
    default: return nil
    }
  }

  var code: UInt32 { UInt32(BookingStanding.allCases.firstIndex(of: self)!) + 1 }
}

/// Whether somebody came.
enum Checkin: String, CaseIterable {
  case checkedIn = "checked_in"
  case missed
  case notRequired = "not_required"

  init?(word: String) {
    switch Layout.folded(word) {
    case "checkedin": self = .checkedIn
    case "missed": self = .missed
    case "notrequired": self = .notRequired
    default: return nil
    }
  }
}
