import ImageContent
import Sandboxing
import Testing

@testable import Pullers

/// The pullers that come from PyPI.
@Suite struct PythonToolTests {
    @Test(arguments: [(false, "https"), (true, "http")])
    func udockerPullsIntoAFolderOfTheRun(http: Bool, scheme: String) {
        let command = UdockerPuller().command(for: request(http: http))
        #expect(command.executable.hasSuffix("/chaospull/pypi/udocker/bin/udocker"))
        #expect(
            command.arguments == ["--allow-root", "pull", "--registry=\(scheme)://registry.test", "library/demo:1"])
        #expect(command.environment["UDOCKER_DIR"] == "/storage/udocker")
    }

    @Test func udockerFetchesNoToolsAndKeepsCredentialsInAFile() {
        let tool = UdockerPuller()
        #expect(tool.file("/etc/udocker.conf", for: request()) == "[DEFAULT]\nautoinstall =\n")
        #expect(tool.files(for: request()).count == 1)
        #expect(
            tool.file("/run/home/udocker-keystore", for: request(credentials: true))
                == #"{"registry.test": {"auth": "cHVsbGVyOnBhc3M6d29yZA==", "email": ""}}"# + "\n"
        )
    }

    @Test func theLibraryIsCalledByAScript() throws {
        let tool = OrasPythonPuller()
        let command = tool.command(for: request())
        #expect(command.executable.hasSuffix("/chaospull/pypi/oras/bin/python"))
        #expect(command.arguments.prefix(2) == ["/run/home/pull.py", "https"])
        #expect(command.arguments.suffix(3) == ["registry.test/library/demo", "1", "/storage/image"])
        #expect(try #require(tool.file("/run/home/pull.py", for: request())).contains("client.download_blob("))
        #expect(tool.command(for: request(http: true)).arguments[1] == "http")
    }

    @Test func blobsAreHashedEachByItsName() throws {
        let image = SampleImage()
        let truth = image.truth
        var files = [
            "\(image.config)": image.configuration, "\(truth.layerDigests[0])": image.layer(0),
            "\(truth.layerDigests[1])": image.layer(1),
        ]
        func problems() throws -> [String] {
            var problems: [String] = []
            try withFolder(files) { folder in
                problems = try StoreVerification.verify(
                    blobs: { try StoredFiles(below: folder).readerIfThere("/\($0)") },
                    against: truth
                ).problems
            }
            return problems
        }
        #expect(try problems().isEmpty)
        files["\(image.config)"] = nil
        #expect(try problems() == ["config: not stored, expected \(image.config)"])
        files["\(truth.layerDigests[1])"]?[500] ^= 1
        #expect(try problems().count == 2)
    }
}
