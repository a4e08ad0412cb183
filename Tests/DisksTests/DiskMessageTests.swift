import Testing

@testable import Disks

@Suite struct DiskMessageTests {
    @Test func aMessageIsReadAsItIsWritten() {
        let message = DiskMessage(.question, 7, 1, .max, 4096)
        #expect(message.values == [7, 1, .max, 4096, 0, 0])
        #expect(message.bytes.withUnsafeBytes { DiskMessage($0) } == message)
    }

    @Test func otherLengthsAndKindsAreNoMessage() {
        let bytes = DiskMessage(.done).bytes
        #expect(Array(bytes.dropLast()).withUnsafeBytes { DiskMessage($0) } == nil)
        #expect([UInt8](repeating: 0xff, count: DiskMessage.size).withUnsafeBytes { DiskMessage($0) } == nil)
    }
}

@Suite struct FUSERequestTests {
    /// A request with words of 4 bytes at some places.
    private static func request(_ count: Int, _ words: [(place: Int, word: UInt32)]) -> FUSERequest? {
        var bytes = [UInt8](repeating: 0, count: count)
        for (place, word) in words {
            bytes.withUnsafeMutableBytes { $0.storeBytes(of: word, toByteOffset: place, as: UInt32.self) }
        }
        return bytes.withUnsafeBytes { FUSERequest($0) }
    }

    @Test func aWriteHasItsPlaceAndItsBytes() throws {
        let request = try #require(Self.request(80 + 512, [(4, 16), (8, 99), (48, 4096), (56, 512)]))
        #expect(request.operation == .write)
        #expect(request.unique == 99)
        #expect(request.offset == 4096)
        #expect(request.length == 512)
    }

    @Test func whatIsCutShortIsNone() {
        #expect(Self.request(39, [(4, 3)]) == nil)
        #expect(Self.request(60, [(4, 15)]) == nil)
        #expect(Self.request(80 + 511, [(4, 16), (56, 512)]) == nil)
    }

    @Test func anUnknownOperationIsKeptForAnAnswer() throws {
        let request = try #require(Self.request(40, [(4, 4000), (8, 5)]))
        #expect(request.operation == nil)
        #expect(request.unique == 5)
    }

    @Test func theAnswersHaveTheSizesOfTheKernel() {
        #expect(FUSEReply.begin(minorVersion: 40).count == 64)
        #expect(FUSEReply.attributes(size: 1 << 20).count == 104)
        #expect(FUSEReply.opened.count == 16)
        #expect(FUSEReply.written(5).count == 8)
        #expect(FUSEReply.statistics.count == 80)
    }
}
