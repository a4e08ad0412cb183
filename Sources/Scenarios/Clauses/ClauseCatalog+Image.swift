/// The OCI's image specification, v1.1.1.
extension ClauseCatalog {
    static let image: [Clause] = [
        Clause(
            .init(.image("descriptor"), "Digests"), .should,
            "takes a digest of an algorithm that it does not know for valid if its form is"),
        Clause(
            .init(.image("descriptor"), "Verification"), "digest", .should,
            "compares content with the digest before it uses it"),
        Clause(
            .init(.image("descriptor"), "Verification"), "size", .should,
            "compares the size before it computes the digest"),
        Clause(
            .init(.image("descriptor"), "Verification"), "no-work-before", .should,
            "does no costly work, such as decompressing, before it has compared the digest"),
        Clause(
            .init(.image("descriptor"), "SHA-256"), .must,
            "can verify digests of SHA-256"),
        Clause(
            .init(.image("descriptor"), "Properties"), "data", .should,
            "compares content that comes inside the descriptor with size and digest"),
        Clause(
            .init(.image("considerations"), "Extensibility"), .should,
            "takes a document with a property that it does not know"),
        Clause(
            .init(.image("annotations"), "Rules"), .must,
            "takes a document with an annotation that it does not know"),
        Clause(
            .init(.image("manifest"), "Image Manifest Property Descriptions"), "layer-types", .must,
            "can use layers of tar, and of tar with gzip"),
        Clause(
            .init(.image("manifest"), "Image Manifest Property Descriptions"), "zstd", .should,
            "can use layers of tar with zstd"),
        Clause(
            .init(.image("manifest"), "Image Manifest Property Descriptions"), "unknown-types", .must,
            "copies a manifest whose layers, config or artifact have a type that it does not know"),
        Clause(
            .init(.image("image-index"), "Image Index Property Descriptions"), "unknown-types", .must,
            "passes over an entry of an index whose type it does not know"),
        Clause(
            .init(.image("image-index"), "Image Index Property Descriptions"), "first-match", .should,
            "takes the first of several entries that fit its platform"),
        Clause(
            .init(.image("config"), "Properties"), "rootfs-type", .must,
            "refuses a config whose rootfs.type is not layers"),
        Clause(
            .init(.image("config"), "Properties"), "unknown-fields", .must,
            "takes a config with a field that it does not know"),
        Clause(
            .init(.image("layer"), "Whiteouts"), .should,
            "refuses a layer with a whiteout that names nothing"),
        Clause(
            .init(.image("layer"), "Opaque Whiteout"), .must,
            "understands explicit and opaque whiteouts"),
    ]
}
