import Glibc

/// Measures what the design promises and prints a table; ends with 1 if a figure falls short.
@main
enum Bench {
    private enum Subject: String, CaseIterable {
        case sandbox, mangler, disk, memory, matrix
        case crashPoints = "crash-points"
    }

    /// Runs on the main thread, because children end with the thread that starts them.
    @MainActor
    static func main() async {
        do {
            if CommandLine.arguments.dropFirst().first == "mangle" { return try await mangle() }
            let load = load
            let rows = try await rows(of: subjects())
            let machine = "\(sysconf(Int32(_SC_NPROCESSORS_ONLN))) processors, Linux \(kernel), load before \(load)"
            print("\(machine)\n\n\(Row.table(rows))", terminator: "")
            exit(rows.contains { $0.isReached == false } ? EXIT_FAILURE : EXIT_SUCCESS)
        } catch {
            Progress.tell("\(error)")
            exit(2)
        }
    }

    @MainActor
    private static func rows(of subjects: [Subject]) async throws -> [Row] {
        let bench = CommandLine.arguments.first ?? "chaospull-bench"
        let workshop = try Workshop(executable: bench)
        var rows: [Row] = []
        for subject in subjects {
            switch subject {
            case .mangler: rows += try ManglerMeasurement.rows(bench)
            case .sandbox: rows += try await SandboxMeasurement.rows(bench)
            case .disk: rows += try await DiskMeasurement.rows(bench, workshop)
            case .crashPoints: rows += try await CrashPointMeasurement.rows(bench)
            case .memory: rows += try MemoryMeasurement.rows(workshop)
            case .matrix: rows += try MatrixMeasurement.rows(workshop)
            }
        }
        return rows
    }

    /// The mode in which the bench starts itself as a child, to be measured from outside.
    private static func mangle() async throws {
        guard let contender = CommandLine.arguments.last.flatMap({ Contender(rawValue: $0) }) else {
            throw BenchError("nobody mangles as '\(CommandLine.arguments.last ?? "")'; the bench starts this itself")
        }
        try await ManglerChild.main(contender)
    }

    private static func subjects() throws -> [Subject] {
        let words = CommandLine.arguments.dropFirst()
        guard !words.isEmpty else { return Subject.allCases }
        return try words.map { word in
            guard let subject = Subject(rawValue: word) else {
                let all = Subject.allCases.map(\.rawValue).joined(separator: ", ")
                throw BenchError("there is nothing called '\(word)' to measure; name some of \(all), or none for all")
            }
            return subject
        }
    }

    /// The machine's load in the last minute (proc_loadavg(5)); figures of a busy machine mean little.
    private static var load: String {
        let text = try? TextFile.read("/proc/loadavg")
        return text?.split(separator: " ").first.map(String.init) ?? "unknown"
    }

    private static var kernel: String {
        let text = try? TextFile.read("/proc/sys/kernel/osrelease")
        return text?.split(separator: "\n").first.map(String.init) ?? "unknown"
    }
}
