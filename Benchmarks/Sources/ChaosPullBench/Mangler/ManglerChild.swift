import AllocationCount
import ChaosPull
import Glibc

/// The mangler in its own process in the wire namespace, so that its processor time can be measured.
enum ManglerChild {
    /// Mangles until standard input ends; for each line of input it prints the number of allocations.
    static func main(_ contender: Contender) async throws {
        let (_, losses) = try await ManglerProbe.mangle([fault(of: contender)], namespace: "/proc/self/ns/net") {
            rules in
            _ = try Companion.run(["iptables-restore"], input: rules.v4)
            _ = try Companion.run(["ip6tables-restore"], input: rules.v6)
            say("ready")
            var byte: UInt8 = 0
            while read(STDIN_FILENO, &byte, 1) == 1 {
                if byte == UInt8(ascii: "\n") { say("\(allocation_count())") }
            }
        }
        say(losses.map { "lost: \($0)" } ?? "lossless")
    }

    private static func fault(of contender: Contender) -> InjectedFault {
        switch contender {
        case .seldom: .packetDuplicate(when: Trigger(probability: 0.001))
        case .cut: .packetRate(perSecond: 1_000_000, burst: 1_000_000)
        case .uncut: .packetDrop(when: Trigger(after: .seconds(3600)))
        case .aside: .packetDrop(PacketMatch(.tcp, with: .registry))
        case .released: .packetDuplicate(PacketMatch(.tcp, with: .cdn), when: Trigger(first: 1))
        default: .packetDrop(when: Trigger(probability: 0))
        }
    }

    private static func say(_ text: String) {
        let bytes = Array((text + "\n").utf8)
        _ = write(STDOUT_FILENO, bytes, bytes.count)
    }
}
