import Faults
import Scenarios

extension Scenario {
    /// Why its services alone cannot do what it says, in a line that begins with the file; nil if they can.
    package func objectionToServing(file: String) -> String? {
        for (ordinal, fault) in faults.enumerated() {
            guard let reason = fault.objectionToServing else { continue }
            return "\(file):\(fault.position): faults[\(ordinal)]: '\(fault.name)' \(reason)"
        }
        guard node.proxy == nil else {
            return "\(file): node.proxy: a proxy is not served; expected no proxy, or 'chaospull run'"
        }
        guard !registry.hasPlainPort else {
            return "\(file): registry.plain-port: one port is served; expected false, or 'chaospull run'"
        }
        guard !node.hasBase else {
            return
                "\(file): node.has-base: nobody knows what a puller elsewhere has; expected false, or 'chaospull run'"
        }
        guard !node.hasImage else {
            return
                "\(file): node.has-image: nobody knows what a puller elsewhere has; expected false, or 'chaospull run'"
        }
        return nil
    }

    /// Whether it has settings that only the sandbox can have.
    var hasSettingsOfSandbox: Bool {
        // The guide says what to log in with.
        node != NodeSettings(credentials: node.credentials) || network != NetworkSettings()
    }
}

extension Plane {
    /// Whether the services that are served carry out its faults by themselves.
    fileprivate var isServed: Bool {
        switch self {
        case .http, .auth, .tls, .image: true
        case .packet, .link, .dns, .disk, .node, .syscall, .act: false
        }
    }
}

extension FaultDefinition {
    fileprivate var objectionToServing: String? {
        guard type(of: fault).plane.isServed else {
            let served = Plane.allCases.filter(\.isServed).map(\.rawValue).joined(separator: ", ")
            return "needs the sandbox of 'chaospull run' and cannot be served; expected faults of \(served)"
        }
        guard match.host != .proxy, (fault as? any TLSFault)?.isOfProxy != true else {
            return "is about the proxy, which is not served; expected another host, or 'chaospull run'"
        }
        switch once {
        case .dns, .output, .program, .pull, .disk:
            return "waits for an event that only a sandbox sees; expected a request, a response or a connection"
        case .request, .response, .connection, nil: return nil
        }
    }
}
