import Glibc

/// What the bench says while it works, on standard error, so that standard output is the table.
enum Progress {
    static func tell(_ text: String) {
        let bytes = Array((text + "\n").utf8)
        _ = write(STDERR_FILENO, bytes, bytes.count)
    }
}
