import Testing

@testable import ChaosPull

@Suite struct SettlingTests {
    /// Reads one value every 100 ms until it has settled.
    private func read(_ values: [Int], patience: Duration = .seconds(5)) -> (value: Int, readings: Int)? {
        var settling = Settling(values[0], quiet: .milliseconds(500), patience: patience)
        for (index, value) in values.enumerated().dropFirst()
        where settling.hasSettled(value, at: .milliseconds(100 * index)) {
            return (settling.value, index)
        }
        return nil
    }

    @Test func aValueThatStaysTheSameIsTakenAfterTheQuietTime() throws {
        let (value, readings) = try #require(read(Array(repeating: 7, count: 20)))
        #expect(value == 7 && readings == 5)
    }

    /// A puller removes what it left in two steps: what was there first, or in between, does not count.
    @Test func eachChangeBeginsTheQuietTimeAnew() throws {
        let (value, readings) = try #require(
            read([16, 16, 16, 4, 4, 4, 4] + Array(repeating: 1, count: 20)))
        #expect(value == 1 && readings == 12)
    }

    @Test func whatNeverRestsIsTakenWhenPatienceEnds() throws {
        let (value, readings) = try #require(read(Array(0..<100), patience: .seconds(2)))
        #expect(value == 20 && readings == 20)
        #expect(read(Array(0..<20), patience: .seconds(2)) == nil)
    }
}
