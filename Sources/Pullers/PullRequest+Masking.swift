extension PullRequest {
    /// A text of the harness's own without the password, in the clear and in Base64 as configuration files have it.
    ///
    /// A puller may be told its password on its command line; that alone must not put it into the timeline.
    func masked(_ text: String) -> String {
        guard let credentials, !credentials.password.isEmpty else { return text }
        let secrets = [
            credentials.password, Base64.encoded(credentials.password),
            Base64.encoded("\(credentials.user):\(credentials.password)"),
        ]
        return secrets.reduce(text) {
            $0.split(separator: $1, omittingEmptySubsequences: false).joined(separator: "***")
        }
    }

    /// User and password in Base64, as RFC 7617 and the files of many tools have them; empty without credentials.
    package var basicCredentials: String {
        credentials.map { Base64.encoded("\($0.user):\($0.password)") } ?? ""
    }
}
