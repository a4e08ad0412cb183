import Testing

@testable import Pullers

@Suite struct DebianArchiveTests {
    private static let suites: Set<String> = ["bookworm", "stable"]

    private static let stanzas = """
        # a comment
        Types: deb
        URIs: https://tools.example/apt
        Suites: nodistro
        Components: main

        Types: deb-src
        URIs: https://sources.example/debian
        Suites: bookworm
        Components: main

        Enabled: no
        Types: deb
        URIs: https://disabled.example/debian
        Suites: bookworm
        Components: main

        Types: deb deb-src
        # http://old.example/debian
        URIs: https://mirror.example/debian
        Suites: bookworm bookworm-updates
        Components: main
          contrib
        Signed-By: /usr/share/keyrings/some.gpg
        """

    @Test func theFirstEnabledStanzaWithTheSuiteIsTheMirror() {
        let archive = DebianArchive(sources: Self.stanzas, isStanzas: true, suites: Self.suites)
        #expect(archive?.mirror == "https://mirror.example/debian")
        #expect(archive?.keyring == "/usr/share/keyrings/some.gpg")
    }

    @Test func aKeyInTheFileItselfIsNoKeyRing() {
        let text = """
            Types: deb
            URIs: https://mirror.example/debian
            Suites: stable
            Components: main
            Signed-By:
             -----BEGIN PGP PUBLIC KEY BLOCK-----
             .
             mDMEY865UxYJKwYBBAHaRw8BAQdAd7Z0srwuhlB6JKFkcf4HU4SSS/xcRfwEQWzr
            """
        let archive = DebianArchive(sources: text, isStanzas: true, suites: Self.suites)
        #expect(archive == DebianArchive(mirror: "https://mirror.example/debian", keyring: nil))
    }

    @Test(
        arguments: [
            ("deb http://mirror.example/debian bookworm main", "http://mirror.example/debian", nil),
            (
                "deb [arch=amd64 signed-by=/k.gpg] http://mirror.example/debian stable contrib main # here",
                "http://mirror.example/debian", "/k.gpg"
            ),
            (
                "deb [ signed-by=/k.gpg ] http://mirror.example/debian bookworm main", "http://mirror.example/debian",
                "/k.gpg"
            ),
            ("# deb http://mirror.example/debian bookworm main", nil, nil),
            ("deb-src http://mirror.example/debian bookworm main", nil, nil),
            ("deb http://mirror.example/debian bookworm-security main", nil, nil),
            ("deb http://mirror.example/debian bookworm contrib", nil, nil),
            ("deb mirror+file:/etc/apt/mirrors bookworm main", nil, nil),
            ("deb [ http://mirror.example/debian bookworm main", nil, nil),
            ("deb", nil, nil),
        ] as [(String, String?, String?)])
    func aLineNamesAMirrorOrNone(line: String, mirror: String?, keyring: String?) {
        let archive = DebianArchive(sources: "\n" + line + "\n", isStanzas: false, suites: Self.suites)
        #expect(archive?.mirror == mirror)
        #expect(archive?.keyring == keyring)
    }

    @Test func aSystemIsReadWithAndWithoutANumber() {
        let stable = OperatingSystem(
            "PRETTY_NAME=\"Debian GNU/Linux 13 (trixie)\"\nVERSION_ID=\"13\"\nVERSION_CODENAME=trixie\nID=debian\n")
        #expect(stable.id == "debian")
        #expect(stable.codename == "trixie")
        #expect(stable.number == 13)
        #expect(stable.title == "Debian GNU/Linux 13 (trixie)")
        #expect(OperatingSystem("ID=debian\nnonsense\n").number == nil)
    }
}
