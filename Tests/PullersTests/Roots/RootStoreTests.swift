import Foundation
import Glibc
import Sandboxing
import Synchronization
import Testing

@testable import Pullers

@Suite struct RootStoreTests {
    private static func withStore<Value>(_ body: (RootStore) async throws -> Value) async throws -> Value {
        let folder = NSTemporaryDirectory() + "chaospull-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try await body(RootStore(folder: folder))
    }

    /// A folder that looks like a root that `roots create` made.
    private static func make(_ name: String, in store: RootStore, number: Int?) throws {
        let folder = "\(store.folder)/\(name)"
        try FileManager.default.createDirectory(atPath: folder + "/usr/lib", withIntermediateDirectories: true)
        try "ID=debian\n\(number.map { "VERSION_ID=\"\($0)\"\n" } ?? "")"
            .write(toFile: folder + "/usr/lib/os-release", atomically: false, encoding: .utf8)
        try "chaospull root 1\nsuite \(name)\nabsent crane\nabsent oras\nbytes 4096\n"
            .write(toFile: folder + "/.chaospull-root", atomically: false, encoding: .utf8)
    }

    @Test func rootsAreListedOldestGenerationFirst() async throws {
        try await Self.withStore { store in
            try Self.make("sid", in: store, number: nil)
            try Self.make("trixie", in: store, number: 13)
            try Self.make("bookworm", in: store, number: 12)
            #expect(store.all().map(\.name) == ["bookworm", "trixie", "sid"])
            #expect(store.all().first?.absentPackages == ["crane", "oras"])
            #expect(store.all().first?.bytes == 4096)
        }
    }

    @Test func aFolderThatIsNotOursIsNoRoot() async throws {
        try await Self.withStore { store in
            try Self.make("trixie", in: store, number: 13)
            try FileManager.default.createDirectory(
                atPath: store.folder + "/mine/.chaospull-root", withIntermediateDirectories: true)
            symlink(store.folder + "/trixie", store.folder + "/alias")
            #expect(store.all().map(\.name) == ["trixie"])
            #expect(store.root(named: "../" + (store.folder as NSString).lastPathComponent + "/trixie") == nil)
        }
    }

    @Test func interruptedRootsAreListedSeparately() async throws {
        try await Self.withStore { store in
            for name in ["trixie.partial", "sid.removed", "sid.partial", "x y.partial"] {
                try FileManager.default.createDirectory(
                    atPath: "\(store.folder)/\(name)", withIntermediateDirectories: true)
            }
            #expect(store.all().isEmpty)
            #expect(store.unfinished() == ["sid", "trixie"])
            try Self.make("sid", in: store, number: nil)
            #expect(store.unfinished() == ["trixie"])
        }
    }

    @Test func aRootFileSystemWithoutWhatARunNeedsIsRefused() async throws {
        try await Self.withStore { store in
            let source = store.folder + "/source"
            try FileManager.default.createDirectory(atPath: source + "/usr/bin", withIntermediateDirectories: true)
            for name in RootAddition.needed.keys where name != "ip" && name != "nsenter" {
                try Data().write(to: URL(fileURLWithPath: "\(source)/usr/bin/\(name)"))
            }
            let error = await #expect(throws: RootError.self) { try await store.add("mine", from: source) }
            #expect(error?.message.contains("has no ip, nsenter") == true)
            #expect(error?.message.contains("install iproute2, util-linux") == true)
            await #expect(throws: RootError.self) { try await store.add("mine", from: source + "/none") }
            await #expect(throws: RootError.self) { try await store.add("../mine", from: "/") }
            await #expect(throws: RootError.self) { try await store.add("mine", from: "/") }
        }
    }

    @Test(.enabled(if: geteuid() == 0, "needs root")) func aRootFileSystemIsCopied() async throws {
        try await Self.withStore { store in
            let source = store.folder + "/source"
            try FileManager.default.createDirectory(atPath: source + "/usr/bin", withIntermediateDirectories: true)
            for name in RootAddition.needed.keys {
                try Data().write(to: URL(fileURLWithPath: "\(source)/usr/bin/\(name)"))
            }
            symlink("usr/bin", source + "/bin")
            let root = try await store.add("mine", from: source + "/")
            #expect(store.all().map(\.name) == ["mine"] && store.unfinished().isEmpty)
            #expect(root.bytes > 0 && !FileManager.default.fileExists(atPath: source + "/.chaospull-root"))
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: root.folder + "/bin") == "usr/bin")
            let error = await #expect(throws: RootError.self) { try await store.add("mine", from: source) }
            #expect(error?.message.contains("'chaospull roots remove mine' removes it") == true)
            try await store.remove("mine")
            #expect(store.all().isEmpty)
        }
    }

    @Test(arguments: ["trixie", "/", "..", "../trixie", "", "Trixie", "a b", "mine"])
    func nothingButARootOfOursIsRemoved(name: String) async throws {
        try await Self.withStore { store in
            let folder = store.folder + "/mine"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let error = await #expect(throws: RootError.self) { try await store.remove(name) }
            #expect(error?.message.contains("none, 'chaospull roots create trixie' makes one") == true)
            #expect(FileManager.default.fileExists(atPath: folder))
        }
    }

    @Test(.enabled(if: geteuid() == 0, "needs root")) func removingFollowsNoLinkAndSparesARootInUse() async throws {
        try await Self.withStore { store in
            let other = store.folder + "/precious"
            try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
            try "x".write(toFile: other + "/file", atomically: false, encoding: .utf8)
            try Self.make("trixie", in: store, number: 13)
            symlink(other, store.folder + "/trixie/link")
            let root = try #require(store.root(named: "trixie"))
            try await root.whileInUse {
                let error = await #expect(throws: RootError.self) { try await store.remove("trixie") }
                #expect(error?.message.contains("in use") == true)
                #expect(store.root(named: "trixie") != nil)
            }
            try await store.remove("trixie")
            #expect(try FileManager.default.contentsOfDirectory(atPath: store.folder) == ["precious"])
            #expect(FileManager.default.fileExists(atPath: other + "/file"))
        }
    }

    @Test(.enabled(if: geteuid() == 0, "needs root")) func aRootWithSomethingMountedInItIsSpared() async throws {
        try await Self.withStore { store in
            try Self.make("trixie", in: store, number: 13)
            let folder = store.folder + "/trixie"
            let removal = RootRemoval.program(folder)
            let mounted = Program(
                "script", "sh",
                ["-c", #"mount -t tmpfs chaospull "$0/usr" && "$@""#, folder, removal.executable] + removal.arguments
            )
            let said = Mutex<[String]>([])
            let end = try await mounted.runContained { line in said.withLock { $0.append(line) } }
            #expect(end.status == .exited(1))
            #expect(said.withLock { $0.last } == "@problem \(folder)/usr is mounted; unmount it first")
            #expect(store.root(named: "trixie") != nil)
        }
    }

    @Test(.enabled(if: geteuid() == 0, "needs root")) func aRootThatIsGoneCannotBeUsed() async throws {
        try await Self.withStore { store in
            let root = PullerRoot(name: "trixie", folder: store.folder + "/trixie")
            let error = await #expect(throws: RootError.self) { try await root.whileInUse {} }
            #expect(error?.message.contains("chaospull roots create trixie") == true)
        }
    }

    @Test func aSuiteThatIsNoNameIsRefusedBeforeAnythingRuns() async throws {
        let store = RootStore(folder: "/nonexistent/roots")
        let error = await #expect(throws: RootError.self) { _ = try await store.create("../x") { _ in } }
        #expect(error?.message == "'../x' is no suite of Debian; expected a name such as trixie or sid")
    }

    @Test func packagesAreThoseOfThePullersAndOfTheSandbox() {
        let packages = RootStore.packages(PullerCatalog.all)
        #expect(packages == Set(packages).sorted())
        for name in PullerCatalog.all.flatMap({ $0.packages }) + ["iproute2", "util-linux"] {
            #expect(packages.contains(name))
        }
    }
}
