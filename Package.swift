// swift-tools-version: 6.2
import PackageDescription

/// Settings of every target: strict concurrency comes with language mode 6, the rest makes implicit things visible.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
    name: "chaospull",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "ChaosPull", targets: ["ChaosPull"]),
        .library(name: "ChaosPullXCTest", targets: ["ChaosPullXCTest"]),
        .executable(name: "chaospull", targets: ["ChaosPullCLI"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-http2", from: "1.46.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0", traits: []),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/grpc/grpc-swift-2", from: "2.4.3"),
        .package(url: "https://github.com/grpc/grpc-swift-nio-transport", from: "2.9.2"),
        .package(url: "https://github.com/grpc/grpc-swift-protobuf", from: "2.4.1"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        .systemLibrary(
            name: "CNetfilterQueue",
            pkgConfig: "libnetfilter_queue",
            providers: [.apt(["libnetfilter-queue-dev", "libmnl-dev"])]
        ),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        .systemLibrary(name: "CExtendedAttributes"),
        .target(name: "CDisks"),
        .target(name: "CHeldCalls"),
        .target(name: "CControlGroups"),
        .target(name: "CNamespaces"),
        .target(name: "CPerfEvents"),
        .target(name: "CStages"),
        .target(name: "Namespaces", dependencies: ["CNamespaces"], swiftSettings: settings),
        .target(name: "SystemCalls", swiftSettings: settings),
        .target(name: "WireFormats", swiftSettings: settings),
        .target(
            name: "ImageContent",
            dependencies: ["CZlib", "CZstd", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: settings
        ),
        .target(
            name: "Faults",
            dependencies: ["ImageContent", "SystemCalls", "WireFormats"],
            exclude: ["README.md"],
            swiftSettings: settings
        ),
        .target(
            name: "Scenarios",
            dependencies: ["Faults", .product(name: "Yams", package: "Yams")],
            swiftSettings: settings
        ),
        .target(
            name: "Sandboxing",
            dependencies: [
                "CControlGroups", "CExtendedAttributes", "CHeldCalls", "CPerfEvents", "CStages", "Namespaces",
                "SystemCalls",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            exclude: ["README.md"],
            swiftSettings: settings
        ),
        .target(
            name: "Disks",
            dependencies: [
                "CDisks", "CStages", "Faults", "Namespaces",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "Mangling",
            dependencies: ["CNetfilterQueue", "Faults", "Namespaces", "WireFormats"],
            exclude: ["README.md"],
            swiftSettings: settings
        ),
        .target(
            name: "FakeServices",
            dependencies: [
                "Faults", "ImageContent", "WireFormats",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "JWTKit", package: "jwt-kit"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP2", package: "swift-nio-http2"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypesHTTP2", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOTLS", package: "swift-nio"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "X509", package: "swift-certificates"),
            ],
            exclude: ["README.md"],
            swiftSettings: settings
        ),
        .target(
            name: "ContainerRuntimeInterface",
            dependencies: [
                .product(name: "GRPCCore", package: "grpc-swift-2"),
                .product(name: "GRPCNIOTransportHTTP2Posix", package: "grpc-swift-nio-transport"),
                .product(name: "GRPCProtobuf", package: "grpc-swift-protobuf"),
                .product(name: "SwiftProtobuf", package: "swift-protobuf"),
            ],
            exclude: ["runtime.proto"],
            swiftSettings: settings
        ),
        .target(
            name: "Pullers",
            dependencies: ["CExtendedAttributes", "ContainerRuntimeInterface", "ImageContent", "Sandboxing"],
            swiftSettings: settings
        ),
        .target(
            name: "Judging",
            dependencies: ["Faults", "ImageContent", "Scenarios"],
            exclude: ["README.md"],
            swiftSettings: settings
        ),
        .target(
            name: "Reports",
            dependencies: ["Faults", "Judging", "Scenarios", .product(name: "Mustache", package: "swift-mustache")],
            swiftSettings: settings
        ),
        .target(
            name: "Diagnosis",
            dependencies: [
                "Faults", "Judging", "Reports", "Scenarios", .product(name: "Mustache", package: "swift-mustache"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "ChaosPull",
            dependencies: [
                "Disks", "FakeServices", "Faults", "ImageContent", "Judging", "Mangling", "Pullers", "Reports",
                "Sandboxing", "Scenarios", "SystemCalls", "WireFormats",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOExtras", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: settings
        ),
        .target(name: "ChaosPullXCTest", dependencies: ["ChaosPull"], swiftSettings: settings),
        .executableTarget(
            name: "ChaosPullCLI",
            dependencies: [
                "ChaosPull", "Diagnosis",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "SchemaValidation",
            dependencies: ["Faults", "ImageContent"],
            path: "Tests/SchemaValidation",
            swiftSettings: settings
        ),
        .target(
            name: "SampleRuns",
            dependencies: ["Faults", "ImageContent", "Judging", "Scenarios"],
            path: "Tests/SampleRuns",
            swiftSettings: settings
        ),
        .testTarget(name: "WireFormatsTests", dependencies: ["ImageContent", "WireFormats"], swiftSettings: settings),
        .testTarget(
            name: "ImageContentTests",
            dependencies: [
                "ImageContent", "CZlib",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ScenariosTests",
            dependencies: ["Scenarios", "Faults", "ImageContent", "SampleRuns", "SchemaValidation"],
            exclude: ["Invalid"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ManglingTests",
            dependencies: [
                "Mangling", "CNetfilterQueue", "Faults", "Namespaces", "Sandboxing", "WireFormats",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "FaultsTests",
            dependencies: ["Faults", "ImageContent", "SystemCalls", "WireFormats"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "DisksTests", dependencies: ["Disks", "Faults", "Sandboxing"], swiftSettings: settings
        ),
        .testTarget(name: "SandboxingTests", dependencies: ["Sandboxing", "SystemCalls"], swiftSettings: settings),
        .testTarget(name: "SystemCallsTests", dependencies: ["SystemCalls"], swiftSettings: settings),
        .testTarget(
            name: "ContainerRuntimeInterfaceTests",
            dependencies: [
                "ContainerRuntimeInterface",
                .product(name: "GRPCCore", package: "grpc-swift-2"),
                .product(name: "SwiftProtobuf", package: "swift-protobuf"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "PullersTests",
            dependencies: [
                "CExtendedAttributes", "ContainerRuntimeInterface", "ImageContent", "Pullers", "Sandboxing",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ArchitectureTests", dependencies: ["Faults", "Pullers", "Scenarios"], swiftSettings: settings),
        .testTarget(
            name: "JudgingTests",
            dependencies: ["Faults", "ImageContent", "Judging", "SampleRuns", "Scenarios"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "DiagnosisTests", dependencies: ["Diagnosis", "Judging", "SampleRuns", "Scenarios"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ReportsTests",
            dependencies: [
                "Faults", "ImageContent", "Judging", "Reports", "SampleRuns", "Scenarios", "SchemaValidation",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ChaosPullTests",
            dependencies: [
                "ChaosPull", "FakeServices", "Faults", "ImageContent", "Judging", "Mangling", "Pullers", "Reports",
                "SampleRuns", "Sandboxing", "Scenarios", "SchemaValidation", "WireFormats",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ChaosPullXCTestTests",
            dependencies: ["ChaosPull", "ChaosPullXCTest", "Faults"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "ChaosPull", "ChaosPullCLI", "Faults", "ImageContent", "Pullers", "Sandboxing", "Scenarios",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "FakeServicesTests",
            dependencies: [
                "FakeServices", "Faults", "ImageContent", "Sandboxing", "WireFormats",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP2", package: "swift-nio-http2"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypesHTTP2", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: settings
        ),
    ]
)
