/// Makes a system call late; calls of other processes do not wait behind it.
package struct SyscallDelay: SyscallFault {
    package static let name = "syscall.delay"
    package static let summary = "make a system call of the puller late, as a slow disk does"
    static let lasting = Parameter(
        "for", .duration(in: .milliseconds(1) ... .seconds(600)), "how long it waits before it is made")
    package static let parameters: [any ParameterDeclaration] = [lasting]

    private let lasting: Duration

    package init(_ fields: Fields) throws(LanguageError) {
        lasting = try fields.value(of: Self.lasting)
    }

    package func edit(_ fate: inout SystemCallFate, draw: inout Draw) { fate.delay += lasting }
}

extension InjectedFault {
    /// Makes system calls of the puller late: `syscall.delay`.
    ///
    /// - Parameters:
    ///   - lasting: how long each waits before it is made, 1 ms to 10 min.
    ///   - match: which calls.
    ///   - when: counted over all processes of the puller, from the start of the pull.
    public static func syscallDelay(
        for lasting: Duration, _ match: SystemCallMatch, when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(SyscallDelay.self, SyscallDelay.lasting(lasting), match: match.element, when: when)
    }
}
