import Pullers
import Sandboxing
import Testing

@Suite struct SkopeoPullerTests {
    private let skopeo = SkopeoPuller()

    @Test(
        arguments: [
            (false, false, []),
            (true, false, ["--src-tls-verify=false"]),
            (false, true, ["--src-authfile", "/run/home/auth.json"]),
            (true, true, ["--src-tls-verify=false", "--src-authfile", "/run/home/auth.json"]),
        ] as [(Bool, Bool, [String])])
    func theCommandCopiesToAFolder(http: Bool, credentials: Bool, options: [String]) {
        let command = skopeo.command(for: request(http: http, credentials: credentials))
        #expect(command.name == "skopeo copy")
        #expect(command.executable == "skopeo")
        #expect(
            command.arguments
                == ["copy"] + options + ["docker://registry.test/library/demo:1", "dir:/storage/image"]
        )
    }

    @Test func retriesMakeAVariantWithANameOfItsOwn() {
        let variant = SkopeoPuller(retries: 3)
        #expect(variant.name == "skopeo-retry-3")
        #expect(variant.summary.contains("--retry-times 3"))
        #expect(
            variant.command(for: request()).arguments
                == ["copy", "--retry-times", "3", "docker://registry.test/library/demo:1", "dir:/storage/image"]
        )
        #expect(variant.files(for: request(credentials: true)) == skopeo.files(for: request(credentials: true)))
    }

    @Test func itHasNoDaemon() {
        #expect(skopeo.daemon(for: request())?.program == nil)
    }

    @Test func theConfigurationIsThis() {
        let plain = skopeo.files(for: request(http: true))
        #expect(plain.map(\.path) == ["/etc/containers/policy.json", "/etc/containers/registries.conf"])
        #expect(
            plain.map(\.text) == [
                #"{"default": [{"type": "insecureAcceptAnything"}]}"# + "\n", "unqualified-search-registries = []\n",
            ])
        let withCredentials = request(credentials: true)
        #expect(skopeo.files(for: withCredentials).count == 3)
        #expect(
            skopeo.file("/run/home/auth.json", for: withCredentials)
                == #"{"auths": {"registry.test": {"auth": "cHVsbGVyOnBhc3M6d29yZA=="}}}"# + "\n"
        )
    }
}
