import SystemCalls

/// Makes a system call fail that the kernel then does not make.
package struct SyscallFail: SyscallFault {
    package static let name = "syscall.fail"
    package static let summary = "make a system call of the puller fail, which is then not made"
    static let error = Parameter(
        "error", .word(CallError.self, called: "error"), "how it fails, by its name in errno(3)")
    package static let parameters: [any ParameterDeclaration] = [error]

    private let error: CallError

    package init(_ fields: Fields) throws(LanguageError) {
        error = try fields.value(of: Self.error)
    }

    package func edit(_ fate: inout SystemCallFate, draw: inout Draw) {
        if fate.error == nil { fate.error = error.error }
    }
}

extension InjectedFault {
    /// Makes system calls of the puller fail, which are then not made: `syscall.fail`.
    ///
    /// - Parameters:
    ///   - error: how they fail.
    ///   - match: which calls.
    ///   - when: counted over all processes of the puller, from the start of the pull.
    public static func syscallFail(
        _ error: CallError, _ match: SystemCallMatch, when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(SyscallFail.self, SyscallFail.error(error), match: match.element, when: when)
    }
}
