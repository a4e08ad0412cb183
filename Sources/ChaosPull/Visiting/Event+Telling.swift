import Faults

extension Event {
    /// Whether a person in the world sees it while it happens.
    ///
    /// Connections that work, packets that were spared and what a daemon prints are too many to be read beside a prompt.
    package var isTold: Bool {
        switch body {
        case .phase, .output, .omission: false
        case .packet(let packet): packet.isHit
        case .connection(let connection): connection.change == .handshakeFailed
        case .dns, .request, .response, .token, .fault, .act, .process, .kernel: true
        }
    }
}
