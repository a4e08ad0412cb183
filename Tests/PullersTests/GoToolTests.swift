import ImageContent
import Sandboxing
import Testing

@testable import Pullers

/// oras, crane and apptainer: single programs that read docker's credentials.
@Suite struct GoToolTests {
    private let platform = "\(Platform.host.os)/\(Platform.host.architecture)"
    private let config = "/run/home/.docker/config.json"

    @Test(
        arguments: [
            (false, false, []), (true, false, ["--from-plain-http"]),
            (false, true, ["--from-registry-config", "/run/home/.docker/config.json"]),
        ] as [(Bool, Bool, [String])])
    func orasCopiesIntoALayout(http: Bool, credentials: Bool, options: [String]) {
        let command = OrasPuller().command(for: request(http: http, credentials: credentials))
        #expect(
            command.arguments == ["copy", "--no-tty", "--platform", platform] + options
                + ["registry.test/library/demo:1", "--to-oci-layout", "/storage/image:1"]
        )
    }

    @Test(arguments: [(false, []), (true, ["--insecure"])] as [(Bool, [String])])
    func craneSavesAnArchive(http: Bool, options: [String]) {
        let command = CranePuller().command(for: request(http: http))
        #expect(
            command.arguments == ["pull", "--platform", platform] + options
                + ["registry.test/library/demo:1", "/storage/image.tar"]
        )
    }

    @Test(
        arguments: [
            (false, false, []), (true, false, ["--no-https"]),
            (false, true, ["--authfile", "/run/home/.docker/config.json"]),
        ] as [(Bool, Bool, [String])])
    func apptainerMakesAFile(http: Bool, credentials: Bool, options: [String]) {
        let command = ApptainerPuller().command(for: request(http: http, credentials: credentials))
        #expect(
            command.arguments == ["pull", "--force"] + options
                + ["/storage/image.sif", "docker://registry.test/library/demo:1"]
        )
        #expect(command.environment["APPTAINER_CACHEDIR"] == "/storage/apptainer")
        #expect(command.environment["APPTAINER_TMPDIR"] == "/storage/tmp")
    }

    @Test func credentialsAreWhereDockerHasThem() {
        let pullers: [any Puller] = [OrasPuller(), CranePuller(), ApptainerPuller()]
        for puller in pullers {
            #expect(puller.files(for: request()).isEmpty)
            #expect(
                puller.file(config, for: request(credentials: true))
                    == #"{"auths": {"registry.test": {"auth": "cHVsbGVyOnBhc3M6d29yZA=="}}}"# + "\n"
            )
            #expect(puller.daemon(for: request())?.program == nil)
            #expect(puller.hint.contains("chaospull roots create"))
        }
    }
}
