import ChaosPull

/// What pullers do with every state that a loss of power in the middle of a pull can leave.
enum CrashPointMeasurement {
    private static let pullers = ["docker", "containerd", "podman", "skopeo"]
    private static let jobs = 3
    private static let scenario = """
        title: Nothing goes wrong
        image: {layers: 4, layer-size: 64 KiB, content: [files]}
        node: {disk: ext4}
        deadline: 30 s
        expect: {pull: succeeds}
        """

    static func rows(_ bench: String) async throws -> [Row] {
        let scenario = try Scenario(yaml: scenario, file: "crash-points.yaml")
        var rows: [Row] = []
        for puller in pullers {
            let cells = Cell.matrix(
                scenarios: [scenario], pullers: try await InstalledPuller.select([puller]), seed: 1)
            for cell in cells { rows += try await Self.rows(cell, "\(bench) crash-points") }
        }
        return rows
    }

    private static func rows(_ cell: Cell, _ command: String) async throws -> [Row] {
        let name = "\(cell.pullerName) \(cell.version)"
        Progress.tell("all crash points of a pull by \(name), \(jobs) at once")
        let (clock, start) = (ContinuousClock(), ContinuousClock.now)
        let points = try await CrashPoints(cell).explore(jobs: jobs)
        let duration = clock.now - start
        let classes = Dictionary(grouping: points.enumerated(), by: { classWords($0.element) })
        let each = points.isEmpty ? .zero : duration / points.count
        var rows = [
            Row(
                what: "\(name): crash points", figure: "\(points.count) in \(Figures.seconds(duration))",
                goal: "", command: "\(command), \(Figures.seconds(each)) each")
        ]
        for (words, members) in classes.sorted(by: { first($0.value) < first($1.value) }) {
            let files = members.compactMap(\.element.files)
            let empty = files.map(\.empty)
            var figure = "\(members.count): \(ranges(members.map(\.offset)))"
            if let least = empty.min(), let most = empty.max(), most > 0 {
                figure +=
                    "; \(least == most ? "\(most)" : "\(least) to \(most)") of \(files.first?.served ?? 0) files empty"
            }
            rows.append(Row(what: "    " + words, figure: figure, command: ""))
        }
        return rows
    }

    private static func first(_ members: [EnumeratedSequence<[CrashPoint]>.Element]) -> Int {
        members.first?.offset ?? 0
    }

    /// The class with the error, without what differs from point to point.
    private static func classWords(_ point: CrashPoint) -> String {
        guard let text = point.problem ?? point.error else { return point.classWords }
        let plain = text.split(separator: " ").map { $0.contains(where: \.isNumber) ? "…" : String($0) }
        return point.classWords + ": " + plain.joined(separator: " ").prefix(160)
    }

    /// As in `1–3, 7`, counted from 1.
    private static func ranges(_ places: [Int]) -> String {
        var ranges: [ClosedRange<Int>] = []
        for place in places.sorted().map({ $0 + 1 }) {
            if let last = ranges.last, last.upperBound + 1 == place {
                ranges[ranges.count - 1] = last.lowerBound...place
            } else {
                ranges.append(place...place)
            }
        }
        return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
            .joined(separator: ", ")
    }
}
