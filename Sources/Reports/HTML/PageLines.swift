/// Lines under a heading that is not there without them.
struct PageLines {
    let lines: [String]

    init?(_ lines: [String]) {
        guard !lines.isEmpty else { return nil }
        self.lines = lines
    }
}
