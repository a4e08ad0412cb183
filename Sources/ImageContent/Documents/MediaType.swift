/// The media types of image documents and layers.
///
/// OCI image specification, media-types.md; distribution, docs/spec/manifest-v2-2.md.
package enum MediaType {
    /// An OCI image index.
    package static let ociIndex = "application/vnd.oci.image.index.v1+json"
    /// An OCI image manifest.
    package static let ociManifest = "application/vnd.oci.image.manifest.v1+json"
    /// An OCI image configuration.
    package static let ociConfig = "application/vnd.oci.image.config.v1+json"
    /// An OCI layer: a tar archive in gzip.
    package static let ociLayerGzip = "application/vnd.oci.image.layer.v1.tar+gzip"
    /// An OCI layer: a tar archive as it is.
    package static let ociLayer = "application/vnd.oci.image.layer.v1.tar"
    /// An OCI layer that others may not hand on (layer.md, "Non-Distributable Layers").
    package static let ociLayerForeign = "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip"
    /// The empty document of an artifact without a configuration (manifest.md, "Guidance for an Empty Descriptor").
    package static let ociEmpty = "application/vnd.oci.empty.v1+json"
    /// An OCI layer: a tar archive in Zstandard.
    package static let ociLayerZstd = "application/vnd.oci.image.layer.v1.tar+zstd"
    /// A Docker manifest list.
    package static let dockerManifestList = "application/vnd.docker.distribution.manifest.list.v2+json"
    /// A Docker image manifest, version 2 schema 2.
    package static let dockerManifest = "application/vnd.docker.distribution.manifest.v2+json"
    /// A Docker image manifest, version 2 schema 1, with its signature (distribution, docs/spec/manifest-v2-1.md).
    package static let dockerSchema1 = "application/vnd.docker.distribution.manifest.v1+prettyjws"
    /// A Docker image configuration.
    package static let dockerConfig = "application/vnd.docker.container.image.v1+json"
    /// A Docker layer: a tar archive as it is.
    package static let dockerLayer = "application/vnd.docker.image.rootfs.diff.tar"
    /// A Docker layer that is to be had elsewhere.
    package static let dockerLayerForeign = "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip"
    /// A Docker layer: a tar archive in gzip.
    package static let dockerLayerGzip = "application/vnd.docker.image.rootfs.diff.tar.gzip"
}
