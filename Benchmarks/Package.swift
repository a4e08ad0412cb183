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
    products: [
        .executable(name: "chaospull-bench", targets: ["ChaosPullBench"]),
        .executable(name: "simple-queue", targets: ["SimpleQueue"]),
        .executable(name: "traffic", targets: ["Traffic"]),
    ],
    dependencies: [.package(name: "chaospull", path: "..")],
    targets: [
        .target(name: "AllocationCount"),
        .executableTarget(
            name: "ChaosPullBench",
            dependencies: ["AllocationCount", .product(name: "ChaosPull", package: "chaospull")],
            path: "Sources/ChaosPullBench",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "SimpleQueue", linkerSettings: [.linkedLibrary("netfilter_queue"), .linkedLibrary("mnl")]
        ),
        .executableTarget(name: "Traffic"),
    ]
)
