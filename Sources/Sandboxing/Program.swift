/// A program to run: what, with which arguments, in which environment.
package struct Program: Sendable, Equatable {
    /// Its name in timelines, as in `docker pull`.
    package let name: String
    package let executable: String
    package let arguments: [String]
    /// The whole environment: nothing is inherited.
    package let environment: [String: String]

    package init(
        _ name: String, _ executable: String, _ arguments: [String] = [], environment: [String: String] = [:]
    ) {
        self.name = name
        self.executable = executable
        self.arguments = arguments
        self.environment = environment.merging(["PATH": Self.searchPath]) { given, _ in given }
    }

    /// The same with a number behind its name, so that several at once are told apart; the first has none.
    package func numbered(_ number: Int) -> Program {
        number < 2 ? self : Program("\(name) \(number)", executable, arguments, environment: environment)
    }

    /// Debian's search path without `/usr/local`, where a client without an engine may hide the package's.
    package static let searchPath = "/usr/sbin:/usr/bin:/sbin:/bin"
}

/// How a program ended.
package struct ProgramEnd: Sendable, Equatable {
    package enum Status: Sendable, Equatable {
        case exited(Int32)
        case signaled(Int32)
    }

    package let status: Status
    /// Whether it was killed because its time was over.
    package let isTimedOut: Bool
    package let duration: Duration
    /// The largest resident set of any process of it, in bytes; nil if it was not measured.
    package var peakMemory: Int?
    /// The processor time of it and what it waited for, user and system; nil if it was not measured.
    package var processorTime: Duration?

    package init(
        status: Status, isTimedOut: Bool = false, duration: Duration, peakMemory: Int? = nil,
        processorTime: Duration? = nil
    ) {
        self.status = status
        self.isTimedOut = isTimedOut
        self.duration = duration
        self.peakMemory = peakMemory
        self.processorTime = processorTime
    }

    package var isSuccess: Bool { status == .exited(0) && !isTimedOut }
}
