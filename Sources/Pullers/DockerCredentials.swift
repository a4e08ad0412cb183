import Sandboxing

/// Credentials as docker keeps them, for the many tools that read them from there too.
enum DockerCredentials {
    static let path = Sandbox.homePath + "/.docker/config.json"

    /// User and password in Base64 by host (docker login, "Credential storage"); no file without credentials.
    static func files(for pull: PullRequest) -> [SandboxPlan.File] {
        guard let credentials = pull.credentials else { return [] }
        let secret = Base64.encoded("\(credentials.user):\(credentials.password)")
        return [SandboxPlan.File(path, #"{"auths": {"\#(pull.registry)": {"auth": "\#(secret)"}}}"# + "\n")]
    }
}
