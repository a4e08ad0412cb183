import Sandboxing

/// Who of a puller is meant.
package enum PullerParty: Sendable, Equatable {
    /// Who does the pulling: the daemon where there is one, else the command.
    case puller
    /// The command that asks for the pull.
    case client
    case daemon
    /// A program that either has started, by its name.
    case child(String)
}

/// What is done to a puller at work.
extension PullerSession {
    /// Sends a signal that ends, as a rule, whom it reaches.
    ///
    /// - Parameter sent: called when it has been sent, before anyone waits for the daemon's end.
    package func signal(_ number: Int32, to party: PullerParty = .puller, sent: () -> Void) async throws {
        switch try await target(party) {
        case .daemon(let daemon): try await end(daemon, by: number, sent: sent)
        case .command(let program):
            try await sandbox.signal(program, number)
            client.note(signal: number)
            sent()
            events.change(program.name, .killed, "signal \(number)")
        case .call(let call):
            guard call.interrupt(by: number) else {
                throw SandboxError(.refused, "signal \(number) did not reach the call: it has ended")
            }
            sent()
        case .process(let process):
            try process.signal(number)
            sent()
            events.change(process.name, .killed, "signal \(number)")
        }
    }

    /// Ends the daemon and starts it again.
    ///
    /// - Parameter sent: called when the signal has been sent, before anyone waits for the daemon's end.
    /// - Throws: `SandboxError` if it has not ended in time, or is not ready again in time.
    package func restart(by number: Int32, sent: () -> Void) async throws {
        guard let daemon else { throw Self.noDaemon }
        try await end(daemon, by: number, sent: sent)
        guard await daemon.waitForEnd() else {
            throw SandboxError(.refused, "\(daemon.definition.program.name) did not end by signal \(number)")
        }
        try await daemon.ensureRunning()
    }

    /// Stops somebody where it is, until the returned work is done.
    ///
    /// - Returns: lets it go on.
    package func freeze(_ party: PullerParty = .puller) async throws -> @Sendable () async throws -> Void {
        let program: Program
        switch try await target(party) {
        case .daemon(let daemon): program = daemon.definition.program
        case .command(let command): program = command
        case .call: throw SandboxError(.refused, "a call cannot be stopped for a while, only ended")
        case .process(let process):
            try process.signal(Self.stop)
            return { try process.signal(Self.goOn) }
        }
        try await sandbox.freeze(program)
        return { [sandbox] in try await sandbox.resume(program) }
    }

    /// Runs `body` while the daemon is stopped, and starts it again; without a daemon just runs it.
    ///
    /// A daemon that does not start again is told in the timeline, and is no error: from here on it may be broken.
    ///
    /// - Parameter isAbrupt: whether it is killed, and not asked to end.
    package func whileStopped<Value: Sendable>(isAbrupt: Bool, _ body: () async throws -> Value) async throws -> Value {
        guard let daemon else { return try await body() }
        if await isDaemonAlive() {
            if !isAbrupt { try? await end(daemon, by: Self.term) {} }
            if await isDaemonAlive() { try await end(daemon, by: Self.kill) {} }
        }
        let value = try await body()
        client.noteDoubt()
        try await heal()
        return value
    }

    private func end(_ daemon: Daemon, by number: Int32, sent: () -> Void) async throws {
        let program = daemon.definition.program
        // Said first: the command notices the end of its daemon before the harness does.
        daemon.isDoomed = true
        do {
            try await sandbox.signal(program, number)
        } catch {
            daemon.isDoomed = false
            throw error
        }
        sent()
        events.change(program.name, .killed, "signal \(number)")
        guard await !daemon.waitForEnd() else { return }
        // It has trapped the signal, or takes its time: from here on it counts as alive, and pulls go on with it.
        daemon.isDoomed = false
        events.change(program.name, .outlived, "still running \(Daemon.dyingPatience) after signal \(number)")
    }

    private enum Target {
        case daemon(Daemon)
        case command(Program)
        case call(PullerClient)
        case process(NodeProcess)
    }

    private func target(_ party: PullerParty) async throws -> Target {
        let command = puller.command(for: request)
        switch party {
        case .puller: return daemon.map { .daemon($0) } ?? .command(command)
        case .client: return puller.isCall ? .call(client) : .command(command)
        case .daemon:
            guard let daemon else { throw Self.noDaemon }
            return .daemon(daemon)
        case .child(let name):
            let programs = [daemon?.definition.program, puller.isCall ? nil : command].compactMap(\.self)
            return .process(try await sandbox.process(named: name, below: programs))
        }
    }

    private static var noDaemon: SandboxError { SandboxError(.refused, "the puller has no daemon") }

    /// signal(7), on x86-64 and arm64.
    private static let (kill, term, stop, goOn): (Int32, Int32, Int32, Int32) = (9, 15, 19, 18)
}
