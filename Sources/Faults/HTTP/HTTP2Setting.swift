/// One parameter of SETTINGS with a value, as it goes onto the wire (RFC 9113 section 6.5.1).
package struct HTTP2Setting: Sendable, Equatable {
    package let parameter: HTTP2Parameter
    package let value: UInt32

    package init(_ parameter: HTTP2Parameter, value: UInt32) {
        self.parameter = parameter
        self.value = value
    }
}

/// What SETTINGS can set (RFC 9113 section 6.5.2).
public enum HTTP2Parameter: String, Sendable, CaseIterable {
    case headerTableSize = "header-table-size"
    case enablePush = "enable-push"
    case maxConcurrentStreams = "max-concurrent-streams"
    case initialWindowSize = "initial-window-size"
    /// From 16384 to 16777215; anything else is an error of the connection.
    case maxFrameSize = "max-frame-size"
    case maxHeaderListSize = "max-header-list-size"

    /// The number on the wire.
    package var number: UInt16 {
        switch self {
        case .headerTableSize: 0x1
        case .enablePush: 0x2
        case .maxConcurrentStreams: 0x3
        case .initialWindowSize: 0x4
        case .maxFrameSize: 0x5
        case .maxHeaderListSize: 0x6
        }
    }
}
