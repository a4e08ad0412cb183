import FoundationEssentials

extension PullRequest {
    /// A text of the harness with the password masked, in plain text and in Base64 as in configuration files.
    ///
    /// A puller may get its password on its command line; that must not put it into the timeline.
    func masked(_ text: String) -> String {
        guard let credentials, !credentials.password.isEmpty else { return text }
        let secrets = [
            credentials.password, Data(credentials.password.utf8).base64EncodedString(), credentials.basic,
        ]
        return secrets.reduce(text) {
            $0.split(separator: $1, omittingEmptySubsequences: false).joined(separator: "***")
        }
    }

    /// User and password in Base64, as in RFC 7617 and the files of many tools; empty without credentials.
    package var basicCredentials: String { credentials?.basic ?? "" }
}

extension PullRequest.Credentials {
    /// User and password in Base64, as RFC 7617 and the files of many tools have them.
    var basic: String { Data("\(user):\(password)".utf8).base64EncodedString() }
}
