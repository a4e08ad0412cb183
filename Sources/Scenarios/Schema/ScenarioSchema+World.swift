import Faults
import ImageContent

/// The part of the schema for the world of a pull.
extension ScenarioSchema {
    static var node: SchemaNode {
        let properties = NodeSettings.Key.allCases.map { key -> (String, SchemaNode) in
            switch key {
            case .storage: (key.rawValue, .size("the puller's disk; 512 MiB without it"))
            case .disk:
                (
                    key.rawValue,
                    .words(
                        StorageKind.allCases.map(\.rawValue),
                        "what the storage is; a disk with ext4 where a fault needs one, else tmpfs, without it")
                )
            case .proxy: (key.rawValue, proxy)
            case .credentials:
                (
                    key.rawValue,
                    .words(
                        NodeSettings.Credentials.allCases.map(\.rawValue),
                        "the password that the puller has; right without it")
                )
            case .hosts:
                (
                    key.rawValue,
                    .words(
                        NodeSettings.Hosts.allCases.map(\.rawValue),
                        "where containerd finds the mirror of the registry; with-server without it")
                )
            case .credentialHelper:
                (key.rawValue, .boolean("whether the password comes from a credential helper; false without it"))
            case .partSize:
                (
                    key.rawValue,
                    .size("the size of a part where containerd fetches a layer in several parts; in one without it")
                )
            case .partialImages:
                (
                    key.rawValue,
                    .boolean("whether podman and buildah ask for the parts of a layer that they lack; false without it")
                )
            case .syncFS:
                (key.rawValue, .boolean("whether layers are flushed before they count as stored; false without it"))
            case .hasBase:
                (key.rawValue, .boolean("whether the puller has pulled the image of the base layers; false without it"))
            case .hasImage:
                (key.rawValue, .boolean("whether the puller has pulled the image itself before; false without it"))
            case .resolverOptions:
                (
                    key.rawValue,
                    SchemaNode(
                        ResolverConfiguration.optionList.shape,
                        "options of the node's resolver (resolv.conf(5)), as in timeout:1; none without it")
                )
            }
        }
        return .mapping(properties, "the machine that pulls")
    }

    static var network: SchemaNode {
        let properties = NetworkSettings.Key.allCases.map { key -> (String, SchemaNode) in
            switch key {
            case .rate: (key.rawValue, .size("bytes a second each way; as many as the machine can without it"))
            case .delay: (key.rawValue, .duration("how long each packet takes, either way; no time without it"))
            case .mtu: (key.rawValue, .size("the largest IP packet that gets through; 1500 B without it"))
            }
        }
        return .mapping(properties, "the way between the node and the services")
    }

    static var pulls: SchemaNode {
        let properties = PullSettings.Key.allCases.map { key -> (String, SchemaNode) in
            switch key {
            case .again:
                (
                    key.rawValue,
                    .words(
                        PullSettings.Again.allCases.map(\.rawValue),
                        "who asks again after a pull that failed; never without it")
                )
            case .atOnce:
                (key.rawValue, .integer(PullSettings.atOnceRange, "how many pulls there are at once; 1 without it"))
            case .withBase:
                (key.rawValue, .boolean("whether every second one pulls library/base:1; false without it"))
            }
        }
        return .mapping(properties, "how often the image is asked for")
    }

    private static var proxy: SchemaNode {
        let properties = ProxySettings.Key.allCases.map { key -> (String, SchemaNode) in
            switch key {
            case .credentials:
                (
                    key.rawValue,
                    .words(
                        RegistrySettings.Credentials.allCases.map(\.rawValue),
                        "whether the proxy asks for a password; none without it"
                    )
                )
            case .bypass:
                (
                    key.rawValue,
                    .list(
                        of: .words(Role.behindProxy.map(\.rawValue), "a host"),
                        "hosts that the puller reaches without the proxy; none without it"
                    )
                )
            }
        }
        return .object([
            ("description", "the proxy in the puller's environment; none without it"),
            ("oneOf", .array([.boolean("whether there is one"), .mapping(properties, "how it serves")])),
        ])
    }

    private static var compression: SchemaNode {
        .words(ImageRecipe.Compression.allCases.map(\.rawValue), "how a layer is compressed")
    }

    static var image: SchemaNode {
        let properties = ImageRecipe.Key.allCases.map { key -> (String, SchemaNode) in
            switch key {
            case .layers: (key.rawValue, .integer(ImageRecipe.layerCounts, "how many layers; 3 without it"))
            case .layerSize: (key.rawValue, .size("the size of each; 1 MiB without it"))
            case .format:
                (
                    key.rawValue,
                    .words(ImageRecipe.Format.allCases.map(\.rawValue), "the kind of documents; docker without it")
                )
            case .compression:
                (key.rawValue, .oneOrEach(of: compression, "how layers are compressed; stored without it"))
            case .layerSizes: (key.rawValue, .list(of: .size("a size"), "the size of each layer, lowest first"))
            case .features:
                (
                    key.rawValue,
                    .list(
                        of: .words(LayerFeature.allCases.map(\.rawValue), "a kind of entry"),
                        "what the layers have beside a plain file; nothing without it")
                )
            case .shapes:
                (
                    key.rawValue,
                    .list(
                        of: .words(ImageShape.allCases.map(\.rawValue), "a shape"),
                        "what the image has beside the usual documents; nothing without it")
                )
            case .manifestSize: (key.rawValue, .size("the size of the manifest; as it comes without it"))
            case .configurationSize: (key.rawValue, .size("the size of the configuration; as it comes without it"))
            case .digest:
                (
                    key.rawValue,
                    .words(
                        Digest.Algorithm.allCases.map(\.rawValue),
                        "the algorithm of all digests but DiffIDs; sha256 without it")
                )
            case .index: (key.rawValue, .boolean("whether the tag names an index; true without it"))
            case .baseLayers:
                (
                    key.rawValue,
                    .integer(
                        0...ImageRecipe.layerCounts.upperBound - 1,
                        "how many of the lowest layers library/base:1 has too; 0 without it")
                )
            case .layout:
                (
                    key.rawValue,
                    .text(
                        "an OCI layout or an archive of docker save, served in the place of a synthetic image; "
                            + "relative to this file's folder")
                )
            case .tag: (key.rawValue, .text("which image of several in the layout"))
            case .asIs:
                (key.rawValue, .boolean("whether what is broken in the layout is served broken; false without it"))
            }
        }
        return .mapping(properties, "the image that is pulled")
    }

    static var registry: SchemaNode {
        let properties = RegistrySettings.Key.allCases.map { key -> (String, SchemaNode) in
            switch key {
            case .scheme:
                (key.rawValue, .words(RegistrySettings.Scheme.allCases.map(\.rawValue), "https without it"))
            case .http2:
                (key.rawValue, .boolean("whether the hosts offer HTTP/2 beside HTTP/1.1; false without it"))
            case .plainPort:
                (key.rawValue, .boolean("whether the registry answers in plain HTTP on port 80 too; false without it"))
            case .credentials:
                (
                    key.rawValue,
                    .words(
                        RegistrySettings.Credentials.allCases.map(\.rawValue),
                        "whether a token needs a password; none without it"
                    )
                )
            case .redirectBlobs:
                (key.rawValue, .boolean("whether blobs are redirected to the CDN; true without it"))
            case .mirror:
                (
                    key.rawValue,
                    .words(
                        RegistrySettings.Mirror.allCases.map(\.rawValue),
                        "what the puller asks a mirror for before the registry; none without it"
                    )
                )
            case .like:
                (key.rawValue, .words(RegistryKind.allCases.map(\.rawValue), "whose behavior the other keys change"))
            case .login:
                (
                    key.rawValue,
                    .words(
                        RegistryBehavior.Login.allCases.map(\.rawValue),
                        "how a client shows that it may pull; token-service without it")
                )
            case .errors:
                (
                    key.rawValue,
                    .words(RegistryKind.allCases.map(\.rawValue), "whose words errors have; distribution without it")
                )
            case .bucket:
                (
                    key.rawValue,
                    .words(
                        RegistryBehavior.Bucket.allCases.map(\.rawValue),
                        "what the store makes of Authorization beside a signature; lenient without it")
                )
            case .redirectStatus:
                (
                    key.rawValue,
                    .object([
                        ("enum", .array(RedirectStatus.all.map { .number($0) })),
                        ("description", "the status of redirects of blobs; 307 without it"),
                    ])
                )
            case .redirectTarget:
                (
                    key.rawValue,
                    .words(
                        RegistryBehavior.RedirectTarget.allCases.map(\.rawValue),
                        "where redirects of blobs lead; cdn without it")
                )
            case .tokenForms: (key.rawValue, .boolean("whether a token can be had by POST; true without it"))
            case .tokenNames:
                (
                    key.rawValue,
                    .words(
                        RegistryBehavior.TokenNames.allCases.map(\.rawValue),
                        "by which names the answer has a token; both without it")
                )
            case .tokenExpiry: (key.rawValue, .boolean("whether the answer has expires_in; true without it"))
            case .pingService:
                (key.rawValue, .boolean("whether the challenge to the ping names the service; true without it"))
            case .limitHeaders:
                (key.rawValue, .boolean("whether manifests have headers of a rate limit; false without it"))
            case .head: (key.rawValue, .boolean("whether HEAD is answered, otherwise with 405; true without it"))
            case .digestHeader:
                (key.rawValue, .boolean("whether answers have Docker-Content-Digest; true without it"))
            case .moreTags:
                (
                    key.rawValue,
                    .integer(
                        RegistryBehavior.moreTagsRange,
                        "how many tags there are beside the one that is pulled; 0 without it")
                )
            case .tagsPage:
                (
                    key.rawValue,
                    .integer(RegistryBehavior.tagsPageRange, "the most tags in one answer; no limit without it")
                )
            case .referrers:
                (
                    key.rawValue,
                    .words(
                        RegistryBehavior.Referrers.allCases.map(\.rawValue),
                        "what the API for referrers answers; unsupported without it")
                )
            }
        }
        return .mapping(properties, "how the registry serves")
    }
}
