extension HealthyWorld {
    /// A script for the router that sets up the links as they are without faults; nil if there is nothing to do.
    package var linkScript: String? {
        let lines = [rate.map { LinkRate.limit(to: $0) }, mtu.map { LinkMTU.limit(to: $0) }].compactMap(\.self)
        return lines.isEmpty ? nil : (["set -e"] + lines).joined(separator: "\n")
    }
}
