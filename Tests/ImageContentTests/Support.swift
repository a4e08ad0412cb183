import Foundation
import ImageContent
import Subprocess
import SystemPackage

/// A reader of bytes in memory, which returns at most `piece` bytes at a time.
func reader(_ bytes: [UInt8], piece: Int = .max) -> (Int) throws -> [UInt8] {
    var rest = bytes[...]
    return { count in
        let taken = rest.prefix(min(count, piece))
        rest = rest.dropFirst(taken.count)
        return Array(taken)
    }
}

/// One entry with its content and padding.
func entry(_ name: String, _ content: [UInt8], type: Unicode.Scalar = "0", linkName: String = "") -> [UInt8] {
    let padding = (512 - content.count % 512) % 512
    return TarHeader.ustar(name: name, type: type, size: content.count, linkName: linkName) + content
        + [UInt8](repeating: 0, count: padding)
}

/// An archive of entries with its end marker.
func archive(_ entries: [[UInt8]]) -> [UInt8] {
    Array(entries.joined()) + [UInt8](repeating: 0, count: 1024)
}

func contents(_ blob: Blob) -> [UInt8] {
    blob.read(at: 0, count: blob.size)
}

/// Runs a program of the system on a file with these bytes; nil if there is no such program.
func run(_ program: String, _ arguments: [String], on bytes: [UInt8]) async throws -> (status: Int32, output: String)? {
    guard FileManager.default.isExecutableFile(atPath: program) else { return nil }
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString + ".gz")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let result = try await Subprocess.run(
        .path(FilePath(program)), arguments: Arguments(arguments + [file.path]), output: .bytes(limit: 1 << 20))
    guard case .exited(let code) = result.terminationStatus else { return (-1, "") }
    return (code, String(decoding: result.standardOutput, as: UTF8.self))
}
