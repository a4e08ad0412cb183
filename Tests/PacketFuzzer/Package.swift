// swift-tools-version: 6.2
import PackageDescription

// A package of its own: libFuzzer wants everything compiled for it, and WireFormats, which depends on nothing, is all
// there is to compile. The links bring the module and the packets of its tests.
let package = Package(
    name: "PacketFuzzer",
    products: [.executable(name: "packet-fuzzer", targets: ["PacketFuzzer"])],
    targets: [
        .target(name: "WireFormats"),
        .executableTarget(
            name: "PacketFuzzer", dependencies: ["WireFormats"], swiftSettings: [.unsafeFlags(["-parse-as-library"])]
        ),
    ]
)
