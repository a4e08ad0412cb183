import Faults
import Judging
import Sandboxing
import Synchronization
import SystemCalls

/// Failed system calls of the puller's programs, as the kernel reports them, for the timeline and for proof.
///
/// What a puller prints proves nothing: another program may print the same words, or none. If the kernel cannot be
/// asked, `proof` says why, and the words are the only evidence.
final class KernelWitness: Sendable {
    /// The watch for the puller's programs; nil if the kernel cannot be asked.
    let watch: FailedCallWatch?
    private let objection: String?
    private let log: KernelErrorLog

    /// Errors that are watched in every run: those of a node without space, routes, ports or memory, which a healthy
    /// pull does not meet.
    static let always: [FailedCallFilter] = [
        .noSpace, .quota, .readOnly, .inputOutput, .networkUnreachable, .hostUnreachable, .addressNotAvailable,
        .tooManyFiles, .tableFull, .outOfMemory,
    ].map { FailedCallFilter($0) }

    /// Watches for the errors that prove these faults, in addition to `always`.
    convenience init(of plan: Plan, faults: [ArmedFault], recorder: Recorder) {
        let changes = faults.compactMap { ($0.fault as? any WorldFault)?.change(of: plan.world) }
        let filters = changes.flatMap(\.proofs).flatMap { proof in
            if case .failedCall(let filters) = proof { filters } else { [FailedCallFilter]() }
        }
        self.init(filters, programs: Set(faults.flatMap(\.awaitedPrograms)), recorder: recorder)
    }

    /// - Parameter programs: names of programs whose start stands in the timeline.
    init(_ filters: [FailedCallFilter], programs: Set<String> = [], recorder: Recorder) {
        let log = KernelErrorLog(recorder: recorder)
        self.log = log
        do throws(SandboxError) {
            let births = ProgramBirths(programs) { name in
                recorder.record(.process(ProcessChange(program: name, change: .child)))
            }
            watch = try FailedCallWatch(
                Self.always + filters, births: programs.isEmpty ? nil : births, onCall: log.note)
            objection = nil
        } catch {
            watch = nil
            objection = error.message
        }
    }

    /// Records the number of further calls that were not recorded one by one; call it at the end of a pull and of the
    /// run.
    func summarize() {
        watch?.drain()
        log.summarize()
    }

    var proof: Observations.KernelProof {
        Observations.KernelProof(objection: objection, failedCalls: log.count, lost: watch?.lost ?? 0)
    }
}

extension ArmedFault {
    /// The programs whose start it waits for.
    fileprivate var awaitedPrograms: [String] {
        [on, gate?.event].compactMap { if case .program(let name) = $0 { name } else { nil } }
    }
}

/// Failed calls for the timeline: the first of each kind one by one, the rest as a number.
final class KernelErrorLog: Sendable {
    private struct Kind: Hashable {
        let program: String
        let process: String
        let call: String
        let error: String
    }

    private struct State {
        var told: [Kind: Int] = [:]
        var untold: [Kind: Int] = [:]
        var count = 0
    }

    private let state = Mutex(State())
    private let recorder: Recorder

    /// How many calls of each kind are recorded one by one.
    static let most = 20
    /// How many kinds are distinguished; a program may give its processes any name.
    static let mostKinds = 500

    init(recorder: Recorder) { self.recorder = recorder }

    /// Calls that failed so far.
    var count: Int { state.withLock { $0.count } }

    func note(_ program: String, _ call: FailedCall) {
        let isTold = state.withLock { state in
            state.count += 1
            var kind = Kind(program: program, process: call.process, call: call.call, error: call.error)
            if state.told[kind] == nil, state.told.count >= Self.mostKinds {
                kind = Kind(program: program, process: "others", call: "calls", error: call.error)
            }
            guard state.told[kind, default: 0] < Self.most else {
                state.untold[kind, default: 0] += 1
                return false
            }
            state.told[kind, default: 0] += 1
            return true
        }
        guard isTold else { return }
        recorder.record(
            .kernel(
                KernelError(program: program, process: call.process, call: call.call, error: call.error)), at: call.time
        )
    }

    func summarize() {
        let untold = state.withLock { state in
            defer { state.untold = [:] }
            return state.untold
        }
        let sorted = untold.sorted { ($0.value, $0.key.process, $0.key.call) > ($1.value, $1.key.process, $1.key.call) }
        for (kind, count) in sorted {
            recorder.record(
                .kernel(
                    KernelError(
                        program: kind.program, process: kind.process, call: kind.call, error: kind.error, more: count))
            )
        }
    }
}
