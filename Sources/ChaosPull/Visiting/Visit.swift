import Faults
import Glibc
import Judging
import Pullers
import Sandboxing
import Scenarios

/// What a visitor does in the world of a scenario, in place of a judged pull.
package enum Visit: Sendable, Equatable {
    /// A shell on this process's terminal, or one that reads commands from standard input.
    case shell
    /// One command with its arguments.
    case command([String])
}

/// How a visit ended.
package struct VisitReport: Sendable {
    /// The exit code of the command or shell; 128 plus the signal's number if a signal ended it.
    package let exitCode: Int32
    /// The fired faults, one line each.
    package let faults: [String]
}

/// Makes the world of a cell, with its faults armed and its puller's daemon running, and starts the visit.
///
/// Nothing is judged and no folder is left. Everything is removed when this returns or is cancelled.
///
/// - Parameters:
///   - control: the path of a socket on which faults are turned on and off meanwhile; nil for none.
///   - hear: gets every event as it happens, on any thread.
///   - arrived: called with the banner before the shell or the command starts.
/// - Throws: `ChaosPullError` if the puller cannot be asked for such a pull, or if the world cannot be made.
@concurrent
package func visit(
    _ cell: Cell, _ visit: Visit, control: String? = nil, hear: @escaping @Sendable (Event) -> Void,
    arrived: @escaping @Sendable (_ banner: String) -> Void
) async throws -> VisitReport {
    let plan = cell.plan()
    if let objection = plan.objection { throw ChaosPullError("\(plan.pullerName): \(objection)") }
    await besideServices { plan.makeImages() }
    let recorder = Recorder(listener: hear)
    let faults = plan.armedFaults()
    let added = control.map { _ in AddedFaults() }
    let kernel = KernelWitness(of: plan, faults: faults, recorder: recorder)
    let end: ProgramEnd
    do {
        end = try await withWorld(of: plan, faults: faults, added: added, recorder: recorder, kernel: kernel) { world in
            let live = LiveWorld(
                plan, faults: faults, added: added ?? AddedFaults(), recorder: recorder, world: world)
            let session = world.session
            let program = try visit.program(in: session, plan)
            arrived(VisitBanner.text(plan, session.request))
            // Times since the start of the pull count from here.
            recorder.record(.phase(Phase(.pullStarted)))
            let end = try await world.watch(recorder) {
                try await controlled(at: control, live) {
                    try await session.sandbox.runAttached(program, watchedBy: kernel.watch)
                }
            }
            recorder.record(.phase(Phase(.pullEnded)))
            return end
        }.0
    } catch let error as SandboxError {
        throw ChaosPullError(error.message)
    }
    ImageDeliveries.count(faults, recorder: recorder)
    let exitCode: Int32 =
        switch end.status {
        case .exited(let code): code
        case .signaled(let number): 128 &+ number
        }
    return VisitReport(
        exitCode: exitCode,
        faults: (faults + (added?.all ?? [])).map {
            "faults[\($0.ordinal)] \($0.name) (\($0.occasion)): fired \($0.fired.times)"
        }
    )
}

extension Visit {
    /// The program in the puller's environment.
    ///
    /// A single command takes the place of the puller's, so that acts find it.
    fileprivate func program(in session: PullerSession, _ plan: Plan) throws -> Program {
        let pulling = session.puller.command(for: session.request)
        var environment = pulling.environment
        environment["CHAOSPULL_IMAGE"] = session.request.reference
        environment["CHAOSPULL_PASSWORD"] = session.request.credentials?.password
        environment["TERM"] = EnvironmentVariable.value(of: "TERM") ?? "dumb"
        switch self {
        case .command(let words):
            guard let executable = words.first else {
                throw ChaosPullError("there is no command; expected one behind --")
            }
            return Program(pulling.name, executable, Array(words.dropFirst()), environment: environment)
        case .shell:
            environment["PS1"] = "\(plan.scenario.name)# "
            // On a terminal the shell has a prompt and line editing; a pipe is read to its end.
            let isInteractive = isatty(STDIN_FILENO) == 1
            let isBash = Tool.path(of: "bash", below: plan.root?.folder ?? "") != nil
            return Program(
                "shell", isBash ? "bash" : "sh",
                (isBash ? ["--norc", "--noprofile"] : []) + (isInteractive ? ["-i"] : ["-s"]), environment: environment
            )
        }
    }
}

extension InstalledPuller {
    /// No puller: a node with only the authority and the resolver of the run.
    package static let none = InstalledPuller(
        CustomPuller(name: "none", summary: "no puller", tool: "true") { pull in
            CustomPuller.Recipe(command: Program("command", "true", environment: pull.environment))
        }, version: "0.0"
    )
}
