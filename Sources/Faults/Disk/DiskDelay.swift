/// Lets the disk answer late.
///
/// The disk does one thing at a time, so a long delay of one request is a disk that hangs. Programs that only write
/// feel nothing while the kernel buffers; those that wait for the disk do.
package struct DiskDelay: DiskFault {
    package static let name = "disk.delay"
    package static let summary = "let the disk answer late; what comes behind waits too"
    static let delay = Parameter(
        "delay", .duration(in: .milliseconds(1) ... .seconds(60)), "how much later each answer comes")
    package static let parameters: [any ParameterDeclaration] = [delay]

    private let delay: Duration

    package init(_ fields: Fields) throws(LanguageError) {
        delay = try fields.value(of: Self.delay)
    }

    package func edit(_ fate: inout DiskFate, of request: DiskRequest, draw: inout Draw) { fate.delay += delay }
}

extension InjectedFault {
    /// Lets the disk answer late: `disk.delay`.
    ///
    /// - Parameter delay: how much later each answer comes, 1 ms to 60 s.
    public static func diskDelay(
        _ delay: Duration, _ match: DiskMatch = DiskMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(DiskDelay.self, DiskDelay.delay(delay), match: match.element, when: when)
    }
}
