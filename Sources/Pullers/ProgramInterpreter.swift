import FoundationEssentials
import SystemPackage

/// The dynamic linker that a program asks for.
enum ProgramInterpreter {
    /// The path in the program's PT_INTERP (System V ABI, "Program Header"); nil for a static program or none.
    static func of(_ path: String) -> String? {
        guard let file = try? FileDescriptor.open(FilePath(path), .readOnly) else { return nil }
        defer { try? file.close() }
        guard let header = bytes(file, at: 0, 64), header.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]) else {
            return nil
        }
        let table = number(header, at: 32, 8)
        let (size, count) = (number(header, at: 54, 2), number(header, at: 56, 2))
        guard size >= 56, size <= 256 else { return nil }
        for ordinal in 0..<min(count, 64) {
            guard table < 1 << 40, let entry = bytes(file, at: table + ordinal * size, Int(size)) else { return nil }
            // PT_INTERP.
            guard number(entry, at: 0, 4) == 3 else { continue }
            let length = number(entry, at: 32, 8)
            let place = number(entry, at: 8, 8)
            guard length > 1, length < 4096, place < 1 << 40, let text = bytes(file, at: place, Int(length)) else {
                return nil
            }
            return String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
        }
        return nil
    }

    private static func bytes(_ file: FileDescriptor, at place: UInt64, _ count: Int) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: count)
        let read = try? buffer.withUnsafeMutableBytes { try file.read(fromAbsoluteOffset: Int64(place), into: $0) }
        return read == count ? buffer : nil
    }

    private static func number(_ bytes: [UInt8], at place: Int, _ count: Int) -> UInt64 {
        bytes[place..<place + count].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
