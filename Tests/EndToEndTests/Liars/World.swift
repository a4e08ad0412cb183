import Testing

/// The scenarios for the scripts, in which the honest one passes.
struct World: CustomTestStringConvertible {
    let testDescription: String
    let lines: String

    static let control = World(testDescription: "nothing goes wrong", lines: "expect: {pull: succeeds}")

    static let login = World(
        testDescription: "a registry with credentials",
        lines: "registry: {credentials: required}\nexpect: {pull: succeeds}"
    )

    /// The deadline is far longer than a pull takes, even on a busy machine.
    static let shortDeadline = World(
        testDescription: "a short deadline", lines: "deadline: 30 s\nexpect: {pull: succeeds}"
    )

    /// The time to wait is far longer than a request takes, so a script that does not wait is too early on any machine.
    ///
    /// There is no lie about requests per second, because their number depends on the machine too.
    static let retryAfter = World(
        testDescription: "429 with Retry-After",
        lines: """
            faults:
              - fault: http.status
                status: 429
                retry-after: 10 s
                match: {host: registry, resource: layer-1}
                when: {first: 1}
            expect: {pull: succeeds}
            """
    )

    static let unavailable = World(
        testDescription: "503 for a layer",
        lines: """
            faults:
              - {fault: http.status, status: 503, match: {host: registry, resource: layer-2}}
            expect: {pull: fails, leftovers: ..1 MiB}
            """
    )

    /// After the headers of a reply, and before the end of a layer.
    static let corrupted = World(
        testDescription: "a flipped bit per layer, over plain HTTP",
        lines: """
            registry: {scheme: http}
            faults:
              - {fault: packet.corrupt, match: {protocol: tcp, from: cdn}, when: {after-bytes: 16 KiB, first: 1}}
            expect: {pull: fails, error: wrong bytes}
            """
    )

    static let all = [control, login, shortDeadline, retryAfter, unavailable, corrupted]
}
