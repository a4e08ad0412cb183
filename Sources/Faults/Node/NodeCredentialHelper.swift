/// Has the credential helper of the node do something else than give the password.
package struct NodeCredentialHelper: NodeFault {
    package static let name = "node.credential-helper"
    package static let summary = "have the credential helper fail, be slow or answer nonsense"
    static let does = Parameter(
        "does", .word(CredentialHelperFailure.self, called: "failure"),
        "fails: it says that the keychain is locked and ends with 1; slow: it answers after 20 s; garbage: what it "
            + "answers is no JSON")
    package static let parameters: [any ParameterDeclaration] = [does]

    private let failure: CredentialHelperFailure

    package init(_ fields: Fields) throws(LanguageError) { failure = try fields.value(of: Self.does) }

    package var slots: [Slot] { [Slot("the credential helper")] }

    package func objection(in world: HealthyWorld) -> FaultObjection? {
        world.hasCredentialHelper
            ? nil
            : FaultObjection("does", "there is no credential helper; expected 'credential-helper: true' in 'node'")
    }

    package func change(of world: HealthyWorld) -> WorldChange {
        WorldChange(
            [
                .script(
                    .node, apply: "printf '%s\\n' \(ShellWord.quoted(command)) >\"\(Self.file)\"",
                    undo: "rm -f \"\(Self.file)\"")
            ],
            proofs: [.counter(.node, script: Self.calls, unit: "calls of the credential helper")])
    }

    /// What the helper does when it is called, as commands for sh(1).
    private var command: String {
        switch failure {
        case .fails: "echo 'the keychain is locked'; exit 1"
        case .slow: "sleep 20"
        case .garbage: "echo '<html>'; exit 0"
        }
    }

    /// The helper reads it, if it is there.
    private static let file = "$\(ScriptVariable.notes.rawValue)/credential-helper-fault"
    /// The helper writes a line for each call.
    private static let calls = "cat \"$\(ScriptVariable.notes.rawValue)/credential-helper-calls\" 2>/dev/null | wc -l"
}

/// What a credential helper may do wrong.
public enum CredentialHelperFailure: String, Sendable, CaseIterable {
    /// It ends with an error.
    case fails
    /// It takes its time.
    case slow
    /// It answers something else than JSON.
    case garbage
}

extension InjectedFault {
    /// Has the credential helper of the node fail: `node.credential-helper`.
    ///
    /// - Parameter failure: what it does.
    public static func nodeCredentialHelper(_ failure: CredentialHelperFailure) -> InjectedFault {
        InjectedFault(NodeCredentialHelper.self, NodeCredentialHelper.does(failure))
    }
}
