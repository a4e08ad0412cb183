import Sandboxing
import Testing

@Suite struct ToolTests {
    @Test func toolsOfTheSystemAreFound() throws {
        #expect(Tool.path(of: "sh")?.hasSuffix("/sh") == true)
        try Tool.require(["sh", "cat"])
        try Tool.require([])
    }

    @Test func theFirstThatIsMissingIsNamedWithTheWayOut() throws {
        let error = try #require(throws: SandboxError.self) {
            try Tool.require(["sh", "no-such-tool", "nor-this"])
        }
        #expect(error.code == .missingTool)
        #expect(error.message == "no-such-tool not found in /usr/sbin:/usr/bin:/sbin:/bin; run 'make setup'")
        #expect("\(error)" == error.message)
    }

    @Test(arguments: [("", ""), ("  a b \n", "a b"), ("\t\n", ""), ("a", "a")])
    func trimmedTextHasNoWhiteSpaceAtItsEnds(text: String, trimmed: String) {
        #expect(text.trimmed == trimmed)
    }
}
