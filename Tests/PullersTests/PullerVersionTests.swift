import Testing

@testable import Pullers

@Suite struct PullerVersionTests {
    @Test(arguments: [
        ("Docker version 20.10.24+dfsg1, build 5d6db84\n", "20.10.24+dfsg1"),
        ("Docker version 28.3.2, build e77ff99\n", "28.3.2"),
        ("skopeo version 1.9.3\n", "1.9.3"),
        ("skopeo version 1.18.0-dev commit: 0123456\n", "1.18.0-dev"),
        ("podman version 4.3.1\n", "4.3.1"),
        ("buildah version 1.28.2 (image-spec 1.0.2-dev, runtime-spec 1.0.2-dev)\n", "1.28.2"),
        ("containerd github.com/containerd/containerd 1.6.20~ds1 1.6.20~ds1-1+deb12u1\n", "1.6.20~ds1"),
    ])
    func theVersionIsFoundInWhatToolsPrint(text: String, version: String) {
        #expect(PullerVersion.version(in: text) == version)
    }

    @Test(arguments: ["", "\n", "no version here", "version 5", "usage: docker [OPTIONS]"])
    func textWithoutAVersionHasNone(text: String) {
        #expect(PullerVersion.version(in: text) == nil)
    }
}
