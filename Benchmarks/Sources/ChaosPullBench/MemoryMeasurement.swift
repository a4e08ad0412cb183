/// The harness's peak memory, without the pullers and what they store.
enum MemoryMeasurement {
    private static let goal = 150 << 20
    private static let copies = 8

    static func rows(_ workshop: Workshop) throws -> [Row] {
        let large = try workshop.run(
            "large-layer", ["Benchmarks/scenarios/large-layer.yaml", "--puller", "skopeo"], limit: .seconds(900)
        )
        let files = try copiesOfControl(in: workshop.folder)
        let many = try workshop.run(
            "control", files + ["--puller", "skopeo", "--jobs", "\(copies)"], limit: .seconds(300)
        )
        return [
            row("memory, a layer of 4 GiB to skopeo", large),
            row("memory, \(copies) runs of control at once", many),
        ]
    }

    static func row(_ what: String, _ measured: Measured) -> Row {
        let peak = measured.outcome.peakMemory
        return Row(
            what: what, figure: Figures.mebibytes(peak), goal: "under \(Figures.mebibytes(goal))",
            isReached: peak < goal, command: measured.command
        )
    }

    /// A scenario that is named twice runs once, so each copy has its own name.
    private static func copiesOfControl(in folder: String) throws -> [String] {
        let text = try TextFile.read("scenarios/control.yaml")
        try TextFile.makeFolder("\(folder)/copies")
        for number in 1...copies { try TextFile.write(text, to: "\(folder)/copies/control-\(number).yaml") }
        return ["\(folder)/copies"]
    }
}
