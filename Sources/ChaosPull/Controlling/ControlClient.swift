import FoundationEssentials
import Judging
import NIOCore
import NIOExtras
import NIOPosix

/// Asks a world over its control socket.
package enum ControlClient {
    /// The most bytes of an answer; 1000 events have less.
    private static let longestReply = 16 << 20

    /// Sends one line and waits for the answer, which for a pull comes when that has ended.
    ///
    /// - Returns: the line of JSON.
    /// - Throws: `ChaosPullError` if nobody listens, or if the world ends before it has answered.
    package static func ask(_ line: String, at path: String) async throws -> String {
        let channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>
        do {
            channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connect(unixDomainSocketPath: path) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(
                            ByteToMessageHandler(LineBasedFrameDecoder(), maximumBufferSize: longestReply))
                        return try NIOAsyncChannel(wrappingChannelSynchronously: channel)
                    }
                }
        } catch {
            throw ChaosPullError(
                "nobody listens at '\(path)'; expected the path that run, shell, exec or serve got with --control")
        }
        return try await channel.executeThenClose { replies, requests in
            try await requests.write(ByteBuffer(string: line + "\n"))
            for try await reply in replies { return String(buffer: reply) }
            throw ChaosPullError("the world at '\(path)' ended before it answered")
        }
    }

    /// A request as a line of JSON.
    ///
    /// - Parameters:
    ///   - word: the value of `do`.
    ///   - fault: a fault as in a scenario; nil for none.
    ///   - numbers: the values of other keys.
    package static func line(_ word: String, fault: String? = nil, numbers: [String: Int] = [:]) -> String {
        struct Line: Encodable {
            let word: String
            let fault: String?
            let numbers: [String: Int]

            func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: Key.self)
                try container.encode(word, forKey: Key(stringValue: "do"))
                try container.encodeIfPresent(fault, forKey: Key(stringValue: "fault"))
                for (key, number) in numbers { try container.encode(number, forKey: Key(stringValue: key)) }
            }
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let data = try? encoder.encode(Line(word: word, fault: fault, numbers: numbers))
        return data.map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    /// An answer as text for people, and whether what was asked was done.
    ///
    /// - Throws: `ChaosPullError` if it is none.
    package static func text(of reply: String) throws(ChaosPullError) -> (text: String, isDone: Bool) {
        guard let reply = try? JSONDecoder().decode(ControlReply.self, from: Data(reply.utf8)) else {
            throw ChaosPullError("the answer is none of chaospull's: \(reply.prefix(200))")
        }
        if let error = reply.error { return (error, false) }
        if let faults = reply.faults {
            return (faults.isEmpty ? "no fault" : faults.map(\.line).joined(separator: "\n"), true)
        }
        if let events = reply.events {
            return (events.map { "\($0.number) \($0.line)" }.joined(separator: "\n"), true)
        }
        return (reply.pull?.line ?? "done", true)
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }

        init?(intValue: Int) { nil }
    }
}
