import Glibc

/// Progress messages on standard error; standard output has only the table.
enum Progress {
    static func tell(_ text: String) {
        let bytes = Array((text + "\n").utf8)
        _ = write(STDERR_FILENO, bytes, bytes.count)
    }
}
