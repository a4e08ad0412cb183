import Testing

/// What the documents name is there.
@Suite struct DocumentationTests {
    private static func documents() throws -> [String] {
        (Repository.exists("README.md") ? ["README.md"] : []) + (try Repository.files(in: "docs", ending: ".md"))
            + (try Repository.files(in: "Sources", ending: ".md"))
    }

    /// The lines of code blocks, and what stands between back quotes.
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

    @Test func scenarioFilesExist() throws {
        for document in try Self.documents() {
            for match in try Repository.text(document).matches(of: /scenarios\/([a-z0-9-]+\.yaml)/) {
                #expect(Repository.exists("scenarios/\(match.1)"), "\(document) names \(match.0)")
            }
        }
    }

    @Test func linksToFilesLeadSomewhere() throws {
        for document in try Self.documents() {
            let folder = document.split(separator: "/").dropLast().joined(separator: "/")
            for match in try Repository.text(document).matches(of: /\]\(([^)#\s]+)(?:#[^)\s]*)?\)/) {
                let target = String(match.1)
                guard !target.contains("://"), !target.hasPrefix("mailto:") else { continue }
                #expect(Repository.exists(folder.isEmpty ? target : "\(folder)/\(target)"), "\(document): \(target)")
            }
        }
    }

    @Test func scenariosAreNamedFamilyAndClaim() throws {
        for name in try Repository.names(in: "scenarios") {
            #expect(name.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*\.yaml/) != nil, "\(name)")
        }
    }
}
