/// A text that somebody reported, the puller that prints it, and what brings it about here.
///
/// The texts are word for word those of the reports but for names, addresses, ports and digests.
struct ReportedText {
    /// Where it was reported.
    let report: String
    let puller: String
    /// The items of `faults`.
    let faults: String
    /// A regular expression.
    let text: String

    static let all: [ReportedText] = [
        ReportedText(
            "moby/moby#30459", "docker", "{fault: packet.drop, match: {protocol: tcp, to: registry}}",
            // Three timers of Go have one deadline: the client's, that of its context and that of dialing. Each has its
            // own words for the end, and any may fire first. The client adds its name only if its own timer has fired by
            // then (net/http client.go, setRequestCancel).
            #"Get "https://registry\.test/v2/": (dial tcp \S+:443: i/o timeout|"#
                + "(net/http: request canceled while waiting for connection|context deadline exceeded)"
                + #"( \(Client\.Timeout exceeded while awaiting headers\))?)"#),
        ReportedText(
            "containerd/nerdctl#2143", "containerd", "{fault: packet.reset, match: {protocol: tcp, to: cdn}}",
            #"httpReadSeeker: failed open: failed to do request: Get "[^"]+": dial tcp \S+:443: connect: connection refused"#
        ),
        ReportedText(
            "moby/moby#51335", "docker", "{fault: tls.stall, match: {host: registry}}",
            #"Get "https://registry\.test/v2/": net/http: TLS handshake timeout"#),
        ReportedText(
            "infiniflow/ragflow#1549", "docker", "{fault: tls.stall, match: {host: cdn}}",
            "error pulling image configuration: download failed after attempts=6: net/http: TLS handshake timeout"),
        ReportedText(
            "containerd/containerd#4938", "containerd", "{fault: tls.plain-http, match: {host: registry}}",
            "http: server gave HTTP response to HTTPS client"),
        ReportedText(
            "moby/moby#11534", "docker", "{fault: tls.expired, match: {host: registry}}",
            "x509: certificate has expired or is not yet valid"),
        ReportedText(
            "docker-library/hello-world#86", "docker", "{fault: tls.unknown-authority, match: {host: registry}}",
            "x509: certificate signed by unknown authority"),
        ReportedText(
            "project-zot/zot#4352", "skopeo",
            "{fault: http.status, status: 404, match: {host: registry, resource: manifest}, type: application/json, body: "
                + #"'{"errors":[{"code":"NAME_UNKNOWN","message":"repository name not known to registry","detail":{"name":"x"}}]}'}"#,
            "name unknown: repository name not known to registry"),
        ReportedText(
            "containerd/containerd#9274", "cri", "{fault: auth.revoked, once: {request: layer-2}, when: {times: 1}}",
            "failed open: server message: invalid_token: authorization failed"),
        ReportedText(
            "containerd/containerd#6377", "containerd", "{fault: auth.wrong-audience}",
            "pull access denied, repository does not exist or may require authorization: server message: invalid_token"),
        ReportedText(
            "moby/moby#22158", "docker", "{fault: auth.not-yet-valid, by: 60 s}",
            "unauthorized: authentication required"),
        ReportedText(
            "moby/moby#33558", "docker", "{fault: auth.revoked, once: {request: layer-2}, when: {times: 1}}",
            "unauthorized: authentication required"),
        ReportedText(
            "containerd/containerd#10374", "containerd",
            "{fault: http.redirect-chain, hops: 2, match: {host: cdn, resource: blob}}, "
                + "{fault: http.status, status: 400, type: application/xml, "
                + "body: <Error><Code>InvalidArgument</Code></Error>, match: {host: cdn, authorization: true}}",
            "httpReadSeeker: failed open: unexpected status code https://registry.test/v2/.*: 400 Bad Request"),
        ReportedText(
            "containerd/containerd#10447", "containerd",
            "{fault: http.status, status: 429, match: {host: registry, resource: manifest}}", "429 Too Many Requests"),
        ReportedText(
            "justtrackio/gosoline#1238", "docker",
            "{fault: http.status, status: 429, code: TOOMANYREQUESTS, message: Too Many Requests (HAP429), "
                + "match: {host: registry, resource: manifest}}",
            #"toomanyrequests: Too Many Requests \(HAP429\)"#),
        ReportedText(
            "docker/setup-buildx-action#445", "docker",
            "{fault: http.status, status: 500, match: {host: cdn, resource: blob}}",
            "download failed after attempts=6: received unexpected HTTP status: 500 Internal Server Error"),
        ReportedText(
            "openimsdk/open-im-server#1436", "docker",
            "{fault: http.status, status: 404, match: {host: registry, resource: config}}",
            "download failed after attempts=1: unknown blob"),
        ReportedText(
            "docker/cli#5806", "docker", "{fault: http.corrupt, match: {host: cdn, resource: config}}",
            "error pulling image configuration: image config verification failed for digest sha256:[0-9a-f]{64}"),
        ReportedText(
            "containerd/containerd#10018", "cri",
            "{fault: http.document, form: whitespace, match: {host: registry, resource: manifest, reference: digest}}",
            #"failed commit on ref "\w+-sha256:[0-9a-f]{64}": "\w+-sha256:[0-9a-f]{64}" failed size validation: "#
                + #"\d+ != \d+: failed precondition"#),
        ReportedText(
            "PJLab-ADG/SensorsCalibration#169", "docker", "{fault: packet.reset, match: {protocol: tcp, to: cdn}}",
            "error pulling image configuration: download failed after attempts=6: "
                + #"dial tcp \S+:443: connect: connection refused"#),
        ReportedText(
            "docker-archive-public/docker.kitematic#4713", "docker",
            "{fault: http.status, status: 403, type: application/xml, match: {host: cdn, resource: blob}, "
                + "body: <Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>}",
            "error parsing HTTP 403 response body: invalid character '<' looking for beginning of value: "
                + #""<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>"#),
        ReportedText(
            "kubernetes/registry.k8s.io#333", "podman@trixie",
            "{fault: http.cut, after: 600 KiB, match: {host: cdn, resource: layer}, when: {first: 1}}, "
                + "{fault: http.range, answer: bad-request, match: {host: cdn, resource: layer}}",
            #"unexpected EOF \(after reconnecting, fetching blob: StatusCode: 400, "<\?xml.*<Error><Cod"#),
        ReportedText(
            "cmliu/CF-Workers-docker.io#89", "docker@trixie",
            "{fault: http.status, status: 400, type: application/xml, match: {host: cdn, resource: blob}, "
                + "body: <Error><Code>InvalidRequest</Code><Message>Missing x-amz-content-sha256</Message></Error>}",
            "download failed after attempts=6: unknown: "
                + "<Error><Code>InvalidRequest</Code><Message>Missing x-amz-content-sha256"),
        ReportedText(
            "ciiiii/cloudflare-docker-proxy#98", "cri",
            "{fault: http.status, status: 400, match: {host: cdn, resource: blob}}",
            "failed to copy: httpReadSeeker: failed open: unexpected status code .*: 400 Bad Request"),
        ReportedText(
            "containerd/containerd#11365", "containerd",
            "{fault: http.cut, by: reset, after: 600 KiB, match: {host: cdn, resource: layer}}",
            #"failed to copy: read tcp \S+->\S+:443: read: connection reset by peer"#),
        ReportedText(
            "moby/buildkit#2568", "containerd",
            "{fault: http.body, type: application/octet-stream, match: {host: cdn, resource: layer, method: GET}}",
            "failed to read expected number of bytes: unexpected EOF"),
        ReportedText(
            "moby/moby#35686", "docker", "{fault: http.cut, after: 100 B, match: {host: cdn, resource: blob}}",
            "download failed after attempts=6: unexpected EOF"),
        ReportedText(
            "moby/moby#46163", "docker", "{fault: http.corrupt, match: {host: cdn, resource: layer}}",
            "filesystem layer verification failed for digest sha256:"),
        ReportedText(
            "containerd/containerd#3974", "containerd", "{fault: http.corrupt, match: {host: cdn, resource: layer}}",
            #"failed commit on ref "layer-sha256:[0-9a-f]+": (commit failed: )?unexpected commit digest sha256:[0-9a-f]+, "#
                + "expected sha256:[0-9a-f]+: failed precondition"),
        ReportedText(
            "podman-container-tools/podman#17545", "podman",
            "{fault: http.cut, after: 600 KiB, match: {host: cdn, resource: layer}}",
            #"Error: .*writing blob: storing blob to file "\S+storage\S+/\d+": happened during read: unexpected EOF"#),
    ]

    private init(_ report: String, _ puller: String, _ faults: String, _ text: String) {
        self.report = report
        self.puller = puller
        self.faults = faults
        self.text = text
    }

    /// A file that expects the text.
    var scenario: String {
        """
        title: As in \(report)
        deadline: 200 s
        faults: [\(faults)]
        expect: {pull: fails, error: '\(text.replacing("'", with: "''"))'}

        """
    }
}
