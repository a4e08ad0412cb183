/// Why a stream or a connection of HTTP/2 ends (RFC 9113 section 7); those that a server has a reason for.
public enum HTTP2Code: String, Sendable, CaseIterable {
    case noError = "no-error"
    case protocolError = "protocol-error"
    case internalError = "internal-error"
    case flowControlError = "flow-control-error"
    case refusedStream = "refused-stream"
    case cancel
    case enhanceYourCalm = "enhance-your-calm"
    case http11Required = "http-1-1-required"

    /// The number on the wire.
    package var number: Int {
        switch self {
        case .noError: 0x0
        case .protocolError: 0x1
        case .internalError: 0x2
        case .flowControlError: 0x3
        case .refusedStream: 0x7
        case .cancel: 0x8
        case .enhanceYourCalm: 0xb
        case .http11Required: 0xd
        }
    }
}
