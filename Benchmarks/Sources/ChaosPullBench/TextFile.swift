import Glibc

/// Small text files.
enum TextFile {
    /// The most that is read of one, in bytes.
    private static let largestSize = 1 << 20

    /// The text of a file, cut after 1 MiB.
    static func read(_ path: String) throws -> String {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw BenchError("\(path) cannot be read: error \(errno)") }
        defer { close(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16 << 10)
        while bytes.count < largestSize {
            let count = Glibc.read(file, &chunk, chunk.count)
            guard count >= 0 else { throw BenchError("\(path) cannot be read: error \(errno)") }
            if count == 0 { break }
            bytes += chunk.prefix(count)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A variable of the environment; nil if it is not set or empty.
    static func environment(_ name: String) -> String? {
        guard let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty else { return nil }
        return value
    }

    /// Makes or replaces a file.
    static func write(_ text: String, to path: String) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw BenchError("\(path) cannot be written: error \(errno)") }
        defer { close(file) }
        let bytes = Array(text.utf8)
        guard Glibc.write(file, bytes, bytes.count) == bytes.count else {
            throw BenchError("\(path) cannot be written in full; free some space")
        }
    }

    /// Makes a folder unless it is there.
    static func makeFolder(_ path: String) throws {
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
            throw BenchError("folder \(path) cannot be made: error \(errno)")
        }
    }
}
