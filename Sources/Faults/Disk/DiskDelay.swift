/// Lets the disk answer late.
///
/// The disk does one thing at a time, so a long delay of one request is a disk that hangs. Programs that only write
/// feel nothing while the kernel buffers; those that wait for the disk do.
package struct DiskDelay: DiskFault {
    package static let name = "disk.delay"
    package static let summary = "let the disk answer late; what comes behind waits too"
    static let delay = Parameter(
        "delay", .duration(in: .milliseconds(1) ... .seconds(60)), "how much later each answer comes")
    static let writeBack = Parameter(
        "write-back", .size(in: 64 << 10...1 << 30), otherwise: "the kernel's usual share of memory",
        "the most bytes that the kernel keeps for the disk before writers wait")
    package static let parameters: [any ParameterDeclaration] = [delay, writeBack]

    private let delay: Duration
    package let writeBackLimit: Int?

    package init(_ fields: Fields) throws(LanguageError) {
        delay = try fields.value(of: Self.delay)
        writeBackLimit = try fields.value(of: Self.writeBack)
    }

    package func edit(_ fate: inout DiskFate, of request: DiskRequest, draw: inout Draw) { fate.delay += delay }
}

extension InjectedFault {
    /// Lets the disk answer late: `disk.delay`.
    ///
    /// - Parameters:
    ///   - delay: how much later each answer comes, 1 ms to 60 s.
    ///   - writeBack: the most bytes that the kernel keeps for the disk, 64 KiB to 1 GiB; its usual share if nil.
    public static func diskDelay(
        _ delay: Duration, writeBack: Int? = nil, _ match: DiskMatch = DiskMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(
            DiskDelay.self, DiskDelay.delay(delay), DiskDelay.writeBack(writeBack), match: match.element, when: when)
    }
}
