import Sandboxing

/// The credential helper of the node: a program that pullers ask for the password of a registry.
///
/// They start it with `get`, write the registry's name to it and read JSON (docker, docker-credential-helpers, README,
/// "Development").
enum CredentialHelperScript {
    /// What stands in configurations; the program's name has a prefix.
    static let name = "chaospull"

    static func file(for credentials: PullRequest.Credentials) -> SandboxPlan.File {
        SandboxPlan.File("/usr/bin/docker-credential-\(name)", script(credentials), isExecutable: true)
    }

    /// A fault leaves commands for it among the notes of the run, and counts its calls.
    private static func script(_ credentials: PullRequest.Credentials) -> String {
        """
        #!/bin/sh
        notes=\(Sandbox.notesPath)
        echo "$1" >>"$notes/credential-helper-calls"
        if [ -e "$notes/credential-helper-fault" ]; then . "$notes/credential-helper-fault"; fi
        [ "$1" = get ] || exit 0
        read -r server || true
        printf '{"ServerURL": "%s", "Username": "%s", "Secret": "%s"}\\n' \
            "$server" '\(credentials.user)' '\(credentials.password)'

        """
    }
}
