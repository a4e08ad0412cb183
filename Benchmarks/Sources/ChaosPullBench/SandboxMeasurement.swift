import ChaosPull

/// How long making and removing a sandbox takes.
enum SandboxMeasurement {
    private static let count = 30
    private static let goal: Duration = .milliseconds(100)

    static func rows(_ bench: String) async throws -> [Row] {
        Progress.tell("\(count) sandboxes")
        // The first one loads programs from disk and modules into the kernel.
        _ = try await SandboxProbe.upAndDown()
        var durations: [Duration] = []
        for _ in 0..<count { durations.append(try await SandboxProbe.upAndDown()) }
        guard let quartiles = Quartiles(of: durations) else { return [] }
        let spread = "\(Figures.milliseconds(quartiles.lower)) to \(Figures.milliseconds(quartiles.upper))"
        return [
            Row(
                what: "a sandbox up and down, median of \(count)", figure: Figures.milliseconds(quartiles.median),
                goal: "under \(Figures.milliseconds(goal))", isReached: quartiles.median < goal,
                command: "\(bench) sandbox"
            ),
            Row(what: "its quartiles", figure: spread, command: "\(bench) sandbox"),
        ]
    }
}
