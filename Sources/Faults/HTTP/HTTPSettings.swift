/// Says SETTINGS before an answer, with a value that may be forbidden (RFC 9113 section 6.5.2).
package struct HTTPSettings: HTTPFault, NeedingFault {
    package static let name = "http.settings"
    package static let summary = "say SETTINGS with any value before the answer"
    static let setting = Parameter(
        "setting", .word(HTTP2Parameter.self, called: "setting"), "what is set (RFC 9113 section 6.5.2)")
    static let value = Parameter(
        "value", .integer(in: 0...Int(UInt32.max)), "its value, whether or not it is permitted")
    package static let parameters: [any ParameterDeclaration] = [setting, value]

    private let settings: HTTP2Setting

    package init(_ fields: Fields) throws(LanguageError) {
        settings = HTTP2Setting(
            try fields.value(of: Self.setting), value: UInt32(clamping: try fields.value(of: Self.value)))
    }

    package static let part = HTTPReplyPart.time
    package static let transport = HTTPTransport.http2

    package var need: String { "a request over HTTP/2" }

    package func edit(_ reply: inout HTTPReply, to request: RequestFacts, draw: inout Draw) {
        if request.streamWindow != nil { reply.setting = settings }
    }
}

extension InjectedFault {
    /// Says SETTINGS before answers: `http.settings`.
    public static func httpSettings(
        _ setting: HTTP2Parameter, value: Int, _ match: HTTPMatch = HTTPMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(
            HTTPSettings.self, HTTPSettings.setting(setting), HTTPSettings.value(value), match: match.element,
            when: when)
    }
}
