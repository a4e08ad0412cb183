extension ServedManifest {
    /// What it refers to (manifest.md, "subject"); nil for nothing.
    package var subject: Digest? { (value?["subject"]?["digest"]?.text).flatMap { Digest($0) } }

    /// As a list of referrers names it: with its kind and its annotations (distribution-spec 1.1, "Listing Referrers").
    package var referrer: JSONValue {
        let value = value
        var members: [String: JSONValue] = [
            "mediaType": .string(mediaType), "digest": .string(digest.description), "size": .integer(bytes.count),
        ]
        members["artifactType"] = value?["artifactType"] ?? value?["config"]?["mediaType"]
        members["annotations"] = value?["annotations"]
        return .object(members)
    }

    private var value: JSONValue? { try? ImageDocument.decode(JSONValue.self, from: bytes, named: "manifest") }
}
