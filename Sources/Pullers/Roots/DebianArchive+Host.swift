import FoundationEssentials
import Sandboxing

extension DebianArchive {
    /// The mirror from which this machine is installed.
    ///
    /// - Throws: `RootError` if the machine is not a Debian, or if it names its mirror in a way that only apt can read.
    static func ofThisMachine() throws -> DebianArchive {
        let system = OperatingSystem(contentsOf: "/etc/os-release")
        guard system.id == "debian" else {
            throw RootError("this machine's ID is '\(system.id)', not 'debian'; name a Debian mirror with --mirror")
        }
        // Machines without a code name, such as testing and sid, name their suite like this.
        let suites: Set<String> = [system.codename, "stable", "oldstable", "testing", "unstable", "sid"]
        let folder = "/etc/apt/sources.list.d"
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
        for path in ["/etc/apt/sources.list"] + names.map({ "\(folder)/\($0)" }) {
            let isStanzas = path.hasSuffix(".sources")
            guard isStanzas || path.hasSuffix(".list"), let text = try? readTextFile(path) else { continue }
            if let archive = DebianArchive(sources: text, isStanzas: isStanzas, suites: suites) { return archive }
        }
        throw RootError("no source in /etc/apt has the suite \(system.codename); name a Debian mirror with --mirror")
    }
}

/// What os-release(5) says about a root file system.
package struct OperatingSystem: Sendable, Equatable {
    /// As in `debian`; empty if it is not given.
    package var id = ""
    /// As in `trixie`; empty if it is not given.
    package var codename = ""
    /// As in `Debian GNU/Linux 13 (trixie)`; empty if it is not given.
    package var title = ""
    /// As in `13`; nil for testing and sid, which have no number yet.
    package var number: Int?

    init(contentsOf path: String) { self.init((try? readTextFile(path)) ?? "") }

    init(_ text: String) {
        for line in text.split(separator: "\n") {
            guard let sign = line.firstIndex(of: "=") else { continue }
            let value = line[line.index(after: sign)...].filter { $0 != "\"" && $0 != "'" }
            switch line[..<sign] {
            case "ID": id = value
            case "VERSION_CODENAME": codename = value
            case "PRETTY_NAME": title = value
            case "VERSION_ID": number = Int(value)
            default: break
            }
        }
    }
}
