/// How much time running scenarios in parallel saves.
enum MatrixMeasurement {
    private static let jobs = 8
    /// Most of the time is spent waiting for time-outs of pullers, about 10 minutes one at a time.
    private static let limit: Duration = .seconds(2400)

    static func rows(_ workshop: Workshop) throws -> [Row] {
        let many = try workshop.run("jobs-\(jobs)", ["scenarios", "--jobs", "\(jobs)"], limit: limit)
        let one = try workshop.run("jobs-1", ["scenarios", "--jobs", "1"], limit: limit)
        let (parallel, serial) = (many.outcome.duration, one.outcome.duration)
        return [
            Row(what: "\(one.count), one at a time", figure: Figures.seconds(serial), command: one.command),
            Row(what: "\(many.count), \(jobs) at a time", figure: Figures.seconds(parallel), command: many.command),
            Row(
                what: "\(jobs) at a time against one", figure: Figures.ratio(parallel, serial), goal: "under 50 %",
                isReached: parallel * 2 < serial, command: "both"
            ),
            MemoryMeasurement.row("memory, \(many.count), \(jobs) at a time", many),
        ]
    }
}
