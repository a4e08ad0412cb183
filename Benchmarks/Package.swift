// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
    name: "chaospull-bench",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "chaospull-bench", targets: ["ChaosPullBench"])],
    dependencies: [.package(name: "chaospull", path: "..")],
    targets: [
        .executableTarget(
            name: "ChaosPullBench",
            dependencies: [.product(name: "ChaosPull", package: "chaospull")],
            path: "Sources/ChaosPullBench",
            swiftSettings: settings
        )
    ]
)
