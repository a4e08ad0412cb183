/// Selects failed system calls: those with one error, of any call or of some.
package struct FailedCallFilter: Sendable, Hashable {
    package let error: SystemError
    /// Empty for any call.
    package let calls: Set<SystemCall>

    package init(_ error: SystemError, from calls: Set<SystemCall> = []) {
        self.error = error
        self.calls = calls
    }

    /// Whether a failed call is selected, by its names in the timeline.
    package func covers(call: String, error: String) -> Bool {
        error == self.error.rawValue && (calls.isEmpty || calls.contains { $0.rawValue == call })
    }
}

extension FailedCallFilter {
    /// A filter for the tracepoint `raw_syscalls:sys_exit`, which has the fields `id` and `ret`
    /// (Linux, Documentation/trace/events.rst, "Filter rule syntax").
    ///
    /// - Returns: an expression that passes exactly the calls of the filters; nil if there are no filters, or if the
    ///   processor has none of their calls.
    package static func tracepointText(
        of filters: [FailedCallFilter], on architecture: SystemCall.Architecture
    ) -> String? {
        let byError = Dictionary(grouping: filters, by: \.error)
        let terms = SystemError.allCases.compactMap { error -> String? in
            guard let filters = byError[error] else { return nil }
            let result = "ret == -\(error.number)"
            if filters.contains(where: \.calls.isEmpty) { return result }
            let numbers = Set(filters.flatMap(\.calls).compactMap { $0.number(on: architecture) })
            guard !numbers.isEmpty else { return nil }
            return "(\(result) && (\(numbers.sorted().map { "id == \($0)" }.joined(separator: " || "))))"
        }
        return terms.isEmpty ? nil : terms.joined(separator: " || ")
    }
}

extension Set<SystemCall> {
    /// Calls that look for a route to an address: connect(2), and send(2) without a connection.
    package static let reaching: Set<SystemCall> = [.connect, .sendto, .sendmsg, .sendmmsg]

    /// Calls that report what happened to datagrams of a connected socket.
    package static let exchanging = reaching.union([.recvfrom, .recvmsg, .recvmmsg, .read, .write])
}
