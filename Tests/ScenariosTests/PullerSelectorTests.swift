import Faults
import Testing

@testable import Scenarios

@Suite struct PullerSelectorTests {
    private func selector(_ text: String) throws -> PullerSelector {
        try PullerSelector(Element(.scalar(text, isPlain: true), at: Position(line: 1, column: 1), path: ""))
    }

    @Test(arguments: [
        ("1.9.3", "1.9.3"), ("20.10.24+dfsg1", "20.10.24"), ("v1.22.0", "1.22"), ("1:5.4.2-1+b10", "5.4.2"),
        ("28.5.2~rc1", "28.5.2"), ("0", "0"), ("5.4.2.", "5.4.2"),
    ])
    func `a version is its numbers`(text: String, numbers: String) {
        #expect(Version(text)?.description == numbers)
    }

    @Test(arguments: ["", "v", "unknown", ".1", "+dfsg1", "99999999999999999999", "1:"])
    func `a text without numbers is no version`(text: String) {
        #expect(Version(text) == nil)
    }

    @Test func `versions are ordered by numbers and not by letters`() throws {
        let versions = try ["1.9.3", "1.10", "1.10.1", "2", "20.10.24", "26.1.5"].map { try #require(Version($0)) }
        #expect(versions.reversed().sorted() == versions)
        #expect(Version("1.0") == Version("1"))
    }

    @Test(arguments: [
        ("skopeo", "skopeo", "1.9.3", true),
        ("skopeo", "docker", "1.9.3", false),
        ("skopeo <1.11", "skopeo", "1.9.3", true),
        ("skopeo <1.11", "skopeo", "1.18.0", false),
        ("docker >=20.10, <26", "docker", "20.10.24+dfsg1", true),
        ("docker >=20.10, <26", "docker", "26.1.5", false),
        ("docker <=20.10.24", "docker", "20.10.24+dfsg1", true),
        ("docker >20.10.24", "docker", "20.10.24", false),
        ("docker = 20.10.24", "docker", "20.10.24", true),
        ("docker=20.10", "docker", "20.10.24", false),
        ("skopeo", "skopeo@trixie", "1.18.0", true),
        ("skopeo@trixie", "skopeo@trixie", "1.18.0", true),
        ("skopeo@trixie", "skopeo@sid", "1.22.0", false),
        ("skopeo@trixie", "skopeo", "1.9.3", false),
        ("skopeo@trixie <1.19", "skopeo@trixie", "1.18.0", true),
    ])
    func `a selector means its pullers`(text: String, name: String, version: String, isMeant: Bool) throws {
        let version = try #require(Version(version))
        #expect(try selector(text).matches(name: name, version: version) == isMeant)
    }

    @Test(arguments: [
        "skopeo 1.11", "skopeo <", "skopeo <1.11,", "skopeo ,", "<1", "@trixie", "skopeo@", "a@b@c", "skopeo <1.x",
        "skopeo < 1 > 2", "skopeo !=1", "skopeo <1.99999999999999999999", "skop eo", "sköpeo",
    ])
    func `what is no selector is refused`(text: String) {
        #expect(throws: LanguageError.self) { try selector(text) }
    }

    @Test func `a selector is written as it is read`() throws {
        for text in ["skopeo", "skopeo@trixie", "docker >=20.10, <26", "ch-image@sid =0.38"] {
            #expect(try selector(text).description == text)
        }
    }
}
