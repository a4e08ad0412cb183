import ChaosPull
import Testing

/// A puller that lies in one way, and the only check that may catch it.
struct Liar: CustomTestStringConvertible {
    let testDescription: String
    var world = World.control
    let script: PullScript
    var outcome = Outcome.pulled
    /// All unmet findings; `pull` and `error` are claims of the scenario, the others are checks.
    let unmet: Set<String>
    var status = Status.failed
    /// What the unmet findings say, beside other words.
    var seen: [String] = []

    private static let honest = PullScript.honest
    private static let once = PullScript.once

    static let all: [Liar] = [
        Liar(
            testDescription: "says that it pulled and did not",
            script: honest.starting(with: "\(once) exit 0"), outcome: .missing, unmet: ["integrity", "pull"]
        ),
        Liar(
            // The modification time in the header of gzip (RFC 1952 section 2.3.1): what is unpacked stays the same.
            testDescription: "stores a flipped bit that unpacking does not show",
            script: honest.finishing(
                with: #"\#(once) printf '\001' | dd of="$part/$hex" bs=1 seek=4 conv=notrunc status=none"#),
            outcome: .corrupt, unmet: ["integrity", "pull"]
        ),
        Liar(
            testDescription: "does not check what it got", world: .corrupted,
            script: honest.replacing("sha256sum --check --status", with: "cat >/dev/null"),
            outcome: .corrupt, unmet: ["integrity", "pull", "error"]
        ),
        Liar(
            testDescription: "hangs", world: .shortDeadline,
            script: honest.finishing(with: "\(once) sleep 1000"), outcome: .hung, unmet: ["termination", "pull"]
        ),
        Liar(
            testDescription: "is ended by a signal", script: honest.finishing(with: "\(once) kill -KILL $$"),
            outcome: .crashed, unmet: ["pull"]
        ),
        Liar(
            testDescription: "panics as Go programs do",
            script: honest.finishing(
                with: "\(once) { echo 'panic: runtime error: index out of range [3] with length 3' >&2; exit 2; }"),
            outcome: .crashed, unmet: ["pull"]
        ),
        Liar(
            testDescription: "prints the password", world: .login,
            script: honest.finishing(with: #"cat "$HOME/netrc""#), unmet: ["secrets"]
        ),
        Liar(
            testDescription: "prints its token", script: honest.finishing(with: #"echo "debug: $bearer""#),
            unmet: ["secrets"]
        ),
        Liar(
            testDescription: "prints a signed URL",
            script: honest.finishing(with: #"grep -i '^location:' "$HOME/headers""#), unmet: ["secrets"]
        ),
        Liar(
            testDescription: "takes its token along to the cdn",
            script: honest.replacing("--location ", with: "--location-trusted "), unmet: ["secrets"]
        ),
        Liar(
            testDescription: "writes, changes and deletes files that are not its own",
            script: honest.finishing(
                with: "printf canary >/etc/canary; chmod 4755 /etc/hosts; rm /usr/bin/tac; printf x >/tmp/left"),
            unmet: ["outside"],
            seen: [
                "/etc/canary created (a file of 6 bytes)", "/etc/hosts: mode 644, now 4755",
                "/usr/bin/tac deleted (a file of", "/tmp/left created (a file of 1 bytes)",
            ]
        ),
        Liar(
            testDescription: "writes a file that is not its own in the second pull alone", world: .unavailable,
            script: honest.finishing(with: "printf canary >/etc/canary"), outcome: .failed, unmet: ["outside"],
            seen: ["/etc/canary created (a file of 6 bytes)"]
        ),
        Liar(
            testDescription: "does not wait for Retry-After", world: .retryAfter,
            script: honest.replacing(#"sleep "$wait""#, with: ":"), unmet: ["politeness"]
        ),
        Liar(
            testDescription: "leaves a store in which no pull works", world: .unavailable,
            script: honest.replacing(#"echo "error: $*" >&2"#, with: #"echo "error: $*" >&2; : >"$store.lock""#)
                .starting(with: #"[ ! -e "$store.lock" ] || { echo "error: the store is locked" >&2; exit 1; }"#),
            outcome: .failed, unmet: ["recovers"]
        ),
        Liar(
            testDescription: "takes what a failed pull left for whole, once", world: .unavailable,
            script: honest.replacing(
                #"echo "error: $*" >&2"#, with: #"echo "error: $*" >&2; rm -f "$file"; mv "$part" "$store""#
            )
            .starting(with: #"[ -e "$store" ] && \#(once) exit 0"#),
            outcome: .failed, unmet: ["integrity"]
        ),
        Liar(
            testDescription: "fails and says nothing", world: .unavailable,
            script: honest.replacing(#"echo "error: $*" >&2"#, with: ":"), outcome: .failed, unmet: ["honesty"]
        ),
        Liar(
            testDescription: "fails and leaves many bytes behind", world: .unavailable,
            script: honest.replacing(
                #"echo "error: $*" >&2"#, with: #"echo "error: $*" >&2; head -c 8388608 /dev/zero >"$store.old""#),
            outcome: .failed, unmet: ["leftovers"]
        ),
        Liar(
            testDescription: "gives up before it has asked anyone", world: .unavailable,
            script: honest.starting(with: #"\#(once) { echo "error: no network" >&2; exit 1; }"#),
            outcome: .failed, unmet: ["faults"], status: .inconclusive
        ),
        Liar(
            testDescription: "says that it pulled and asked nobody", world: .unavailable,
            script: honest.starting(with: "\(once) exit 0"), outcome: .missing, unmet: ["integrity", "pull", "faults"]
        ),
    ]
}
