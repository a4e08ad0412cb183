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
    /// A Docker manifest list.
    package static let dockerManifestList = "application/vnd.docker.distribution.manifest.list.v2+json"
    /// A Docker image manifest, version 2 schema 2.
    package static let dockerManifest = "application/vnd.docker.distribution.manifest.v2+json"
    /// A Docker image configuration.
    package static let dockerConfig = "application/vnd.docker.container.image.v1+json"
    /// A Docker layer: a tar archive in gzip.
    package static let dockerLayerGzip = "application/vnd.docker.image.rootfs.diff.tar.gzip"
}
