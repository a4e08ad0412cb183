import Glibc

/// The width of standard output in characters.
enum TerminalWidth {
    /// The terminal's width (tty_ioctl(4)); 100 without a terminal.
    static var current: Int {
        var size = winsize()
        return ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 20 ? Int(size.ws_col) : 100
    }
}
