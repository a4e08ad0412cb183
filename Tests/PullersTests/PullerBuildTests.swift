import Foundation
import Sandboxing
import Testing

@testable import Pullers

@Suite struct PullerBuildTests {
    private func withFolder<Value>(_ programs: [String], _ body: (String) throws -> Value) throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "build-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for program in programs {
            let file = folder.appending(path: program)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data("#!/bin/sh\n".utf8).write(to: file)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path())
        }
        return try body(folder.path())
    }

    private func targets(_ programs: [String]) throws -> [String] {
        try withFolder(programs) { folder in
            try PullerBuild(name: "with", folder: folder, base: "/nowhere").files.map(\.target).sorted()
        }
    }

    @Test func `an unpacked release, a package and bare programs are found`() throws {
        #expect(try targets(["bin/ctr", "bin/containerd"]) == ["/usr/bin/containerd", "/usr/bin/ctr"])
        #expect(try targets(["podman"]) == ["/usr/bin/podman"])
        #expect(
            try targets(["usr/bin/podman", "usr/libexec/podman/rootlessport", "usr/share/doc/readme"])
                == ["/usr/bin/podman", "/usr/libexec/podman/rootlessport"])
    }

    @Test func `a program stands where the node would find it first`() throws {
        let target = try withFolder(["bin/sh"]) { folder in
            try PullerBuild(name: "with", folder: folder, base: "").files.map(\.target)
        }
        #expect(target == [Tool.path(of: "sh")])
    }

    @Test func `a folder without programs is refused`() throws {
        #expect(throws: BuildError.self) { try PullerBuild(name: "with", folder: "/nowhere", base: "") }
        #expect(throws: BuildError.self) { try targets([]) }
    }

    @Test func `a program for another C library is told what it wants`() throws {
        let interpreter = try #require(ProgramInterpreter.of("/bin/sh"))
        #expect(interpreter.hasPrefix("/lib"))
        #expect(ProgramInterpreter.of("/etc/passwd") == nil)
        #expect(ProgramInterpreter.of("/nowhere") == nil)
        let reason = try withFolder(["podman"]) { folder in
            try FileManager.default.removeItem(atPath: folder + "/podman")
            try FileManager.default.copyItem(
                at: URL(filePath: "/bin/sh").resolvingSymlinksInPath(), to: URL(filePath: folder + "/podman"))
            return try PullerBuild(name: "with", folder: folder, base: "/nowhere")
                .reason("podman", printed: "", base: "/nowhere")
        }
        #expect(reason.contains("it wants \(interpreter), which the node does not have"))
    }

    @Test func `the words of the dynamic linker are kept`() throws {
        let reason = try withFolder(["podman"]) { folder in
            try PullerBuild(name: "with", folder: folder, base: "").reason(
                "podman", printed: "podman: /lib/libc.so.6: version `GLIBC_2.38' not found (required by podman)\n",
                base: "")
        }
        #expect(reason.contains("GLIBC_2.38"))
        #expect(reason.contains("--puller docker@trixie"))
    }
}
