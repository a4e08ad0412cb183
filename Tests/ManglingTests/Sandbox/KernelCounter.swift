import Foundation
import Sandboxing
import Testing

/// The kernel's counters in the network namespace of the calling thread (proc(5), net/snmp).
enum KernelCounter {
    /// As in `InSegs` of `Tcp`; TCP over IPv6 is counted there too.
    static func value(_ name: String, of protocolName: String) throws -> Int {
        let lines = try lines(of: "snmp").filter { $0.first == protocolName + ":" }
        let column = try #require(lines.first?.firstIndex(of: name))
        let values = try #require(lines.last)
        return try #require(Int(values[column]))
    }

    /// A counter of UDP over IPv6, as in `InCsumErrors`.
    static func udp6(_ name: String) throws -> Int {
        let line = try lines(of: "snmp6").first { $0.first == "Udp6" + name }
        return try #require(line?.last.flatMap { Int($0) })
    }

    private static func lines(of file: String) throws -> [[String]] {
        try readTextFile("/proc/thread-self/net/" + file).split(separator: "\n")
            .map { $0.split(whereSeparator: \.isWhitespace).map(String.init) }
    }
}
