// swift-tools-version: 6.1
import PackageDescription

// Targets stand in the order in which a line of text flows through them; each depends only on earlier ones.
let package = Package(
  name: "deskql",
  products: [
    .executable(name: "deskql", targets: ["Command"]),
    .library(name: "DeskQL", targets: ["DeskQL", "Rendering"]),
  ],
  targets: [
    // C shims: variadic calls of libedit made callable, and 16-byte scans that Swift cannot express.
    .target(
      name: "CLibEdit",
      linkerSettings: [
        .linkedLibrary("edit"), .linkedLibrary("bsd"), .linkedLibrary("md"), .linkedLibrary("tinfo"),
      ]),
    .target(name: "CScan"),
    // zlib, for the workbook: an XLSX is an archive of compressed XML.
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    // Zstandard and XML, for what exports come packed in.
    .systemLibrary(name: "CZstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CExpat", providers: [.apt(["libexpat1-dev"])]),
    // The edge to the file system: texts read, bytes written whole or not at all.
    .target(name: "Files"),
    // Source text, places in it, and what can be wrong there.
    .target(name: "Diagnostics"),
    // Exact numbers, days, frames, weights, zones: DESIGN §1 as types.
    .target(name: "Calculus"),
    // Columns, tables, the immutable snapshot, settings, and the answer.
    .target(name: "Store", dependencies: ["Calculus"]),
    // Text → tokens → syntax tree → text.
    .target(name: "Language", dependencies: ["Diagnostics"]),
    // Bytes → bytes: files, gzip, Zstandard, archives, encodings.
    .target(name: "Codecs", dependencies: ["CZlib", "CZstd"]),
    // Bytes → tables of text cells: CSV of any dialect, workbooks, JSON, XML.
    .target(name: "Formats", dependencies: ["Codecs", "Calculus", "CExpat", "CScan"]),
    // Files → tables, with rejects and findings.
    .target(
      name: "Importers", dependencies: ["Formats", "Codecs", "Store", "Diagnostics", "Calculus", "CScan"],
      resources: [
        .embedInCode("Layouts/cobot-allocations.layout"),
        .embedInCode("Layouts/cobot-bookings.layout"),
        .embedInCode("Layouts/cobot-checkins.layout"),
        .embedInCode("Layouts/cobot-cost-centers.layout"),
        .embedInCode("Layouts/cobot-memberships.layout"),
        .embedInCode("Layouts/cobot-resources.layout"),
        .embedInCode("Layouts/cobot-spaces.layout"),
        .embedInCode("Layouts/deskbird-bookings.layout"),
        .embedInCode("Layouts/envoy-desks.layout"),
        .embedInCode("Layouts/flexopus-bookings-table.layout"),
        .embedInCode("Layouts/flexopus-bookings.layout"),
        .embedInCode("Layouts/flexopus-buildings.layout"),
        .embedInCode("Layouts/flexopus-location-bookings.layout"),
        .embedInCode("Layouts/flexopus-object-bookings.layout"),
        .embedInCode("Layouts/flexopus-objects.layout"),
        .embedInCode("Layouts/flexopus-users.layout"),
        .embedInCode("Layouts/google-calendar.layout"),
        .embedInCode("Layouts/ibss-bookings.layout"),
        .embedInCode("Layouts/librebooking-report-de.layout"),
        .embedInCode("Layouts/librebooking-report.layout"),
        .embedInCode("Layouts/mrbs-report-de.layout"),
        .embedInCode("Layouts/mrbs-report.layout"),
        .embedInCode("Layouts/nexudus-bookings-table.layout"),
        .embedInCode("Layouts/nexudus-bookings.layout"),
        .embedInCode("Layouts/nexudus-cancelled-table.layout"),
        .embedInCode("Layouts/nexudus-cancelled.layout"),
        .embedInCode("Layouts/nexudus-checkins.layout"),
        .embedInCode("Layouts/nexudus-contracts.layout"),
        .embedInCode("Layouts/nexudus-customers.layout"),
        .embedInCode("Layouts/nexudus-portal.layout"),
        .embedInCode("Layouts/officernd-assignments.layout"),
        .embedInCode("Layouts/officernd-booking-summary.layout"),
        .embedInCode("Layouts/officernd-bookings.layout"),
        .embedInCode("Layouts/officernd-checkins.layout"),
        .embedInCode("Layouts/officernd-companies.layout"),
        .embedInCode("Layouts/officernd-floors.layout"),
        .embedInCode("Layouts/officernd-locations.layout"),
        .embedInCode("Layouts/officernd-members.layout"),
        .embedInCode("Layouts/officernd-memberships.layout"),
        .embedInCode("Layouts/officernd-plans.layout"),
        .embedInCode("Layouts/officernd-resource-types.layout"),
        .embedInCode("Layouts/officernd-resources.layout"),
        .embedInCode("Layouts/optisch-csv.layout"),
        .embedInCode("Layouts/optisch-days.layout"),
        .embedInCode("Layouts/optisch-desks.layout"),
        .embedInCode("Layouts/optisch-rooms.layout"),
        .embedInCode("Layouts/optisch-users.layout"),
        .embedInCode("Layouts/oracle-idcs-users.layout"),
        .embedInCode("Layouts/outlook-calendar-de.layout"),
        .embedInCode("Layouts/outlook-calendar.layout"),
        .embedInCode("Layouts/qreserve-activity.layout"),
        .embedInCode("Layouts/robin-api.layout"),
        .embedInCode("Layouts/robin-dashboard.layout"),
        .embedInCode("Layouts/robin-desks.layout"),
        .embedInCode("Layouts/roomz-usage.layout"),
        .embedInCode("Layouts/roomzilla-reservations.layout"),
        .embedInCode("Layouts/saml-logins.layout"),
        .embedInCode("Layouts/scim-events.layout"),
        .embedInCode("Layouts/scim-groups.layout"),
        .embedInCode("Layouts/scim-users.layout"),
        .embedInCode("Layouts/seatsurfing-analysis.layout"),
        .embedInCode("Layouts/seatsurfing-api.layout"),
        .embedInCode("Layouts/seatsurfing-bookings.layout"),
        .embedInCode("Layouts/spacebase-bookings.layout"),
      ]),
    // Definitions, names → columns and days, the privacy policy, the plan.
    .target(
      name: "Planning", dependencies: ["Language", "Store", "Calculus", "Diagnostics"],
      resources: [
        .embedInCode("Prelude/rows.deskql"), .embedInCode("Prelude/occupancy.deskql"),
        .embedInCode("Prelude/bookings.deskql"), .embedInCode("Prelude/people.deskql"),
        .embedInCode("Prelude/utilization.deskql"), .embedInCode("Prelude/money.deskql"),
        .embedInCode("Prelude/states.deskql"), .embedInCode("Prelude/vendors-utilization.deskql"),
        .embedInCode("Prelude/vendors-peaks.deskql"), .embedInCode("Prelude/vendors-checkins.deskql"),
        .embedInCode("Prelude/vendors-money.deskql"),
      ]),
    // Plan → answer.
    .target(name: "Execution", dependencies: ["Planning", "Store", "Calculus", "Diagnostics"]),
    // Answer → table, CSV, JSON, Markdown, workbook.
    .target(name: "Rendering", dependencies: ["Store", "Calculus", "Diagnostics", "CZlib"]),
    // The corridor: a session on a workspace.
    .target(
      name: "DeskQL",
      dependencies: ["Language", "Importers", "Planning", "Execution", "Store", "Calculus", "Diagnostics", "Files"]),
    // `.test` files and scripts as tests of metrics: what differs, cell by cell.
    .target(
      name: "TestFiles",
      dependencies: ["DeskQL", "Rendering", "Planning", "Language", "Store", "Calculus", "Diagnostics", "Files"]),
    // The line editor, the pipe reader, completion, history.
    .target(
      name: "Shell",
      dependencies: [
        "DeskQL", "Rendering", "Planning", "Language", "Store", "Calculus", "Diagnostics", "Files", "CLibEdit",
      ]),
    // The executable `deskql`.
    .executableTarget(
      name: "Command",
      dependencies: [
        "Shell", "TestFiles", "DeskQL", "Rendering", "Language", "Store", "Calculus", "Diagnostics", "Files",
      ]),
    // Grammar/deskql.ebnf → keyword lists, and how editors show deskql.
    .target(name: "GrammarFile"),
    // Writes what in Grammar/ is made of deskql.ebnf.
    .executableTarget(name: "GenerateGrammar", dependencies: ["GrammarFile", "Files"]),
    // Writes the folders of Examples/.
    .executableTarget(name: "GenerateExamples", dependencies: ["Calculus"]),

    .testTarget(name: "CalculusTests", dependencies: ["Calculus"]),
    .testTarget(name: "StoreTests", dependencies: ["Store"]),
    .testTarget(name: "LanguageTests", dependencies: ["Language", "Diagnostics", "GrammarFile"]),
    .testTarget(name: "CodecsTests", dependencies: ["Codecs", "CZlib", "CZstd"]),
    .testTarget(name: "FormatsTests", dependencies: ["Formats", "Codecs", "Calculus"]),
    .testTarget(
      name: "ImportersTests", dependencies: ["Importers", "Codecs", "Store", "Calculus", "Diagnostics", "Rendering"]),
    .testTarget(name: "RenderingTests", dependencies: ["Rendering", "Store", "Calculus", "Diagnostics"]),
    .testTarget(
      name: "PlanningTests", dependencies: ["Planning", "DeskQL", "Store", "Calculus", "Diagnostics", "Language"]),
    .testTarget(name: "DeskQLTests", dependencies: ["DeskQL", "Store", "Calculus", "Diagnostics", "Files"]),
    .testTarget(name: "ShellTests", dependencies: ["Shell", "DeskQL", "Calculus", "Diagnostics", "Files"]),
    // The program itself in a pseudo-terminal.
    .testTarget(name: "TerminalTests", dependencies: ["Command", "Diagnostics", "Files"]),
    .testTarget(name: "CommandTests", dependencies: ["Command", "Diagnostics", "Files"]),
    .testTarget(name: "TestFilesTests", dependencies: ["TestFiles", "DeskQL", "Calculus", "Diagnostics", "Files"]),
    .testTarget(
      name: "PrivacyTests",
      dependencies: [
        "DeskQL", "Execution", "Shell", "Rendering", "TestFiles", "Store", "Calculus", "Diagnostics", "Files",
      ]),
    .testTarget(name: "ReferenceTests", dependencies: ["DeskQL", "Store", "Calculus", "Diagnostics"]),
    .testTarget(
      name: "CorpusTests",
      dependencies: [
        "Command", "TestFiles", "DeskQL", "Rendering", "Language", "Store", "Calculus", "Diagnostics", "Files",
      ]),
  ],
  swiftLanguageModes: [.v6]
)
