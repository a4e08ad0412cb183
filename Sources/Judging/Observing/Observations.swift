import Faults
import ImageContent

/// What was seen of one run; written to disk before it is judged.
public struct Observations: Sendable, Codable, Equatable {
    /// How one pull ended, and what the puller's store held afterwards.
    public struct Pull: Sendable, Codable, Equatable {
        /// The exit code; nil if a signal ended the command.
        public var exitCode: Int32?
        /// The signal that ended the command (signal(7)), or nil.
        public var signal: Int32?
        /// Whether it was killed at the deadline.
        public var isTimedOut: Bool
        /// How long it took.
        public var seconds: Double
        /// What the store held afterwards; examined only after a reported success.
        public var stored: StoreReport
        /// Whether the daemon was still running afterwards, if there is one.
        public var isDaemonRunning: Bool
        /// True if exactly the image was stored that the tag named before, as by a stale mirror; else nil.
        public var isStale: Bool?
        /// How much memory the puller had; nil in runs of versions that did not measure it.
        public var memory: PeakMemory?
        /// How much processor time the puller used; nil in runs of versions that did not measure it.
        public var processor: ProcessorTime?

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
        /// Whether success was reported and is true.
        package var isGood: Bool { isSuccess && stored.isWhole && isStale != true }
        /// Success was reported and is not true: wrong bytes are stored, or no image.
        package var isUntrue: Bool { isSuccess && !stored.isWhole && stored.unreadable == nil && isStale != true }
    }

    /// How often a fault took effect.
    public struct FaultCount: Sendable, Codable, Equatable {
        /// The name of the fault, as in `packet.drop`.
        public var name: String
        /// The traffic that it matches, for people.
        public var match: String
        /// How often it took effect.
        public var fired: Int
        /// Occurrences that its match covers; nil for faults that hold for the whole run, and in files of older runs.
        public var matched: Int?
        /// Those of them that its trigger was for, whether or not the fault would have changed them.
        public var due: Int?
        /// When it is due, for people.
        public var when: String?
        /// What an occurrence must have to be changed, for people; nil where the fault changes any.
        public var need: String?

        package init(
            name: String, match: String, fired: Int, matched: Int? = nil, due: Int? = nil, when: String? = nil,
            need: String? = nil
        ) {
            self.name = name
            self.match = match
            self.fired = fired
            self.matched = matched
            self.due = due
            self.when = when
            self.need = need
        }
    }

    /// What the kernel said about system calls that failed in the puller's programs.
    public struct KernelProof: Sendable, Codable, Equatable {
        /// Why the kernel could not be asked, so that the puller's words had to serve; nil if it was asked.
        public var objection: String?
        /// Failed calls that it told of; see `kernel` in the timeline.
        public var failedCalls: Int
        /// Failed calls that came faster than they could be read, and were only counted.
        public var lost: Int

        package init(objection: String? = nil, failedCalls: Int, lost: Int = 0) {
            self.objection = objection
            self.failedCalls = failedCalls
            self.lost = lost
        }
    }

    /// The name of the scenario.
    public var scenario: String
    /// The name of the puller.
    public var puller: String
    /// The version that the puller reports.
    public var version: String
    /// The seed of everything random.
    public var seed: UInt64
    /// The number of the repetition, from 2; nil for the first run.
    public var repetition: Int?
    /// The pull that is judged; nil if the harness broke before its end.
    public var pull: Pull?
    /// How often the image was asked for in the pull that is judged; nil if nobody would have asked again.
    public var tries: Int?
    /// How the pulls ended, where there were several at once; nil for one.
    public var atOnce: PullsAtOnce?
    /// When the last of the faults was over, in seconds from the start of the pull; nil if one of them had no end.
    public var faultsEnd: Double?
    /// The follow-up pulls until one worked, at most three.
    public var followUps: [Pull] = []
    /// Bytes that the judged pull left on the puller's storage, beyond what was there before.
    ///
    /// Once they stayed the same for half a second: pullers clean up after they have said that they failed.
    public var leftoverBytes: Int = 0
    /// The same when the pull had just ended; nil where it worked.
    public var leftoverBytesAtOnce: Int?
    /// What the pulls changed outside of the puller's own places; nil in runs of versions that did not look.
    public var outsideWrites: OutsideWrites?
    /// What faults limited, with what the kernel counted in the judged pull; nil without such a fault.
    public var limits: [ResourceUse]?
    /// The faults in the order of the scenario.
    public var faults: [FaultCount] = []
    /// What the kernel said about system calls that failed; nil in runs of versions that did not ask it.
    public var kernel: KernelProof?
    /// The mangler's counts; nil without packet faults.
    public var mangler: ManglerReport?
    /// What the capture contains; nil without a capture.
    public var capture: CaptureReport?
    /// What the timeline lacks; nil if it is complete.
    public var timeline: TimelineReport?
    /// How far the run followed a recording; nil if it was no replay.
    public var replay: ReplayReport?
    /// Why the harness failed; nil if it did not.
    public var harnessProblem: String?

    package init(scenario: String, puller: String, version: String, seed: UInt64, repetition: Int? = nil) {
        self.repetition = repetition
        self.scenario = scenario
        self.puller = puller
        self.version = version
        self.seed = seed
    }
}
