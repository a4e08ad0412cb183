import ChaosPull

/// What a disk of our own costs.
enum DiskMeasurement {
    private static let bytes = 256 << 20
    private static let rounds = 7
    private static let pullers = ["docker", "containerd", "podman", "skopeo"]
    /// 200 MB/s.
    private static let longest: Duration = .seconds(Double(bytes) / 200e6)
    private static let longestDelay: Duration = .milliseconds(300)

    static func rows(_ bench: String, _ workshop: Workshop) async throws -> [Row] {
        let command = "\(bench) disk"
        return try await throughput(command) + (try await controlRuns(command, output: workshop.folder + "/disk"))
    }

    private static func throughput(_ command: String) async throws -> [Row] {
        Progress.tell("\(rounds) times \(Figures.mebibytes(bytes)) to a disk of ours and to a loop device")
        var times: [DiskProbe.Times] = []
        for _ in 0..<rounds { times.append(try await DiskProbe.write(bytes)) }
        guard let served = Quartiles(of: times.map(\.served)), let plain = Quartiles(of: times.map(\.plain)) else {
            return []
        }
        return [
            Row(
                what: "\(Figures.mebibytes(bytes)) written and flushed, with the log, median of \(rounds)",
                figure: rate(served.median), goal: "over \(rate(longest))", isReached: served.median < longest,
                command: command),
            Row(what: "the same to a plain loop device in memory", figure: rate(plain.median), command: command),
            Row(what: "of its speed", figure: Figures.ratio(plain.median, served.median), command: command),
        ]
    }

    /// In turns, so that a busy moment of the machine meets both.
    private static func controlRuns(_ command: String, output: String) async throws -> [Row] {
        var rows: [Row] = []
        for puller in pullers {
            Progress.tell("\(rounds) control runs of \(puller) on each of two kinds of storage")
            var (memory, disk): ([Duration], [Duration]) = ([], [])
            for _ in 0..<rounds {
                memory.append(try await controlRun("tmpfs", puller, output: output))
                disk.append(try await controlRun("ext4", puller, output: output))
            }
            guard let memory = Quartiles(of: memory), let disk = Quartiles(of: disk) else { continue }
            rows += [
                Row(
                    what: "a control run of \(puller) on tmpfs and on ext4, medians of \(rounds)",
                    figure: "\(Figures.milliseconds(memory.median)) and \(Figures.milliseconds(disk.median))",
                    goal: "\(Figures.milliseconds(longestDelay)) more at most",
                    isReached: disk.median - memory.median <= longestDelay, command: command)
            ]
        }
        return rows
    }

    private static func controlRun(_ storage: String, _ puller: String, output: String) async throws -> Duration {
        let scenario = try Scenario(
            yaml: "title: Nothing goes wrong\nnode: {disk: \(storage)}\nexpect: {pull: succeeds}\n",
            file: "control-\(storage).yaml")
        var run: PullRun?
        let duration = try await ContinuousClock().measure {
            run = try await runScenario(scenario, with: PullerName(rawValue: puller), output: output)
        }
        guard let run, run.result.status == .passed else {
            throw BenchError("a control run of \(puller) on \(storage) did not pass: \(run?.result.why ?? "no run")")
        }
        return duration
    }

    private static func rate(_ duration: Duration) -> String {
        "\(Int((Double(bytes) / 1e6 / (duration / .seconds(1))).rounded())) MB/s"
    }
}
