/// Limits the links to a rate each way, by the kernel's token bucket (tc-tbf(8)): packets queue, and few are dropped.
package struct LinkRate: LinkFault {
    package static let name = "link.rate"
    package static let summary = "limit the bandwidth between the node and the services, each way"
    package static let parameters = [
        Parameter("rate", "a size such as '64 KiB'", "bytes a second, 1 KiB to 1 GiB", isRequired: true)
    ]
    package let sign = LinkSign.waiting

    private let rate: Int

    package init(_ fields: Fields) throws(LanguageError) {
        rate = try fields.required("rate", "a size such as '64 KiB', each second").byteSize(in: 1 << 10...1 << 30)
    }

    package func edit(_ link: inout LinkPlan) { link.rate = rate }
}

extension InjectedFault {
    /// Limits the bandwidth between the node and the services, each way: `link.rate`.
    ///
    /// - Parameter bytesPerSecond: 1 KiB to 1 GiB.
    public static func linkRate(_ bytesPerSecond: Int) -> InjectedFault {
        InjectedFault(LinkRate.self, [("rate", Units.exact(bytes: bytesPerSecond))])
    }
}
