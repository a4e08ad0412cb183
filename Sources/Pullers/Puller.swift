import ImageContent
import Sandboxing

/// A real tool that pulls images, unmodified: how it is configured, run and looked into.
package protocol Puller: Sendable {
    /// The word in scenarios and on the command line.
    var name: String { get }
    /// One line for `chaospull list pullers`.
    var summary: String { get }
    /// The Debian packages that bring it.
    var packages: [String] { get }
    /// How one gets it, for a machine that lacks it: a command, and a word about it.
    var hint: String { get }
    /// Prints the version.
    var versionProgram: Program { get }
    /// The version of a tool that is there and cannot say it; nil takes it for not installed.
    var versionIfUnknown: String? { get }
    /// Whether this version of the tool can be run as this puller.
    func supports(version: String) -> Bool
    /// Why this version of the tool cannot be asked for such a pull at all, or nil; a run is skipped then.
    func objection(to pull: PullRequest, version: String) -> String?

    /// Why no configuration file of its own can have such a mistake, or nil.
    func objection(to mistake: PullerSettings.Mistake, version: String) -> String?

    /// Whether it asks a program for a password (docker login, "Credential helpers").
    var readsCredentialHelpers: Bool { get }
    /// Whether it finds mirrors in containerd's hosts.toml.
    var readsHosts: Bool { get }
    /// Whether it offers HTTP/2 by ALPN where it asks for manifests and blobs.
    var offersHTTP2: Bool { get }
    /// Whether it can fetch one layer in several parts at once.
    func fetchesParts(version: String) -> Bool
    /// Whether it can ask for those parts of a layer alone that it lacks, by the layer's table of contents.
    func pullsPartialImages(version: String) -> Bool
    /// Whether it can be told to flush the file system before a layer counts as stored.
    func canSyncFileSystem(version: String) -> Bool

    /// The configuration of the tool in the node, before anything starts.
    func files(for pull: PullRequest) -> [SandboxPlan.File]
    /// The daemon that does the pulling, or nil where the command does it itself.
    func daemon(for pull: PullRequest) -> DaemonProgram?
    /// Whether the daemon takes calls, asked of the interface by which it is used; true where its words are all there is.
    func isReady(in sandbox: Sandbox) async -> Bool
    /// Whether the pull is asked for by a call of the harness and no command; `command` is for the timeline alone then.
    var isCall: Bool { get }
    /// The command that is judged; its name and words stand in the timeline.
    func command(for pull: PullRequest) -> Program
    /// Pulls once and is over by the deadline; runs `command` in the node unless the tool is called in another way.
    ///
    /// - Parameter watch: sees the system calls that fail in what is started for it; nil for none.
    func pull(
        _ request: PullRequest, in sandbox: Sandbox, deadline: Duration, watchedBy watch: FailedCallWatch?,
        onLine: @escaping @Sendable (String) -> Void
    ) async throws -> ProgramEnd
    /// Files and folders beside storage, TMPDIR, HOME and /run that its users know it to write in, by absolute path;
    /// nil if nobody has said which.
    func ownPlaces(for pull: PullRequest) -> [String]?
    /// Looks into the tool's own store and hashes what is there.
    func stored(in sandbox: Sandbox, _ pull: PullRequest, truth: ImageTruth) async throws -> StoreReport
    /// Finds what it stored of each layer; a `TreeUnread` says why it cannot be found.
    ///
    /// It is asked of an image that `stored` has found whole.
    func unpacked(in sandbox: Sandbox, _ pull: PullRequest, truth: ImageTruth) async throws -> UnpackedImage
}

extension Puller {
    package var hint: String { Self.hint(packages) }
    package func supports(version: String) -> Bool { true }
    package func objection(to pull: PullRequest, version: String) -> String? { nil }
    package func daemon(for pull: PullRequest) -> DaemonProgram? { nil }
    package func isReady(in sandbox: Sandbox) async -> Bool { true }
    package var versionIfUnknown: String? { nil }
    package var isCall: Bool { false }
    package var offersHTTP2: Bool { false }
    package func ownPlaces(for pull: PullRequest) -> [String]? { [] }

    package func unpacked(
        in sandbox: Sandbox, _ pull: PullRequest, truth: ImageTruth
    ) async throws -> UnpackedImage {
        throw TreeUnread("where \(name) keeps layers is not known here")
    }

    /// For packages of Debian 12.
    static func hint(_ packages: [String]) -> String {
        "apt-get install \(packages.joined(separator: " ")), or 'make setup', which starts no daemon"
    }
}

/// What is to be pulled and with what.
package struct PullRequest: Sendable, Equatable {
    package struct Credentials: Sendable, Equatable {
        package let user: String
        package let password: String

        package init(user: String, password: String) {
            self.user = user
            self.password = password
        }
    }

    /// A copy of the registry that is to be asked before the registry itself.
    package struct Mirror: Sendable, Equatable {
        package let host: String
        /// It may say what a tag names; else it is asked for what digests name alone.
        package let isForTags: Bool

        package init(host: String, isForTags: Bool) {
            self.host = host
            self.isForTags = isForTags
        }
    }

    /// The proxy through which tools reach everything.
    package struct Proxy: Sendable, Equatable {
        /// Host and port.
        package let address: String
        package let credentials: Credentials?
        /// Hosts that are reached without it.
        package let bypass: [String]

        package init(address: String, credentials: Credentials? = nil, bypass: [String] = []) {
            self.address = address
            self.credentials = credentials
            self.bypass = bypass
        }

        /// As curl(1), Go's net/http and Python's requests read it; some know but one case of a name.
        var environment: [String: String] {
            let user = credentials.map { "\($0.user):\($0.password)@" } ?? ""
            let values = [
                ("http_proxy", "http://\(user)\(address)"), ("https_proxy", "http://\(user)\(address)"),
                ("no_proxy", (["localhost", "127.0.0.1", "::1"] + bypass).joined(separator: ",")),
            ]
            return Dictionary(uniqueKeysWithValues: values.flatMap { [($0, $1), ($0.uppercased(), $1)] })
        }
    }

    package private(set) var registry: String
    package private(set) var repository: String
    package private(set) var tag: String
    /// The registry speaks plain HTTP.
    package let isInsecure: Bool
    package let credentials: Credentials?
    /// PEM of the authority that the node trusts.
    package let authority: String
    /// Speaks as the registry does, plain HTTP or not; nil without one.
    package let mirror: Mirror?

    /// Nil where everything is reached directly.
    package let proxy: Proxy?
    package private(set) var settings: PullerSettings
    /// Which of several pulls at once it is, from 1.
    package private(set) var number = 1

    package init(
        registry: String, repository: String, tag: String, isInsecure: Bool, credentials: Credentials?,
        authority: String, mirror: Mirror? = nil, proxy: Proxy? = nil, settings: PullerSettings = PullerSettings()
    ) {
        self.registry = registry
        self.repository = repository
        self.tag = tag
        self.isInsecure = isInsecure
        self.credentials = credentials
        self.authority = authority
        self.mirror = mirror
        self.proxy = proxy
        self.settings = settings
    }

    /// The same pull of another image of the registry, under the same tag.
    package func pulling(_ repository: String) -> PullRequest {
        var other = self
        other.repository = repository
        return other
    }

    /// The same pull by another reference; the puller is not set up for another registry.
    package func pulling(registry: String?, repository: String?, tag: String?) -> PullRequest {
        var other = self
        other.registry = registry ?? self.registry
        other.repository = repository ?? self.repository
        other.tag = tag ?? self.tag
        return other
    }

    /// The same pull with a configuration that has no mistake.
    package var corrected: PullRequest {
        var other = self
        other.settings.mistake = nil
        return other
    }

    /// The same pull as one of several at once.
    ///
    /// - Parameter number: which of them, from 1.
    package func numbered(_ number: Int) -> PullRequest {
        var other = self
        other.number = number
        return other
    }

    package var reference: String { "\(registry)/\(repository):\(tag)" }

    /// What every tool of the node gets: its own home, the run's authority and its proxy, by the ways of Go, curl and
    /// Python.
    package var environment: [String: String] {
        let common = [
            "HOME": Sandbox.homePath,
            "XDG_RUNTIME_DIR": "/run/chaospull",
            "TMPDIR": Sandbox.temporaryPath,
            "SSL_CERT_FILE": Self.authorityPath,
            "SSL_CERT_DIR": "/nonexistent",
            "REQUESTS_CA_BUNDLE": Self.authorityPath,
            "LANG": "C.UTF-8",
        ]
        return common.merging(proxy?.environment ?? [:]) { $1 }
    }

    /// The node trusts nobody else: what a machine adds to its own authorities is not taken into the node.
    package static let authorityFolder = "/etc/ssl/certs"
    package static let authorityPath = authorityFolder + "/ca-certificates.crt"
}

/// A daemon and how one sees that it is ready.
package struct DaemonProgram: Sendable, Equatable {
    package let program: Program
    /// What it prints before it is asked whether it is ready, in any order; nothing where it can be asked at once.
    package let readyTexts: [String]

    package init(_ program: Program, readyTexts: [String] = []) {
        self.program = program
        self.readyTexts = readyTexts
    }
}

extension Puller {
    package func pull(
        _ request: PullRequest, in sandbox: Sandbox, deadline: Duration, watchedBy watch: FailedCallWatch?,
        onLine: @escaping @Sendable (String) -> Void
    ) async throws -> ProgramEnd {
        try await sandbox.run(
            command(for: request).numbered(request.number), deadline: deadline, watchedBy: watch, isMeasured: true,
            onLine: onLine)
    }
}
