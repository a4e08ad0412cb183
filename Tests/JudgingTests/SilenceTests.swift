import Faults
import Foundation
import Judging
import Testing

@Suite struct SilenceTests {
    private func reason(
        _ name: String, match: String = "layer at cdn", matched: Int?, due: Int?, when: String? = "always",
        need: String? = nil
    ) -> String {
        let count = Observations.FaultCount(
            name: name, match: match, fired: 0, matched: matched, due: due, when: when, need: need)
        let prefix = "faults[2] \(name) never fired: "
        let sentence = count.silence(at: 2)
        return sentence.hasPrefix(prefix) ? String(sentence.dropFirst(prefix.count)) : sentence
    }

    @Test func `the reason is the true one`() {
        #expect(reason("http.cut", matched: 0, due: 0) == "nothing that it matches came (layer at cdn)")
        #expect(reason("dns.nxdomain", match: "everything", matched: 0, due: 0) == "no question came")
        #expect(
            reason("http.status", matched: 3, due: 0, when: "for 0 ms")
                == "it matched 3 answers and none was due (for 0 ms)")
        #expect(
            reason("tls.expired", matched: 1, due: 0, when: "only 3 of each flow")
                == "it matched 1 handshake, which was not due (only 3 of each flow)")
        #expect(
            reason("http.cut", matched: 5, due: 4, need: "a body of more than 1 GiB")
                == "4 answers were due and it would have changed none of them: it needs a body of more than 1 GiB")
        #expect(
            reason("packet.drop", matched: 3, due: 0, when: "for 0 ms")
                == "packets that it matches came and none was due (for 0 ms)")
        #expect(reason("packet.corrupt", matched: 1, due: 1) == "1 packet was due and it would have changed nothing")
        #expect(reason("act.kill", matched: 2, due: 2) == "2 events were due and it could not be done")
        #expect(
            reason("node.disk-full", match: "everything", matched: nil, due: nil)
                == "nothing showed that it took effect")
    }

    @Test func `files of older runs are read and say what they know`() throws {
        let old = #"{"name":"packet.drop","match":"udp","fired":0}"#
        let count = try JSONDecoder().decode(Observations.FaultCount.self, from: Data(old.utf8))
        #expect(count.silence(at: 0) == "faults[0] packet.drop never fired: it met nothing that it matches (udp)")
    }
}
