import Sandboxing

/// The program that makes a root, as a text for sh(1).
///
/// It runs contained (`Program.runContained`), so its mounts and processes end with it. Finished steps leave a stamp
/// beside the unfinished root, and fetched packages stay until the end, so it can continue after an interruption. Lines
/// that begin with `@` are for `RootProgress`.
struct RootScript {
    let suite: String
    let archive: DebianArchive
    /// The folder of the complete root.
    let folder: String
    /// The requested packages; those that the suite does not have are left out, and reported.
    let packages: [String]
    /// Whether to accept expired package lists, as of a mirror that is no longer updated.
    let allowsExpired: Bool

    var program: Program {
        Program(
            "roots create", "sh",
            [
                "-euc", Self.text, "sh", suite, archive.mirror, archive.keyring ?? DebianArchive.defaultKeyring, folder,
                packages.joined(separator: " "), allowsExpired ? "no" : "yes",
            ],
            environment: Self.environment
        )
    }

    /// The suffix of the folder in which a root is made.
    static let partialEnd = ".partial"

    /// The variables of debconf(7), and of this machine's proxy if it has one.
    private static var environment: [String: String] {
        var environment = ["DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8", "HOME": "/root"]
        for name in ["http_proxy", "https_proxy", "no_proxy"] {
            if let value = EnvironmentVariable.value(of: name) { environment[name] = value }
        }
        return environment
    }

    private static let text = #"""
        suite=$1 mirror=$2 keyring=$3 folder=$4 packages=$5 expiry=$6
        partial=$folder\#(partialEnd)
        root=$partial/root
        umask 022
        mkdir -p "$partial/debs/partial"
        exec 9<"$partial"
        flock -n 9 || { echo "@problem another process makes $folder"; exit 1; }

        if [ -z "${http_proxy:-}" ] && command -v apt-config >/dev/null; then
            eval "$(apt-config shell http_proxy Acquire::http::Proxy)"
            case "${http_proxy:-}" in *://*) export http_proxy ;; *) unset http_proxy ;; esac
        fi

        if [ ! -e "$partial/base.done" ]; then
            echo "@step base system"
            rm -rf --one-file-system -- "$root"
            debootstrap --variant=minbase --force-check-gpg --keyring="$keyring" --cache-dir="$partial/debs" \
                "$suite" "$root" "$mirror"
            # invoke-rc.d(8) asks this program before it starts a service; 101 forbids it.
            printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
            chmod 755 "$root/usr/sbin/policy-rc.d"
            : >"$partial/base.done"
        fi

        for file in resolv.conf hosts; do
            if [ -e "/etc/$file" ]; then rm -f "$root/etc/$file"; cp -L "/etc/$file" "$root/etc/$file"; fi
        done
        mount -t proc chaospull "$root/proc"
        mount -t tmpfs -o mode=755 chaospull "$root/run"
        mount -t tmpfs -o mode=1777 chaospull "$root/tmp"
        mount --bind "$partial/debs" "$root/var/cache/apt/archives"
        # A pipe of its own for apt's progress: apt makes it fail instead of wait when it is full, for dpkg's scripts too.
        [ -p "$partial/status" ] || mkfifo "$partial/status"
        apt() {
            cat "$partial/status" &
            chroot "$root" apt-get -qq -o APT::Status-Fd=8 -o APT::Sandbox::User=root -o Dpkg::Use-Pty=0 \
                -o APT::Keep-Downloaded-Packages=true -o "Acquire::Check-Valid-Until=$expiry" \
                --yes --no-install-recommends "$@" 8>"$partial/status"
            wait $!
        }

        if [ ! -e "$partial/packages.done" ]; then
            # After an interrupted installation apt does nothing before this; what it cannot finish, --fix-broken does below.
            chroot "$root" dpkg --configure -a || :
            echo "@step package lists"
            apt update
            available=""
            : >"$partial/absent"
            for package in $packages; do
                if chroot "$root" apt-cache show --no-all-versions "$package" >/dev/null 2>&1; then
                    available="$available $package"
                else
                    echo "absent $package" >>"$partial/absent"
                fi
            done
            echo "@step fetching packages"
            # shellcheck disable=SC2086 # a list of words is meant
            apt --fix-broken --download-only install $available
            echo "@step installing packages"
            # shellcheck disable=SC2086 # a list of words is meant
            apt --fix-broken install $available
            : >"$partial/packages.done"
        fi

        echo "@step cleaning up"
        umount "$root/var/cache/apt/archives" "$root/tmp" "$root/run" "$root/proc"
        rm -rf "$root"/var/lib/apt/lists/* "$root"/var/cache/apt/*.bin
        {
            echo "\#(RootRecord.firstLine)"
            echo "suite $suite"
            cat "$partial/absent"
            du --summarize --one-file-system --block-size=1 "$root" | { read -r bytes rest; echo "bytes $bytes"; }
        } >"$root/\#(RootRecord.fileName)"
        rm -rf --one-file-system -- "$partial/debs"
        mv -T "$root" "$folder"
        rm -rf --one-file-system -- "$partial"
        """#
}
