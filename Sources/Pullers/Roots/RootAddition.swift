import FoundationEssentials
import Sandboxing

/// The program that copies a root file system into the folder of the roots, as a text for sh(1).
enum RootAddition {
    /// The programs that a run starts in a root before any puller, with the package that has them in Debian.
    static let needed = [
        "sh": "dash", "cat": "coreutils", "grep": "grep", "ip": "iproute2", "iptables": "iptables", "mount": "mount",
        "nsenter": "util-linux", "umount": "mount",
    ]
    /// Where they may be; a link is not followed, because an absolute one would lead out of the root.
    private static let places = ["usr/bin", "usr/sbin", "bin", "sbin", "usr/local/bin", "usr/local/sbin"]

    /// - Throws: `RootError` that names what is missing.
    static func check(_ source: String) throws {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: source, isDirectory: &isFolder), isFolder else {
            throw RootError("'\(source)' is no folder; expected a root file system, such as an unpacked image")
        }
        let missing = needed.keys.sorted().filter { name in !places.contains { exists("\(source)/\($0)/\(name)") } }
        guard missing.isEmpty else {
            let packages = Set(missing.compactMap { needed[$0] }).sorted()
            throw RootError(
                "root file system '\(source)' has no \(missing.joined(separator: ", ")), which a run needs in it; install "
                    + packages.joined(separator: ", ") + " there")
        }
    }

    private static func exists(_ path: String) -> Bool {
        (try? FileManager.default.attributesOfItem(atPath: path)) != nil
    }

    static func program(_ source: String, to folder: String) -> Program {
        Program("roots add", "sh", ["-euc", text, "sh", source, folder])
    }

    private static let text = #"""
        source=$1 folder=$2
        partial=$folder\#(RootScript.partialEnd)
        root=$partial/root
        umask 022
        mkdir -p "$partial"
        exec 9<"$partial"
        flock -n 9 || { echo "@problem another process makes $folder"; exit 1; }
        echo "@step copying"
        rm -rf --one-file-system -- "$root"
        cp -a --one-file-system --reflink=auto -- "$source/." "$root"
        {
            echo "\#(RootRecord.firstLine)"
            echo "suite ${folder##*/}"
            du --summarize --one-file-system --block-size=1 "$root" | { read -r bytes rest; echo "bytes $bytes"; }
        } >"$partial/record"
        rm -rf -- "$root/\#(RootRecord.fileName)"
        mv -T "$partial/record" "$root/\#(RootRecord.fileName)"
        mv -T "$root" "$folder"
        rm -rf --one-file-system -- "$partial"
        """#
}
