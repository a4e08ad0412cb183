import ChaosPull
import Glibc
import Pullers
import Scenarios
import Testing

/// What is unpacked wrongly is found, though every blob is right.
@Suite(.needsPullers, .serialized) struct UnpackedTests {
    /// Those that keep each layer as a folder.
    private static let unpacking = ["docker", "containerd", "cri", "podman", "buildah"]

    @Test(arguments: unpacking)
    func aDifferenceInEachAttributeIsFound(puller: String) async throws {
        let pull = try await pulled(
            by: puller,
            tamperedBy: """
                file() { find /storage -name "layer-$1-1.bin" -path '*/content/*'; }
                chmod 4600 "$(file 1)"
                chown 1:2 "$(dirname "$(file 1)")"
                touch -d @5.5 "$(file 2)"
                python3 -c 'import os, sys; os.setxattr(sys.argv[1], "user.planted", b"A")' "$(file 3)"
                ln -s /etc/passwd "$(dirname "$(file 3)")/planted"
                touch -d @1577836800 "$(dirname "$(file 3)")"
                """)
        #expect(
            pull?.stored.problems == [
                "layer 1: content/layer-1-1.bin: mode 04600, expected 0644",
                "layer 1: content: owner 1:2, expected 0:0",
                "layer 2: content/layer-2-1.bin: time 5.500000000, expected 1577836800",
                "layer 3: content/layer-3-1.bin: xattr user.planted 0x41, expected not set",
                "layer 3: content/planted: is there as a symbolic link, expected nothing",
            ])
        #expect(pull?.isUntrue == true)
    }

    /// docker, podman and buildah notice these by themselves when the image is saved.
    @Test(arguments: ["containerd", "cri"])
    func emptyAndMissingFilesAreFound(puller: String) async throws {
        let pull = try await pulled(
            by: puller,
            tamperedBy: """
                file() { find /storage -name "layer-$1-1.bin" -path '*/content/*'; }
                before=$(stat -c %Y "$(file 1)")
                : >"$(file 1)"
                touch -d "@$before" "$(file 1)"
                parent=$(dirname "$(file 2)")
                rm "$(file 2)"
                touch -d "@$before" "$parent"
                parent=$(dirname "$(file 3)")
                rm "$(file 3)"
                mkfifo -m 644 "$parent/layer-3-1.bin"
                touch -d "@$before" "$parent"
                """)
        #expect(
            pull?.stored.problems == [
                "3 of 3 files do not hold what was served, and 1 of them hold nothing",
                "layer 1: content/layer-1-1.bin: size 0, expected 62976",
                "layer 2: content/layer-2-1.bin: is not there, expected a file",
                "layer 3: content/layer-3-1.bin: is a named pipe, expected a file",
            ])
    }

    @Test(arguments: unpacking)
    func aDifferenceOfLinksDevicesAndMarksIsFound(puller: String) async throws {
        let pull = try await pulled(
            by: puller, image: "format: oci, layers: 2, content: [links, whiteouts, xattrs, devices]",
            tamperedBy: """
                features() { find /storage -path "*/features/$1" "${@:2}"; }
                ln -sfn elsewhere "$(features links/relative-1)"
                touch -h -d @1577836800 "$(features links/relative-1)"
                cp -a "$(features links/hard-2)" /storage/copy
                mv /storage/copy "$(features links/hard-2)"
                features devices/loop | while read -r loop; do
                    rm "$loop"
                    mknod -m 660 "$loop" b 7 201
                    touch -d @1577836800 "$loop" "${loop%/*}"
                done
                rm "$(features whiteouts/removed-1 -type c)"
                features whiteouts | while read -r folder; do touch -d @1577836800 "$folder"; done
                features links | while read -r folder; do touch -d @1577836800 "$folder"; done
                python3 -c 'import os, sys; os.removexattr(sys.argv[1], "security.capability")' \
                    "$(features xattrs/capability-1)"
                features whiteouts/opaque | while read -r folder; do
                    python3 -c 'import os, sys; os.removexattr(sys.argv[1], "trusted.overlay.opaque")' "$folder" || :
                done
                """)
        #expect(
            pull?.stored.problems == [
                "layer 1: features/devices/loop: is block device 7:201, expected block device 7:200",
                "layer 1: features/links/relative-1: leads to 'elsewhere', expected 'file-1'",
                "layer 1: features/xattrs/capability-1: xattr security.capability not set, "
                    + "expected 0x0100000200040000000000000000000000000000",
                "layer 2: features/devices/loop: is block device 7:201, expected block device 7:200",
                "layer 2: features/links/hard-2: is a file of its own, expected another name of "
                    + "'features/links/file-2'",
                "layer 2: features/whiteouts/opaque: does not hide what lower layers have in it, expected that it does",
                "layer 2: features/whiteouts/removed-1: is not there, expected a whiteout",
            ])
    }

    @Test(arguments: unpacking + ["skopeo", "ch-image"])
    func whatIsUnpackedRightIsCompared(puller: String) async throws {
        guard let pull = try await pulled(by: puller, tamperedBy: ":") else { return }
        #expect(pull.stored.problems == [])
        #expect((pull.stored.comparedEntries ?? 0) >= 6)
    }

    /// Nil if the puller is not installed, where it need not be.
    private func pulled(
        by name: String, image: String = "layers: 3", tamperedBy script: String
    ) async throws -> Observations.Pull? {
        guard let puller = try? await InstalledPuller.select([name]).first else {
            if Requirements.isDemanded { Issue.record("\(name) is not installed") }
            return nil
        }
        let scenario = try Scenario(
            yaml: """
                title: What is unpacked
                image: {\(image), layer-size: 64 KiB}
                expect: {pull: succeeds}
                """, file: "unpacked.yaml")
        let tampered = TamperedPuller(base: puller.puller, script: script)
        let plan = Plan(
            scenario: scenario, puller: tampered, root: puller.root, version: puller.version, seed: 1)
        let observations = try await run(plan, recorder: Recorder())
        return observations.pull
    }
}
