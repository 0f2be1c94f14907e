// swift-tools-version: 6.1
import PackageDescription

// A package of its own: the tests of the root neither build nor run it.
let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "deskql", path: "../..")],
  targets: [
    .executableTarget(name: "Benchmarks", dependencies: [.product(name: "DeskQL", package: "deskql")])
  ],
  swiftLanguageModes: [.v6]
)
