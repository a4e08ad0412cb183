import Testing

/// Which module may import which: the table of docs/design.md.
@Suite struct ImportTests {
    private static let modules: [String: Set<String>] = [
        "CControlGroups": [],
        "CExtendedAttributes": [],
        "CHeldCalls": [],
        "CNetfilterQueue": [],
        "CDisks": [],
        "CNamespaces": [],
        "CPerfEvents": [],
        "CStages": [],
        "CZlib": [],
        "CZstd": [],
        "Namespaces": ["CNamespaces"],
        "SystemCalls": [],
        "WireFormats": [],
        "ImageContent": ["CZlib", "CZstd", "Crypto"],
        "Faults": ["ImageContent", "SystemCalls", "WireFormats"],
        "Scenarios": ["CYaml", "Faults", "ImageContent", "Yams"],
        "Sandboxing": [
            "CControlGroups", "CExtendedAttributes", "CHeldCalls", "CPerfEvents", "CStages", "Namespaces", "Subprocess",
            "SystemCalls",
            "SystemPackage",
        ],
        "Disks": ["CDisks", "CStages", "Faults", "Namespaces", "Subprocess", "SystemPackage"],
        "Mangling": ["CNetfilterQueue", "Faults", "Namespaces", "WireFormats"],
        "FakeServices": [
            "Faults", "ImageContent", "WireFormats", "Crypto", "CryptoExtras", "HTTPTypes", "HummingbirdCore", "JWTKit",
            "Logging",
            "NIOCore", "NIOHTTP2", "NIOHTTPTypes", "NIOHTTPTypesHTTP1", "NIOHTTPTypesHTTP2", "NIOPosix", "NIOSSL",
            "NIOTLS", "ServiceLifecycle",
            "SwiftASN1", "X509",
        ],
        "ContainerRuntimeInterface": ["GRPCCore", "GRPCNIOTransportHTTP2Posix", "GRPCProtobuf", "SwiftProtobuf"],
        "Pullers": ["CExtendedAttributes", "ContainerRuntimeInterface", "ImageContent", "Sandboxing", "SystemPackage"],
        "Judging": ["Faults", "ImageContent", "Scenarios"],
        "Reports": ["Faults", "Judging", "Mustache", "Scenarios"],
        "Diagnosis": ["Faults", "Judging", "Mustache", "Reports", "Scenarios"],
        "ChaosPull": [
            "Disks", "FakeServices", "Faults", "ImageContent", "Judging", "Mangling", "NIOCore", "NIOExtras",
            "NIOPosix", "Pullers", "Reports", "Sandboxing", "Scenarios", "SystemCalls", "WireFormats",
        ],
        "ChaosPullXCTest": ["ChaosPull", "XCTest"],
        "ChaosPullCLI": [
            "ArgumentParser", "ChaosPull", "Diagnosis", "Faults", "Judging", "Reports", "Scenarios", "UnixSignals",
        ],
    ]

    /// Modules that come with Swift and say nothing about the shape of this package.
    private static let everywhere: Set<String> = [
        "Darwin", "Dispatch", "Foundation", "FoundationEssentials", "Glibc", "Musl", "Synchronization", "SystemPackage",
    ]

    @Test func everyModuleHasARow() throws {
        #expect(Set(try Repository.names(in: "Sources")).isSubset(of: Set(Self.modules.keys)))
    }

    @Test(arguments: modules.keys.sorted())
    func aModuleImportsWhatItMayAndNoMore(module: String) throws {
        let allowed = Self.everywhere.union(Self.modules[module] ?? [])
        for file in try SourceFile.all(in: "Sources/\(module)") {
            #expect(allowed.isSuperset(of: file.imports), "\(file.path) imports \(file.imports)")
        }
    }

    @Test(arguments: [
        ("Disks,Sandboxing", ["Subprocess"]),
        ("Mangling", ["CNetfilterQueue"]),
        ("ContainerRuntimeInterface", ["GRPC", "SwiftProtobuf"]),
        ("Scenarios", ["Yams", "CYaml"]),
        ("Diagnosis,Reports", ["Mustache"]),
        ("FakeServices", ["NIOHTTP", "NIOSSL", "NIOTLS", "Hummingbird", "X509", "JWTKit"]),
        ("ChaosPull,FakeServices", ["NIO"]),
    ])
    func onlyTheseModulesImportThese(module: String, prefixes: [String]) throws {
        let importers = try SourceFile.all().filter { file in
            file.imports.contains { name in prefixes.contains(where: name.hasPrefix) }
        }
        #expect(Set(importers.map(\.module)) == Set(module.split(separator: ",").map(String.init)))
    }

    @Test func programsAreRunByOneModule() throws {
        // By default a word goes on behind a dot, as in `Glibc.fork()`.
        let calls = /\b(posix_spawnp?|execvp?e?|popen|system|fork|vfork)\(|\bProcess\(\)/
            .wordBoundaryKind(.simple)
        for file in try SourceFile.all() where file.module != "Sandboxing" {
            for line in file.code { #expect(line.firstMatch(of: calls) == nil, "\(file.path): \(line)") }
        }
    }

    @Test func importsAreReadFromEveryForm() {
        let file = SourceFile(
            path: "Sources/A/B.swift",
            text:
                "import A\n@testable import B\npublic import C\nimport struct D.E\n// import F\nlet x = \"import G\"\n"
        )
        #expect(file.imports == ["A", "B", "C", "D"])
    }
}
