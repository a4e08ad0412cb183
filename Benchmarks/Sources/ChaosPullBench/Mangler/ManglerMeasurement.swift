/// How fast packets pass the mangler and its rivals, in one run.
struct ManglerMeasurement {
    private struct Key: Hashable {
        let load: Load
        let contender: Contender
    }

    private static let rounds = 5
    private static let bench = "chaospull-bench mangler"

    private let programs: String
    private let python: String?
    private let wire: WireNamespaces
    private var samples: [Key: [Sample]] = [:]
    private var notLossless: [String] = []

    /// - Parameter executable: the path by which the bench was started; its programs are beside it.
    @MainActor
    static func rows(_ executable: String) throws -> [Row] {
        let programs = executable.split(separator: "/", omittingEmptySubsequences: false).dropLast()
            .joined(separator: "/")
        let python = TextFile.environment("CHAOSPULL_BENCH_PYTHON")
        let wire = try WireNamespaces()
        defer { wire.remove() }
        var measurement = Self(programs: programs.isEmpty ? "." : programs, python: python, wire: wire)
        for round in 1...rounds {
            Progress.tell("round \(round) of \(rounds)")
            let all = Load.allCases.flatMap { load in
                load.contenders.flatMap { Array(repeating: Key(load: load, contender: $0), count: load.turns) }
            }
            for key in all.shuffled() where key.contender != .python || python != nil { try measurement.measure(key) }
        }
        let allocations = try measurement.allocations()
        return measurement.rows() + [allocations]
    }

    private mutating func measure(_ key: Key) throws {
        try wire.load([])
        guard let words = command(key.contender) else {
            let numbers = try key.load.send(by: "\(programs)/traffic", through: wire)
            add(Sample(key.load, numbers, counts: QueueCounts(""), nanoseconds: 0), key)
            return
        }
        let companion = try Companion(wire.inWire(words))
        if !key.contender.isMangler { try wire.load(["-A FORWARD -j NFQUEUE --queue-num 0 --queue-bypass"]) }
        let before = try companion.processorTime()
        let numbers = try key.load.send(by: "\(programs)/traffic", through: wire)
        let spent = try companion.processorTime() - before
        let counts = try wire.queueCounts(of: companion)
        add(Sample(key.load, numbers, counts: counts, nanoseconds: spent), key)
        companion.stop(byForce: !key.contender.isMangler)
    }

    private mutating func add(_ sample: Sample, _ key: Key) { samples[key, default: []].append(sample) }

    private func command(_ contender: Contender) -> [String]? {
        switch contender {
        case .plain: nil
        case .simpleC: ["\(programs)/simple-queue", "0"]
        case .joinedC: ["\(programs)/simple-queue", "0", "joined"]
        case .simpleCUncut: ["\(programs)/simple-queue", "0", "gso"]
        case .python: python.map { [$0, "Benchmarks/accept.py"] }
        case .single, .seldom, .cut, .uncut, .aside, .released:
            ["\(programs)/chaospull-bench", "mangle", contender.rawValue]
        }
    }

    /// Allocations while 60,000 packets pass that a fault matches and spares.
    private func allocations() throws -> Row {
        try wire.load([])
        guard let words = command(.single) else { throw BenchError("there is no mangler to measure") }
        let companion = try Companion(wire.inWire(words))
        defer { companion.stop(byForce: false) }
        // The first packets allocate what is kept for the whole run.
        _ = try Load.paced.send(by: "\(programs)/traffic", through: wire)
        func count() throws -> (allocations: Int, packets: Int) {
            companion.tell("")
            guard let number = companion.readLine().flatMap({ Int($0) }) else {
                throw BenchError("the mangler ended while it was measured; see its messages above")
            }
            return (number, try wire.queueCounts(of: companion).packets)
        }
        let before = try count()
        _ = try Load.paced.send(by: "\(programs)/traffic", through: wire)
        _ = try Load.stream.send(by: "\(programs)/traffic", through: wire)
        let after = try count()
        // Printing the count allocates too.
        let idle = try count().allocations - after.allocations
        let number = max(0, after.allocations - before.allocations - idle)
        return Row(
            what: "allocations, UDP and TCP, each MTU packet judged",
            figure: "\(number) for \(after.packets - before.packets) packets", goal: "less than 1 in 1000",
            isReached: number * 1000 < after.packets - before.packets, command: Self.bench
        )
    }
}

// MARK: The table

extension ManglerMeasurement {
    private func rows() -> [Row] {
        Load.allCases.flatMap { load in
            load.contenders.flatMap { rows(load, $0) }
        }
    }

    private func rows(_ load: Load, _ contender: Contender) -> [Row] {
        let own = samples[Key(load: load, contender: contender)] ?? []
        guard let spread = Quartiles(of: own.map(\.value)) else { return [] }
        var figure: String
        switch load {
        case .stream: figure = "\(spread.text) Gbit/s"
        case .flood: figure = "\(Figures.thousands(spread)) thousand packets/s"
        case .paced: figure = "lost \(Figures.hundredths(own.map(\.lost).reduce(0, +))) of \(own.count) s"
        case .ping: figure = "\(spread.text) µs, 99 % below \(Quartiles(of: own.map(\.high))?.text ?? "?")"
        }
        if let processor = Quartiles(of: own.compactMap(\.processor)) {
            figure += ", \(Figures.hundredths(processor.median)) µs of processor a queued packet"
        }
        var row = Row(what: "\(load.rawValue): \(contender.title)", figure: figure, command: Self.bench)
        switch load {
        case .paced where contender == .single:
            let lost = own.map { $0.lost + Double($0.dropped) }.reduce(0, +)
            row.goal = "none lost"
            row.isReached = lost == 0
        case .stream, .flood, .ping: compare(&row, load, contender)
        case .paced: break
        }
        return [row]
    }

    /// Adds the share of its rival's figure that a contender reaches in a round.
    private func compare(_ row: inout Row, _ load: Load, _ contender: Contender) {
        guard let (base, share) = contender.rival else { return }
        let pairs = zip(
            samples[Key(load: load, contender: contender)] ?? [], samples[Key(load: load, contender: base)] ?? [])
        guard let ratio = Quartiles(of: pairs.map { $0.value / $1.value }) else { return }
        row.figure += "; \(ratio.text) of \(base.title)"
        guard load == .stream, share > 0 else { return }
        row.goal = "at least \(Figures.hundredths(share)) of \(base.title)"
        row.isReached = ratio.median >= share
    }
}
