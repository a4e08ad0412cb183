import Foundation
import Testing

/// The examples of the documents do what they show.
@Suite(.needsPullers, .needsRoot, .needsBuilds) struct DocumentExampleTests {
    @Test(arguments: ["builds-of-your-own", "control", "diagnose", "first-scenario"])
    func theExamplesDoWhatTheyShow(page: String) async throws {
        let text = try String(contentsOfFile: "\(Requirements.repository)/docs/\(page).md", encoding: .utf8)
        let examples = DocumentExamples(page: text)
        try #require(!examples.examples.isEmpty)
        try await withTemporaryFolder { folder in
            try await Self.furnish(folder)
            let path = (Requirements.command as NSString).deletingLastPathComponent
            let start = "cd \(folder)\nexport PATH=\(path):$PATH XDG_CACHE_HOME=\(folder)/cache\nexec 2>&1\n"
            let end = try await FinishedProgram.of("/bin/bash", ["-c", start + examples.script])
            for difference in examples.differences(from: end.output) { Issue.record("\(difference)") }
        }
    }

    /// What the pages take for granted: the project's folders, builds of containerd, a root file system, a checkout.
    private static func furnish(_ folder: String) async throws {
        let files = FileManager.default
        func link(_ name: String, to target: String) throws {
            try files.createSymbolicLink(atPath: "\(folder)/\(name)", withDestinationPath: target)
        }
        for name in ["Examples", "causes", "docs", "scenarios", "shortcomings"] {
            try link(name, to: "\(Requirements.repository)/\(name)")
        }
        try link("build", to: Builds.folder("trixie"))
        try link("rootfs", to: Builds.cache + "/roots/trixie")
        let history = try await FinishedProgram.of(
            "/bin/sh", ["-euc", checkout, "sh", folder, Builds.cache + "/builds"])
        try #require(history.code == 0, "\(history.error)")
    }

    /// Eight commits: each builds the containerd of a Debian suite, but the third, whose suite does not exist.
    private static let checkout = """
        git init -q -b main "$1/checkout"
        cd "$1/checkout"
        git config user.email maintainer@example.test
        git config user.name Maintainer
        printf '#!/bin/sh\\nset -e\\nrm -f bin\\ncd "%s/containerd-$(cat suite)/usr/bin"\\nln -s "$PWD" "$OLDPWD/bin"\\n' \\
            "$2" >build.sh
        chmod +x build.sh
        number=0
        for suite in bookworm bookworm none bookworm trixie trixie trixie trixie; do
            number=$((number + 1))
            echo "$suite" >suite
            echo "$number" >number
            git add .
            git commit -qm "change $number"
        done
        """
}
