import Crypto
import Foundation
import Testing

@testable import ImageContent

/// Images whose manifest is one of schema 1.
@Suite struct SchemaOneTests {
    private static let recipe = ImageRecipe(layers: 3, layerSize: 5000, format: .dockerSchema1)
    private let draft = ImageDraft(recipe: recipe, seed: 4)

    private func manifest(_ bytes: [UInt8]) throws -> SchemaOneManifest {
        try ImageDocument.decode(SchemaOneManifest.self, from: bytes, named: "manifest")
    }

    private func steps(_ manifest: SchemaOneManifest) throws -> [SchemaOneManifest.Step] {
        try manifest.history.map {
            try ImageDocument.decode(
                SchemaOneManifest.Step.self, from: Array($0.v1Compatibility.utf8), named: "v1Compatibility")
        }
    }

    @Test func `the tag names one document, which names layers and steps, the highest first`() throws {
        let image = draft.sealed()
        let target = image.tagTarget
        #expect(target.mediaType == "application/vnd.docker.distribution.manifest.v1+prettyjws")
        let manifest = try manifest(target.bytes)
        #expect(manifest.schemaVersion == 1 && manifest.name == "library/demo" && manifest.tag == "1")
        #expect(manifest.architecture == Platform.host.architecture)
        let steps = try steps(manifest)
        #expect(manifest.fsLayers.count == steps.count)
        #expect(zip(steps, steps.dropFirst()).allSatisfy { $0.parent == $1.id } && steps.last?.parent == nil)
        #expect(Set(steps.map(\.id)).count == 4 && steps.allSatisfy { $0.id.count == 64 })
        #expect(steps.map(\.throwaway) == [true, nil, nil, nil])
        #expect(steps.first?.config?.command == ["/chaospull"] && steps.first?.os == "linux")
        let blobs = zip(manifest.fsLayers, steps).filter { $1.throwaway != true }.map(\.0.blobSum)
        #expect(blobs.reversed() == image.truth.layerDigests)
        for layer in manifest.fsLayers {
            #expect(try Digest.sha256(of: contents(#require(image.blob(layer.blobSum)))) == layer.blobSum)
        }
        // The number that Docker and containerd know as that of no layer.
        #expect(
            manifest.fsLayers[0].blobSum.hex == "a3ed95caeb02ffe68cdd9fd84406680ae93d633cb16422d00e8a7c22955b46d4")
    }

    @Test func `there is no configuration, and no index even where one is asked for`() {
        var recipe = Self.recipe
        #expect(!recipe.isIndexed)
        recipe.isIndexed = true
        let truth = ImageDraft(recipe: recipe, seed: 4).sealed().truth
        #expect(truth.configDigest == nil && truth.configSize == nil && truth.indexDigest == nil)
        #expect(truth.layerDigests == truth.blobDigests && truth.diffIDs.count == 3)
        #expect(draft.configuration.isEmpty)
    }

    @Test func `the digest is that of the payload, and two signatures of it differ`() throws {
        let (one, other) = (draft.sealed().tagTarget, ImageDraft(recipe: Self.recipe, seed: 4).sealed().tagTarget)
        #expect(one.digest == other.digest && one.bytes != other.bytes && one.bytes.count == other.bytes.count)
        let signed = try #require(SignedManifest(one.bytes))
        #expect(Digest.sha256(of: signed.payload) == one.digest && Digest.sha256(of: one.bytes) != one.digest)
        #expect(try manifest(signed.payload) == manifest(one.bytes))
        #expect(draft.manifestDigest == one.digest)
        #expect(ImageDraft(recipe: Self.recipe, seed: 5).manifestDigest != one.digest)
    }

    /// What a signature consists of, by the rules of libtrust and of RFC 7515, without the code that made it.
    @Test func `the signature fits the key in it`() throws {
        let bytes = draft.sealed().tagTarget.bytes
        let document = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        let signatures = try #require(document["signatures"] as? [[String: Any]])
        #expect(signatures.count == 1)
        let header = try #require(signatures[0]["header"] as? [String: Any])
        let jwk = try #require(header["jwk"] as? [String: String])
        #expect(header["alg"] as? String == "ES256" && jwk["kty"] == "EC" && jwk["crv"] == "P-256")
        let coordinates = try [jwk["x"], jwk["y"]].map { try decoded($0) }
        #expect(coordinates.map(\.count) == [32, 32])
        let key = try P256.Signing.PublicKey(rawRepresentation: coordinates[0] + coordinates[1])
        let kid = try #require(jwk["kid"])
        #expect(kid.wholeMatch(of: /([A-Z2-7]{4}:){11}[A-Z2-7]{4}/) != nil)
        // Twelve groups of 20 bits: the first is made of the first 20 bits of the hash.
        let hash = Array(SHA256.hash(data: key.derRepresentation))
        let first = Int(hash[0]) << 12 | Int(hash[1]) << 4 | Int(hash[2]) >> 4
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        #expect(String([15, 10, 5, 0].map { alphabet[first >> $0 & 31] }) == String(kid.prefix(4)))

        let protected = try #require(signatures[0]["protected"] as? String)
        let format = try #require(
            try JSONSerialization.jsonObject(with: Data(decoded(protected))) as? [String: Any])
        let length = try #require(format["formatLength"] as? Int)
        let payload = try Array(bytes[..<length]) + decoded(format["formatTail"] as? String)
        #expect(format["time"] as? String == "2020-01-01T00:00:00Z")
        #expect(Digest.sha256(of: payload) == draft.manifestDigest)
        let signed = Data("\(protected).\(encoded(payload))".utf8)
        let signature = try P256.Signing.ECDSASignature(
            rawRepresentation: decoded(signatures[0]["signature"] as? String))
        #expect(key.isValidSignature(signature, for: signed))
        #expect(!key.isValidSignature(signature, for: signed + [0]))
    }

    private func decoded(_ text: String?) throws -> [UInt8] {
        let usual = try #require(text).replacing("-", with: "+").replacing("_", with: "/")
        let padding = String(repeating: "=", count: (4 - usual.count % 4) % 4)
        return Array(try #require(Data(base64Encoded: usual + padding)))
    }

    private func encoded(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    @Test func `a document whose signature does not fit is not taken for signed`() throws {
        let bytes = draft.sealed().tagTarget.bytes
        #expect(SignedManifest(bytes) != nil && SignedManifest(bytes)?.bytes == bytes)
        let text = String(decoding: bytes, as: UTF8.self)
        func isSigned(_ text: String) -> Bool { SignedManifest(Array(text.utf8)) != nil }
        #expect(!isSigned(text.replacing("library/demo", with: "library/dema")))
        #expect(!isSigned(text.replacing("ES256", with: "ES384")))
        #expect(!isSigned(text.replacing("\"kid\":\"", with: "\"kid\":\"A")))
        #expect(!isSigned(text.replacing("\"signatures\" : [", with: "\"signatures\" : [],\"x\":[")))
        #expect(!isSigned("{}") && !isSigned("") && !isSigned("[]"))
        #expect(SignedManifest(signing: Array("{}".utf8)) == nil && SignedManifest(signing: []) == nil)
        #expect(SignedManifest(signing: Array("{\"a\":1,}".utf8)) == nil)
        let odd = try #require(SignedManifest(signing: Array("{\"a\":1 \n}\n".utf8)))
        #expect(SignedManifest(odd.bytes)?.payload == Array("{\"a\":1 \n}\n".utf8))
    }

    @Test func `edits are signed anew, and damage is not`() throws {
        var edited = draft
        edited.rewrite(.layer(2)) { $0.flippingBit(at: 99) }
        edited.editDocument(.manifest) { $0["tag"] = .string("2") }
        let image = edited.sealed()
        let signed = try #require(SignedManifest(image.tagTarget.bytes))
        #expect(signed.digest == image.tagTarget.digest && image.truth.manifestDigest == signed.digest)
        let manifest = try manifest(signed.payload)
        #expect(manifest.tag == "2" && manifest.fsLayers.count == 4)
        #expect(manifest.fsLayers[2].blobSum == image.truth.layerDigests[1])
        #expect(image.truth.layerDigests[1] != draft.sealed().truth.layerDigests[1])
        #expect(image.truth.layerDigests[0] == draft.sealed().truth.layerDigests[0])

        var damaged = draft
        damaged.damage(.manifest) { $0.truncated(to: 100) }
        damaged.damage(.layer(1)) { $0.flippingBit(at: 99) }
        #expect(damaged.sealed().truth == draft.sealed().truth)
        #expect(damaged.sealed().tagTarget.bytes.count == 100)
        #expect(damaged.sealed().tagTarget.digest == draft.manifestDigest)

        var cut = draft
        cut.rewrite(.manifest) { $0.truncated(to: 100) }
        #expect(cut.sealed().tagTarget.digest == .sha256(of: cut.sealed().tagTarget.bytes))
        var shorter = draft
        shorter.editDocument(.manifest) { $0.set(["fsLayers", "1"], to: nil) }
        #expect(shorter.sealed().truth.layerDigests.count == 2)
    }
}
