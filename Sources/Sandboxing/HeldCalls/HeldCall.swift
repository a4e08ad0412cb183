import SystemCalls

/// A system call of a program that waits until it is decided what becomes of it.
package struct HeldCall: Sendable {
    /// What it does beyond what its name says, by its arguments.
    package enum Variant: Sendable, Equatable {
        /// unlinkat(2) with `AT_REMOVEDIR`: it is rmdir(2) by another name.
        case removesFolder
        /// clone(2) with `CLONE_THREAD`: no process comes of it.
        case startsThread
    }

    package let call: SystemCall
    package let variant: Variant?
    /// The files that it is about, as the node sees them: of a descriptor or of arguments; two where a file gets another
    /// name, the new one first; none for pipes and sockets.
    ///
    /// They are made absolute by their words; links on the way are not followed.
    package let paths: [String]
    /// The thread that makes it, on the host.
    let thread: Int32

    /// The name of the process that makes it; true while the call waits.
    package var program: String { ProcessNames().name(of: ThreadFacts(thread).process) }
}

/// What becomes of a held call.
package struct CallRuling: Sendable {
    /// How it fails; nil if it is made.
    package var error: SystemError?
    /// How long it waits before.
    package var delay: Duration
    /// Told whether the error has reached the process, which may have ended meanwhile; called once, on the thread that
    /// holds the calls.
    package var told: @Sendable (_ isDelivered: Bool) -> Void

    package init(
        error: SystemError? = nil, delay: Duration = .zero, told: @escaping @Sendable (Bool) -> Void = { _ in }
    ) {
        self.error = error
        self.delay = delay
        self.told = told
    }

    /// The call is made at once.
    package static let goOn = CallRuling()
}
