import Faults
import ImageContent
import Testing

@testable import FakeServices

/// Several images in one registry: a base that shares layers, and a tag that is pushed again.
@Suite struct ServedContentTests {
    static let recipe = ImageRecipe(layers: 3, layerSize: 4096, baseLayers: 2)
    let image = ImageDraft(recipe: recipe, seed: 1).sealed()

    func registry(_ plan: ServicesPlan) -> Registry {
        Registry(content: ServedContent(plan), gate: nil, redirect: nil, behavior: plan.behavior)
    }

    func ask(_ registry: Registry, _ path: String, method: String = "GET") async -> HTTPReply {
        await registry.reply(to: ServiceRequest(method: method, target: path)).reply
    }

    @Test func `the base is another image with the same lowest layers`() async throws {
        let base = try #require(ImageDraft.base(of: Self.recipe, seed: 1)).sealed()
        #expect(
            base.repository == "library/base" && base.truth.layerDigests == Array(image.truth.layerDigests.prefix(2)))
        let config = try #require(base.truth.configDigest)
        #expect(config != image.truth.configDigest)
        #expect(ImageDraft.base(of: ImageRecipe(layers: 3), seed: 1) == nil)
        let registry = registry(ServicesPlan(image: image, baseImage: base))
        #expect(await ask(registry, "/v2/library/base/manifests/1").bytes == base.tagTarget.bytes)
        let (shared, own) = (image.truth.layerDigests[0], image.truth.layerDigests[2])
        for repository in ["library/base", "library/demo"] {
            #expect(await ask(registry, "/v2/\(repository)/blobs/\(shared)").status == 200)
        }
        #expect(await ask(registry, "/v2/library/base/blobs/\(own)").status == 404)
        #expect(await ask(registry, "/v2/library/demo/blobs/\(config)").status == 404)
        #expect(await ask(registry, "/v2/library/other/manifests/1").status == 404)
        #expect(await ask(registry, "/v2/library/base/tags/list").text == #"{"name":"library/base","tags":["1"]}"#)
        for (path, word) in [
            ("library/base/blobs/\(shared)", "layer-1"), ("library/demo/blobs/\(shared)", "layer-1"),
            ("library/base/manifests/1", "other"), ("library/base/blobs/\(config)", "other"),
        ] {
            #expect(registry.resource(of: ServiceRequest(method: "GET", target: "/v2/\(path)")).name == word)
        }
    }

    @Test func `a moved tag names the older image once, and both stay there by digest`() async throws {
        let former = ImageDraft.older(than: 1, recipe: Self.recipe).sealed()
        let fault = try FaultDefinition(Element(["fault": Element("image.tag-moved")])).armed(ordinal: 0, seed: 1)
        let registry = registry(ServicesPlan(image: image, formerImage: former, faults: [fault]))
        let tag = "/v2/library/demo/manifests/1"
        let config = try #require(former.truth.configDigest)
        #expect(await ask(registry, "/v2/library/demo/blobs/\(config)").status == 200)
        #expect(await ask(registry, tag, method: "HEAD")["Docker-Content-Digest"] == "\(former.tagTarget.digest)")
        for _ in 1...2 { #expect(await ask(registry, tag).bytes == image.tagTarget.bytes) }
        for one in [former, image] {
            let path = "/v2/library/demo/manifests/\(one.truth.manifestDigest)"
            #expect(await ask(registry, path).status == 200)
            #expect(registry.resource(of: ServiceRequest(method: "GET", target: path)) == .manifest)
        }
        let lifted = self.registry(ServicesPlan(image: image, formerImage: former, faults: [fault]))
        fault.lift()
        #expect(await ask(lifted, tag).bytes == image.tagTarget.bytes)
        #expect(await ask(lifted, "/v2/library/demo/manifests/\(former.truth.manifestDigest)").status == 404)
    }

    @Test func `a registry may refuse HEAD and keep digests to itself`() async {
        var plan = ServicesPlan(image: image)
        plan.behavior = RegistryBehavior(answersHead: false, namesDigest: false)
        let registry = registry(plan)
        let manifest = "/v2/library/demo/manifests/1"
        let blob = "/v2/library/demo/blobs/\(image.truth.layerDigests[0])"
        for path in [manifest, blob] {
            let refused = await ask(registry, path, method: "HEAD")
            #expect(refused.status == 405 && refused["Allow"] == "GET")
            let reply = await ask(registry, path)
            #expect(reply.status == 200 && reply["Docker-Content-Digest"] == nil)
        }
        #expect(await ask(registry, "/v2/", method: "HEAD").status == 200)
    }

    @Test func `every tag is listed once, by following the links`() async throws {
        let behavior = RegistryBehavior(moreTags: 250, tagsPage: 100)
        let plan = ServicesPlan(image: image, scheme: .http, behavior: behavior)
        try await withTestServices(.test(plan)) { puller in
            let token = try await puller.token()
            var target: String? = "/v2/library/demo/tags/list"
            var (pages, tags) = (0, [String]())
            while let next = target {
                let answer = try await puller.get(.registry, next, headers: ["Authorization: Bearer \(token)"])
                tags +=
                    answer.text.split(separator: "[").last?.split(separator: ",").map { tag in
                        String(tag.filter { $0.isLetter || $0.isNumber })
                    } ?? []
                target = answer["Link"].flatMap { link in
                    link.firstMatch(of: #/^<([^>]*)>; rel="next"$/#).map { String($0.output.1) }
                }
                pages += 1
            }
            #expect(pages == 3 && tags.count == 251 && Set(tags).count == 251 && tags == tags.sorted())
            #expect(tags.first == "1" && tags.last == "v250")
            let tag = try await puller.get(
                .registry, "/v2/library/demo/manifests/v007", headers: ["Authorization: Bearer \(token)"])
            #expect(tag.body == image.tagTarget.bytes)
        }
    }

    @Test(
        arguments: [
            (nil, nil, ["1", "v1", "v2"], true), (2, nil, ["1", "v1"], false), (2, "v1", ["v2"], true),
            (0, nil, [], false), (9, "v2", [], true), (3, "0", ["1", "v1", "v2"], true),
        ] as [(Int?, String?, [String], Bool)])
    func `a page of tags has what was asked for`(count: Int?, last: String?, names: [String], isLast: Bool) {
        let page = TagList("1", more: 2).page(after: last, count: count)
        #expect(page.names == names && page.isLast == isLast)
    }

    @Test func `the API for referrers answers with nothing, one artifact, or 404`() async throws {
        let path = "/v2/library/demo/referrers/\(image.tagTarget.digest)"
        for referrers in RegistryBehavior.Referrers.allCases {
            var plan = ServicesPlan(image: image)
            plan.behavior.referrers = referrers
            let registry = registry(plan)
            let reply = await ask(registry, path)
            guard referrers != .unsupported else {
                // A client must not take it for a missing repository.
                #expect(reply.status == 404 && !reply.text.contains("NAME_UNKNOWN"))
                continue
            }
            #expect(reply.status == 200 && reply["Content-Type"] == MediaType.ociIndex)
            let index = try ImageDocument.decode(ImageIndex.self, from: reply.bytes, named: "referrers")
            #expect(index.manifests.count == (referrers == .one ? 1 : 0))
            for entry in index.manifests {
                let artifact = await ask(registry, "/v2/library/demo/manifests/\(entry.digest)")
                #expect(Digest.sha256(of: artifact.bytes) == entry.digest && artifact.bytes.count == entry.size)
                let manifest = try ImageDocument.decode(ImageManifest.self, from: artifact.bytes, named: "artifact")
                for blob in manifest.layers + [manifest.config] {
                    let bytes = await ask(registry, "/v2/library/demo/blobs/\(blob.digest)").bytes
                    #expect(Digest.sha256(of: bytes) == blob.digest)
                }
            }
            let filtered = await ask(registry, path + "?artifactType=x")
            #expect(filtered["OCI-Filters-Applied"] == "artifactType" && filtered.text.contains(#""manifests":[]"#))
            #expect(await ask(registry, "/v2/library/demo/referrers/x").status == 400)
        }
    }
}
