import Testing

@testable import Scenarios

@Suite struct PullerLabelTests {
    @Test(arguments: ["podman", "podman@trixie", "podman+with", "podman@trixie+new-1.2"])
    func `a label is taken apart and put together`(text: String) {
        #expect(PullerLabel(text).description == text)
        #expect(PullerLabel(text).puller == "podman")
    }

    @Test func `the label of the installed puller has no build`() {
        #expect(PullerLabel("podman@trixie+with").installed == "podman@trixie")
    }

    @Test(arguments: ["", "..", "-x", "a/b", "a b", "ä"])
    func `what would not be a part of a path is no word`(text: String) { #expect(!PullerLabel.isWord(text)) }

    @Test func `an entry about a puller is about a build of it too`() throws {
        let selector = PullerSelector(name: "podman", root: nil, constraints: [])
        let version = try #require(Version("5.4"))
        #expect(selector.matches(name: "podman+with", version: version))
        #expect(selector.matches(name: "podman@trixie+with", version: version))
        #expect(!selector.matches(name: "podman2", version: version))
    }
}
