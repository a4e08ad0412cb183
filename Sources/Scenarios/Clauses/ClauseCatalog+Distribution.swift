/// The OCI's distribution specification. Each sentence is ours; the sections were read in `spec.md` of v1.1.1 and 967efdc.
extension ClauseCatalog {
    static let distribution: [Clause] = [
        Clause(
            .init(.distribution, "Pulling manifests"), "accept", .should,
            "names the types of manifests that it can use in Accept"),
        Clause(
            .init(.distribution, "Pulling manifests"), "content-type-parameters", .should,
            "takes a Content-Type with parameters as if they were not there"),
        Clause(
            .init(.distribution, "Pulling manifests"), "media-type", .should,
            "refuses a manifest whose mediaType is not its Content-Type"),
        Clause(
            .init(.distribution, "Pulling manifests"), "digest-header", .must,
            "compares Docker-Content-Digest with the manifest if it makes use of it"),
        Clause(
            .init(.distribution, "Pulling manifests"), "body-digest", .should,
            "compares a manifest that it asked for by digest with that digest"),
        Clause(
            .init(.distribution, "Pulling blobs"), "digest-header", .must,
            "compares Docker-Content-Digest with the blob if it makes use of it"),
        Clause(
            .init(.distribution, "Pulling blobs"), "body-digest", .should,
            "compares a blob with the digest that it asked for"),
        Clause(
            .init(.distribution, "Legacy Docker support HTTP headers"), .should,
            "works without Docker-Content-Digest and Docker-Distribution-API-Version"),
        Clause(
            .init(.distribution, "Legacy Docker support error codes"), .should,
            "works without the codes of errors that only Docker's old manifests had"),
        Clause(
            .init(.distribution, "Backwards Compatibility"), .must,
            "works with a registry that has only a part of the API, or an older version of it"),
        Clause(
            .init(.distribution, "Unavailable Referrers API"), .must,
            "looks for the referrers' tag where the referrers API answers 404"),
        Clause(
            .init(.distribution, "Error Codes"), .none,
            "takes an error whose body is not JSON for what its status says"),
        Clause(
            .init(.distribution, "Warnings"), "report", .should,
            "shows a warning of the registry, and shows it once"),
        Clause(
            .init(.distribution, "Warnings"), "no-action", .must,
            "does with a warning exactly what it does without"),
        Clause(
            .init(.distributionDraft, "API"), "redirect", .should,
            "follows a redirect of any request"),
        Clause(
            .init(.distributionDraft, "API"), "authorization", .must,
            "sends no Authorization along to another host when it follows a redirect", by: .authorization),
        Clause(
            .init(.distributionDraft, "Registry Proxying"), "ns", .should,
            "adds the parameter ns only for a registry that stands in for another"),
        Clause(
            .init(.distributionDraft, "Registry Proxying"), "credentials", .should,
            "keeps the registry's credentials from its mirrors, unless they were given for them", by: .authorization),
    ]
}
