import NIOCore
import NIOEmbedded
import Testing

@testable import FakeServices

/// What the library sees of what a client sends; frames as in RFC 9113 section 4.1.
@Suite struct HTTP2FrameFilterTests {
    private static let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)
    private static let settings: [UInt8] = [0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0x40, 0]
    private static let acknowledgement: [UInt8] = [0, 0, 0, 4, 1, 0, 0, 0, 0]
    private static let emptyHeaders: [UInt8] = [0, 0, 0, 1, 1, 0, 0, 0, 1]
    private static let emptyContinuation: [UInt8] = [0, 0, 0, 9, 0, 0, 0, 0, 1]
    private static let lastContinuation: [UInt8] = [0, 0, 0, 9, 4, 0, 0, 0, 1]
    private static let continuation: [UInt8] = [0, 0, 2, 9, 0, 0, 0, 0, 1, 9, 9]

    private static let sent =
        preface + settings + acknowledgement + emptyHeaders + emptyContinuation + emptyContinuation + continuation
        + emptyContinuation + lastContinuation + acknowledgement

    /// What passes of these bytes, in pieces of this size.
    private func passed(inPiecesOf size: Int, unacknowledged count: Int) async throws -> [UInt8] {
        let channel = NIOAsyncTestingChannel()
        try await channel.testingEventLoop.executeInContext {
            try channel.pipeline.syncOperations.addHandler(HTTP2FrameFilter())
        }
        for _ in 0..<count { try await HTTP2FrameFilter.expectAcknowledgement(on: channel) }
        var bytes = Self.sent[...]
        while !bytes.isEmpty {
            try await channel.writeInbound(ByteBuffer(bytes: bytes.prefix(size)))
            bytes = bytes.dropFirst(size)
        }
        var passed: [UInt8] = []
        while let piece = try await channel.readInbound(as: ByteBuffer.self) { passed += piece.readableBytesView }
        _ = try await channel.finish()
        return passed
    }

    @Test(arguments: [1, 2, 7, 9, 10, 1000])
    func emptyContinuationsWithoutTheLastAreDropped(size: Int) async throws {
        #expect(
            try await passed(inPiecesOf: size, unacknowledged: 0)
                == Self.preface + Self.settings + Self.acknowledgement + Self.emptyHeaders + Self.continuation
                + Self.lastContinuation + Self.acknowledgement)
    }

    @Test(arguments: [1, 9, 1000]) func anAcknowledgementIsDroppedForEachSettings(size: Int) async throws {
        #expect(
            try await passed(inPiecesOf: size, unacknowledged: 1)
                == Self.preface + Self.settings + Self.emptyHeaders + Self.continuation + Self.lastContinuation
                + Self.acknowledgement)
        #expect(
            try await passed(inPiecesOf: size, unacknowledged: 3)
                == Self.preface + Self.settings + Self.emptyHeaders + Self.continuation + Self.lastContinuation)
    }
}
