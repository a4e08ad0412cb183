import Faults
import Foundation
import ImageContent
import Testing

@testable import FakeServices

/// The mirror: the registry's names without its tokens, from a listener of its own.
@Suite struct MirrorTests {
    private static let image = ServedImage.test()
    private static let older = ImageDraft.older(than: 1, recipe: ImageRecipe(layers: 2, layerSize: 200_000)).sealed()

    /// A fault that keeps the mirror at its own copy until it is lifted.
    private static func stale() throws -> ArmedFault {
        let definition = try FaultDefinition(Element(["fault": Element("image.mirror-stale")]))
        return definition.armed(ordinal: 0, seed: 1)
    }

    private func mirror(of copy: ServedImage = image) throws -> Mirror {
        let plan = ServicesPlan(image: Self.image, mirrorImage: copy, faults: [try Self.stale()])
        let origin = Registry(content: ServedContent(plan), gate: nil, redirect: nil)
        return Mirror(of: origin, named: ["registry.test"], content: ServedContent(plan, of: .mirror))
    }

    private func ask(_ target: String, _ mirror: Mirror? = nil) async throws -> HTTPReply {
        try await (mirror ?? self.mirror()).reply(to: ServiceRequest(method: "GET", target: target)).reply
    }

    @Test(arguments: [
        ("/v2/", 200), ("/v2/?ns=registry.test", 200), ("/v2/library/demo/manifests/1", 200),
        ("/v2/library/demo/manifests/1?ns=registry.test", 200), ("/v2/library/demo/manifests/1?ns=cdn.test", 404),
        ("/v2/registry.test/library/demo/manifests/1", 404), ("/v2/library/demo/manifests/2", 404), ("/", 404),
    ])
    func `it has the registry's names, for everybody`(target: String, status: Int) async throws {
        let reply = try await ask(target)
        #expect(reply.status == status && reply["WWW-Authenticate"] == nil)
    }

    @Test func `blobs come from itself`() async throws {
        let digest = Self.image.truth.layerDigests[0]
        let reply = try await ask("/v2/library/demo/blobs/\(digest)?ns=registry.test")
        #expect(reply.status == 200 && Digest.sha256(of: reply.bytes) == digest)
    }

    @Test func `a stale one has the older image under the tag, whole, and not the newer one`() async throws {
        let stale = try mirror(of: Self.older)
        #expect(try await ask("/v2/library/demo/manifests/1", stale).bytes == Self.older.tagTarget.bytes)
        for digest in Self.older.truth.blobDigests {
            #expect(try await Digest.sha256(of: ask("/v2/library/demo/blobs/\(digest)", stale).bytes) == digest)
        }
        let config = try #require(Self.image.truth.configDigest)
        for target in ["manifests/\(Self.image.tagTarget.digest)", "blobs/\(config)"] {
            #expect(try await ask("/v2/library/demo/\(target)", stale).status == 404)
        }
    }

    @Test func `what it does not have is named as the registry names it`() throws {
        let stale = try mirror(of: Self.older)
        func word(_ path: String) -> String {
            stale.resource(of: ServiceRequest(method: "GET", target: "/v2/library/demo/" + path)).name
        }
        #expect(word("manifests/1") == "index")
        #expect(word("manifests/\(Self.older.truth.manifestDigest)") == "manifest")
        #expect(word("manifests/\(Self.image.tagTarget.digest)") == "index")
        #expect(word("blobs/\(Self.image.truth.layerDigests[1])") == "layer-2")
        #expect(word("blobs/sha256:0") == "other")
    }

    @Test func `a healed one has what the registry has`() async throws {
        let fault = try Self.stale()
        let plan = ServicesPlan(
            image: Self.image, healthyImage: Self.image, mirrorImage: Self.older, faults: [fault])
        let content = ServedContent(plan, of: .mirror)
        #expect(content.image.truth == Self.older.truth)
        fault.lift()
        #expect(content.image.truth == Self.image.truth)
    }

    @Test(
        arguments: [
            (nil, "none"), ("Basic cHVsbGVyOnBhc3M6d29yZA==", "basic"), ("Basic Og==", "basic-empty"),
            ("Basic OnBhc3M=", "basic"), ("Bearer x", "bearer"),
        ] as [(String?, String)])
    func `an empty password is told from one`(header: String?, word: String) {
        let headers = header.map { [(name: "Authorization", value: $0)] } ?? []
        #expect(ServiceRequest(method: "GET", target: "/v2/", headers: headers).authorization.word == word)
    }

    private func plan(scheme: Scheme = .https, copy: ServedImage? = image, faults: [ArmedFault] = []) -> ServicesPlan {
        var plan = ServicesPlan.test(image: Self.image, scheme: scheme, faults: faults)
        plan.mirrorImage = copy
        let anywhere = plan.bindAddresses?[.registry]
        plan.bindAddresses?[.mirror] = anywhere
        return plan
    }

    @Test(arguments: Scheme.allCases) func `a whole pull from it is recorded under its name`(scheme: Scheme)
        async throws
    {
        let log = EventLog()
        let truth = Self.image.truth
        try await withTestServices(plan(scheme: scheme), log: log) { puller in
            #expect(puller.services.port(of: .mirror) != puller.services.port(of: .registry))
            let index = try await puller.get(.mirror, "/v2/library/demo/manifests/1?ns=registry.test")
            #expect(index.status == 200 && index.body == Self.image.tagTarget.bytes)
            for digest in truth.blobDigests {
                let blob = try await puller.get(.mirror, "/v2/library/demo/blobs/\(digest)?ns=registry.test")
                #expect(Digest.sha256(of: blob.body) == digest)
            }
            // A client that sends the registry's credentials is served, and recorded.
            _ = try await puller.get(.mirror, "/v2/", headers: ["Authorization: Bearer \(try await puller.token())"])
        }
        let asked = log.requests.filter { $0.host == .mirror }
        #expect(asked.map(\.resource.name) == ["index", "config", "layer-1", "layer-2", "ping"])
        #expect(asked.map(\.authorization) == ["none", "none", "none", "none", "bearer"])
        #expect(asked.allSatisfy { !$0.path.contains("ns=") })
        #expect(log.responses.filter { $0.host == .mirror }.allSatisfy { $0.status == 200 && $0.ending == .complete })
        let handshakes = log.connections.filter { $0.host == .mirror && $0.change == .secured }
        #expect(handshakes.count == (scheme == .https ? asked.count : 0))
    }

    @Test func `without one nobody listens`() async throws {
        try await withTestServices(plan(copy: nil)) { puller in #expect(puller.services.port(of: .mirror) == nil) }
    }

    @Test func `faults of HTTP and TLS can be about it alone`() async throws {
        let faults = [
            ArmedFault.test(EditHTTP { $0.status = 503 }, host: .mirror),
            .test(EditTLS { $0.issuer = .unknown }, host: .mirror),
        ]
        for (scheme, fault, status) in [(Scheme.http, faults[0], 503), (.https, faults[1], 0)] {
            try await withTestServices(plan(scheme: scheme, faults: [fault])) { puller in
                let statuses = try await [puller.get(.mirror, "/v2/"), puller.get(.registry, "/v2/")].map(\.status)
                #expect(statuses == [status, 401])
            }
        }
        #expect(faults.allSatisfy { $0.fired == 1 })
    }
}
