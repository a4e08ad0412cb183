import FakeServices
import Faults
import ImageContent
import Pullers
import Sandboxing
import Scenarios

/// Everything that a run needs: a pure function of scenario, puller and seed, with all defaults filled in.
///
/// Equal plans lead to equal decisions; times still vary.
package struct Plan: Sendable {
    package let scenario: Scenario
    package let puller: any Puller
    /// The root in which the puller is installed; nil for this machine's own.
    package let root: PullerRoot?
    /// The user's build of it; nil for the one that is installed.
    package let build: PullerBuild?
    /// The version that the installed puller reports.
    package let version: String
    package let seed: UInt64
    private let images: PlanImages
    /// What is in the layers of the images, for comparing it with what is stored.
    let servedTrees = ServedTrees()
    /// The world around the puller, as it is without faults.
    package let world: HealthyWorld
    /// Whether to run the scenario without its faults, to see that it needs them.
    package let areFaultsLifted: Bool
    /// The number of the repetition, from 1; affects only the run's folder.
    package let repetition: Int

    package init(
        scenario: Scenario, puller: any Puller, root: PullerRoot? = nil, build: PullerBuild? = nil, version: String,
        seed: UInt64, areFaultsLifted: Bool = false, repetition: Int = 1
    ) {
        self.build = build
        self.root = root
        self.repetition = repetition
        self.areFaultsLifted = areFaultsLifted
        self.scenario = scenario
        self.puller = puller
        self.version = version
        self.seed = seed
        images = PlanImages(scenario, faults: areFaultsLifted ? [] : scenario.faults, seed: seed)
        world = scenario.healthyWorld
    }

    /// The image that is served while image faults are in force.
    package var image: ServedImage { images.made.image }
    /// The image that is served once they are lifted.
    package var healthyImage: ServedImage { images.made.healthyImage }
    /// The mirror's image while image faults are in force; nil without a mirror.
    package var mirrorImage: ServedImage? { images.made.mirrorImage }
    /// The image of the base layers, in a repository of its own; nil without base layers.
    package var baseImage: ServedImage? { images.made.baseImage }
    /// What the tag names when it is first asked for, if that is another image.
    package var formerImage: ServedImage? { images.made.formerImage }
    /// The image with some of its faults, where they are one host's or of the first answers alone.
    private var imageVariants: ImageVariants? { images.made.variants }

    /// Makes the images, if they are not made yet; where other runs have services, this belongs beside them.
    func makeImages() { _ = images.made }

    /// The pulls that come before the judged one: of the base image, then of the image itself.
    package func earlierRequests(authority: String) -> [PullRequest] {
        let request = request(authority: authority)
        return (scenario.node.hasBase ? [request.pulling(ImageRecipe.baseRepository)] : [])
            + (scenario.node.hasImage ? [request] : [])
    }

    /// The paths of the files in layers that an earlier pull has unpacked.
    func contentPaths() throws -> Set<String> {
        let base = try baseImage.map { try servedTrees.filePaths(of: $0) } ?? []
        return try servedTrees.filePaths(of: healthyImage).union(base)
    }

    /// As in `docker`, or `docker@trixie` for one in a root of its own.
    package var pullerName: String {
        PullerLabel(puller: puller.name, root: root?.name, build: build?.name).description
    }

    /// The armed faults for one run.
    ///
    /// - Parameter decisions: the source of their decisions.
    package func armedFaults(_ decisions: DecisionSource = .drawn) -> [ArmedFault] {
        let faults = scenario.faults.enumerated().map { $1.armed(ordinal: $0, seed: seed, decisions: decisions) }
        if areFaultsLifted { for fault in faults { fault.lift() } }
        return faults
    }

    package func request(authority: String) -> PullRequest {
        PullRequest(
            registry: Role.registry.hostName, repository: scenario.image.repository, tag: scenario.image.tag,
            isInsecure: scenario.registry.scheme == .http,
            credentials: credentials.map { PullRequest.Credentials($0) },
            authority: authority,
            mirror: mirror,
            proxy: scenario.node.proxy.map { proxy in
                PullRequest.Proxy(
                    address: "\(Role.proxy.hostName):\(ServicesPlan.Proxy.port)",
                    credentials: proxy.credentials == .required ? PullRequest.Credentials(.proxy) : nil,
                    bypass: proxy.bypass.map(\.hostName)
                )
            },
            settings: settings
        )
    }

    private var settings: PullerSettings {
        let hosts: PullerSettings.Hosts =
            switch scenario.node.hosts {
            case .withServer: .withServer
            case .withoutServer: .withoutServer
            case .wildcard: .wildcard
            case .twoMirrors: .twoMirrors(dead: WorldAddress.closed.ipv4)
            }
        return PullerSettings(
            hosts: hosts, hasCredentialHelper: scenario.node.hasCredentialHelper, partSize: scenario.node.partSize,
            hasPartialImages: scenario.node.hasPartialImages, syncsFileSystem: scenario.node.syncsFileSystem,
            mistake: mistake)
    }

    /// What is wrong in the puller's own configuration while faults are in force; nil for nothing.
    private var mistake: PullerSettings.Mistake? {
        let steps = scenario.faults.flatMap { ($0.fault as? any WorldFault)?.change(of: world).steps ?? [] }
        let mistakes = steps.compactMap { if case .configuration(let mistake) = $0 { mistake } else { nil } }
        guard !areFaultsLifted, let mistake = mistakes.first else { return nil }
        return switch mistake {
        case .proxy: .proxy(address: "\(WorldAddress.closed.ipv4):\(ServicesPlan.Proxy.port)")
        case .mirror: .mirror(host: "registri.test")
        case .certificate: .certificate
        case .storageDriver: .storageDriver
        case .dns: .dns(server: WorldAddress.closed.ipv4)
        case .mtu: .mtu
        }
    }

    /// The puller's configuration, right and with the mistake of a fault.
    func configuration(of request: PullRequest) -> ConfigurationFiles {
        ConfigurationFiles(right: puller.files(for: request.corrected), wrong: puller.files(for: request))
    }

    /// What the puller shows the registry.
    private var credentials: RunCredentials? {
        switch scenario.node.credentials {
        case .right: scenario.registry.credentials == .required ? .registry : nil
        case .none: nil
        case .wrong: .wrong
        }
    }

    private var mirror: PullRequest.Mirror? {
        switch scenario.registry.mirror {
        case .none: nil
        case .all: PullRequest.Mirror(host: Role.mirror.hostName, isForTags: true)
        case .digestOnly: PullRequest.Mirror(host: Role.mirror.hostName, isForTags: false)
        }
    }

    /// The image that the tag named before this one, if the mirror still has it; pulling it is stale.
    package var olderImage: ServedImage? {
        mirrorImage.flatMap { $0.tagTarget == image.tagTarget ? nil : $0 }
    }

    /// Why the puller cannot be asked for the scenario's pull at all; nil if it can.
    package var objection: String? {
        puller.objection(to: request(authority: ""), version: version)
            ?? puller.objection(to: settings, version: version)
            ?? (needsHTTP2 && !puller.offersHTTP2 ? "it asks for no content over HTTP/2" : nil)
            ?? (needsDaemon && puller.daemon(for: request(authority: "")) == nil ? "it has no daemon" : nil)
    }

    /// A fault of the scenario can meet only what comes over HTTP/2.
    private var needsHTTP2: Bool {
        scenario.faults.contains { ($0.fault as? any HTTPFault).map { type(of: $0).transport == .http2 } ?? false }
    }

    /// An act of the scenario is done to a daemon.
    private var needsDaemon: Bool { scenario.faults.contains { ($0.fault as? any ActFault)?.act.needsDaemon == true } }

    /// Why the scenario leaves this puller out; nil if it does not.
    package var exemption: String? {
        scenario.exemptions.first { $0.pullers.have(pullerName, version: version) }?.because
    }

    /// Why the puller is not asked at all; nil if it is.
    var whyLeftOut: String? { objection ?? exemption ?? Controller.objection(to: controllers) }

    package func services(faults: [ArmedFault]) -> ServicesPlan {
        ServicesPlan(
            image: image, healthyImage: healthyImage, imageVariants: imageVariants, mirrorImage: mirrorImage,
            baseImage: baseImage,
            formerImage: formerImage,
            scheme: scenario.registry.scheme == .http ? .http : .https,
            offersHTTP2: scenario.registry.offersHTTP2,
            hasPlainPort: scenario.registry.hasPlainPort,
            behavior: scenario.registry.behavior,
            credentials: scenario.registry.credentials == .required
                ? ServicesPlan.Credentials(.registry) : nil,
            redirectsBlobs: scenario.registry.redirectsBlobs,
            proxy: scenario.node.proxy.map { proxy in
                ServicesPlan.Proxy(
                    credentials: proxy.credentials == .required ? ServicesPlan.Credentials(.proxy) : nil
                )
            },
            faults: faults
        )
    }

    /// - Parameter device: what holds the storage; nil for memory.
    package func sandbox(_ request: PullRequest, device: SandboxPlan.Device? = nil) -> SandboxPlan {
        let shared = [
            SandboxPlan.File("/etc/resolv.conf", world.resolver.text),
            SandboxPlan.File("/etc/hosts", "127.0.0.1 localhost\n::1 localhost\n"),
            SandboxPlan.File("/etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files dns\n"),
            SandboxPlan.File(PullRequest.authorityPath, request.authority),
        ]
        return SandboxPlan(
            node: Self.addresses(of: [.node]), nodeGateways: Self.gateways(.nodeSide),
            net: Self.addresses(of: Role.services) + Self.addressesWithoutRole, netGateways: Self.gateways(.netSide),
            files: shared + puller.files(for: request.corrected), emptied: [PullRequest.authorityFolder],
            storageSize: world.storageSize, storageDevice: device, baseFolder: root?.folder ?? "/",
            placed: build?.files ?? [], controllers: controllers
        )
    }

    /// What faults limit by control groups.
    var controllers: Set<Controller> {
        let faults = areFaultsLifted ? [] : scenario.faults
        let changes = faults.compactMap { ($0.fault as? any WorldFault)?.change(of: world) }
        return Set(changes.flatMap(\.limits).compactMap { ProgramLimit($0).controller })
    }

    private static func addresses(of roles: [Role]) -> [SandboxPlan.Address] {
        roles.flatMap { [SandboxPlan.Address($0.ipv4, 24), SandboxPlan.Address($0.ipv6, 64)] }
    }

    private static var addressesWithoutRole: [SandboxPlan.Address] {
        WorldAddress.allCases.flatMap { [SandboxPlan.Address($0.ipv4, 24), SandboxPlan.Address($0.ipv6, 64)] }
    }

    /// The router's own addresses, one per side and family.
    private static func gateways(_ side: RouterAddress) -> [SandboxPlan.Address] {
        [SandboxPlan.Address(side.ipv4, 24), SandboxPlan.Address(side.ipv6, 64)]
    }
}

extension PullRequest.Credentials {
    init(_ credentials: RunCredentials) { self.init(user: credentials.user, password: credentials.password) }
}

extension ServicesPlan.Credentials {
    init(_ credentials: RunCredentials) { self.init(user: credentials.user, password: credentials.password) }
}
