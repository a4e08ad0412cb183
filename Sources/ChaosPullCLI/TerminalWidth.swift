import Glibc

/// How many characters a line of standard output has.
enum TerminalWidth {
    /// Of the terminal, if it is one (tty_ioctl(4)); else 100.
    static var current: Int {
        var size = winsize()
        return ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 20 ? Int(size.ws_col) : 100
    }
}
