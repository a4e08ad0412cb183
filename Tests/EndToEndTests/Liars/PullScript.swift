import Testing

/// A puller as a shell script with curl: an honest one, and variants of it.
struct PullScript {
    let text: String

    /// Pulls correctly, and stores the image in the layout of skopeo's `dir:`.
    static let honest = PullScript(
        text: #"""
            #!/bin/sh
            # pull.sh URL REPOSITORY TAG STORE
            url=$1 repository=$2 tag=$3 store=$4
            part=$store.part

            fail() {
                echo "error: $*" >&2
                rm -rf "$part"
                exit 1
            }

            # get URL FILE [OPTION...]: again after the time of Retry-After, where there is one.
            get() {
                address=$1 file=$2
                shift 2
                while :; do
                    status=$(curl --silent --show-error --location --dump-header "$HOME/headers" --output "$file" \
                        --write-out '%{http_code}' "$@" "$address") || fail "${file##*/}: curl ended with $?"
                    case $status in 200 | 401) return ;; esac
                    wait=$(sed -n 's/^retry-after: *\([0-9]*\).*/\1/Ip' "$HOME/headers")
                    [ -n "$wait" ] || fail "${file##*/}: status $status"
                    sleep "$wait"
                done
            }

            # A word of the challenge.
            word() { sed -n 's/^www-authenticate: Bearer.*[ ,]'"$1"'="\([^"]*\)".*/\1/Ip' "$HOME/challenge"; }

            rm -rf "$part"
            mkdir -p "$part" || fail "no folder for the image"
            manifest=$url/v2/$repository/manifests/$tag
            get "$manifest" "$part/manifest.json"
            mv "$HOME/headers" "$HOME/challenge"
            set -- --get --data-urlencode "service=$(word service)" --data-urlencode "scope=$(word scope)"
            [ ! -e "$HOME/netrc" ] || set -- "$@" --netrc-file "$HOME/netrc"
            get "$(word realm)" "$HOME/token" "$@"
            bearer="Authorization: Bearer $(sed -n 's/.*"token":"\([^"]*\)".*/\1/p' "$HOME/token")"
            get "$manifest" "$part/manifest.json" --header "$bearer"
            digests=$(grep -o '"digest":"sha256:[0-9a-f]*"' "$part/manifest.json" | cut -d '"' -f 4)
            [ -n "$digests" ] || fail "no manifest"
            for digest in $digests; do
                hex=${digest#sha256:}
                get "$url/v2/$repository/blobs/$digest" "$part/$hex" --header "$bearer"
                echo "$hex  $part/$hex" | sha256sum --check --status || fail "$digest: wrong bytes"
            done
            rm -rf "$store"
            mv "$part" "$store"
            echo "pulled $repository:$tag"

            """#
    )

    /// A prefix of a command: runs it only in the first pull, so that follow-up pulls show only recovery.
    static let once = #"mkdir "$HOME/lied" 2>/dev/null &&"#

    /// The same with another text in place of the only `text`.
    func replacing(_ text: String, with other: String) -> PullScript {
        let parts = self.text.ranges(of: text).count
        guard parts == 1 else {
            Issue.record("'\(text)' stands \(parts) times in the script; a lie changes one place")
            return self
        }
        return PullScript(text: self.text.replacing(text, with: other))
    }

    /// The same with one more line at the beginning.
    func starting(with line: String) -> PullScript {
        replacing("part=$store.part\n", with: "part=$store.part\n\(line)\n")
    }

    /// The same with one more line when the image is complete and about to be stored.
    func finishing(with line: String) -> PullScript {
        replacing(#"rm -rf "$store""#, with: "\(line)\n" + #"rm -rf "$store""#)
    }
}
