import Sandboxing

/// Credentials as docker keeps them, in the format that many tools read, some of them from a place of their own.
enum DockerCredentials {
    static let path = Sandbox.homePath + "/.docker/config.json"

    /// User and password in Base64 by host (docker login, "Credential storage"); no file without credentials.
    static func files(for pull: PullRequest, at path: String = path) -> [SandboxPlan.File] {
        guard let credentials = pull.credentials else { return [] }
        if pull.settings.hasCredentialHelper {
            let helpers = #"{"credHelpers": {"\#(pull.registry)": "\#(CredentialHelperScript.name)"}}"#
            return [SandboxPlan.File(path, helpers + "\n"), CredentialHelperScript.file(for: credentials)]
        }
        let auths = #"{"auths": {"\#(pull.registry)": {"auth": "\#(credentials.basic)"}}}"#
        return [SandboxPlan.File(path, auths + "\n")]
    }
}
