import Faults
import Glibc

/// Prints lines on standard error, without control sequences for the terminal.
func printError(_ text: String) {
    writeError(text.split(separator: "\n", omittingEmptySubsequences: false).map(\.printable).joined(separator: "\n"))
}

/// Prints a line on standard error unchanged.
func writeError(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
}
