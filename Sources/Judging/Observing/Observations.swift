import Faults
import ImageContent

/// What was seen of one run; written to disk before anyone judges it.
public struct Observations: Sendable, Codable, Equatable {
    /// How one pull ended and what the puller's store held afterwards.
    public struct Pull: Sendable, Codable, Equatable {
        /// Exit code, or nil when a signal ended the command.
        public var exitCode: Int32?
        /// The signal that ended the command, or nil (signal(7)).
        public var signal: Int32?
        /// It was killed because its time was over.
        public var isTimedOut: Bool
        /// How long it took.
        public var seconds: Double
        /// What the store held afterwards; looked into only where success was reported.
        public var stored: StoreReport
        /// The daemon, where there is one, was still there afterwards.
        public var isDaemonRunning: Bool
        /// What was stored is the whole of the image that the tag named before, as a stale mirror has it; else nil.
        public var isStale: Bool?

        package init(
            exitCode: Int32?, signal: Int32?, isTimedOut: Bool, seconds: Double, stored: StoreReport,
            isDaemonRunning: Bool, isStale: Bool? = nil
        ) {
            self.exitCode = exitCode
            self.signal = signal
            self.isTimedOut = isTimedOut
            self.seconds = seconds
            self.stored = stored
            self.isDaemonRunning = isDaemonRunning
            self.isStale = isStale
        }

        package var isSuccess: Bool { exitCode == 0 && !isTimedOut }
        /// Success was reported and is true.
        package var isGood: Bool { isSuccess && stored.present && stored.problems.isEmpty && isStale != true }
    }

    /// How often a fault took effect.
    public struct FaultCount: Sendable, Codable, Equatable {
        /// The name of the fault, as in `packet.drop`.
        public var name: String
        /// The traffic that it is about, for people.
        public var match: String
        /// How often it took effect.
        public var fired: Int

        package init(name: String, match: String, fired: Int) {
            self.name = name
            self.match = match
            self.fired = fired
        }
    }

    /// The name of the scenario.
    public var scenario: String
    /// The name of the puller.
    public var puller: String
    /// The version that the puller reports.
    public var version: String
    /// The seed of everything that was random.
    public var seed: UInt64
    /// Which time the same was run, from 2; nil for the first.
    public var repetition: Int?
    /// The pull that is judged; nil when the harness broke before it ended.
    public var pull: Pull?
    /// Pulls after the faults were lifted and nothing was cleaned, until one worked, at most three.
    public var followUps: [Pull] = []
    /// Bytes that the pull that is judged left on the puller's storage, beyond what was there before.
    public var leftoverBytes: Int = 0
    /// The faults in the order of the scenario.
    public var faults: [FaultCount] = []
    /// What the mangler counted; nil where no fault is about packets.
    public var mangler: ManglerReport?
    /// What the capture holds; nil where none was asked for.
    public var capture: CaptureReport?
    /// How far the run kept to a recording; nil where it drew its decisions itself.
    public var replay: ReplayReport?
    /// Why the run says nothing about the puller.
    public var harnessProblem: String?

    package init(scenario: String, puller: String, version: String, seed: UInt64, repetition: Int? = nil) {
        self.repetition = repetition
        self.scenario = scenario
        self.puller = puller
        self.version = version
        self.seed = seed
    }
}
