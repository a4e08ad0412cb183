/// When a matching occurrence is hit: every given key must agree.
///
/// Occurrences are counted per flow and direction, from 1, so the decision does not depend on how flows interleave.
/// Only `times` counts over the whole run.
public struct Trigger: Sendable, Equatable {
    /// The first n of each flow.
    public var first: Int?
    /// Every n-th of each flow.
    public var every: Int?
    /// Only these of each flow.
    public var only: [Int] = []
    /// Each with this probability, drawn from the seed.
    public var probability: Double?
    /// In bursts, like losses on a radio link.
    public var burst: Burst?
    /// Only after this many bytes of payload in that flow and direction; earlier occurrences are not counted.
    public var afterBytes: Int?
    /// Only from this time after the pull began.
    public var after: Duration?
    /// Only for this long after `after`.
    public var lasting: Duration?
    /// At most this often in the run; if flows race, which one is hit may differ from run to run.
    public var times: Int?

    /// Makes a trigger; without any value it hits always.
    ///
    /// - Parameters:
    ///   - first: the first n of each flow, 1 or more.
    ///   - every: every n-th of each flow, 1 or more.
    ///   - only: only these of each flow, counted from 1.
    ///   - probability: each with this probability, 0 to 1, drawn from the seed.
    ///   - burst: in bursts.
    ///   - afterBytes: only after this many bytes of payload in that flow and direction.
    ///   - after: only from this time after the pull began.
    ///   - lasting: only for this long after that.
    ///   - times: at most this often in the run.
    public init(
        first: Int? = nil, every: Int? = nil, only: [Int] = [], probability: Double? = nil, burst: Burst? = nil,
        afterBytes: Int? = nil, after: Duration? = nil, for lasting: Duration? = nil, times: Int? = nil
    ) {
        self.first = first
        self.every = every
        self.only = only
        self.probability = probability
        self.burst = burst
        self.afterBytes = afterBytes
        self.after = after
        self.lasting = lasting
        self.times = times
    }

    /// Gilbert–Elliott loss in two states, with the parameters of netem's `loss gemodel`.
    public struct Burst: Sendable, Equatable {
        /// Chance per occurrence of entering the bad state (netem's p).
        public var enter: Double
        /// Chance per occurrence of leaving it (netem's r).
        public var leave: Double
        /// Chance of being hit in the bad state (netem's 1-h).
        public var hit: Double
        /// Chance of being hit in the good state (netem's 1-k).
        public var stray: Double

        /// Makes a burst; all chances are from 0 to 1.
        public init(enter: Double, leave: Double, hit: Double = 1, stray: Double = 0) {
            self.enter = enter
            self.leave = leave
            self.hit = hit
            self.stray = stray
        }
    }

    package static let keys = [
        "first", "every", "only", "probability", "burst", "after-bytes", "after", "for", "times",
    ]

    package init(_ element: Element) throws(LanguageError) { try self.init(element, known: Self.keys) }

    /// Reads the keys that have a meaning where it is written.
    package init(_ element: Element, known: [String]) throws(LanguageError) {
        let fields = try Fields(of: element, known: known, what: "when")
        let count = { (element: Element) throws(LanguageError) in try element.integer(in: 1...1_000_000) }
        first = try fields.read("first", count)
        every = try fields.read("every", count)
        only =
            try fields.read("only") { (element) throws(LanguageError) in
                let ordinals = try element.list(of: "ordinals such as [3, 7]", count)
                guard !ordinals.isEmpty else {
                    throw element.error("the list is empty; expected ordinals such as [3, 7]")
                }
                return ordinals
            } ?? []
        probability = try fields.read("probability") { (element) throws(LanguageError) in try element.percentage() }
        burst = try fields.read("burst", Burst.init)
        afterBytes = try fields.read("after-bytes") { (element) throws(LanguageError) in try element.byteSize() }
        after = try fields.read("after") { (element) throws(LanguageError) in try element.duration() }
        lasting = try fields.read("for") { (element) throws(LanguageError) in try element.duration() }
        times = try fields.read("times", count)
    }

    /// The text for `chaospull plan`.
    package var summary: String {
        var words: [String] = []
        if let first { words.append("the first \(first) of each flow") }
        if let every { words.append("every \(every). of each flow") }
        if !only.isEmpty { words.append("only \(only.map(String.init).joined(separator: ", ")) of each flow") }
        if let probability { words.append("with probability \(Units.percent(probability))") }
        if let burst {
            words.append("in bursts (enter \(Units.percent(burst.enter)), leave \(Units.percent(burst.leave)))")
        }
        if let afterBytes { words.append("after \(Units.text(bytes: afterBytes))") }
        if let after { words.append("from \(Units.text(after))") }
        if let lasting { words.append("for \(Units.text(lasting))") }
        if let times { words.append(times == 1 ? "once" : "at most \(times) times") }
        return words.isEmpty ? "always" : words.joined(separator: ", ")
    }
}

extension Trigger.Burst {
    init(_ element: Element) throws(LanguageError) {
        let fields = try Fields(of: element, known: ["enter", "leave", "hit", "stray"], what: "burst")
        enter = try fields.required("enter", "the chance of entering a burst, such as 5%").percentage()
        leave = try fields.required("leave", "the chance of leaving a burst, such as 30%").percentage()
        hit = try fields.read("hit") { (element) throws(LanguageError) in try element.percentage() } ?? 1
        stray = try fields.read("stray") { (element) throws(LanguageError) in try element.percentage() } ?? 0
    }
}

extension Units {
    package static func percent(_ fraction: Double) -> String {
        let tenths = Int((fraction * 1000).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)%" : "\(tenths / 10).\(tenths % 10)%"
    }
}
