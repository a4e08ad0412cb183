// swift-tools-version: 6.2
import PackageDescription

/// Tests of real pullers, as a package of your own would have them.
let package = Package(
    name: "PullerTests",
    platforms: [.macOS(.v15)],
    dependencies: [
        // In a package of your own: .package(url: "…/chaospull", from: "…")
        .package(name: "chaospull", path: "../..")
    ],
    targets: [
        .testTarget(
            name: "PullerTests",
            dependencies: [.product(name: "ChaosPullXCTest", package: "chaospull")]
        )
    ]
)
