import Judging
import Sandboxing

/// Measures what a pull has of the machine: memory and processor time of its command and of the daemon.
struct UsageGauge {
    private let sandbox: Sandbox
    private let before: NodeProcessorTime

    /// Begins to measure, before the pull.
    init(_ sandbox: Sandbox) {
        self.sandbox = sandbox
        sandbox.resetPeaks()
        before = sandbox.usedProcessorTime
    }

    /// - Parameter end: of the pull's command, which has just ended.
    func usage(until end: ProgramEnd) -> Usage {
        Usage(
            memory: PeakMemory(
                command: end.peakMemory, running: sandbox.peakOfRunning, objection: sandbox.memoryObjection),
            processor: ProcessorTime(
                command: end.processorTime?.inSeconds,
                running: sandbox.usedProcessorTime.grown(since: before).inSeconds))
    }

    /// What it had.
    struct Usage {
        let memory: PeakMemory
        let processor: ProcessorTime
    }
}
