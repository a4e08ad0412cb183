import Testing

/// What the documents mention exists.
@Suite struct DocumentationTests {
    private static func documents() throws -> [String] {
        ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"] + (try Repository.files(in: "docs", ending: ".md"))
            + (try Repository.files(in: "Sources", ending: ".md"))
    }

    /// The lines of code blocks, and inline code.
    private static func code(in document: String) throws -> [Substring] {
        let text = try Repository.text(document)
        var isInBlock = false
        var code: [Substring] = []
        for line in text.split(separator: "\n") {
            if line.hasPrefix("```") {
                isInBlock.toggle()
            } else if isInBlock {
                code.append(line)
            } else {
                code += line.matches(of: /`([^`]+)`/).map(\.1)
            }
        }
        return code
    }

    @Test func commandsExist() throws {
        let sources = try SourceFile.all(in: "Sources/ChaosPullCLI").map(\.text).joined()
        let commands = Set(sources.matches(of: /commandName: "([a-z-]+)"/).map { String($0.1) })
        #expect(commands.isSuperset(of: ["run", "check", "plan", "list"]))
        for document in try Self.documents() {
            for line in try Self.code(in: document) {
                for match in line.matches(of: /(?:^|[\/\s$])chaospull ([a-z][a-z-]*)/) {
                    #expect(commands.contains(String(match.1)), "\(document): \(line)")
                }
            }
        }
    }

    @Test func targetsOfMakeExist() throws {
        let makefile = try Repository.text("Makefile")
        let targets = Set(
            makefile.split(separator: "\n").compactMap { $0.prefixMatch(of: /([a-z]+):/).map { String($0.1) } })
        #expect(targets.isSuperset(of: ["build", "test", "check", "run"]))
        for document in try Self.documents() {
            for line in try Self.code(in: document) {
                for match in line.matches(of: /(?:^|\s)make ([a-z]+)/) {
                    #expect(targets.contains(String(match.1)), "\(document): \(line)")
                }
            }
        }
    }

    @Test func pathsOfTheRepositoryExist() throws {
        let path = /(?:^|[\s"'])((?:Sources|Tests|Examples|Benchmarks|docs)\/[\w.\/+-]*)([<…*]?)/
        for document in try Self.documents() {
            for line in try Self.code(in: document) {
                for match in line.matches(of: path) where match.2.isEmpty {
                    #expect(Repository.exists(String(match.1)), "\(document) names \(match.1)")
                }
            }
        }
    }

    @Test func scenarioFilesExist() throws {
        for document in try Self.documents() {
            for match in try Repository.text(document).matches(of: /scenarios\/([a-z0-9-]+\.yaml)/) {
                #expect(Repository.exists("scenarios/\(match.1)"), "\(document) names \(match.0)")
            }
        }
    }

    @Test func linksLeadToFilesAndHeadings() throws {
        for document in try Self.documents() {
            for link in MarkdownLink.all(in: try Repository.text(document)) where !link.isExternal {
                let target = link.path(from: document)
                guard Repository.exists(target) else {
                    Issue.record("\(document): there is no file \(target)")
                    continue
                }
                guard let heading = link.heading else { continue }
                let headings = MarkdownLink.headings(in: try Repository.text(target))
                #expect(headings.contains(heading), "\(document): \(target) has no heading #\(heading)")
            }
        }
    }

    @Test(arguments: [
        ("[a](b.md)", "docs/c.md", "docs/b.md", nil), ("[a](../b.md#c-d)", "docs/c.md", "b.md", "c-d"),
        ("[a](../Sources/M/README.md)", "docs/c.md", "Sources/M/README.md", nil),
        ("[a](#c)", "docs/c.md", "docs/c.md", "c"), ("![a](p.png)", "README.md", "p.png", nil),
    ])
    func linksAreResolvedFromTheirDocument(text: String, document: String, path: String, heading: String?) throws {
        let link = try #require(MarkdownLink.all(in: text).first)
        #expect(link.path(from: document) == path)
        #expect(link.heading == heading)
    }

    @Test func headingsAreNamedAsGitHubDoes() {
        let text = "# What a run leaves\n## Faults: what, which, when\n```\n# no heading\n```\n## `packet.drop`\n"
        #expect(MarkdownLink.headings(in: text) == ["what-a-run-leaves", "faults-what-which-when", "packetdrop"])
    }

    @Test func linesOfTheReadmeFitATerminal() throws {
        for (number, line) in try Repository.text("README.md").split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        where line.count >= 120 {
            Issue.record("README.md:\(number + 1) has \(line.count) characters; expected fewer than 120")
        }
    }

    @Test func scenariosAreNamedFamilyAndClaim() throws {
        for name in try Repository.names(in: "scenarios") {
            #expect(name.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*\.yaml/) != nil, "\(name)")
        }
    }
}
