import Sandboxing
import Synchronization
import Testing

@testable import Pullers

@Suite struct CustomPullerTests {
    @Test func theHarnessDoesNotWriteThePasswordDown() {
        let pull = request(credentials: true)
        let words =
            "mytool --creds puller:pass:word --auth \(pull.basicCredentials) --pass cGFzczp3b3Jk"
        #expect(pull.masked(words) == "mytool --creds puller:*** --auth *** --pass ***")
        #expect(request().masked(words) == words)
    }

    @Test func aToolWithoutAVersionCountsAsInstalled() async throws {
        func version(_ tool: String, _ program: Program? = nil) async throws -> String? {
            let puller = CustomPuller(name: "mytool", summary: "a tool", tool: tool, version: program) { _ in
                CustomPuller.Recipe(command: Program("mytool", tool))
            }
            return try await PullerVersion.probe(puller)
        }
        #expect(try await version("true") != nil)
        #expect(try await version("/bin/sh") == "0.0")
        #expect(try await version("no-such-tool") == nil)
        #expect(try await version("sh", Program("version", "echo", ["tool 3.14"])) == "3.14")
        #expect(try await version("sh", Program("version", "echo", ["none"])) == "0.0")
        #expect(try await version("sh", Program("version", "false")) == "0.0")
        // Prints without end, whatever it is asked.
        #expect(try await version("/usr/bin/yes", Program("version", "sh", ["-c", "yes | head -c 3000000"])) == "0.0")
    }
}
