import Testing

@testable import Scenarios

@Suite struct RangeTests {
    private func leftovers(_ text: String) throws -> SizeRange? {
        try scenario(expecting: "{pull: succeeds, leftovers: \(text)}").expectation.observables.leftovers
    }

    private func backoff(_ text: String) throws -> DurationRange? {
        try scenario(expecting: "{pull: succeeds, backoff: {config: \(text)}}").expectation.observables.backoff[
            "config"]
    }

    @Test func `both ends of a range of sizes are in it`() throws {
        let range = try #require(try leftovers("1 KiB..2 KiB"))
        #expect([1023, 1024, 2048, 2049].map(range.contains) == [false, true, true, false])
    }

    @Test func `an end that is left out bounds nothing`() throws {
        #expect(try leftovers("..1 KiB")?.contains(0) == true)
        #expect(try leftovers("1 KiB..")?.contains(.max) == true)
        #expect(try backoff("..2 s")?.contains(.zero) == true)
        #expect(try backoff("2 s..")?.contains(.seconds(86_400)) == true)
    }

    @Test func `both ends of a range of durations are in it`() throws {
        let range = try #require(try backoff("500 ms .. 1.5 s"))
        #expect([499, 500, 1500, 1501].map { range.contains(.milliseconds($0)) } == [false, true, true, false])
    }

    @Test(arguments: ["80%", "0.5%", "99.9%"]) func `a rate is a share that counting can show`(text: String) throws {
        let rate = try #require(try scenario(expecting: "{pull: succeeds, rate: \(text)}").expectation.rate)
        #expect(rate > 0 && rate < 1)
    }

    @Test func `one leak stands for a list of one`() throws {
        let entry = "{puller: docker, pull: succeeds, because: x, leaks: password}"
        let known = try Scenario(yaml: "title: a\nexpect: {pull: succeeds}\nknown: [\(entry)]", file: "a.yaml").known
        #expect(known.map(\.leaks) == [[.password]])
    }
}
