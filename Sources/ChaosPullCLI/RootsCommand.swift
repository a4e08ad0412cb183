import ArgumentParser
import ChaosPull
import Faults
import Glibc

struct RootsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roots",
        abstract: "Make, list and remove root file systems with pullers of other generations.",
        discussion: """
            A root is a separate Debian with its pullers, in the user's cache folder. This machine's packages and services \
            are not touched. 'docker@trixie' then names the docker of the root trixie.
            """,
        subcommands: [Create.self, Add.self, List.self, Remove.self]
    )

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "create",
            abstract: "Make a root by debootstrap; needs root and takes minutes.",
            discussion: "After an interruption, the same command continues."
        )

        @Argument(help: "The generation of Debian, as in trixie, sid or bookworm.")
        var generation: String

        @Option(help: "The address of a Debian mirror; by default this machine's.")
        var mirror: String?

        @Option(help: "A file with the mirror's keys; by default this machine's.")
        var keyring: String?

        @Flag(help: "Accept expired package lists, as of a frozen mirror.")
        var allowExpired = false

        func run() async throws {
            if let root = try await InstalledRoot.all().first(where: { $0.name == generation }) {
                print(
                    "root \(root.name) is there already: \(RootsCommand.text(root))"
                        + "for newer packages run 'chaospull roots remove \(root.name)' first")
                return
            }
            let display = RootDisplay(name: generation, isTerminal: isatty(STDOUT_FILENO) == 1)
            let clock = ContinuousClock()
            let start = clock.now
            let root = try await RootsCommand.failing {
                try await withInterruption(notice: "interrupted; the same command continues from here") {
                    try await InstalledRoot.create(
                        generation, mirror: mirror, keyring: keyring, allowsExpired: allowExpired,
                        progress: display.show
                    )
                }
            }
            display.finish()
            print(
                "root \(root.name) made in \((clock.now - start).components.seconds) s: \(RootsCommand.text(root))",
                terminator: "")
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add",
            abstract: "Copy a root file system, as of an unpacked image or a chroot; needs root.",
            discussion: "'docker@NAME' then names the docker in it. The folder itself does not change."
        )

        @Argument(help: "The name of the new root: small letters, digits and hyphens.")
        var name: String

        @Argument(help: "The folder with the root file system.", completion: .directory)
        var folder: String

        func run() async throws {
            let root = try await RootsCommand.failing { try await InstalledRoot.add(name, from: folder) }
            print("root \(root.name) made: \(RootsCommand.text(root))", terminator: "")
            if root.pullers.isEmpty {
                print("    no puller is in it; 'chaospull list pullers' lists those that it may have")
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the roots, with the pullers in each."
        )

        func run() async throws {
            let roots = try await RootsCommand.failing { try await InstalledRoot.all() }
            let unfinished = try InstalledRoot.unfinished()
            for root in roots { print("\(root.name): \(RootsCommand.text(root))", terminator: "") }
            for name in unfinished {
                print(
                    "\(name): unfinished; the command that made it goes on, 'chaospull roots remove \(name)' removes it"
                )
            }
            if roots.isEmpty, unfinished.isEmpty { print("no root yet; 'chaospull roots create trixie' makes one") }
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove", abstract: "Remove roots, complete or not."
        )

        @Argument(help: "Names of roots.")
        var names: [String]

        func run() async throws {
            for name in names {
                try await RootsCommand.failing { try await InstalledRoot.remove(name) }
                print("root \(name) removed")
            }
        }
    }

    /// Prints the error without the usage text, and exits with the code for a broken run.
    private static func failing<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as any Error & CustomStringConvertible {
            printError(error.description)
            throw ArgumentParser.ExitCode(ChaosPull.ExitCode.broken)
        }
    }

    private static func text(_ root: InstalledRoot) -> String {
        var text = "\(root.system), \(Units.text(bytes: (root.bytes >> 20) << 20)), \(root.folder)\n"
        for puller in root.pullers { text += "    \(puller.name) \(puller.version)\n" }
        if !root.absentPackages.isEmpty {
            text += "    not in this generation: \(root.absentPackages.joined(separator: ", "))\n"
        }
        return text
    }
}
