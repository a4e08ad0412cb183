import Testing

/// Wrong calls of the command, each with what it says; none starts a run.
@Suite struct WrongCallTests {
    static let calls: [(call: String, message: String)] = [
        ("run", #"Missing expected argument '<paths> ...'"#),
        ("run nowhere.yaml", #"nowhere.yaml: there is no such file; expected a scenario file or a folder of them"#),
        ("run scenarios/control.yaml --puller dockr", #"unknown puller 'dockr'; did you mean 'docker'?"#),
        (
            "run scenarios/control.yaml --puller skopeo@sidd",
            #"'skopeo@sidd' names a root that is not here; did you mean 'sid'?"#
        ),
        ("run scenarios/control.yaml --pullers docker,,podmann", #"unknown puller 'podmann'; did you mean 'podman'?"#),
        ("run scenarios/control.yaml --jobs 0", #"--jobs is 0; expected 1 to 256"#),
        ("run scenarios/control.yaml --jobs many", #"The value 'many' is invalid for '--jobs <jobs>'"#),
        ("run scenarios/control.yaml --repeat 0", #"--repeat is 0; expected 1 to 1000"#),
        ("run scenarios/control.yaml --seed -1", #"Missing value for '--seed <seed>'"#),
        ("run scenarios/control.yaml --seed x", #"The value 'x' is invalid for '--seed <seed>'"#),
        ("run scenarios/control.yaml --seeds 5-1", #"the seeds 5-1 are none; expected the smaller first, as in 1-5"#),
        ("run scenarios/control.yaml --seeds one", #"'one' names no seeds; expected some as in 1-20 or 1,5,7-9"#),
        ("run scenarios/control.yaml --seeds 1-999999", #"1-999999 is too many seeds; expected at most 10000 in all"#),
        (
            "run scenarios/control.yaml --shard 3/2",
            #"shard '3/2' is not a part of a whole; expected I/N with I from 1 to N, as in '2/4'"#
        ),
        ("run scenarios/control.yaml --shard x", #"shard 'x' is not a part of a whole; expected I/N"#),
        ("run scenarios/control.yaml --shard 0/2", #"shard '0/2' is not a part of a whole; expected I/N"#),
        (
            "run scenarios/control.yaml --report pdf=a.pdf",
            #"unknown kind of report 'pdf'; expected one of junit, json, html, markdown"#
        ),
        (
            "run scenarios/control.yaml --report json",
            #"report 'json' names no file; expected KIND=FILE, as in 'junit=results.xml'"#
        ),
        ("run scenarios/control.yaml --report json=", #"report 'json=' names no file; expected KIND=FILE"#),
        (
            "run scenarios/control.yaml --report json=/proc/nowhere/a",
            #"folder /proc/nowhere cannot be made; give the report a file in another"#
        ),
        ("run scenarios/control.yaml --report json=scenarios", #"scenarios is a folder; give the report a file"#),
        (
            "run scenarios/control.yaml --report json=a --report html=a",
            #"two reports would go to a; give each a file of its own"#
        ),
        (
            "run scenarios/control.yaml --report html=a.html --pictures some",
            #"unknown choice of pictures 'some'; expected unexpected or all"#
        ),
        (
            "run scenarios/control.yaml --report json=a.json --pictures all",
            #"--pictures all is about the HTML page; expected '--report html=FILE' too"#
        ),
        (
            "run scenarios/control.yaml --output README.md",
            #"--output README.md: README.md is not a folder; expected a folder, or a path for a new one"#
        ),
        ("run scenarios/control.yaml --output README.md/a", #"--output README.md/a: README.md is not a folder"#),
        (
            "run scenarios/control.yaml --puller-file nowhere.yaml",
            #"nowhere.yaml: there is no such file; expected a file about a puller"#
        ),
        (
            "run scenarios/control.yaml --puller-file scenarios/control.yaml",
            #"control.yaml:3:1: unknown key 'title'; expected one of name, summary"#
        ),
        ("run scenarios/control.yaml --verbose", #"Unknown option '--verbose'"#),
        ("run docs", #"docs: the folder holds no scenario; expected files that end in .yaml"#),
        ("run Package.swift", #"Package.swift:2:1: found no ':' after this word; expected 'key: value'"#),
        ("check", #"nothing to check; expected scenario files, folders of them, or --puller-file"#),
        ("check nowhere", #"nowhere: there is no such file; expected a scenario file or a folder of them"#),
        ("check docs", #"docs: the folder holds no scenario; expected files that end in .yaml"#),
        ("check Package.swift", #"1 scenario, 1 wrong"#),
        (
            "check Tests/ScenariosTests/Invalid/two-mtus.yaml",
            #"two-mtus.yaml:5:12: faults[1].fault: this fault and the one at 3:5 both set the MTU of the links"#
        ),
        (
            "check Tests/ScenariosTests/Invalid/layer-size-too-small.yaml",
            #"1 KiB is out of range; expected 2589 B to 16 GiB"#
        ),
        ("check --puller-file nowhere.yaml", #"nowhere.yaml: there is no such file; expected a file about a puller"#),
        ("check --puller-file scenarios/control.yaml", #"1 puller, 1 wrong"#),
        ("plan", #"Missing expected argument '<paths> ...'"#),
        ("plan nowhere.yaml", #"nowhere.yaml: there is no such file"#),
        (
            "plan scenarios/control.yaml --puller nobody",
            #"unknown puller 'nobody'; expected one of docker, docker-containerd"#
        ),
        ("plan scenarios/control.yaml --seed 1.5", #"The value '1.5' is invalid for '--seed <seed>'"#),
        ("list", #"Missing expected argument '<subject>'"#),
        ("list everything", #"Please provide one of 'scenarios', 'clauses', 'shortcomings', 'faults' or 'pullers'."#),
        ("list scenarios nowhere", #"nowhere: there is no such file"#),
        (
            "list pullers --puller-file nowhere.yaml",
            #"nowhere.yaml: there is no such file; expected a file about a puller"#
        ),
        ("judge", #"Missing expected argument '<folders> ...'"#),
        ("judge nowhere", #"nowhere holds no run; expected a folder that 'chaospull run' has left"#),
        ("judge docs", #"docs holds no run; expected a folder that 'chaospull run' has left"#),
        ("explain", #"Missing expected argument '<folders> ...'"#),
        ("explain nowhere", #"nowhere holds no run"#),
        ("explain README.md", #"README.md holds no run"#),
        ("replay", #"Missing expected argument '<folder>'"#),
        ("replay nowhere", #"nowhere holds no run; expected a folder that 'chaospull run' has left"#),
        ("replay docs", #"docs holds no run"#),
        ("compare", #"Missing expected argument '<old>'"#),
        ("compare README.md", #"Missing expected argument '<new>'"#),
        (
            "compare README.md README.md",
            #"README.md is no result file of this version; give one that '--report json=FILE' wrote"#
        ),
        (
            "compare nowhere.json README.md",
            #"file nowhere.json cannot be read; give one that '--report json=FILE' wrote"#
        ),
        ("merge", #"Missing expected argument '<files> ...'"#),
        ("merge nowhere.json", #"file nowhere.json cannot be read; give one that '--report json=FILE' wrote"#),
        ("merge README.md", #"README.md is no result file of this version"#),
        ("merge README.md --report pdf=a", #"unknown kind of report 'pdf'"#),
        ("merge README.md --report html=a --pictures al", #"unknown choice of pictures 'al'; did you mean 'all'?"#),
        ("shell", #"Missing expected argument '<scenario>'"#),
        ("shell nowhere.yaml", #"nowhere.yaml: there is no such file"#),
        ("shell scenarios/control.yaml --puller nobody", #"unknown puller 'nobody'"#),
        (
            "exec scenarios/control.yaml",
            #"there is no command; expected one behind --, as in '-- getent hosts cdn.test'"#
        ),
        ("exec nowhere.yaml -- true", #"nowhere.yaml: there is no such file"#),
        ("serve", #"Missing expected argument '<scenario>'"#),
        ("serve nowhere.yaml", #"nowhere.yaml: there is no such file"#),
        ("serve scenarios", #"scenarios holds"#),
        ("serve Package.swift", #"Package.swift:2:1: found no ':' after this word; expected 'key: value'"#),
        (
            "serve scenarios/net-reset-mid-blob.yaml",
            #"faults[0]: 'packet.reset' needs the sandbox of 'chaospull run' and cannot be served; expected faults of "#
        ),
        (
            "serve scenarios/control.yaml --listen localhost",
            #"--listen 'localhost' is no address; expected one of this"#
        ),
        ("serve scenarios/control.yaml --listen 0.0.0.0", #"--listen 0.0.0.0 means all addresses of this machine"#),
        ("serve scenarios/control.yaml --port 65533", #"--port is 65533; expected 0 to 65532"#),
        ("serve scenarios/control.yaml --name a_b", #"--name 'a_b' is no name of a host; expected a DNS name"#),
        (
            "serve scenarios/control.yaml --single-port --name 10.0.0.1",
            #"--name 10.0.0.1 is an address, and hosts that share a port need names"#
        ),
        (
            "serve scenarios/control.yaml --listen 192.0.2.1",
            #"registry cannot listen on tcp 192.0.2.1:5000: Cannot assign requested address; choose an address of this"#
        ),
        (
            "serve scenarios/control.yaml --output README.md",
            #"--output README.md: README.md is not a folder; expected a folder"#
        ),
        ("roots create", #"Missing expected argument '<generation>'"#),
        ("roots create Sid!", #"'Sid!' is no suite of Debian; expected a name such as trixie or sid"#),
        ("roots create ../x", #"'../x' is no suite of Debian"#),
        ("roots remove ../x", #"'../x' is no root"#),
        ("roots remove", #"Missing expected argument '<names> ...'"#),
        ("doctor now", #"Unexpected argument 'now'"#),
        ("fly", #"Unexpected argument 'fly'"#),
        ("--nothing", #"Unknown option '--nothing'"#),
    ]

    /// Words of the language and its library that no user has to know.
    private static let jargon = ["Domain=", "DecodingError", "NSCocoa", "Optional(", "ChaosPullError", "Fatal error"]

    @Test(arguments: calls) func aWrongCallIsToldInPlainWords(call: String, message: String) async throws {
        let (code, text) = try await Harness(call.split(separator: " ").map(String.init)).end()
        #expect(text.contains(message), "\(text)")
        #expect(code != 0)
        for word in Self.jargon { #expect(!text.contains(word), "\(text)") }
    }

    @Test func thereAreEnoughOfThem() { #expect(Self.calls.count >= 60) }
}
