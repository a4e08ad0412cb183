import FakeServices
import Faults
import Pullers
import Scenarios
import WireFormats

/// What a person needs to let a puller of theirs meet the services: the text that is printed, and files.
struct ServingGuide: Sendable {
    /// A file by its path in the folder.
    struct File: Sendable, Equatable {
        let path: String
        let text: String
    }

    /// Where registry and, if there is one, mirror are; the registry comes first.
    struct Registries: Sendable {
        let registry: Origin
        let mirror: Origin?
        /// Whether the mirror is asked for tags too.
        let isMirrorForTags: Bool
    }

    private let plan: ServingPlan
    private let origins: [Role: Origin]
    private let authority: String
    private let folder: String

    init(_ plan: ServingPlan, origins: [Role: Origin], authority: String, folder: String) {
        self.plan = plan
        self.origins = origins
        self.authority = authority
        self.folder = folder
    }

    private var isSecure: Bool { registries.registry.scheme == .https }

    private var registries: Registries {
        Registries(
            registry: origins[.registry] ?? Origin(.https, Role.registry.hostName, port: Scheme.https.defaultPort),
            mirror: origins[.mirror], isMirrorForTags: plan.scenario.registry.mirror == .all)
    }

    private var setUp: PullerSetUp {
        PullerSetUp(registries, image: image, folder: VisitBanner.quoted(folder[...]))
    }

    private var image: String {
        "\(registries.registry.authority)/\(plan.scenario.image.repository):\(plan.scenario.image.tag)"
    }

    /// The authority, and the folders that pullers look into, by registry.
    var files: [File] {
        var files = [
            File(path: "scenario.yaml", text: plan.scenario.source),
            File(path: "registries.conf", text: setUp.registriesConf),
            File(path: "certs.d/\(registries.registry.authority)/hosts.toml", text: setUp.hostsTOML),
        ]
        guard isSecure else { return files }
        files.append(File(path: "ca.crt", text: authority))
        for origin in [registries.registry, registries.mirror].compactMap(\.self) {
            files.append(File(path: "certs.d/\(origin.authority)/ca.crt", text: authority))
        }
        return files
    }

    /// Everything is said that a person has to do; a puller that is not here needs the rest of its manual.
    var text: String {
        var lines = ["\(plan.scenario.name): \(plan.scenario.title)"]
        lines += plan.scenario.faults.enumerated().map { ordinal, fault in "  faults[\(ordinal)] \(fault.summary)" }
        if plan.scenario.hasSettingsOfSandbox {
            lines.append("Its settings 'node' and 'network' are about the sandbox and not in force here.")
        }
        lines.append(plan.place.isOnePort ? "Served on one port:" : "Served, each host on a port of its own:")
        for (role, origin) in Role.allCases.compactMap({ role in origins[role].map { (role, $0) } }) {
            lines.append("  \(role.rawValue.padded(to: 9)) \(origin)")
        }
        lines += mapping + ["Image: \(image)", login, trust].compactMap(\.self)
        lines += setUp.lines
        lines.append("Ctrl-C ends it and says what was asked; \(folder) then has it as served.json.")
        return lines.map(\.printable).joined(separator: "\n")
    }

    /// Only names tell the hosts apart that share a port.
    private var mapping: [String] {
        guard plan.place.isOnePort else { return [] }
        let address = plan.place.address
        let names = Role.allCases.compactMap { origins[$0]?.name }.joined(separator: " ")
        return [
            "The hosts are told apart by name (SNI and Host). In /etc/hosts of the client, or in its DNS:",
            "  \(address.isUnspecified ? "ADDRESS" : "\(address)") \(names)",
        ]
    }

    private var login: String? {
        if let credentials = plan.credentials {
            let isRight = plan.scenario.node.credentials == .right
            return "Log in as user \(credentials.user) with password \(credentials.password)"
                + (isRight ? "." : ", which is wrong on purpose.")
        }
        return plan.scenario.registry.credentials == .required
            ? "Do not log in: the password is missing on purpose." : nil
    }

    private var trust: String? {
        isSecure ? "Authority: \(folder)/ca.crt, new at each start and valid for a day" : nil
    }
}

extension String {
    fileprivate func padded(to count: Int) -> String {
        self + String(repeating: " ", count: Swift.max(0, count - self.count))
    }
}
