import Faults
import Glibc
import Judging
import Pullers
import SampleRuns
import Sandboxing
import Scenarios
import Testing
import WireFormats

@testable import ChaosPull

/// The answers that a program of the node gets to a lookup, in real namespaces and over either family.
@Suite(.serialized, .enabled(if: geteuid() == 0, "needs root")) struct DNSWorldTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let fault: String
        /// The answer, as `summary` describes it.
        let answer: String

        init(_ fault: String, _ answer: String) {
            self.fault = fault
            self.answer = answer
        }

        var testDescription: String { fault }
    }

    private static let id: UInt16 = 0x1234

    @Test(arguments: [
        Case("dns.nxdomain", "NXDOMAIN"),
        Case("dns.servfail", "SERVFAIL"),
        Case("dns.rcode, rcode: REFUSED", "REFUSED"),
        Case("dns.silence", "nothing"),
        Case("dns.delay, by: 700 ms", "NOERROR 198.18.1.10"),
        Case("dns.address, address: closed", "NOERROR 198.18.1.55"),
        Case("dns.address, address: loopback", "NOERROR 127.0.0.1"),
        Case("dns.truncate", "NOERROR TC"),
        Case("dns.oversize", "NOERROR TXT TXT TXT TXT TXT TXT TXT 198.18.1.10 over 1232 B"),
        Case("dns.edns-malformed, how: cut", "unreadable"),
        Case("dns.edns-malformed, how: twice", "unreadable"),
        Case("dns.edns-malformed", "NOERROR OPT 198.18.1.10"),
        Case("dns.garbage", "unreadable"),
        Case("dns.mismatch", "NOERROR 198.18.1.10 with another id"),
        Case("dns.mismatch, in: question", "NOERROR 198.18.1.10 about other.test"),
        Case("dns.cname-loop", "NOERROR CNAME CNAME"),
        Case("dns.nxdomain, match: {name: cdn}", "NOERROR 198.18.1.10"),
    ])
    func aProgramGetsWhatTheFaultSays(of test: Case) async throws {
        let scenario = try scenario("faults: [{fault: \(test.fault)}]\nexpect: {pull: fails}")
        let plan = Plan(scenario: scenario, puller: InstalledPuller.none.puller, version: "0.0", seed: 1)
        let faults = plan.armedFaults()
        let start = ContinuousClock.now
        let (answers, _) = try await withWorld(of: plan, faults: faults, recorder: Recorder()) { world in
            var answers: [String] = []
            for address in [Role.dns.ipv4, Role.dns.ipv6] {
                answers.append(
                    try await Self.ask(address, in: world.session.sandbox, seconds: test.answer == "nothing" ? 1 : 10))
            }
            return answers
        }
        #expect(answers == [test.answer, test.answer])
        if test.fault.hasPrefix("dns.delay") { #expect(ContinuousClock.now - start >= .milliseconds(1400)) }
        #expect(faults.map(\.fired) == [test.fault.contains("match:") ? 0 : 2])
    }

    /// Has bash send one datagram from the node and wait for one.
    private static func ask(_ address: String, in sandbox: Sandbox, seconds: Int) async throws -> String {
        let name = try #require(DNSName("registry.test"))
        let query = DNSMessage(id: id, questions: [DNSQuestion(name: name, type: .a)]).encoded()
        let script = """
            exec 3<>/dev/udp/\(address)/53
            printf '\(query.map { "\\x" + hex($0) }.joined())' >&3
            timeout \(seconds) dd bs=8192 count=1 status=none <&3 | od -An -v -tx1
            """
        let (_, text) = try await sandbox.output(Program("bash", "bash", ["-c", script]))
        let bytes = text.split(whereSeparator: \.isWhitespace).compactMap { UInt8($0, radix: 16) }
        return bytes.isEmpty ? "nothing" : summary(of: bytes)
    }

    private static func summary(of bytes: [UInt8]) -> String {
        guard let message = try? DNSMessage(parsing: bytes) else { return "unreadable" }
        var words = [message.responseCode.description]
        if message.isTruncated { words.append("TC") }
        words += message.answers.map { record in
            if case .address(let address) = record.data { "\(address)" } else { record.type.description }
        }
        if message.id != id { words.append("with another id") }
        if let name = message.questions.first?.name.description, name != "registry.test" {
            words.append("about \(name)")
        }
        if bytes.count > 1232 { words.append("over 1232 B") }
        return words.joined(separator: " ")
    }

    private static func hex(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }
}
