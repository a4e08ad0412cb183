import Faults
import Testing

@Suite struct HTTPSettingsTests {
    private func edited(_ parameters: KeyValuePairs<String, Document>, window: Int? = 65_535) throws -> HTTPReply {
        var request = RequestFacts(host: .registry, method: "GET", resource: .ping)
        request.streamWindow = window
        var reply = HTTPReply(status: 200)
        try fault(HTTPSettings.self, parameters).edit(&reply, to: request)
        return reply
    }

    /// Numbers of RFC 9113 section 6.5.2.
    @Test(
        arguments: [
            ("header-table-size", 1), ("enable-push", 2), ("max-concurrent-streams", 3), ("initial-window-size", 4),
            ("max-frame-size", 5), ("max-header-list-size", 6),
        ] as [(String, UInt16)])
    func anySettingMayHaveAnyValue(word: String, number: UInt16) throws {
        let setting = try edited(["setting": .scalar(word), "value": .scalar("4294967295")]).setting
        #expect(setting?.parameter.number == number && setting?.value == .max)
    }

    @Test func theAnswerStaysAsItIs() throws {
        let reply = try edited(["setting": "max-frame-size", "value": "0"])
        #expect(reply.setting == HTTP2Setting(.maxFrameSize, value: 0))
        #expect(reply.ending == .complete && reply.status == 200)
    }

    @Test func overHTTP1ItIsNotPossible() throws {
        #expect(try edited(["setting": "max-frame-size", "value": "0"], window: nil).setting == nil)
    }
}
